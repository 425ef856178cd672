//! Where everything stands.

use netpol_engine::manifest::SourceMap;
use netpol_engine::model::ObjectId;
use netpol_engine::text::FieldPath;

use crate::reading::{only_policy, read};

/// `spec.ingress[0].from` as a path; a label's key is written in brackets.
pub(crate) fn path(text: &str) -> FieldPath {
    let mut path = FieldPath::root();
    let text = text.replace('[', "\n[").replace(']', "\n");
    for part in text.split('\n').filter(|it| !it.is_empty()) {
        path = match part.strip_prefix('[') {
            Some(step) => match step.parse() {
                Ok(index) => path.index(index),
                Err(_) => path.field(step),
            },
            None => part
                .split('.')
                .filter(|it| !it.is_empty())
                .fold(path, FieldPath::field),
        };
    }
    path
}

type Look = fn(&SourceMap, ObjectId, &FieldPath) -> Option<netpol_engine::text::Span>;

/// Checks what of a policy's text a path leads to.
#[track_caller]
fn check(look: Look, text: &str, at: &str, expected: Option<&str>) {
    let parsed = read(text);
    let object = only_policy(&parsed).declared_by;
    let span = look(&parsed.value.places, object, &path(at));
    assert_eq!(span.map(|it| &text[it.range()]), expected, "{at}");
}

const BLOCK: &str = "# a comment
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: db   # which one
      tier: \"back\"
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          env: qa

      # about the pods
      podSelector: {}
    - ipBlock:
        cidr: 10.0.0.0/8
        except:
          - 10.1.0.0/16

    # the end of the peers

    ports:
      - port: 80
  egress:
    - {}
  policyTypes:
  - Ingress
  - Egress

# the end

";

#[test]
fn values_end_with_their_last_descendant() {
    let value: Look = SourceMap::value;
    check(
        value,
        BLOCK,
        "spec.podSelector.matchLabels[app.kubernetes.io/name]",
        Some("db"),
    );
    check(
        value,
        BLOCK,
        "spec.podSelector.matchLabels.tier",
        Some("\"back\""),
    );
    check(
        value,
        BLOCK,
        "spec.podSelector",
        Some("matchLabels:\n      app.kubernetes.io/name: db   # which one\n      tier: \"back\""),
    );
    check(
        value,
        BLOCK,
        "spec.ingress[0].from[0]",
        Some(
            "namespaceSelector:\n        matchLabels:\n          env: qa\n\n      \
             # about the pods\n      podSelector: {}",
        ),
    );
    check(
        value,
        BLOCK,
        "spec.ingress[0].from[1]",
        Some("ipBlock:\n        cidr: 10.0.0.0/8\n        except:\n          - 10.1.0.0/16"),
    );
    check(
        value,
        BLOCK,
        "spec.ingress[0].from[1].ipBlock.except",
        Some("- 10.1.0.0/16"),
    );
    check(value, BLOCK, "spec.egress[0]", Some("{}"));
    check(
        value,
        BLOCK,
        "spec.policyTypes",
        Some("- Ingress\n  - Egress"),
    );
    check(value, BLOCK, "spec.ingress[1]", None);
    check(value, BLOCK, "spec.nothing", None);
}

#[test]
fn entries_begin_with_their_key() {
    let entry: Look = SourceMap::entry;
    check(
        entry,
        BLOCK,
        "spec.podSelector.matchLabels[app.kubernetes.io/name]",
        Some("app.kubernetes.io/name: db"),
    );
    check(
        entry,
        BLOCK,
        "spec.ingress[0].from[0].podSelector",
        Some("podSelector: {}"),
    );
    check(
        entry,
        BLOCK,
        "spec.ingress[0].ports",
        Some("ports:\n      - port: 80"),
    );
    check(entry, BLOCK, "spec.policyTypes[1]", Some("Egress"));
    check(entry, BLOCK, "spec.ingress[0].ports[0]", Some("port: 80"));
}

#[test]
fn keys_stand_alone() {
    let key: Look = SourceMap::key;
    check(key, BLOCK, "spec.podSelector", Some("podSelector"));
    check(
        key,
        BLOCK,
        "spec.podSelector.matchLabels[app.kubernetes.io/name]",
        Some("app.kubernetes.io/name"),
    );
    check(key, BLOCK, "spec.ingress[0]", None);
}

#[test]
fn an_object_leaves_out_the_comments_around_it() {
    let object: Look = |places, object, _| places.object(object);
    let start = BLOCK.find("apiVersion").unwrap();
    let end = BLOCK.find("\n\n# the end\n").unwrap();
    check(object, BLOCK, "", Some(&BLOCK[start..end]));
}

const FLOW: &str = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, \
    metadata: {name: p, namespace: x}, \
    spec: {ingress: [ {from: [ {podSelector: } , {podSelector: {matchLabels: { a : b } }} ]} ]}}  # c";

#[test]
fn flow_collections_include_their_brackets() {
    let text = FLOW.replace("{podSelector: } , ", "");
    let value: Look = SourceMap::value;
    let entry: Look = SourceMap::entry;
    check(
        value,
        &text,
        "spec.ingress[0].from",
        Some("[ {podSelector: {matchLabels: { a : b } }} ]"),
    );
    check(
        value,
        &text,
        "spec.ingress[0].from[0]",
        Some("{podSelector: {matchLabels: { a : b } }}"),
    );
    check(
        entry,
        &text,
        "spec.ingress[0].from[0].podSelector",
        Some("podSelector: {matchLabels: { a : b } }"),
    );
    check(
        entry,
        &text,
        "spec.ingress[0].from[0].podSelector.matchLabels.a",
        Some("a : b"),
    );
}

#[test]
fn json_works_the_same() {
    let text = r#"{
  "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
  "metadata": {"name": "p", "namespace": "x"},
  "spec": {
    "podSelector": {"matchLabels": {"app.kubernetes.io/name": "db"}},
    "ingress": [
      {"from": [{"podSelector": {}}]}
    ]
  }
}"#;
    let value: Look = SourceMap::value;
    let entry: Look = SourceMap::entry;
    check(
        value,
        text,
        "spec.ingress[0]",
        Some(r#"{"from": [{"podSelector": {}}]}"#),
    );
    check(
        entry,
        text,
        "spec.ingress[0].from",
        Some(r#""from": [{"podSelector": {}}]"#),
    );
    check(
        entry,
        text,
        "spec.podSelector.matchLabels[app.kubernetes.io/name]",
        Some(r#""app.kubernetes.io/name": "db""#),
    );
    check(
        |places, object, _| places.object(object),
        text,
        "",
        Some(text),
    );
}

#[test]
fn a_value_that_is_not_written_stands_at_its_colon_or_dash() {
    let text = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector:
  ingress:
  - 
  egress:
    -
    - from:
";
    let text = text.replace("from", "to");
    let entry: Look = SourceMap::entry;
    let value: Look = SourceMap::value;
    check(entry, &text, "spec.podSelector", Some("podSelector:"));
    check(value, &text, "spec.podSelector", Some(":"));
    check(value, &text, "spec.ingress[0]", Some("-"));
    check(value, &text, "spec.egress[0]", Some("-"));
    check(value, &text, "spec.egress[1]", Some("to:"));
    check(value, &text, "spec.ingress", Some("-"));
}

#[test]
fn an_item_of_a_list_has_its_own_places() {
    let text = format!(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata:\n    \
         name: x\n{}",
        BLOCK.replace("# a comment\n", "- ").replace('\n', "\n  ")
    )
    .replace("  - apiVersion", "- apiVersion");
    let value: Look = SourceMap::value;
    check(
        value,
        &text,
        "spec.podSelector.matchLabels.tier",
        Some("\"back\""),
    );
    let object: Look = |places, object, _| places.object(object);
    let start = text.rfind("apiVersion").unwrap();
    let end = text.rfind("- Egress").unwrap() + "- Egress".len();
    check(object, &text, "", Some(&text[start..end]));
}

#[test]
fn an_alias_stands_where_it_is_written_and_its_parts_at_the_anchor() {
    let text = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector: &db {matchLabels: {app: db}}
  ingress:
    - from:
        - podSelector: *db
";
    let entry: Look = SourceMap::entry;
    check(
        entry,
        text,
        "spec.ingress[0].from[0].podSelector",
        Some("podSelector: *db"),
    );
    check(
        entry,
        text,
        "spec.ingress[0].from[0].podSelector.matchLabels.app",
        Some("app: db"),
    );
}

#[test]
fn carriage_returns_and_a_mark_do_not_shift_places() {
    let text = format!("\u{feff}{}", BLOCK.replace('\n', "\r\n"));
    let entry: Look = SourceMap::entry;
    check(
        entry,
        &text,
        "spec.ingress[0].ports[0].port",
        Some("port: 80"),
    );
    check(
        entry,
        &text,
        "spec.ingress[0].from[1].ipBlock.except[0]",
        Some("10.1.0.0/16"),
    );
    let text = BLOCK.replace("# which one", "# größer → ✓");
    check(
        entry,
        &text,
        "spec.ingress[0].ports[0].port",
        Some("port: 80"),
    );
}
