//! The list of policies on the page: what is said of each, and the switch.

use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::roster::Standing;
use netpol_playground::components::{PolicyList, PolicyListProps};
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::examples::Example;
use netpol_playground::report::Update;
use netpol_playground::share::{Opening, PayloadV1, payload_of};
use netpol_playground::state::{Action, AppState, ResultView, Workspace, policy_key, policy_of};
use yew::{Callback, LocalServerRenderer, Reducible};

fn leaking() -> PolicyName {
    PolicyName {
        namespace: "staging".to_owned(),
        name: "db-np".to_owned(),
    }
}

fn task(revision: u64, workspace: Option<Rc<Workspace>>, left_out: Vec<PolicyName>) -> Task {
    Task {
        revision,
        origin: None,
        workspace,
        baseline: None,
        look: Look {
            view: ResultView::Policies,
            left_out,
            width: 900,
            wants_answer: true,
            ..Look::default()
        },
    }
}

/// The list of the first example, before and after a policy is left out.
#[expect(clippy::expect_used, reason = "the page has an example to open on")]
fn updates() -> [Update; 2] {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let mut evaluator = Evaluator::default();
    let before = evaluator.answer(task(1, Some(workspace), Vec::new()));
    let after = evaluator.answer(task(2, None, vec![leaking()]));
    [before, after]
}

#[test]
fn a_policy_that_is_left_out_stays_in_the_list_and_its_connections_go() {
    let [before, after] = updates();
    let standing = |it: &Update| {
        let roster = it
            .later
            .as_ref()
            .and_then(|it| it.roster.clone())
            .unwrap_or_default();
        let all = roster.policies.iter();
        all.map(|it| it.entry.standing).collect::<Vec<_>>()
    };
    assert_eq!(standing(&before), vec![Standing::Counts; 5]);
    let expected = [0, 0, 1, 0, 0].map(|it| match it {
        0 => Standing::Counts,
        _ => Standing::LeftOut,
    });
    assert_eq!(standing(&after), expected);
    let tally = |it: &Update| it.picture.clone().map(|it| it.tally.clone());
    assert_ne!(tally(&before), tally(&after));
}

#[test]
fn taking_a_policy_back_undoes_leaving_it_out() {
    let fresh = Rc::new(AppState::new(Workspace::of("", ""), None));
    let out = Rc::clone(&fresh).reduce(Action::LeftOut(leaking()));
    assert_eq!(out.left_out, [leaking()]);
    assert_eq!(Rc::clone(&out).reduce(Action::LeftOut(leaking())), out);
    assert_eq!(Rc::clone(&out).reduce(Action::TakenBack(leaking())), fresh);
    assert_eq!(out.reduce(Action::AllTakenBack), fresh);
}

#[test]
fn a_link_says_which_policies_count() {
    let out = |keys: &[&str]| {
        let state = AppState::new(Workspace::of("", ""), None);
        let all = keys.iter().filter_map(|it| policy_of(it));
        all.map(Action::LeftOut)
            .fold(Rc::new(state), AppState::reduce)
    };
    let shared = payload_of(&out(&["shop/allow-web"]));
    assert_eq!(shared.left_out, ["shop/allow-web"]);
    let opened = |payload: &PayloadV1| {
        let mine = out(&["shop/deny-all"]);
        let actions = Opening::of_state(payload).actions(&mine);
        let state = actions.into_iter().fold(mine, AppState::reduce);
        state.left_out.iter().map(policy_key).collect::<Vec<_>>()
    };
    assert_eq!(opened(&shared), ["shop/allow-web"]);
    let odd = PayloadV1 {
        left_out: vec!["no name".to_owned()],
        ..shared
    };
    assert_eq!(opened(&odd), [""; 0]);
}

#[tokio::test(flavor = "current_thread")]
async fn every_policy_says_what_it_is_for_in_words() {
    let [_, after] = updates();
    let props = PolicyListProps {
        roster: after.later.and_then(|it| it.roster).unwrap_or_default(),
        left_out: vec![leaking()],
        news: "1 connection now denied".into(),
        on_toggle: Callback::noop(),
        on_reveal: Callback::noop(),
    };
    let renderer = LocalServerRenderer::<PolicyList>::with_props(props);
    let html = renderer.hydratable(false).render().await;
    for words in [
        "5 policies, 1 left out",
        "1 connection now denied",
        "Selects pods with app=db: db (1 pod).",
        "Isolates ingress: policyTypes lists Ingress.",
        "Rule 1 admits from every pod in namespaces with env=qa, on every port",
        "Only it permits: qa-test/frontend to qa-test/db.",
        "Permits no connection here.",
        "aria-label=\"Let staging/db-np count\"",
        "Admits nothing.",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
}
