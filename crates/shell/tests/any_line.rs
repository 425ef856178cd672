//! What holds for every line, and for every edit.

mod prepared;

use std::collections::BTreeSet;

use netpol_engine::edit::{TextEdit, edited};
use netpol_engine::text::Sources;
use netpol_shell::{Output, Session, Stream};
use proptest::prelude::*;

use prepared::Prepared;

const SHOP: &str = include_str!("texts/shop.yaml");
const POLICIES: &str = include_str!("texts/policies.yaml");
const FLOW: &str = r#"{"apiVersion":"v1","kind":"List","items":[
 {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"flow"}},
 {"apiVersion":"v1","kind":"Pod","metadata":{"name":"one","namespace":"flow"}},
 {"apiVersion":"v1","kind":"Pod","metadata":{"name":"two","namespace":"flow","labels":{"app":"two"}}}
]}
"#;
const TABLE: &str = "NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE   IP\nrows        row    1/1     Running   0          1d    10.9.0.1\n";

fn sources() -> Sources {
    let texts = [
        ("shop", SHOP),
        ("policies", POLICIES),
        ("flow", FLOW),
        ("table", TABLE),
    ];
    texts.into_iter().collect()
}

impl Prepared {
    fn run(&self, line: &str) -> Output {
        self.session(&[]).run(line)
    }

    /// Every object as kind, namespace, name and labels, in order.
    fn inventory(&self) -> BTreeSet<String> {
        let lines = |command: &str| {
            let output = self.run(command);
            let printed = output.lines.into_iter();
            let lines = printed
                .filter(|it| it.stream == Stream::Out)
                .map(|it| it.text);
            lines.collect::<Vec<_>>()
        };
        let mut all = BTreeSet::new();
        for kind in ["pods", "svc", "ns", "netpol", "deploy", "sts"] {
            let command = format!("kubectl get {kind} -A --show-labels --no-headers");
            let words = |it: String| it.split_whitespace().collect::<Vec<_>>().join(" ");
            all.extend(
                lines(&command)
                    .into_iter()
                    .map(|it| format!("{kind} {}", words(it))),
            );
        }
        all
    }
}

/// Whether the lines that no edit touches are there as they were, in order.
fn keeps_other_lines(before: &Sources, after: &Sources, edits: &[TextEdit]) -> bool {
    before
        .iter()
        .zip(after.iter())
        .all(|((id, before), (_, after))| {
            let mut start = 0;
            let mut left = after.text.split_inclusive('\n');
            before.text.split_inclusive('\n').all(|line| {
                let (from, to) = (start, start + line.len());
                start = to;
                let is_touched = edits.iter().any(|it| {
                    let range = it.span.range();
                    it.span.source == id && range.start <= to && range.end >= from
                });
                is_touched || left.any(|it| it == line)
            })
        })
}

/// What a command makes of the inventory: what goes and what comes.
#[track_caller]
fn check(line: &str, gone: &[&str], come: &[&str]) {
    let before = Prepared::new(sources());
    let output = before.run(line);
    assert_eq!(output.status, 0, "{line}: {output:?}");
    let after = edited(&before.sources, &output.edits);
    assert!(
        keeps_other_lines(&before.sources, &after, &output.edits),
        "{line} changes other lines"
    );
    let after = Prepared::new(after);
    let (old, new) = (before.inventory(), after.inventory());
    let difference = |a: &BTreeSet<String>, b: &BTreeSet<String>| -> Vec<String> {
        a.difference(b).cloned().collect()
    };
    assert_eq!(difference(&old, &new), gone, "{line}: what goes");
    assert_eq!(difference(&new, &old), come, "{line}: what comes");
}

#[test]
fn deleting_takes_what_was_named_and_nothing_else() {
    check(
        "kubectl delete netpol shut -n lab",
        &["netpol lab shut <none> <unknown> <none>"],
        &[],
    );
    check(
        "kubectl delete pod one -n flow",
        &["pods flow one 1/1 Running 0 <unknown> <none>"],
        &[],
    );
    check(
        "kubectl delete pods --all -n flow",
        &[
            "pods flow one 1/1 Running 0 <unknown> <none>",
            "pods flow two 1/1 Running 0 <unknown> app=two",
        ],
        &[],
    );
    check(
        "kubectl delete ns flow",
        &[
            "ns flow Active <unknown> kubernetes.io/metadata.name=flow",
            "pods flow one 1/1 Running 0 <unknown> <none>",
            "pods flow two 1/1 Running 0 <unknown> app=two",
        ],
        &[],
    );
    check(
        "kubectl delete -f policies",
        &[
            "netpol lab shut <none> <unknown> <none>",
            "netpol shop db app=db <unknown> tier=data",
        ],
        &[],
    );
}

#[test]
fn a_label_is_all_that_changes() {
    check(
        "kubectl label pod one -n flow a=1 b=2",
        &["pods flow one 1/1 Running 0 <unknown> <none>"],
        &["pods flow one 1/1 Running 0 <unknown> a=1,b=2"],
    );
    check(
        "kubectl label pod two -n flow app- new=true",
        &["pods flow two 1/1 Running 0 <unknown> app=two"],
        &["pods flow two 1/1 Running 0 <unknown> new=true"],
    );
    check(
        "kubectl label pods --all -n lab a=1 example.com/b=x",
        &["pods lab loose 1/1 Running 0 <unknown> <none>"],
        &["pods lab loose 1/1 Running 0 <unknown> a=1,example.com/b=x"],
    );
    check(
        "kubectl label ns lab flow env=qa team=a",
        &[
            "ns flow Active <unknown> kubernetes.io/metadata.name=flow",
            "ns lab Active <unknown> kubernetes.io/metadata.name=lab",
        ],
        &[
            "ns flow Active <unknown> env=qa,kubernetes.io/metadata.name=flow,team=a",
            "ns lab Active <unknown> env=qa,kubernetes.io/metadata.name=lab,team=a",
        ],
    );
}

#[test]
fn what_stands_in_a_table_is_not_changed() {
    let prepared = Prepared::new(sources());
    for line in [
        "kubectl delete pod row -n rows",
        "kubectl label pod row -n rows a=b",
        "kubectl delete ns rows",
    ] {
        let output = prepared.run(line);
        assert_eq!(output.status, 1, "{line}: {output:?}");
        assert!(output.edits.is_empty(), "{line}");
    }
}

#[test]
fn a_namespace_of_many_objects_goes_as_a_whole() {
    let pod = |number: u32| {
        format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: pod-{number}, namespace: many}}\n"
        )
    };
    let mut text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: many}\n".to_owned();
    text.extend((0..150).map(pod));
    text += "---\n# The only one that stays.\napiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n";
    let prepared = Prepared::new([("many", text)].into_iter().collect());
    let output = prepared.run("kubectl delete ns many");
    assert_eq!(output.status, 0, "{output:?}");
    let after = edited(&prepared.sources, &output.edits);
    let left: Vec<String> = after.iter().map(|it| it.1.text.clone()).collect();
    let expected =
        "# The only one that stays.\napiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n";
    assert_eq!(left, [expected]);
}

#[test]
fn hostile_lines_are_answered() {
    let prepared = Prepared::new(sources());
    let long = |piece: &str| piece.repeat(100_000 / piece.len());
    for line in [
        long("x"),
        long("'"),
        long("kubectl "),
        ["kubectl get ", &"pods,".repeat(1_500)].concat(),
        ["kubectl get pods -l ", &"a,".repeat(3_000)].concat(),
        ["kubectl exec -n shop probe -- ", &"sh -c ".repeat(1_000)].concat(),
        [
            "kubectl exec -n shop probe -- ",
            &"timeout 1 ".repeat(700),
            "curl db",
        ]
        .concat(),
        "kubectl get pods -\u{301}".to_owned(),
        "kubectl get \u{0}\u{202e}pods".to_owned(),
        "kubectl exec -n shop probe -- curl [::1".to_owned(),
        "kubectl exec -n shop probe -- curl http://".to_owned(),
        "kubectl exec -n shop probe -- nc 'a b' 80".to_owned(),
    ] {
        let output = prepared.run(&line);
        assert!(output.lines.len() <= Session::MOST_LINES + 1);
        prepared.session(&[]).complete(&line);
    }
}

/// Pieces of lines that mean something, and some that do not.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "kubectl", "get", "describe", "delete", "label", "edit", "exec", "apply", "pods", "svc",
            "ns", "netpol", "deploy", "pods,svc", "pod/probe", "-n", "shop", "lab", "flow", "rows", "-A", "--all",
            "-l", "app=web", "a=b", "a-", "--overwrite", "-o", "yaml", "wide", "name", "--show-labels",
            "-f", "shop", "policies", "table", "--", "curl", "wget", "nc", "telnet", "nslookup", "ping", "db", "5432",
            "web-svc:80", "10.0.0.9", "-it", "sh", "-c", "'curl db'", "probe", "one", "two", "row",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..9).prop_map(|it| it.join(" "))
}

#[test]
fn no_line_stops_it_and_every_edit_keeps_other_lines() {
    let prepared = Prepared::new(sources());
    let config = ProptestConfig::with_cases(1_500);
    proptest!(config, |(line in line(), with_kubectl in any::<bool>())| {
        let line = if with_kubectl { format!("kubectl {line}") } else { line };
        let output = prepared.run(&line);
        prop_assert!(output.edits.is_empty() || output.status == 0 || !output.lines.is_empty());
        let after = edited(&prepared.sources, &output.edits);
        prop_assert!(keeps_other_lines(&prepared.sources, &after, &output.edits), "{}", line);
        let whole: String = line.clone();
        for (at, _) in whole.char_indices() {
            let before = whole.get(..at).expect("it is a boundary");
            let found = prepared.session(&[]).complete(before);
            prop_assert!(before.get(..found.start).is_some());
            prop_assert!(found.completed(before).len() >= found.start);
        }
    });
}
