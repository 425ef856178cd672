//! Names, namespaces, labels and duplicates.

use netpol_engine::manifest;
use netpol_engine::model::LabelValue;
use netpol_engine::options::Options;
use netpol_engine::text::Sources;

use crate::reading::{check_findings, findings, read};

/// Checks the findings on a pod with this metadata.
#[track_caller]
fn check_pod(metadata: &str, expected: &[&str]) {
    let text = format!("{{apiVersion: v1, kind: Pod, metadata: {{{metadata}}}}}");
    check_findings(&text, expected);
}

#[test]
fn labels_are_texts_i2() {
    check_pod(
        "name: a, namespace: x, labels: {version: 1.10}",
        &[
            "error[wrong-type] `1.10`: json: cannot unmarshal number into Go struct field \
           metadata.labels.version of type string",
        ],
    );
    check_pod("namespace: x, name: web.1", &[]);
}

#[test]
fn a_misspelt_field_of_metadata_costs_a_warning() {
    check_pod(
        "name: a, namespace: x, lables: {a: b}",
        &["warning[unknown-field] `lables`: unknown field \"metadata.lables\""],
    );
}

#[test]
fn without_a_namespace_the_default_is_assumed_w3() {
    let text = "{apiVersion: v1, kind: Pod, metadata: {name: a}}";
    check_findings(
        text,
        &["hint[namespace-assumed-default] `a`: no namespace given; assumed `default`"],
    );
    let sources: Sources = [("a.yaml", text)].into_iter().collect();
    let options = Options {
        default_namespace: "shop".to_owned(),
        ..Options::default()
    };
    let cluster = manifest::read(&sources, &options).value.cluster;
    assert!(cluster.find_namespace("shop").is_some());
}

#[test]
fn a_namespace_that_is_no_text_is_not_assumed() {
    check_pod(
        "name: a, namespace: y",
        &[
            "error[wrong-type] `y`: json: cannot unmarshal bool into Go struct field \
           metadata.namespace of type string",
        ],
    );
    check_pod(
        "name: 5, namespace: x",
        &[
            "error[wrong-type] `5`: json: cannot unmarshal number into Go struct field \
           metadata.name of type string",
        ],
    );
}

#[test]
fn the_server_sets_the_label_of_the_name_w1() {
    let text = "{apiVersion: v1, kind: Namespace, \
                metadata: {name: x, labels: {kubernetes.io/metadata.name: other, team: red}}}";
    check_findings(
        text,
        &["warning[overwritten-label] `other`: the API server overwrites this label with `x`"],
    );
    let cluster = read(text).value.cluster;
    let (_, namespace) = cluster.namespaces().next().unwrap();
    let expected = LabelValue::Text("x".to_owned());
    assert_eq!(
        namespace.labels.get("kubernetes.io/metadata.name"),
        Some(&expected)
    );
    assert_eq!(namespace.labels.iter().count(), 2);
}

#[test]
fn namespaces_that_are_only_used_come_last_w2() {
    let text = "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: used}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: z}}
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: other}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: a}}
";
    let cluster = read(text).value.cluster;
    let namespaces: Vec<_> = cluster
        .namespaces()
        .map(|(_, it)| (it.name.as_str(), it.declared_by.is_some()))
        .collect();
    assert_eq!(
        namespaces,
        [("z", true), ("a", true), ("used", false), ("other", false)]
    );
    let used = cluster.find_namespace("used").unwrap();
    assert_eq!(cluster[used].labels.iter().count(), 1);
}

/// Checks the findings on two namespaces with the same name, and which label
/// survives.
#[track_caller]
fn check_twice(first: &str, second: &str, expected: &[&str], survivor: &str) {
    let namespace = |labels: &str| {
        format!(
            "{{apiVersion: v1, kind: Namespace, metadata: {{name: x, labels: {{{labels}}}}}}}\n"
        )
    };
    let text = format!("{}---\n{}", namespace(first), namespace(second));
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), expected);
    let (_, it) = parsed.value.cluster.namespaces().next().unwrap();
    assert_eq!(parsed.value.cluster.namespaces().len(), 1);
    assert!(it.labels.get(survivor).is_some());
}

#[test]
fn of_two_objects_with_one_name_the_last_counts_w4_t146() {
    check_twice(
        "a: b",
        "c: d",
        &["warning[duplicate-object] `x`: Namespace `x` is defined twice; the last one is used"],
        "c",
    );
    check_twice(
        "a: b",
        "a: b",
        &["hint[duplicate-object] `x`: Namespace `x` is defined twice with the same content"],
        "a",
    );
}

#[test]
fn a_refused_object_does_not_replace_an_earlier_one() {
    let text = "{apiVersion: v1, kind: Namespace, metadata: {name: x, labels: {a: b}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: x, labels: {a: yes}}}
";
    let cluster = read(text).value.cluster;
    let (_, namespace) = cluster.namespaces().next().unwrap();
    assert!(namespace.labels.get("a").is_some());
}

#[test]
fn one_name_in_two_namespaces_is_normal() {
    let policy = |namespace| {
        format!(
            "{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, \
             metadata: {{name: p, namespace: {namespace}}}}}\n"
        )
    };
    let text = format!("{}---\n{}", policy("x"), policy("z"));
    check_findings(&text, &[]);
    assert_eq!(read(&text).value.cluster.policies().len(), 2);
}
