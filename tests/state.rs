//! What the user does and what follows from it, without a browser.

use std::rc::Rc;

use netpol_engine::edit::{Holder, Wish};
use netpol_playground::evaluation::{Evaluator, Look, Reading, Task};
use netpol_playground::examples::Example;
use netpol_playground::report::{Change, Report, Update};
use netpol_playground::state::{
    Action, AppState, Caret, Drawing, Easel, File, Focus, PlaceName, ResultView, ViewOptions,
    Workspace,
};
use yew::Reducible;

fn fresh() -> Rc<AppState> {
    Rc::new(AppState::new(Workspace::of("policies", "cluster"), None))
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
    Rc::new(Workspace::of("example", ""))
}

#[test]
fn two_picks_make_a_pair() {
    let state = after([
        Action::Picked(place("shop/web")),
        Action::Picked(place("shop/db")),
    ]);
    let pair = Focus::between(place("shop/web"), place("shop/db"));
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
    let chosen = Focus::between(place("shop/web"), place("shop/db"));
    let glanced = Focus::between(place("shop/db"), place("shop/web"));
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
    let edited = Action::Edited(0, "mine".into());
    let state = after([edited, Action::Opened(other_texts(), None)]);
    let kept = state
        .set_aside
        .first()
        .cloned()
        .expect("the user's text is kept");
    assert_eq!(kept.text(0), "mine");

    let back = state.reduce(Action::Opened(kept, None));
    assert_eq!(back.workspace.text(0), "mine");
    assert!(back.is_edited, "and it survives a reload again");
}

#[test]
fn a_second_example_does_not_cost_it_either() {
    let edited = Action::Edited(0, "mine".into());
    let again = Rc::new(Workspace::of("another", ""));
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
    assert_eq!(kept.text(0), "mine");
}

#[test]
fn nor_does_an_example_that_was_changed_in_between() {
    let edit = |text: &'static str| Action::Edited(0, text.into());
    let open = || Action::Opened(other_texts(), None);
    let state = after([edit("mine"), open(), edit("changed"), open()]);
    let kept: Vec<_> = state
        .set_aside
        .iter()
        .map(|it| it.text(0).to_owned())
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
    let edited = Workspace::of(after, "");
    let original = Workspace::of(before, "");
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
    let text = change(workspace.text(0));
    let changed = Rc::new(workspace.with(0, text));
    let before = Rc::new(Reading::of(Rc::clone(&workspace), None));
    let after = if changed == workspace {
        Rc::clone(&before)
    } else {
        Rc::new(Reading::of(changed, Some(&before)))
    };
    let focus =
        focus.map(|(source, destination)| Focus::between(place(source), place(destination)));

    let mut easel = Easel::default();
    let first: Rc<Drawing> = easel.draw(&before, None, &ViewOptions::default(), (900, &[]));
    let second = easel.draw(
        &after,
        focus.as_ref(),
        &ViewOptions::default(),
        (width, &[]),
    );
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

/// The report on a workspace, as the page gets it first.
#[expect(clippy::expect_used, reason = "the first answer leaves nothing out")]
fn reported(workspace: &Rc<Workspace>) -> Report {
    let update = Evaluator::default().answer(task(0, Some(workspace), None));
    Report::first(update, Rc::clone(workspace)).expect("a first answer")
}

fn task(revision: u64, workspace: Option<&Rc<Workspace>>, focus: Option<(&str, &str)>) -> Task {
    Task {
        revision,
        origin: None,
        workspace: workspace.cloned(),
        baseline: None,
        look: Look {
            view: ResultView::Diagram,
            focus: focus
                .map(|(source, destination)| Focus::between(place(source), place(destination))),
            width: 900,
            wants_answer: true,
            ..Look::default()
        },
    }
}

#[test]
fn a_caret_stands_in_the_branch_around_it() {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let outline = &reported(&workspace).picture.outline;
    let first = outline.0.first().expect("a branch");
    let at = |file, offset| outline.at_caret(Caret { file, offset });
    assert_eq!(at(0, first.place.span.start), Some(first.at));
    assert_eq!(at(0, first.place.span.end), Some(first.at));
    assert_eq!(at(0, 0), None);
    assert_eq!(at(1, first.place.span.start), None, "another text");
}

#[test]
fn an_update_says_only_what_is_new() {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let comment = Rc::new(workspace.with(0, format!("# Ours.\n{}", workspace.text(0))));
    let mut evaluator = Evaluator::default();
    let mut parts = |revision, workspace: Option<&Rc<Workspace>>, focus| {
        let update = evaluator.answer(task(revision, workspace, focus));
        let Update {
            texts,
            picture,
            drawing,
            told,
            ..
        } = update;
        [
            texts.is_some(),
            picture.is_some(),
            drawing.is_some(),
            told != Change::AsBefore,
        ]
    };
    let edge = Some(("qa-test/frontend", "qa-test/db"));
    assert_eq!(parts(0, Some(&workspace), None), [true, true, true, false]);
    assert_eq!(parts(0, None, None), [false; 4]);
    assert_eq!(parts(0, None, edge), [false, false, false, true]);
    // Every branch stands a line further down, and nothing else changed.
    assert_eq!(parts(1, Some(&comment), edge), [false, true, false, true]);
    assert_eq!(parts(1, None, None), [false, false, false, true]);
}

#[test]
fn what_crosses_to_the_worker_and_back_stays_what_it_was() {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let asked = task(
        7,
        Some(&workspace),
        Some(("qa-test/frontend", "qa-test/db")),
    );
    let bytes = postcard::to_allocvec(&asked).expect("bytes");
    assert_eq!(postcard::from_bytes::<Task>(&bytes).expect("a task"), asked);

    let update = Evaluator::default().answer(asked);
    let bytes = postcard::to_allocvec(&update).expect("bytes");
    let back: Update = postcard::from_bytes(&bytes).expect("an update");
    assert_eq!(format!("{back:?}"), format!("{update:?}"));
}

#[test]
fn letters_stay_when_another_evaluator_takes_over() {
    let origin = Rc::new(Example::first().expect("an example").workspace());
    let text = origin.text(0);
    let entry =
        "          - namespaceSelector: {}\n            podSelector: {matchLabels: {app: new}}\n";
    let (before, after) = text.split_at(
        text.find("          - namespaceSelector")
            .expect("an entry"),
    );
    let edited = Rc::new(origin.with(0, [before, entry, after].concat()));
    let letters = |update: Update| {
        let picture = update.picture.expect("all of it");
        let letters = picture.outline.0.iter().map(|it| it.letter.clone());
        letters.collect::<Vec<_>>()
    };
    let mut first = Evaluator::default();
    first.answer(task(0, Some(&origin), None));
    let expected = letters(first.answer(task(1, Some(&edited), None)));

    let mut second = Evaluator::default();
    let mut takeover = task(1, Some(&edited), None);
    takeover.origin = Some(origin);
    assert_eq!(letters(second.answer(takeover)), expected);
}

fn file(name: &str, text: &str) -> File {
    File::new(name, text)
}

/// The names of the tabs after these actions, the open one in brackets.
#[track_caller]
fn check_tabs(actions: impl IntoIterator<Item = Action>, expected: &[&str]) {
    let state = after(actions);
    let names = state.workspace.files().iter().enumerate();
    let names: Vec<String> = names
        .map(|(index, it)| {
            if index == state.file {
                format!("[{}]", it.name)
            } else {
                it.name.to_string()
            }
        })
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn files_are_tabs() {
    check_tabs([], &["[Policies]", "Cluster"]);
    check_tabs([Action::FileAdded], &["Policies", "Cluster", "[New]"]);
    check_tabs(
        [Action::FileAdded, Action::FileAdded],
        &["Policies", "Cluster", "New", "[New 2]"],
    );
    let brought = || Action::FilesBrought(vec![file("a.yaml", "a"), file("Cluster", "b")]);
    check_tabs(
        [brought()],
        &["Policies", "Cluster", "[a.yaml]", "Cluster 2"],
    );
    check_tabs(
        [
            Action::Edited(0, "".into()),
            Action::Edited(1, " \n".into()),
            brought(),
        ],
        &["[a.yaml]", "Cluster"],
    );
    check_tabs(
        [
            Action::Edited(0, "".into()),
            Action::Edited(1, "".into()),
            Action::FileAdded,
        ],
        &["Policies", "Cluster", "[New]"],
    );
    check_tabs(
        [Action::FilesBrought(Vec::new())],
        &["[Policies]", "Cluster"],
    );
}

#[test]
fn tabs_are_renamed_closed_and_moved() {
    let rename = |name: &str| Action::FileRenamed(1, name.to_owned());
    check_tabs([rename("pods.yaml")], &["[Policies]", "pods.yaml"]);
    check_tabs([rename("  ")], &["[Policies]", "Cluster"]);
    check_tabs([rename("Policies")], &["[Policies]", "Policies 2"]);
    check_tabs([Action::FileClosed(0)], &["[Cluster]"]);
    check_tabs(
        [Action::FileChosen(1), Action::FileClosed(1)],
        &["[Policies]"],
    );
    check_tabs(
        [Action::FileChosen(1), Action::FileClosed(0)],
        &["[Cluster]"],
    );
    check_tabs(
        [Action::FileClosed(0), Action::FileClosed(0)],
        &["[Policies]"],
    );
    check_tabs([Action::FileMoved(0, 1)], &["Cluster", "[Policies]"]);
    check_tabs(
        [Action::FileChosen(1), Action::FileMoved(1, 0)],
        &["[Cluster]", "Policies"],
    );
    check_tabs([Action::FileMoved(0, 9)], &["Cluster", "[Policies]"]);
}

#[test]
fn a_closed_file_can_be_had_back() {
    let state = after([Action::FileClosed(1)]);
    let kept = state
        .set_aside
        .first()
        .cloned()
        .expect("the texts as they were");
    assert_eq!(kept.text(1), "cluster");
}

#[test]
fn more_files_than_there_is_room_for_lose_no_text() {
    let many = (0..60).map(|it| file("f", &format!("text {it}")));
    let workspace = Workspace::new(many);
    assert_eq!(workspace.files().len(), Workspace::MOST);
    let all: String = workspace.files().iter().map(|it| &*it.text).collect();
    assert!((0..60).all(|it| all.contains(&format!("text {it}"))));
}

/// Wishes something of a cluster and lets the evaluator answer, after `meanwhile`.
#[expect(clippy::expect_used, reason = "every wish has an answer")]
fn wished(wish: Wish, meanwhile: Option<Action>) -> Rc<AppState> {
    let text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";
    let state = Rc::new(AppState::new(Workspace::of("", text), None));
    let asked = state.reduce(Action::Wished(wish));
    let mut question = task(0, Some(&asked.workspace), None);
    question.look.wish.clone_from(&asked.wish);
    let outcome = Evaluator::default()
        .answer(question)
        .later
        .and_then(|it| it.outcome);
    let outcome = outcome.expect("an answer to the wish");
    let state = meanwhile.into_iter().fold(asked, AppState::reduce);
    state.reduce(Action::WishAnswered(outcome))
}

fn labelled(value: &str) -> Wish {
    Wish::SetLabel {
        holder: Holder::Namespace("shop".to_owned()),
        key: "env".to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn a_wish_changes_the_text_and_nothing_else() {
    let state = wished(labelled("qa"), None);
    let expected = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {env: qa}}\n";
    assert_eq!(state.workspace.text(1), expected);
    assert_eq!((&state.wish, &state.wish_fault), (&None, &None));
    assert!(state.is_edited, "and it survives a reload");
}

#[test]
fn a_wish_that_cannot_be_fulfilled_says_why() {
    let state = wished(labelled("not a value"), None);
    let fault = state.wish_fault.as_deref().expect("a reason");
    assert!(fault.starts_with("Kubernetes would refuse it: "), "{fault}");
    assert!(!state.is_edited);
}

#[test]
fn the_answer_to_an_earlier_wish_is_not_taken_for_the_next() {
    let state = wished(labelled("qa"), Some(Action::Wished(labelled("prod"))));
    assert!(!state.workspace.text(1).contains("env"));
    assert_eq!(state.wish.as_ref().map(|it| it.0), Some(2));
}
