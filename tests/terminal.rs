//! The terminal, without a browser: what is entered, what becomes of it, and how it looks.

use std::rc::Rc;

use netpol_playground::components::{Bargain, Terminal, TerminalProps};
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::lessons::Lesson;
use netpol_playground::report::ConsoleReply;
use netpol_playground::state::{
    Action, AnswerPane, AppState, ConsoleEvent, LessonAction, Workspace,
};
use yew::{Callback, LocalServerRenderer, Reducible};

const SHOP: &str = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";

fn fresh() -> Rc<AppState> {
    Rc::new(AppState::new(Workspace::of("", SHOP), None))
}

fn follow(state: Rc<AppState>, event: ConsoleEvent) -> Rc<AppState> {
    state.reduce(Action::Console(event))
}

fn typed(state: Rc<AppState>, line: &str) -> Rc<AppState> {
    follow(state, ConsoleEvent::Typed(line.to_owned()))
}

/// What the evaluator says to the question that is open.
#[expect(clippy::expect_used, reason = "every question has an answer")]
fn reply(state: &AppState) -> Rc<ConsoleReply> {
    let task = Task {
        revision: 0,
        origin: None,
        workspace: Some(Rc::clone(&state.workspace)),
        baseline: None,
        look: Look {
            width: 900,
            wants_answer: true,
            console: state.console.asked.clone(),
            ..Look::default()
        },
    };
    let later = Evaluator::default().answer(task).later;
    later.and_then(|it| it.console).expect("an answer")
}

fn answered(state: Rc<AppState>) -> Rc<AppState> {
    let reply = reply(&state);
    state.reduce(Action::ConsoleReplied(reply))
}

/// Enters a line and has it answered.
fn entered(state: Rc<AppState>, line: &str) -> Rc<AppState> {
    answered(follow(typed(state, line), ConsoleEvent::Entered))
}

/// The line after Tab.
#[track_caller]
fn check_completion(line: &str, expected: &str, candidates: Option<&[&str]>) {
    let state = answered(follow(typed(fresh(), line), ConsoleEvent::Completing));
    assert_eq!(state.console.line, expected, "{line}");
    let found = state.console.candidates.as_ref();
    let found = found.map(|it| it.candidates.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(found.as_deref(), candidates, "{line}");
}

#[test]
fn a_line_is_shown_with_its_answer() {
    let state = entered(fresh(), "kubectl get ns");
    let [it] = state.console.log.as_slice() else {
        panic!("one answer, not {:?}", state.console.log);
    };
    assert_eq!(it.line, "kubectl get ns");
    let texts: Vec<&str> = it.output.lines.iter().map(|it| &*it.text).collect();
    assert_eq!(texts, ["NAME   STATUS   AGE", "shop   Active   <unknown>"]);
    assert_eq!(
        (state.console.line.as_str(), &state.console.asked),
        ("", &None)
    );
    assert!(!state.is_edited, "looking changes nothing");
}

#[test]
fn an_edit_changes_the_text_and_can_be_taken_back() {
    let state = entered(fresh(), " kubectl label ns shop env=qa ");
    let expected = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {env: qa}}\n";
    assert_eq!(state.workspace.text(1), expected);
    assert!(state.is_edited, "and it survives a reload");
    let title = state.mended.as_ref().map(|it| it.title.as_str());
    assert_eq!(title, Some("kubectl label ns shop env=qa"));
    assert_eq!(state.reduce(Action::TookBack).workspace.text(1), SHOP);
}

#[test]
fn what_a_lesson_gives_stays_as_it_is() {
    let opened = Lesson::find("01-nothing-isolates").map(|it| LessonAction::Opened(it.1));
    let opened = opened.map(|it| fresh().reduce(Action::Lesson(it)));
    let Some(lesson) = opened else {
        panic!("there is such a lesson");
    };
    let before = Rc::clone(&lesson.workspace);
    let state = entered(lesson, "kubectl -n shop label deploy web tier=front");
    assert_eq!(state.workspace, before);
    let [it] = state.console.log.as_slice() else {
        panic!("one answer, not {:?}", state.console.log);
    };
    assert_eq!((it.output.status, it.output.lines.len()), (1, 1));
    assert!(it.output.lines[0].text.contains("given"), "{:?}", it.output);
}

#[test]
fn the_editor_is_shown_something_once() {
    let state = entered(fresh(), "kubectl edit ns shop");
    let opened = state.console.opened();
    assert_eq!(opened.map(|it| it.1.source.index()), Some(1));
    assert_eq!(entered(state, "help").console.opened(), None);
}

#[test]
fn lines_are_answered_one_after_the_other_and_each_once() {
    let state = follow(
        typed(fresh(), "kubectl label ns shop a=b"),
        ConsoleEvent::Entered,
    );
    let first = reply(&state);
    let state = follow(
        typed(state, "kubectl get ns -l a=b -o name"),
        ConsoleEvent::Entered,
    );
    let state = state.reduce(Action::ConsoleReplied(Rc::clone(&first)));
    let state = state.reduce(Action::ConsoleReplied(first));
    assert!(state.workspace.text(1).contains("labels: {a: b}"));
    assert_eq!(state.console.log.len(), 1);
    let state = answered(state);
    let last = state.console.log.last().map(|it| &it.output.lines);
    let last = last.and_then(|it| it.first()).map(|it| it.text.as_str());
    assert_eq!(
        last,
        Some("namespace/shop"),
        "the second sees what the first did"
    );
}

#[test]
fn nothing_is_asked_for_a_blank_line() {
    let state = follow(typed(fresh(), "  "), ConsoleEvent::Entered);
    assert_eq!(state.console.asked, None);
}

#[test]
fn earlier_lines_come_back_and_clear_takes_what_is_shown() {
    let state = entered(entered(fresh(), "help"), "kubectl get ns");
    let state = follow(typed(state, "half"), ConsoleEvent::Older);
    assert_eq!(state.console.line, "kubectl get ns");
    let state = follow(state, ConsoleEvent::Older);
    assert_eq!(state.console.line, "help");
    let state = follow(follow(state, ConsoleEvent::Newer), ConsoleEvent::Newer);
    assert_eq!(state.console.line, "half");
    let state = entered(state, "clear");
    assert!(state.console.log.is_empty());
    let state = follow(state, ConsoleEvent::Older);
    assert_eq!(state.console.line, "clear");
}

#[test]
fn tab_goes_on_as_far_as_it_is_certain() {
    check_completion("ku", "kubectl ", None);
    check_completion("kubectl de", "kubectl de", Some(&["delete", "describe"]));
    check_completion("kubectl get ns ", "kubectl get ns shop ", None);
    check_completion(
        "kubectl get n",
        "kubectl get n",
        Some(&["namespaces", "networkpolicies"]),
    );
    check_completion("frob ", "frob ", Some(&[]));
}

#[test]
fn nobody_is_kept_in_the_line() {
    assert!(!fresh().console.completes(), "Tab leaves an empty line");
    let state = typed(fresh(), "kubectl");
    assert!(state.console.completes());
    let state = follow(state, ConsoleEvent::LetGo);
    assert!(!state.console.completes(), "and after Escape any line");
    assert!(typed(state, "kubectl ").console.completes());
}

/// The panel as text.
async fn shown(state: &AppState) -> String {
    let props = TerminalProps {
        console: Rc::clone(&state.console),
        bargain: Bargain {
            offers: None,
            mended: state.mended.clone(),
            on_accept: Callback::noop(),
            on_plea: Callback::noop(),
            on_take_back: Callback::noop(),
            on_reveal: Callback::noop(),
        },
        on_event: Callback::noop(),
    };
    let renderer = LocalServerRenderer::<Terminal>::with_props(props);
    renderer.hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn it_begins_by_saying_what_it_is() {
    let html = shown(&fresh()).await;
    for part in [
        "A simulation of kubectl",
        "role=\"log\"",
        "aria-label=\"Command\"",
        ">kubectl get pods,svc,netpol -A</button>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn answers_say_what_they_are() {
    let state = entered(fresh(), "kubectl label ns shop env=qa");
    let state = entered(state, "kubectl get pods -n '<b>'");
    let html = shown(&entered(state, "frob")).await;
    for part in [
        "namespace/shop labeled",
        "No resources found in &lt;b&gt; namespace.",
        "data-stream=\"err\"",
        "<span class=\"visually-hidden\">Note: </span>",
        "data-failed=\"true\"",
        "Done: kubectl label ns shop env=qa",
        ">Undo</button>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("A simulation of kubectl: nothing runs"));
}

#[test]
fn it_is_one_of_what_stands_below_the_diagram() {
    let titles = AnswerPane::ALL.map(AnswerPane::title);
    assert_eq!(titles, ["Explanation", "Intended connections", "Terminal"]);
}
