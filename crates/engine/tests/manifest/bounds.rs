//! Every bound on what is read: just within it nothing is said, just beyond it
//! there is a message where reading ended.

use std::fmt::Write as _;

use netpol_engine::Severity;
use netpol_engine::options::Limits;

use crate::reading::{findings, policy_text, read, read_within};

/// Checks that `within` is read without a finding, and that `beyond` has exactly
/// this one.
#[track_caller]
fn check_bound(limits: Limits, within: &str, beyond: &str, expected: &str) {
    let found = findings(within, &read_within(within, limits));
    assert_eq!(found, [""; 0], "within the bound");
    let found = findings(beyond, &read_within(beyond, limits));
    assert_eq!(found, [expected], "beyond the bound");
}

#[test]
fn texts_have_a_length() {
    let limits = Limits {
        bytes: 40,
        ..Limits::default()
    };
    let text = |length: usize| format!("{:<length$}", "# start\nkind: Nothing");
    check_bound(
        limits,
        &text(40),
        &text(41),
        "error[input-limit] `# start`: this text is longer than 40 bytes and was not read",
    );
}

#[test]
fn values_have_a_depth() {
    let deep = |depth: usize| {
        let (open, close) = ("[".repeat(depth - 1), "]".repeat(depth - 1));
        format!("kind: Nothing\na: {open}x{close}\n")
    };
    check_bound(
        Limits::default(),
        &deep(64),
        &deep(65),
        "error[input-limit] `[`: values are nested deeper than 64 levels here",
    );
    let after = format!("{}---\nkind: Nothing\n", deep(65));
    assert_eq!(read(&after).value.ignored.len(), 1);
}

#[test]
fn texts_hold_a_number_of_values() {
    let limits = Limits {
        values: 10,
        ..Limits::default()
    };
    // The mapping, two keys, a word and the list are five.
    check_bound(
        limits,
        "kind: Nothing\na: [1, 2, 3, 4, 5]",
        "kind: Nothing\na: [1, 2, 3, 4, 5, 6]\n---\nkind: Nothing",
        "error[input-limit] `6`: this text holds more values than can be read; \
         nothing from here on was read",
    );
    let long = |length: usize| format!("kind: Nothing\na: {}", "x".repeat(length));
    check_bound(
        limits,
        &long(32 * 6 - 1),
        &long(32 * 6),
        &format!(
            "error[input-limit] `{}`: this text holds more values than can be read; \
             nothing from here on was read",
            "x".repeat(32 * 6)
        ),
    );
}

#[test]
fn aliases_stand_for_a_number_of_values() {
    let limits = Limits {
        aliased_values: 6,
        ..Limits::default()
    };
    check_bound(
        limits,
        "kind: Nothing\na: &a [1, 2]\nb: [*a, *a]",
        "kind: Nothing\na: &a [1, 2]\nb: [*a, *a, *a]\n---\nkind: Nothing",
        "error[input-limit] `*a`: the aliases of this text stand for more values than can be \
         read; nothing from here on was read",
    );
}

#[test]
fn texts_have_a_number_of_documents() {
    let limits = Limits {
        documents: 3,
        ..Limits::default()
    };
    let text = "kind: Nothing\n---\n---\n".repeat(3);
    let beyond = format!("{text}kind: More\n---\nkind: More");
    check_bound(
        limits,
        &text,
        &beyond,
        "error[input-limit] `kind: More`: only 3 documents of a text are read; \
         nothing from here on was read",
    );
    assert_eq!(read_within(&beyond, limits).value.ignored.len(), 3);
}

#[test]
fn texts_have_a_number_of_broken_documents() {
    let limits = Limits {
        broken_documents: 2,
        ..Limits::default()
    };
    let text = |broken: usize| format!("{}kind: Nothing", "{\n---\n".repeat(broken));
    let parsed = read_within(&text(1), limits);
    assert_eq!(
        (parsed.diagnostics.len(), parsed.value.ignored.len()),
        (1, 1)
    );
    let parsed = read_within(&text(2), limits);
    assert_eq!(parsed.value.ignored.len(), 0);
    assert_eq!(
        findings(&text(2), &parsed).last().map(String::as_str),
        Some(
            "error[input-limit] `{`: 2 documents of this text cannot be read; \
             nothing from here on was read"
        )
    );
}

#[test]
fn there_is_a_number_of_objects() {
    let limits = Limits {
        objects: 3,
        ..Limits::default()
    };
    let text = |count: usize| {
        let items = "- {kind: Nothing}\n".repeat(count);
        format!("kind: Nothing\n---\nkind: List\nitems:\n{items}---\nkind: List")
    };
    check_bound(
        limits,
        &text(2),
        &text(4),
        "error[input-limit] `kind: Nothing`: there are more objects than can be read; \
         nothing from here on was read",
    );
    assert_eq!(read_within(&text(4), limits).value.ignored.len(), 3);
}

const STATEFUL_SET: &str = "apiVersion: apps/v1
kind: StatefulSet
metadata: {name: NAME, namespace: x}
spec:
  replicas: COUNT
  template: {metadata: {labels: {app: a}}}
---
";

fn stateful_set(name: &str, count: usize) -> String {
    STATEFUL_SET
        .replace("NAME", name)
        .replace("COUNT", &count.to_string())
}

#[test]
fn a_template_makes_a_number_of_pods() {
    let limits = Limits {
        pods_of_template: 3,
        ..Limits::default()
    };
    check_bound(
        limits,
        &stateful_set("a", 3),
        &stateful_set("a", 4),
        "warning[input-limit] `4`: of these 4 pods only 3 are looked at",
    );
    let huge = stateful_set("a", 2_000_000_000);
    let cluster = read(&huge).value.cluster;
    assert_eq!(cluster.pods().len(), 1000);
}

#[test]
fn templates_make_a_number_of_pods() {
    let limits = Limits {
        made_pods: 5,
        ..Limits::default()
    };
    let first = stateful_set("a", 3);
    check_bound(
        limits,
        &format!("{first}{}", stateful_set("b", 2)),
        &format!("{first}{}", stateful_set("b", 7)),
        "warning[input-limit] `7`: of these 7 pods only 2 are looked at",
    );
    let mut many = String::new();
    for number in 0..40 {
        let _ = write!(many, "{}", stateful_set(&format!("s{number}"), 1_000_000));
    }
    assert_eq!(read(&many).value.cluster.pods().len(), 20_000);
}

#[test]
fn a_daemon_set_has_a_pod_on_a_number_of_nodes() {
    let limits = Limits {
        pods_of_template: 2,
        ..Limits::default()
    };
    let daemon_set = stateful_set("a", 1).replace("StatefulSet", "DaemonSet");
    let daemon_set = daemon_set.replace("  replicas: 1\n", "");
    let node = |number| format!("{{apiVersion: v1, kind: Node, metadata: {{name: n{number}}}}}\n");
    let within = format!("{daemon_set}{}---\n{}", node(1), node(2));
    let beyond = format!("{within}---\n{}", node(3));
    check_bound(
        limits,
        &within,
        &beyond,
        "warning[input-limit] `DaemonSet`: of these 3 pods only 2 are looked at",
    );
}

#[test]
fn an_object_has_a_number_of_findings() {
    let namespace = |labels: usize, more: &str| {
        let labels: Vec<_> = (0..labels).map(|it| format!("{it}: x")).collect();
        let labels = labels.join(", ");
        format!("{{apiVersion: v1, kind: Namespace, metadata: {{name: x, {labels}{more}}}}}")
    };
    assert_eq!(read(&namespace(100, "")).diagnostics.len(), 100);
    let beyond = namespace(101, "");
    let found = findings(&beyond, &read(&beyond));
    assert_eq!(found.len(), 101);
    let expected = "hint[input-limit] `kind: Namespace`: \
                    more is to be said about this object than is shown";
    assert_eq!(found[0], expected);

    // The one that costs the object is among them.
    let refused = read(&namespace(200, ", labels: 5"));
    let errors = refused.diagnostics.iter();
    assert_eq!(
        errors.filter(|it| it.severity == Severity::Error).count(),
        1
    );
    assert_eq!(refused.value.cluster.namespaces().len(), 0);
}

#[test]
fn there_is_a_number_of_findings() {
    let limits = Limits {
        findings: 3,
        ..Limits::default()
    };
    let namespace = |name, more| {
        format!("{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}, {more}}}}}\n---\n")
    };
    let within = namespace("a", "b: c, d: e, f: g");
    assert_eq!(read_within(&within, limits).diagnostics.len(), 3);
    let beyond = [
        within,
        namespace("h", "i: j"),
        namespace("k", "l: m, labels: 5, annotations: 6"),
    ];
    let beyond = beyond.concat();
    let found = findings(&beyond, &read_within(&beyond, limits));
    assert_eq!(
        found[3..],
        [
            "hint[input-limit] `kind: Namespace`: \
             from here on only the first error of each object is shown",
            "error[wrong-type] `5`: json: cannot unmarshal number 5 into Go struct field \
             metadata.labels of type map[string]string",
        ]
    );
}

#[test]
fn an_object_has_a_number_of_wrong_types_and_unknown_fields() {
    let policy = |rules: usize, fields: usize| {
        let rules = "5, ".repeat(rules);
        let fields: Vec<_> = (0..fields).map(|it| format!(", f{it}: x")).collect();
        policy_text(&format!("ingress: [{rules}]{}", fields.concat()))
    };
    let errors = |text: &str, code: &str| {
        let parsed = read(text);
        let found = parsed.diagnostics.iter();
        found.filter(|it| it.code.0 == code).count()
    };
    for (count, expected, hints) in [(20, 20, 0), (21, 20, 1)] {
        let text = policy(count, 0);
        assert_eq!(errors(&text, "wrong-type"), expected);
        assert_eq!(errors(&text, "input-limit"), hints);
    }
    for (count, expected, hints) in [(50, 50, 0), (51, 50, 1)] {
        let text = policy(0, count);
        assert_eq!(errors(&text, "unknown-field"), expected);
        assert_eq!(errors(&text, "input-limit"), hints);
    }
}

#[test]
fn very_many_labels_and_ports_are_read_quickly() {
    let mut labels = String::new();
    let mut ports = String::new();
    for number in 0..50_000 {
        let _ = write!(labels, "k{number}: v, ");
        let _ = write!(ports, "{{containerPort: 80, name: p{number}}}, ");
    }
    let text = format!(
        "{{apiVersion: v1, kind: Pod, metadata: {{name: a, namespace: x, labels: {{{labels}}}}}, \
         spec: {{containers: [{{ports: [{ports}]}}]}}}}"
    );
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), [""; 0]);
    let (_, pod) = parsed.value.cluster.pods().next().unwrap();
    assert_eq!(
        (pod.labels.iter().count(), pod.ports.known().len()),
        (50_000, 50_000)
    );
}
