//! Which words of the input are offered to whoever writes.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::text::Sources;
use netpol_engine::vocabulary::{LabelWords, Owners, Vocabulary};
use netpol_engine::{Options, analyze};

fn vocabulary(text: &str) -> Vocabulary {
    let sources: Sources = [("cluster.yaml", text)].into_iter().collect();
    Vocabulary::of(analyze(&sources, &Options::default()).cluster())
}

/// Writes it down in lines: `app=web: shop/web`.
fn check(text: &str, expected: &Expect) {
    let words = vocabulary(text);
    let mut lines = format!("namespaces {}\n", words.namespaces.join(" "));
    for (whose, labels) in [("ns", &words.namespace_labels), ("pod", &words.pod_labels)] {
        for (LabelWords { key, .. }, value) in labels
            .iter()
            .flat_map(|it| it.values.iter().map(move |value| (it, value)))
        {
            write_line(
                &mut lines,
                &format!("{whose} {key}={}", value.value),
                &value.owners,
            );
        }
    }
    for it in &words.ports {
        let name = it.name.as_deref().unwrap_or("-");
        let what = format!("port {name} {}/{}", it.number, it.protocol);
        write_line(&mut lines, &what, &it.owners);
    }
    expected.assert_eq(&lines);
}

fn write_line(lines: &mut String, what: &str, owners: &Owners) {
    let Owners {
        count,
        names,
        namespaces,
    } = owners;
    let names = names.join(" ");
    let namespaces = namespaces.join(" ");
    writeln!(lines, "{what}: {count} ({names}) in {namespaces}")
        .expect("a string takes everything");
}

#[test]
fn labels_and_ports_with_those_who_have_them() {
    check(
        "
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front, namespace: shop, labels: {not: counted}}
spec:
  replicas: 3
  selector: {matchLabels: {app: front}}
  template:
    metadata: {labels: {app: front, tier: web}}
    spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: data, labels: {app: db, tier: web}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 53, protocol: UDP}, {name: http, containerPort: 8080}]}]}
",
        &expect![[r"
            namespaces shop data
            ns kubernetes.io/metadata.name=data: 1 (data) in data
            ns kubernetes.io/metadata.name=shop: 1 (shop) in shop
            ns team=web: 1 (shop) in shop
            pod app=db: 1 (data/db) in data
            pod app=front: 1 (shop/front) in shop
            pod tier=web: 2 (shop/front data/db) in shop data
            port - 53/UDP: 1 (data/db) in data
            port http 8080/TCP: 2 (shop/front data/db) in shop data
        "]],
    );
}

#[test]
fn a_stateful_set_counts_once_and_its_pods_labels_are_told() {
    check(
        "
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: data}
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: i}]}}
",
        &expect![[r"
            namespaces data
            ns kubernetes.io/metadata.name=data: 1 (data) in data
            pod app=db: 1 (data/db) in data
            pod apps.kubernetes.io/pod-index=0: 1 (data/db) in data
            pod apps.kubernetes.io/pod-index=1: 1 (data/db) in data
            pod statefulset.kubernetes.io/pod-name=db-0: 1 (data/db) in data
            pod statefulset.kubernetes.io/pod-name=db-1: 1 (data/db) in data
        "]],
    );
}

#[test]
fn there_is_an_end_to_what_is_told() {
    let mut text = String::new();
    for pod in 0..400 {
        write!(
            text,
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{pod}, namespace: n{pod}, \
             labels: {{id: v{pod}, k{pod}: x, all: same}}}}\nspec: {{containers: [{{name: c, image: i}}]}}\n"
        )
        .expect("a string takes everything");
    }
    let words = vocabulary(&text);
    assert_eq!(words.namespaces.len(), 300);
    assert_eq!(words.pod_labels.len(), 300);
    let id = words.pod_labels.iter().find(|it| it.key == "id");
    assert_eq!(id.map(|it| it.values.len()), Some(300));
    let all = words.pod_labels.iter().find(|it| it.key == "all");
    let owners = all.and_then(|it| it.values.first()).map(|it| &it.owners);
    assert_eq!(owners.map(|it| (it.count, it.names.len())), Some((400, 6)));
}
