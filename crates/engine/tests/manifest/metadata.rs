//! Names, namespaces, labels and duplicates.

use netpol_engine::manifest;
use netpol_engine::model::LabelValue;
use netpol_engine::options::Options;
use netpol_engine::text::Sources;

use crate::reading::{check_findings, findings, read};

const SUBDOMAIN: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
    characters, '-' or '.', and must start and end with an alphanumeric character (e.g. \
    'example.com', regex used for validation is \
    '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const LABEL: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric \
    characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  \
    or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/// Checks the findings on a pod with this metadata.
#[track_caller]
fn check_pod(metadata: &str, expected: &[&str]) {
    let text = format!("{{apiVersion: v1, kind: Pod, metadata: {{{metadata}}}}}");
    check_findings(&text, expected);
}

#[test]
fn an_object_has_a_name_e3() {
    check_pod(
        "namespace: x",
        &[
            "error[required-value] `metadata`: metadata.name: Required value: \
           name or generateName is required",
        ],
    );
    check_findings(
        "{apiVersion: v1, kind: Namespace}",
        &[
            "error[required-value] `kind: Namespace`: metadata.name: Required value: \
           name or generateName is required",
        ],
    );
    check_pod("namespace: x, generateName: web-", &[]);
}

#[test]
fn names_are_subdomains_e4() {
    check_pod(
        "namespace: x, name: Web_1",
        &[&format!(
            "error[invalid-value] `Web_1`: metadata.name: Invalid value: \"Web_1\": {SUBDOMAIN}"
        )],
    );
    let long = "a".repeat(254);
    check_pod(
        &format!("namespace: x, name: {long}"),
        &[&format!(
            "error[invalid-value] `{long}`: metadata.name: Invalid value: \"{long}\": \
             must be no more than 253 characters"
        )],
    );
    check_pod("namespace: x, name: web.1", &[]);
}

#[test]
fn namespaces_are_labels_e5() {
    check_pod(
        "name: a, namespace: X",
        &[&format!(
            "error[invalid-value] `X`: metadata.namespace: Invalid value: \"X\": {LABEL}"
        )],
    );
    check_pod(
        "name: a, namespace: a.b",
        &[
            "error[invalid-value] `a.b`: metadata.namespace: Invalid value: \"a.b\": \
           must not contain dots",
        ],
    );
    let long = "a".repeat(64);
    check_findings(
        &format!("{{apiVersion: v1, kind: Namespace, metadata: {{name: {long}}}}}"),
        &[&format!(
            "error[invalid-value] `{long}`: metadata.name: Invalid value: \"{long}\": \
             must be no more than 63 characters"
        )],
    );
}

#[test]
fn cluster_wide_kinds_have_no_namespace_e6() {
    check_findings(
        "{apiVersion: v1, kind: Namespace, metadata: {name: x, namespace: z}}",
        &["error[forbidden] `z`: metadata.namespace: Forbidden: not allowed on this type"],
    );
}

#[test]
fn labels_have_a_syntax_e7_e8() {
    check_pod(
        "name: a, namespace: x, labels: {a/b/c: v, ok: '-'}",
        &[
            "error[invalid-value] `a/b/c`: metadata.labels: Invalid value: \"a/b/c\": \
             a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must \
             start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or \
             '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') \
             with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
            "error[invalid-value] `'-'`: metadata.labels: Invalid value: \"-\": \
             a valid label must be an empty string or consist of alphanumeric characters, '-', \
             '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  \
             or 'my_value',  or '12345', regex used for validation is \
             '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        ],
    );
    check_pod(
        "name: a, namespace: x, labels: {version: 1.10}",
        &[
            "error[wrong-type] `1.10`: json: cannot unmarshal number into Go struct field \
           metadata.labels.version of type string",
        ],
    );
}

#[test]
fn prefixes_of_generated_names_have_a_syntax_e8b() {
    check_pod(
        "namespace: x, generateName: Web-",
        &[&format!(
            "error[invalid-value] `Web-`: metadata.generateName: \
             Invalid value: \"Web-\": {SUBDOMAIN}"
        )],
    );
}

#[test]
fn annotations_have_keys_and_a_size_e8c() {
    check_pod(
        "name: a, namespace: x, annotations: {/Key: v}",
        &[
            "error[invalid-value] `/Key`: metadata.annotations: Invalid value: \"/Key\": \
           prefix part must be non-empty",
        ],
    );
    let long = "a".repeat(256 * 1024);
    check_pod(
        &format!("name: a, namespace: x, annotations: {{k: {long}}}"),
        &[&format!(
            "error[too-long] `{{k: {long}}}`: metadata.annotations: Too long: \
             may not be more than 262144 bytes"
        )],
    );
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
