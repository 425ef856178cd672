//! What the texts are held against, and what is told of it.

#![expect(clippy::expect_used, reason = "a test may stop where it is")]

use std::rc::Rc;

use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::report::{ChangeKind, ChangesReport};
use netpol_playground::share::{Opening, payload_of};
use netpol_playground::state::{Action, AppState, ResultView, Workspace};
use yew::Reducible;

const PODS: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x, labels: {app: a}}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: x, labels: {app: b}}
";

/// A policy of namespace x for the pod b.
fn policy(ingress: &str) -> String {
    format!(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: b, namespace: x}}\n\
         spec:\n  podSelector: {{matchLabels: {{app: b}}}}\n  ingress: {ingress}\n"
    )
}

fn changes(before: &str, after: &str, view: ResultView) -> Rc<ChangesReport> {
    let [before, after] = [before, after].map(|it| Rc::new(Workspace::of(it, PODS)));
    let task = Task {
        revision: 0,
        origin: None,
        workspace: Some(after),
        baseline: Some((3, before)),
        look: Look {
            view,
            width: 900,
            compared: Some(3),
            ..Look::default()
        },
    };
    let update = Evaluator::default().answer(task);
    let changes = update.later.and_then(|it| it.changes);
    changes.expect("the texts were held against others")
}

/// Compares what is listed: `+ x/a -> x/b`, and the lines that changed of the policies.
#[track_caller]
fn check(before: &str, after: &str, expected: &[&str], lines: &[(u32, u32)]) {
    let report = changes(before, after, ResultView::Diagram);
    let told = report.listed.iter().map(|it| {
        let sign = match it.kind {
            ChangeKind::Gained => '+',
            ChangeKind::Lost => '-',
            ChangeKind::Unsettled => '?',
        };
        format!("{sign} {} -> {} {}", it.from, it.to, it.ports)
    });
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!(report.count(), expected.len());
    let own = report.lines.first().expect("a tab");
    let own: Vec<(u32, u32)> = own.iter().map(|it| (it.first, it.last)).collect();
    assert_eq!(own, lines);
}

#[test]
fn connections_gained_and_lost_are_listed_with_the_lines() {
    let closed = policy("[]");
    let from_a = policy("[{from: [{podSelector: {matchLabels: {app: a}}}]}]");
    check(&closed, &closed, &[], &[]);
    check(&closed, &from_a, &["+ x/a -> x/b all ports"], &[(6, 6)]);
    check(&from_a, &closed, &["- x/a -> x/b all ports"], &[(6, 6)]);
    let one = policy("[{from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 80}]}]");
    let other = policy("[{from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 81}]}]");
    let both = ["+ x/a -> x/b 81/TCP", "- x/a -> x/b 80/TCP"];
    check(&one, &other, &both, &[(6, 6)]);
}

#[test]
fn other_texts_with_the_same_connections_are_the_same_reachability() {
    let closed = policy("[]");
    let report = changes(&closed, &format!("# ours\n{closed}"), ResultView::Diagram);
    assert!(report.is_known && !report.has_same_texts);
    assert_eq!(report.count(), 0);
    assert!(changes(&closed, &closed, ResultView::Diagram).has_same_texts);
}

#[test]
fn whoever_came_or_went_has_no_pair_to_look_at() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: c, namespace: x}\n";
    let came = changes("", pod, ResultView::Changes);
    assert!(came.count() > 0 && came.lost == 0);
    assert!(came.listed.iter().all(|it| it.focus.is_some()));
    let gone = changes(pod, "", ResultView::Changes);
    assert!(gone.count() > 0 && gone.gained == 0);
    assert!(gone.listed.iter().all(|it| it.focus.is_none()));
}

/// The state after actions.
fn after(state: AppState, actions: impl IntoIterator<Item = Action>) -> AppState {
    let state = actions.into_iter().fold(Rc::new(state), AppState::reduce);
    Rc::unwrap_or_clone(state)
}

fn edited(text: &str) -> Action {
    Action::Edited(0, text.into())
}

#[test]
fn what_is_opened_is_what_later_texts_are_held_against() {
    let first = AppState::new(Workspace::of("a: 1", ""), None);
    assert!(!first.is_changed());
    let typed = after(first, [edited("a: 2")]);
    assert!(typed.is_changed());
    let pinned = after(typed.clone(), [Action::Pinned]);
    assert!(!pinned.is_changed());
    assert_eq!(pinned.pins, typed.pins + 1);
    let other = Rc::new(Workspace::of("b: 1", ""));
    let opened = after(typed, [Action::Opened(Rc::clone(&other), None)]);
    assert_eq!(opened.baseline, other);
    assert!(!opened.is_changed());
}

#[test]
fn both_states_stay_whatever_is_done_with_them() {
    let first = AppState::new(Workspace::of("a: 1", ""), None);
    let typed = after(first.clone(), [edited("a: 2")]);
    let swapped = after(typed.clone(), [Action::Swapped]);
    assert_eq!(swapped.workspace, typed.baseline);
    assert_eq!(swapped.baseline, typed.workspace);
    let twice = after(swapped, [Action::Swapped]);
    assert_eq!(
        (&twice.workspace, &twice.baseline),
        (&typed.workspace, &typed.baseline)
    );
    let back = after(typed.clone(), [Action::WentBack]);
    assert_eq!(back.workspace, first.workspace);
    assert_eq!(back.set_aside, [typed.workspace]);
    assert!(!back.is_changed());
}

#[test]
fn a_link_brings_the_baseline_along() {
    let typed = after(
        AppState::new(Workspace::of("a: 1", "c: 1"), None),
        [edited("a: 2"), Action::ViewChosen(ResultView::Changes)],
    );
    let opening = Opening::of_state(&payload_of(&typed));
    let elsewhere = AppState::new(Workspace::of("other: 1", ""), None);
    let actions = opening.actions(&elsewhere);
    let there = after(elsewhere, actions);
    assert_eq!(there.workspace, typed.workspace);
    assert_eq!(there.baseline, typed.baseline);
    assert_eq!(there.view, ResultView::Changes);
    let plain = payload_of(&AppState::new(Workspace::of("a: 1", ""), None));
    assert!(plain.baseline.is_empty());
}
