//! The table of who reaches whom, and that it crosses to other programs whole.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "snapshots are written by expect-test"
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::letters::Letters;
use netpol_engine::matrix::{Cell, CellKind, Lock, Matrix, Refusal};
use netpol_engine::text::Sources;
use netpol_engine::{Options, analyze};

const FOUNDING: [&str; 2] = [
    include_str!("../../../static/examples/leaky-policies/cluster.yaml"),
    include_str!("../../../static/examples/leaky-policies/policies-before.yaml"),
];

fn matrix(texts: &[&str]) -> Matrix {
    let named = (0..).zip(texts);
    let sources: Sources = named.map(|(at, it)| (format!("{at}.yaml"), *it)).collect();
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:#?}", analysis.diagnostics);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    Matrix::of(&analysis.world, &analysis.reachability, &letters)
}

/// Compares the table of these texts: headings, then cells, then the tally.
#[track_caller]
fn check(texts: &[&str], expected: &Expect) {
    let matrix = matrix(texts);
    let mut text = String::new();
    for (row, heading) in matrix.headings.iter().enumerate() {
        if let Some(group) = matrix.groups.iter().find(|it| it.first == row) {
            let _ = writeln!(text, "[{}]", group.title);
        }
        let _ = write!(text, "{}", heading.title);
        if !heading.note.is_empty() {
            let _ = write!(text, " ({})", heading.note);
        }
        if let Some(locks) = heading.locks {
            let _ = write!(text, " {}out {}in", sign(locks.egress), sign(locks.ingress));
        }
        let cells = (0..matrix.headings.len()).map(|column| match matrix.cell(row, column) {
            Some(cell) => shown(&matrix, cell),
            None => "\\".to_owned(),
        });
        let _ = writeln!(text, ": {}", cells.collect::<Vec<_>>().join(" | "));
    }
    let _ = writeln!(text, "{}", matrix.tally.words());
    expected.assert_eq(&text);
}

fn sign(lock: Lock) -> &'static str {
    match lock {
        Lock::Open => "-",
        Lock::Partly => "~",
        Lock::Closed => "+",
    }
}

fn shown(matrix: &Matrix, cell: &Cell) -> String {
    let letters: String = cell
        .marks()
        .filter_map(|it| matrix.marks.get(it as usize))
        .map(|it| it.letter.as_str())
        .collect();
    let word = match cell.kind {
        CellKind::Open => "open",
        CellKind::Admitted => "yes",
        CellKind::Mixed => "part",
        CellKind::Unknown => "?",
        CellKind::Denied(Refusal::Leaving) => "x leaving",
        CellKind::Denied(Refusal::Entering) => "x entering",
        CellKind::Denied(Refusal::Both) => "x both",
        CellKind::Denied(Refusal::Ports) => "x ports",
        CellKind::Beyond => "beyond",
        CellKind::Nobody => "nobody",
    };
    let ports = cell.ports.as_deref().unwrap_or_default();
    let all = [word, &letters, ports];
    all.into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_founding_case_as_a_table() {
    check(
        &FOUNDING,
        &expect![[r#"
        [qa-test]
        frontend (:8080) -out -in: \ | yes C | yes A | x entering | x entering | x entering | open
        api (:8080) -out +in: open | \ | yes AB | x entering | x entering | yes D | open
        db (:3306) -out +in: open | x entering | \ | x entering | x entering | x entering | open
        [staging]
        frontend (:8080) +out +in: x leaving | x both | x both | \ | x leaving | x both | x leaving
        api (:8080) +out +in: x leaving | x both | x both | x both | \ | x leaving | x leaving
        db (:3306) +out +in: x leaving | x both | x both | x both | x both | \ | x leaving
        [Outside]
        Outside (any address): open | x entering | x entering | x entering | x entering | x entering | \
        10 allowed: 4 by a rule, 6 open · 32 denied
    "#]],
    );
}

const SHOP: &str = "
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n1, containers: [{ name: c, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: c }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-out, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: {} }]
      ports: [{ port: 5432 }, { port: 53, protocol: UDP }]
    - to: [{ ipBlock: { cidr: 203.0.113.0/24 } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db-in, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 5432 }]
";

#[test]
fn ports_nodes_and_blocks_have_their_places() {
    check(
        &[SHOP],
        &expect![[r#"
        [shop]
        web (:80) +out -in: \ | yes ABC 5432 | x leaving | x leaving | yes B
        db -out +in: open | \ | open | open | open
        [Nodes]
        n1 (192.168.0.1): open | ? | \ | beyond | beyond
        [Outside]
        Outside (any other address): open | x entering | beyond | \ | beyond
        203.0.113.0/24: open | x entering | beyond | beyond | \
        9 allowed: 2 by a rule, 7 open · 1 unknown · 4 denied
    "#]],
    );
}

#[test]
fn what_both_let_pass_on_other_ports_is_denied_at_neither_end() {
    let block = "    - to: [{ ipBlock: { cidr: 203.0.113.0/24 } }]\n";
    let other = SHOP.replace("ports: [{ port: 5432 }]\n", "ports: [{ port: 80 }]\n");
    let other = other.replace(block, "");
    assert_ne!(other, SHOP);
    check(
        &[&other],
        &expect![[r#"
            [shop]
            web (:80) +out -in: \ | x ports | x leaving | x leaving
            db -out +in: open | \ | open | open
            [Nodes]
            n1 (192.168.0.1): open | ? | \ | beyond
            [Outside]
            Outside (any address): open | x entering | beyond | \
            5 allowed: 0 by a rule, 5 open · 1 unknown · 4 denied
        "#]],
    );
}

const TWO_KINDS: &str = "
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: c }] } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: c }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: later, namespace: shop }
spec:
  replicas: 0
  selector: { matchLabels: { app: later } }
  template: { metadata: { labels: { app: later } }, spec: { containers: [{ name: c }] } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: first, namespace: shop }
spec:
  podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } }
";

#[test]
fn pods_of_one_workload_that_differ_are_told_apart() {
    check(
        &[TWO_KINDS],
        &expect![[r#"
        [shop]
        db -out ~in: \ | open | nobody | open
        web -out -in: part | \ | nobody | open
        later: nobody | nobody | \ | nobody
        [Outside]
        Outside (any address): part | open | nobody | \
        4 allowed: 0 by a rule, 4 open · 2 in part
    "#]],
    );
}

#[test]
fn nothing_makes_an_empty_table() {
    check(
        &[""],
        &expect![[r#"
        [Outside]
        Outside (any address): \
        none allowed
    "#]],
    );
}

#[test]
fn a_cell_is_read_without_names() {
    let words: Vec<String> = [&FOUNDING[..], &[SHOP]]
        .iter()
        .flat_map(|it| matrix(it).distinct)
        .map(|it| it.words)
        .collect();
    expect![[r#"
        allowed on all ports, nothing isolates either end
        allowed on all ports, entering by qa-test/frontend-api-np, rule 1, branch C
        allowed on all ports, entering by qa-test/db-np, rule 1, branch A
        denied entering
        allowed on all ports, entering by qa-test/db-np, rule 1, branch A and branch B
        allowed on all ports, entering by staging/db-np, rule 1, branch D
        denied leaving
        denied leaving and entering
        policies have no say
        no pods
        allowed on 5432/TCP, 53/UDP, perhaps on 1-5431/TCP, 5433-65535/TCP, 1-52/UDP, 54-65535/UDP, SCTP, leaving by shop/web-out, rule 1, branch A, and by shop/web-out, rule 2, branch B
        allowed on 5432/TCP, leaving by shop/web-out, rule 1, branch A, and by shop/web-out, rule 2, branch B and entering by shop/db-in, rule 1, branch C
        denied leaving
        allowed on all ports, leaving by shop/web-out, rule 2, branch B
        allowed on all ports, nothing isolates either end
        denied entering
        may be allowed on all ports, entering by what the input does not say
        policies have no say
        no pods"#]].assert_eq(&words.join("\n"));
}

#[test]
fn a_table_crosses_whole_and_small() {
    let matrix = matrix(&FOUNDING);
    let text = serde_json::to_string(&matrix).unwrap();
    assert_eq!(serde_json::from_str::<Matrix>(&text).unwrap(), matrix);
    let cells = serde_json::to_string(&matrix.cells).unwrap();
    assert!(cells.len() < 400, "{cells}");
}

#[test]
fn rows_that_make_no_square_are_refused() {
    for text in [
        r#"{"rows":[0,0],"runs":[[1,3]]}"#,
        r#"{"rows":[0,9],"runs":[[1,20]]}"#,
        r#"{"rows":[0],"runs":[[1,4294967295],[1,4294967295]]}"#,
    ] {
        let refused = serde_json::from_str::<netpol_engine::matrix::Cells>(text);
        assert!(refused.is_err(), "{text}");
    }
}
