//! An answer in parts: what is left in the middle leaves no trace, and what is too
//! much is said to be.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::rc::Rc;

use netpol_playground::evaluation::{Errand, Evaluator, Look, Progress, Task};
use netpol_playground::report::{Report, Update};
use netpol_playground::state::{ResultView, Workspace};

const PODS: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: x}
";
const DENY: &str = "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: x}
spec: {podSelector: {}, policyTypes: [Ingress]}
";

fn task(revision: u64, policies: &str) -> Task {
    Task {
        revision,
        origin: None,
        workspace: Some(Rc::new(Workspace::of(policies, PODS))),
        baseline: None,
        look: Look {
            view: ResultView::Diagram,
            width: 900,
            wants_answer: true,
            ..Look::default()
        },
    }
}

/// What is on the page after these updates, as far as words tell.
fn told(updates: Vec<Update>) -> [String; 3] {
    let mut report: Option<Report> = None;
    for update in updates {
        let workspace = Rc::new(Workspace::of("", ""));
        report = match report {
            None => Report::first(update, workspace),
            Some(before) => Some(before.updated(update, workspace)),
        };
    }
    let report = report.expect("the first update leaves nothing out");
    [
        report.texts.summary.clone(),
        report.picture.tally.clone(),
        report.picture.news.clone(),
    ]
}

/// Does `parts` parts of an errand and drops the rest. Says whether there was any.
fn begin(evaluator: &mut Evaluator, task: Task, parts: usize) -> bool {
    let mut errand = Errand::new(task);
    for _ in 0..parts {
        match evaluator.advance(errand) {
            Progress::More(rest) => errand = *rest,
            Progress::Done(_) => return false,
        }
    }
    true
}

#[test]
fn what_is_given_up_in_the_middle_leaves_no_trace() {
    let expected = {
        let mut evaluator = Evaluator::default();
        told(vec![
            evaluator.answer(task(0, "")),
            evaluator.answer(task(2, DENY)),
        ])
    };
    assert_eq!(expected[2], "4 connections now denied");
    let mut parts = 0;
    loop {
        let mut evaluator = Evaluator::default();
        let first = evaluator.answer(task(0, ""));
        let between = task(1, &format!("{DENY}# and more"));
        if !begin(&mut evaluator, between, parts) {
            break;
        }
        let last = evaluator.answer(task(2, DENY));
        assert_eq!(told(vec![first, last]), expected, "after {parts} parts");
        parts += 1;
    }
    assert!(parts > 3, "there are parts: {parts}");
}

#[test]
fn a_broken_text_that_is_given_up_costs_no_picture() {
    let mut evaluator = Evaluator::default();
    let first = evaluator.answer(task(0, DENY));
    let broken = format!("{DENY}---\nkind: {{");
    for parts in 0..3 {
        assert!(begin(&mut evaluator, task(1, &broken), parts));
    }
    let last = evaluator.answer(task(2, &broken));
    let [_, tally, _] = told(vec![first, last]);
    assert_eq!(tally, "2 connections: 0 by a rule, 2 open");
}

#[test]
fn what_is_too_much_to_evaluate_is_neither_allowed_nor_denied() {
    let holes: Vec<String> = (0..20_000)
        .map(|it| format!("10.{}.{}.0/24", it / 200, it % 200))
        .collect();
    let policy = format!(
        "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: many, namespace: x}}
spec:
  podSelector: {{}}
  ingress: [{{from: [{{ipBlock: {{cidr: 10.0.0.0/8, except: [{}]}}}}]}}]
",
        holes.join(", ")
    );
    let mut evaluator = Evaluator::default();
    let update = evaluator.answer(task(0, &policy));
    let problems = update.texts.as_ref().unwrap().problems.clone();
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .message
            .starts_with("to work out who reaches whom takes more than"),
        "{:?}",
        problems[0]
    );
    assert_eq!(update.drawing.as_ref().unwrap().edges.len(), 0);
    let [_, tally, news] = told(vec![update]);
    assert_eq!(tally, "not evaluated");

    assert_eq!(news, "");

    // After a text that could be evaluated, what was known of that stays.
    let all = [DENY, &format!("{policy}---\n{DENY}")];
    let mut evaluator = Evaluator::default();
    let all = (0..)
        .zip(all)
        .map(|(at, it)| evaluator.answer(task(at, it)));
    let [_, tally, news] = told(all.collect());
    assert_eq!(tally, "2 connections: 0 by a rule, 2 open");
    assert_eq!(news, "");
}

#[test]
fn too_many_workloads_for_a_table_are_counted_and_each_is_answered() {
    let pod = |it| format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p{it}}}\n---\n");
    let pods: String = (0..3000).map(pod).collect();
    let mut task = task(0, &pods);
    task.look.view = ResultView::Matrix;
    let update = Evaluator::default().answer(task);
    let table = update
        .later
        .and_then(|it| it.table)
        .expect("it was asked for");
    assert_eq!(table.too_large, Some(3002));
    assert!(table.matrix.headings.is_empty());
}
