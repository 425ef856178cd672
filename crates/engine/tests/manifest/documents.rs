//! Texts, documents, lists and kinds.

use netpol_engine::Severity;
use netpol_engine::manifest;
use netpol_engine::options::Options;
use netpol_engine::text::Sources;

use crate::reading::{check_findings, findings, read};

/// Checks which namespaces are declared.
#[track_caller]
fn check_namespaces(text: &str, expected: &[&str]) {
    let parsed = read(text);
    let namespaces = parsed.value.cluster.namespaces();
    let names: Vec<_> = namespaces.map(|(_, it)| it.name.as_str()).collect();
    assert_eq!(names, expected, "{:?}", findings(text, &parsed));
}

fn namespace(name: &str) -> String {
    format!("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n")
}

#[test]
fn nothing_is_nothing() {
    for text in [
        "",
        "\n\n",
        "# only a comment\n",
        "---\n---\n",
        "\u{feff}",
        "...\n",
    ] {
        check_findings(text, &[]);
        check_namespaces(text, &[]);
    }
}

#[test]
fn documents_are_read_in_order_and_empty_ones_skipped_i5() {
    let text = format!(
        "---\n{}---\n# nothing\n---\n\n---\n{}...\n",
        namespace("b"),
        namespace("a")
    );
    check_findings(&text, &[]);
    check_namespaces(&text, &["b", "a"]);
}

#[test]
fn a_syntax_error_costs_only_its_document() {
    for broken in [
        "spec: {k\n",
        "a: b: c\n",
        "kind\n",
        "- [x\n",
        "a: \"x\n",
        "a: *no\n",
        "a:\n- b\nc\n",
    ] {
        let first = namespace("one");
        let text = format!("{first}---\nkind: Pod\n{broken}---\n{}", namespace("three"));
        let parsed = read(&text);
        assert_eq!(
            parsed.diagnostics.len(),
            1,
            "{broken:?}: {:?}",
            parsed.diagnostics
        );
        let finding = &parsed.diagnostics[0];
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!(finding.code.0, "syntax");
        assert!(finding.primary.start as usize > first.len(), "{broken:?}");
        assert!(finding.primary.end > finding.primary.start, "{broken:?}");
        check_namespaces(&text, &["one", "three"]);
    }
}

#[test]
fn common_mistakes_have_calm_words() {
    check_findings(
        "kind: Pod\nmetadata\n",
        &["error[syntax] `metadata`: expected `:` after this key"],
    );
    check_findings(
        "a: {b: c\n",
        &["error[syntax] `{b: c`: this `{` is never closed"],
    );
    check_findings(
        "a: [b, c\n",
        &["error[syntax] `[b, c`: this `[` is never closed"],
    );
    check_findings(
        "a: {\n  b: c\nd:\n- e\n",
        &["error[syntax] `{`: this `{` is never closed"],
    );
    check_findings(
        "a:\n{  b: c\nd:\n- e\n",
        &["error[syntax] `{  b: c`: this `{` is never closed"],
    );
    check_findings(
        "a: b: c\n",
        &["error[syntax] `: c`: a `:` cannot stand here"],
    );
    check_findings(
        "a: *x\n",
        &["error[syntax] `*x`: no anchor of this name stands above"],
    );
    check_findings(
        "{\"a\": 1}\n{\"b\": 2}\n",
        &[
            "error[not-an-object] `\"a\": 1`: this is no Kubernetes object: `kind` is not set",
            "error[syntax] `{\"b\": 2}`: a new object begins here without a separator",
        ],
    );
}

#[test]
fn text_that_is_no_object_gets_a_calm_error() {
    check_findings(
        "hello world\n",
        &["error[not-an-object] `hello world`: expected a Kubernetes object, found plain text"],
    );
    check_findings(
        "- a\n- b\n",
        &["error[not-an-object] `a`: expected a Kubernetes object, found a list"],
    );
    check_findings(
        "replicas: 3\nimage: nginx\n",
        &["error[not-an-object] `replicas: 3`: this is no Kubernetes object: `kind` is not set"],
    );
    check_findings(
        "kind: [Pod]\n",
        &[
            "error[wrong-type] `[Pod]`: json: cannot unmarshal array into Go struct field kind of type string",
        ],
    );
}

#[test]
fn other_kinds_are_left_aside() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: yes, a: 010}\n---\n\
                apiVersion: cert-manager.io/v1\nkind: Certificate\n";
    check_findings(text, &[]);
    let ignored = read(text).value.ignored;
    let names: Vec<_> = ignored
        .iter()
        .map(|it| (it.kind.as_str(), it.name.as_deref()))
        .collect();
    assert_eq!(names, [("ConfigMap", Some("c")), ("Certificate", None)]);
    assert_eq!(
        &text[ignored[1].span.range()],
        "apiVersion: cert-manager.io/v1\nkind: Certificate"
    );
}

#[test]
fn policies_of_other_apis_are_never_passed_over_in_silence() {
    for (version, kind) in [
        ("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"),
        ("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"),
        (
            "policy.networking.k8s.io/v1alpha1",
            "BaselineAdminNetworkPolicy",
        ),
        ("cilium.io/v2", "CiliumNetworkPolicy"),
        ("projectcalico.org/v3", "NetworkPolicy"),
    ] {
        let text = format!("apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a}}\n");
        check_findings(
            &text,
            &[&format!(
                "warning[policy-not-evaluated] `kind: {kind}`: `{kind}` is not evaluated yet: \
                 verdicts do not take it into account"
            )],
        );
        assert_eq!(read(&text).value.ignored.len(), 1);
    }
}

#[test]
fn removed_versions_are_refused_with_a_hint_i9() {
    let text = "apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}}\n";
    check_findings(
        text,
        &["error[unknown-kind] `kind: NetworkPolicy`: \
           no matches for kind \"NetworkPolicy\" in version \"extensions/v1beta1\""],
    );
    assert_eq!(
        read(text).diagnostics[0].help.as_deref(),
        Some(
            "this version was removed; the same object works as `apiVersion: networking.k8s.io/v1`"
        )
    );
}

#[test]
fn misspelt_kinds_are_refused() {
    check_findings(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolcy\n",
        &["error[unknown-kind] `kind: NetworkPolcy`: \
           no matches for kind \"NetworkPolcy\" in version \"networking.k8s.io/v1\""],
    );
    check_findings(
        "apiVersion: v1\nkind: Deployment\n",
        &[
            "error[unknown-kind] `kind: Deployment`: no matches for kind \"Deployment\" in version \"v1\"",
        ],
    );
}

#[test]
fn kubernetes_own_kinds_are_not_taken_for_strangers() {
    for version in ["networking.k8s.io/v", "network.k8s.io/v1", "v2", "apps/v1"] {
        let text = format!("apiVersion: {version}\nkind: NetworkPolicy\n");
        check_findings(
            &text,
            &[&format!(
                "error[unknown-kind] `kind: NetworkPolicy`: \
                 no matches for kind \"NetworkPolicy\" in version \"{version}\""
            )],
        );
    }
}

#[test]
fn a_missing_version_is_assumed() {
    check_findings(
        "kind: Namespace\nmetadata: {name: x}\n",
        &["warning[api-version-not-set] `kind: Namespace`: apiVersion not set"],
    );
}

#[test]
fn lists_are_taken_apart_i6_t147() {
    let text = "apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Namespace
    metadata: {name: a}
  - apiVersion: v1
    kind: NamespaceList
    items:
      - metadata: {name: b}
      - apiVersion: v1
        kind: List
        items: [{apiVersion: v1, kind: Namespace, metadata: {name: c}}]
  - {apiVersion: v1, kind: PodList, items: }
  - {apiVersion: v1, kind: List}
  - {apiVersion: apps/v1, kind: DeploymentList}
  - {apiVersion: v1, kind: PodList, items: []}
  - {apiVersion: v1, kind: Secret, metadata: {name: s}}
";
    check_findings(text, &[]);
    check_namespaces(text, &["a", "b", "c"]);
    assert_eq!(read(text).value.ignored.len(), 1);
}

#[test]
fn a_list_needs_items_that_are_objects() {
    check_findings(
        "{apiVersion: v1, kind: List, items: {a: 1}}",
        &[
            "error[wrong-type] `{a: 1}`: json: cannot unmarshal object into Go struct field items of type array",
        ],
    );
    check_findings(
        "{apiVersion: v1, kind: List, items: [5, {metadata: {}}]}",
        &[
            "error[not-an-object] `5`: expected a Kubernetes object, found plain text",
            "error[not-an-object] `metadata: {}`: this is no Kubernetes object: `kind` is not set",
        ],
    );
}

#[test]
fn a_list_with_two_sets_of_items_is_an_error() {
    check_findings(
        "{apiVersion: v1, kind: List, items: [], items: []}",
        &["error[duplicate-key] `items`: strict decoding error: duplicate field \"items\""],
    );
}

#[test]
fn sources_are_read_in_order() {
    let sources: Sources = [("b.yaml", namespace("b")), ("a.yaml", namespace("a"))]
        .into_iter()
        .collect();
    let parsed = manifest::read(&sources, &Options::default());
    let cluster = parsed.value.cluster;
    let names: Vec<_> = cluster
        .namespaces()
        .map(|(_, it)| it.name.as_str())
        .collect();
    assert_eq!(names, ["b", "a"]);
}

#[test]
fn a_mark_at_the_beginning_and_carriage_returns_are_fine() {
    let text = format!("\u{feff}{}", namespace("x").replace('\n', "\r\n"));
    check_findings(&text, &[]);
    check_namespaces(&text, &["x"]);
}
