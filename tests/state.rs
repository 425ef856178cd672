//! What the user does and what follows from it, without a browser.

use std::rc::Rc;

use netpol_playground::examples::Example;
use netpol_playground::state::{
    Action, AppState, Caret, Drawing, Easel, FileRole, Focus, PlaceName, Reading, Workspace,
};
use yew::Reducible;

fn fresh() -> Rc<AppState> {
    Rc::new(AppState::new(Workspace::new("policies", "cluster"), None))
}

/// The state after these actions.
fn after(actions: impl IntoIterator<Item = Action>) -> Rc<AppState> {
    actions.into_iter().fold(fresh(), AppState::reduce)
}

#[expect(clippy::expect_used, reason = "the tests write names with a namespace")]
fn place(name: &str) -> PlaceName {
    PlaceName::workload(name).expect("a name with a namespace")
}

fn other_texts() -> Rc<Workspace> {
    Rc::new(Workspace::new("example", ""))
}

#[test]
fn two_picks_make_a_pair() {
    let state = after([
        Action::Picked(place("shop/web")),
        Action::Picked(place("shop/db")),
    ]);
    let pair = Focus {
        source: place("shop/web"),
        destination: place("shop/db"),
    };
    assert_eq!(state.focus, Some(pair));
    assert_eq!(state.picked, None);
}

#[test]
fn picking_the_same_place_twice_lets_go_of_it() {
    let state = after([
        Action::Picked(place("shop/web")),
        Action::Picked(place("shop/web")),
    ]);
    assert_eq!((&state.focus, &state.picked), (&None, &None));
}

#[test]
fn a_glance_passes_and_the_chosen_pair_stays() {
    let chosen = Focus {
        source: place("shop/web"),
        destination: place("shop/db"),
    };
    let glanced = Focus {
        source: place("shop/db"),
        destination: place("shop/web"),
    };
    let during = after([
        Action::Focused(chosen.clone()),
        Action::Previewed(Some(glanced.clone())),
    ]);
    assert_eq!(during.shown_focus(), Some(&glanced));
    let later = during.reduce(Action::Previewed(None));
    assert_eq!(later.shown_focus(), Some(&chosen));
}

#[test]
fn an_example_never_costs_what_was_typed() {
    let edited = Action::Edited(FileRole::Policies, "mine".into());
    let state = after([edited, Action::Opened(other_texts(), None)]);
    let kept = state
        .set_aside
        .first()
        .cloned()
        .expect("the user's text is kept");
    assert_eq!(kept.text(FileRole::Policies).as_str(), "mine");

    let back = state.reduce(Action::Opened(kept, None));
    assert_eq!(back.workspace.text(FileRole::Policies).as_str(), "mine");
    assert!(back.is_edited, "and it survives a reload again");
}

#[test]
fn a_second_example_does_not_cost_it_either() {
    let edited = Action::Edited(FileRole::Policies, "mine".into());
    let again = Rc::new(Workspace::new("another", ""));
    let opened = [
        Action::Opened(other_texts(), None),
        Action::Opened(again, None),
    ];
    let state = after([edited].into_iter().chain(opened));
    let kept = state
        .set_aside
        .first()
        .cloned()
        .expect("the user's text is kept");
    assert_eq!(kept.text(FileRole::Policies).as_str(), "mine");
}

#[test]
fn nor_does_an_example_that_was_changed_in_between() {
    let edit = |text: &'static str| Action::Edited(FileRole::Policies, text.into());
    let open = || Action::Opened(other_texts(), None);
    let state = after([edit("mine"), open(), edit("changed"), open()]);
    let kept: Vec<_> = state
        .set_aside
        .iter()
        .map(|it| it.text(FileRole::Policies).to_string())
        .collect();
    assert_eq!(kept, ["changed", "mine"]);
}

#[test]
fn an_example_that_was_only_looked_at_is_not_kept() {
    let state = after([Action::Opened(other_texts(), None)]);
    assert_eq!(state.set_aside, []);
}

#[test]
fn nothing_new_is_no_new_state() {
    let state = fresh();
    let same = Rc::clone(&state).reduce(Action::Previewed(None));
    assert!(Rc::ptr_eq(&state, &same), "so that nothing is rendered");
}

#[test]
fn the_page_has_an_example_to_open_on() {
    assert!(Example::first().is_some(), "{}", Example::FIRST);
}

#[test]
fn every_example_is_free_of_errors_and_shows_its_pair() {
    for example in Example::all() {
        let workspace = example.workspace();
        let analysis =
            netpol_engine::analyze(&workspace.sources(), &netpol_engine::Options::default());
        assert!(
            !analysis.is_partial(),
            "{}: {:?}",
            example.id,
            analysis.diagnostics
        );
        if let Some(focus) = example.focus() {
            assert!(
                focus.resolve(&analysis.world).is_some(),
                "{}: {focus:?}",
                example.id
            );
        }
    }
}

#[track_caller]
fn check_edit(before: &str, after: &str, expected: bool) {
    let edited = Workspace::new(after.to_owned(), "");
    let original = Workspace::new(before.to_owned(), "");
    assert_eq!(
        edited.is_edit_of(&original),
        expected,
        "{before:?} to {after:?}"
    );
}

#[test]
fn typing_is_an_edit_and_replacing_is_not() {
    check_edit("kind: Namespace", "kind: Namespace\nx", true);
    check_edit("kind: Namespace", "kind: Namespce", true);
    check_edit("kind: Namespace", "kind: space", true);
    check_edit("kind: Namespace", "{\"a\": 1}", false);
    check_edit("kind: Namespace", "", false);
    check_edit("", "anything", true);
}

/// The founding case, drawn with a pair in focus and 900 pixels wide, and then
/// again after the policies were changed, with another focus and width.
#[expect(clippy::expect_used, reason = "the page has an example to open on")]
#[track_caller]
fn check_redrawn(
    change: impl Fn(&str) -> String,
    focus: Option<(&str, &str)>,
    width: u32,
    expected: bool,
) {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let text = change(workspace.text(FileRole::Policies));
    let changed = Rc::new(workspace.with(FileRole::Policies, text.into()));
    let before = Rc::new(Reading::of(Rc::clone(&workspace), None));
    let after = if changed == workspace {
        Rc::clone(&before)
    } else {
        Rc::new(Reading::of(changed, Some(&before)))
    };
    let focus = focus.map(|(source, destination)| Focus {
        source: place(source),
        destination: place(destination),
    });

    let mut easel = Easel::default();
    let first: Rc<Drawing> = easel.draw(&before, None, 900);
    let second = easel.draw(&after, focus.as_ref(), width);
    assert_eq!(!Rc::ptr_eq(&first, &second), expected, "{focus:?}, {width}");
}

#[test]
fn the_diagram_is_drawn_again_only_when_it_says_something_else() {
    let same = |text: &str| text.to_owned();
    let comment = |text: &str| format!("# Ours.\n{text}");
    let renamed = |text: &str| text.replace("db-np", "database-np");
    let narrower = |text: &str| text.replace("env: qa", "env: nowhere");
    let edge = Some(("qa-test/frontend", "qa-test/db"));
    let denied = Some(("qa-test/db", "qa-test/api"));
    check_redrawn(same, None, 900, false);
    check_redrawn(same, edge, 900, false);
    check_redrawn(comment, None, 900, false);
    check_redrawn(comment, edge, 900, false);
    check_redrawn(same, denied, 900, true);
    check_redrawn(same, None, 700, true);
    check_redrawn(renamed, None, 900, true);
    check_redrawn(narrower, None, 900, true);
}

#[test]
fn a_caret_stands_in_the_branch_around_it() {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let reading = Reading::of(Rc::clone(&workspace), None);
    let (branch, span) = *reading.branches.first().expect("a branch");
    let at = |role, offset| reading.branch_at(Caret { role, offset });
    assert_eq!(at(FileRole::Policies, span.start), Some(branch));
    assert_eq!(at(FileRole::Policies, span.end), Some(branch));
    assert_eq!(at(FileRole::Policies, 0), None);
    assert_eq!(at(FileRole::Cluster, span.start), None, "another text");
}
