//! What the script of the editor is told to draw, as it is sent.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::rc::Rc;

use expect_test::{Expect, expect};
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::report::Report;
use netpol_playground::state::{EditorMarks, Focus, PlaceName, Workspace, view};

const POLICY: &str = "\
# é: two bytes and one unit
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: \u{1f512}, namespace: shop}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
        - namespaceSelector: {}
          podSelector: {matchLabels: {app: web}}
";

const CLUSTER: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: i}]}
";

/// The marks of the first tab, a line of JSON for each line of the text.
fn check(policy: &str, focus: Option<Focus>, expected: &Expect) {
    let workspace = Rc::new(Workspace::of(policy, CLUSTER));
    let task = Task {
        revision: 1,
        origin: None,
        workspace: Some(Rc::clone(&workspace)),
        baseline: None,
        look: Look {
            view: netpol_playground::state::ResultView::Diagram,
            focus,
            width: 900,
            wants_answer: true,
            ..Look::default()
        },
    };
    let update = Evaluator::default().answer(task);
    let report = Report::first(update, Rc::clone(&workspace)).expect("a first answer");
    let annotations = view::annotations(&report, (None, None), None, None);
    let marks = EditorMarks::of(0, policy, &annotations, &report.texts.problems);
    let json = marks.json().replace("},{\"line", "},\n{\"line");
    expected.assert_eq(&json.replace("],\"problems", "],\n\"problems"));
}

fn place(name: &str) -> PlaceName {
    PlaceName::workload(name).expect("a name with a namespace")
}

#[test]
fn branches_words_between_and_the_lock() {
    let policy = POLICY.replace('\u{1f512}', "web-only");
    let focus = Focus::between(place("shop/web"), place("shop/db"));
    check(
        &policy,
        Some(focus),
        &expect![[r#"
        {"lines":[{"line":6,"tone":"subject","sign":"lock"},
        {"line":9,"branch":{"letter":"A","hue":"1","on":true,"edge":"both"}},
        {"line":10,"branch":{"letter":"B","hue":"2","on":true,"edge":"first"},"join":{"word":"OR","column":8}},
        {"line":11,"branch":{"hue":"2","on":true,"edge":"last"},"join":{"word":"AND","column":10}}],
        "problems":[]}"#]],
    );
}

#[test]
fn places_are_units_and_not_bytes() {
    check(
        POLICY,
        None,
        &expect![[r#"
        {"lines":[{"line":4,"sign":"look"}],
        "problems":[{"from":98,"to":100,"severity":"error","message":"metadata.name: Invalid value: \"🔒\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","help":[]}]}"#]],
    );
}
