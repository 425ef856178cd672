//! What a link makes of the page.

use std::rc::Rc;

use netpol_engine::model::{Protocol, WorkloadKind};
use netpol_playground::share::{FileV1, Link, Opening, PayloadV1, payload_of, write};
use netpol_playground::state::{
    Action, AppState, File, Focus, PlaceName, ResultView, Workspace, policy_of,
};
use yew::Reducible;

fn file(name: &str, text: &str) -> FileV1 {
    FileV1 {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// The state after a link was opened in it.
fn opened(state: AppState, link: &Link) -> AppState {
    let actions = Opening::of(link).actions(&state).into_iter();
    let state = actions.fold(Rc::new(state), AppState::reduce);
    Rc::unwrap_or_clone(state)
}

fn two_files() -> Workspace {
    Workspace::new([File::new("a.yaml", "kind: Pod\n"), File::new("b.yaml", "")])
}

#[test]
fn a_page_opens_as_it_was_shared() {
    let places = [
        PlaceName::Workload {
            namespace: "shop".to_owned(),
            kind: Some(WorkloadKind::CronJob),
            name: "web.v1".to_owned(),
        },
        PlaceName::workload("outside/10").expect("it has a namespace"),
        PlaceName::Node("n1".to_owned()),
        PlaceName::Outside(String::new()),
        PlaceName::Outside("10.0.0.0/8,192.168.0.0/16".to_owned()),
        PlaceName::Outside("2001:db8::/32".to_owned()),
        PlaceName::Named("shop/service/db-svc".to_owned()),
        PlaceName::Named("203.0.113.5".to_owned()),
        PlaceName::Named("203.0.113.0/24".to_owned()),
        PlaceName::Named("db-svc.staging".to_owned()),
        PlaceName::Named("external".to_owned()),
    ];
    for place in places {
        let focus = Focus {
            port: Some((Protocol::Udp, 53)),
            ..Focus::between(place.clone(), place)
        };
        let shared = AppState {
            file: 1,
            view: ResultView::Matrix,
            left_out: policy_of("shop/deny-all").into_iter().collect(),
            ..AppState::new(two_files(), Some(focus))
        };
        let fragment = write(&payload_of(&shared)).expect("it is small");
        let link = Link::read(&fragment).ok().flatten().expect("it opens");
        let fresh = AppState::new(Workspace::new([]), None);
        let opened = AppState {
            pins: 0,
            ..opened(fresh, &link)
        };
        assert_eq!(opened, shared);
    }
}

#[test]
fn a_link_never_costs_what_was_typed() {
    let mine = AppState::new(Workspace::of("mine", ""), None);
    let typed = Rc::new(mine).reduce(Action::Edited(0, "mine, and longer".into()));
    let state = opened((*typed).clone(), &Link::Yaml("kind: Pod\n".to_owned()));
    assert_eq!(state.workspace.text(0), "kind: Pod\n");
    let kept = state.set_aside.first().map(|it| it.text(0).to_owned());
    assert_eq!(kept.as_deref(), Some("mine, and longer"));
    assert!(!state.is_edited, "nothing was typed in what was opened");
}

#[test]
fn a_link_to_what_is_there_only_turns_the_page() {
    let state = AppState::new(two_files(), None);
    let typed = Rc::new(state).reduce(Action::Edited(1, "mine".into()));
    let payload = PayloadV1 {
        open: 1,
        ..payload_of(&typed)
    };
    let state = opened((*typed).clone(), &Link::State(payload));
    assert_eq!((state.file, state.is_edited), (1, true));
    assert_eq!(state.set_aside, []);
}

#[test]
fn files_without_a_name_and_files_of_one_name_get_their_own() {
    let payload = PayloadV1 {
        files: vec![file("", "a"), file("", "b"), file("x", "c"), file("x", "d")],
        ..PayloadV1::default()
    };
    let opening = Opening::of(&Link::State(payload));
    let names: Vec<&str> = opening
        .workspace
        .files()
        .iter()
        .map(|it| &*it.name)
        .collect();
    assert_eq!(names, ["Policies", "Policies 2", "x", "x 2"]);
}

#[test]
fn nothing_is_opened_as_an_empty_page() {
    let opening = Opening::of(&Link::State(PayloadV1::default()));
    assert_eq!(opening.workspace.files().len(), 1);
    assert!(opening.workspace.is_blank());
}
