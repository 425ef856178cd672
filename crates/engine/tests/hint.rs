//! Hints for goals that are not met: where, what and how, as the texts are.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_raw_string_hashes,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::edit::edited;
use netpol_engine::expectation::{Claim, read};
use netpol_engine::hint::Tutor;
use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Options, analyze};

const CLUSTER: &str = include_str!("../../../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str = include_str!("../../../static/examples/leaky-policies/policies-before.yaml");

fn claims(lines: &str) -> Vec<Claim> {
    let sources: Sources = [("goals", lines)].into_iter().collect();
    let source = sources.iter().next().expect("there is one").0;
    let parsed = read(source, lines);
    assert_eq!(parsed.diagnostics, Vec::new());
    parsed.value.into_iter().map(|it| it.claim).collect()
}

/// The hints for the first of the goals; the last text is the one that may be
/// changed.
#[track_caller]
fn hints(texts: &[&str], goals: &str, expected: &Expect) {
    let sources: Sources = texts.iter().map(|it| ("text", *it)).collect();
    let options = Options::default();
    let analysis = analyze(&sources, &options);
    let goals = claims(goals);
    let editable: Vec<_> = sources
        .iter()
        .map(|it| it.0)
        .skip(texts.len() - 1)
        .collect();
    let tutor = Tutor::new(&sources, &options, &analysis, &goals, &editable);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut shown = String::new();
    let hints = tutor.hints(&goals[0]);
    for hint in &hints {
        let _ = writeln!(
            shown,
            "{:?}: {}",
            hint.strength,
            hint.phrase.plain(&letters)
        );
        for place in &hint.places {
            let line = sources.lines(place.source).line(place.start);
            let _ = writeln!(shown, "  text {} line {line}", place.source.index());
        }
    }
    if let Some(last) = hints.last().filter(|it| !it.edits.is_empty()) {
        let after = analyze(&edited(&sources, &last.edits), &options);
        let claim = &goals[0];
        let outcome = netpol_engine::expectation::check(&after.world, claim, "default");
        let _ = writeln!(shown, "then it holds: {}", outcome.holds());
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_leak_is_led_to_the_entry_that_admits_it() {
    hints(
        &[CLUSTER, BEFORE],
        "qa-test/frontend -> qa-test/db:3306 denied\nqa-test/api -> qa-test/db:3306 allowed",
        &expect![[r#"
            Where: Entering qa-test/db, it is let through by qa-test/db-np.
              text 1 line 6
            What: Without spec.ingress[0].from[0] of qa-test/db-np it would not pass, nor with something narrower in its place.
              text 1 line 21
            How: Join `ingress[0].from[0]` of qa-test/db-np with the next entry: both selectors must match.
              text 1 line 24
            then it holds: true
        "#]],
    );
}

#[test]
fn where_nothing_isolates_a_policy_is_written() {
    hints(
        &[CLUSTER, "# Nothing yet.\n"],
        "qa-test/frontend -> qa-test/db:3306 denied\nqa-test/api -> qa-test/db:3306 allowed",
        &expect![[r#"
            Where: No policy isolates qa-test/db for ingress, nor qa-test/frontend for egress: without one, everything passes.
            What: A policy in its namespace would: one whose podSelector selects qa-test/db and whose policyTypes list Ingress.
            How: Add a NetworkPolicy that isolates qa-test/db for ingress and admits all but qa-test/frontend.
              text 1 line 2
            then it holds: true
        "#]],
    );
}

#[test]
fn what_is_shut_at_one_end_is_opened_there() {
    hints(
        &[CLUSTER, BEFORE],
        "staging/frontend -> staging/api:8080 allowed",
        &expect![[r#"
            Where: Leaving staging/frontend: staging/test-np isolates it, and does not admit this.
              text 1 line 88
            What: Leaving frontend, nothing is near: test-np has no egress rule.
            How: Add a rule to `egress` of staging/test-np that admits staging/api on 8080/TCP.
              text 1 line 99
            then it holds: true
        "#]],
    );
}

#[test]
fn what_isolates_without_a_rule_does_so_no_more_where_the_goals_want_that() {
    hints(
        &[CLUSTER, BEFORE],
        "staging/frontend -> staging/api:8080 allowed\nstaging/* -> external:* allowed",
        &expect![[r#"
            Where: Leaving staging/frontend: staging/test-np isolates it, and does not admit this.
              text 1 line 88
            What: Leaving frontend, nothing is near: test-np has no egress rule.
            How: Remove `Egress` from policyTypes of staging/test-np.
              text 1 line 98
            then it holds: true
        "#]],
    );
}

#[test]
fn a_port_that_is_near_is_told() {
    const POLICY: &str = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: qa-test }
spec:
  podSelector: { matchLabels: { app: api } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: frontend } } }]
      ports: [{ port: 80 }]
";
    hints(
        &[CLUSTER, POLICY],
        "qa-test/frontend -> api-svc:80 allowed",
        &expect![[r#"
            Where: Entering qa-test/api: qa-test/api isolates it, and does not admit this.
              text 1 line 1
            What: Entering api, one change would be enough: branch A would admit it on 80/TCP instead.
              text 1 line 8
            How: Add a rule to `ingress` of qa-test/api that admits qa-test/frontend on 8080/TCP.
              text 1 line 8
            then it holds: true
        "#]],
    );
    hints(
        &[CLUSTER, POLICY],
        "qa-test/frontend -> qa-test/service/api-svc:80 allowed",
        &expect![[r#"
            Where: Entering qa-test/api: qa-test/api isolates it, and does not admit this.
              text 1 line 1
            What: Entering api, one change would be enough: branch A would admit it on 80/TCP instead.
              text 1 line 8
            How: Add a rule to `ingress` of qa-test/api that admits qa-test/frontend on 8080/TCP.
              text 1 line 8
            then it holds: true
        "#]],
    );
}

#[test]
fn a_goal_that_is_met_needs_no_hint() {
    hints(
        &[CLUSTER, BEFORE],
        "qa-test/api -> qa-test/db:3306 allowed",
        &expect![[""]],
    );
}

#[test]
fn what_texts_that_may_not_be_changed_decide_is_told_and_not_edited() {
    hints(
        &[BEFORE, CLUSTER],
        "qa-test/frontend -> qa-test/db:3306 denied",
        &expect![[r#"
            Where: Entering qa-test/db, it is let through by qa-test/db-np.
              text 0 line 6
            What: Without spec.ingress[0].from[0] of qa-test/db-np it would not pass, nor with something narrower in its place.
              text 0 line 21
        "#]],
    );
    hints(
        &[CLUSTER, BEFORE],
        "qa-test/nobody -> qa-test/db:3306 denied",
        &expect![[r#"
            Where: there is no pod, workload or Service `nobody` in namespace `qa-test`
        "#]],
    );
}
