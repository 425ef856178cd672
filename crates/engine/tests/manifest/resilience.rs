//! No text makes reading panic, hang or grow without end.

use std::fmt::Write;

use crate::reading::read;

const CLUSTER: &str = include_str!("fixtures/cluster.yaml");
const POLICIES: &str = include_str!("fixtures/policies_before.yaml");

/// The first policies again, as JSON.
const JSON: &str = r#"{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
   "metadata": {"name": "db-np", "namespace": "qa-test", "labels": {"a": "\u00e4\ud83d\ude00"}},
   "spec": {"podSelector": {"matchLabels": {"app": "db"}},
     "ingress": [{"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}},
                           {"podSelector": {"matchLabels": {"app": "api"}}}],
                  "ports": [{"port": 3306, "protocol": "TCP"}, {"port": 1, "endPort": 2}]}],
     "egress": [{"to": [{"ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}}]}],
     "policyTypes": ["Ingress", "Egress"]}}
]}
"#;

/// Reads every beginning of a text, as somebody types it; every finding must
/// have a place inside it.
fn check_every_prefix(text: &str) {
    for (end, _) in text.char_indices() {
        let prefix = &text[..end];
        for finding in read(prefix).diagnostics {
            let place = finding.primary.range();
            assert!(
                prefix.get(place).is_some(),
                "{}: {finding:?}",
                &prefix[end.saturating_sub(50)..]
            );
        }
    }
}

#[test]
fn half_typed_policies_are_harmless() {
    check_every_prefix(POLICIES);
}

#[test]
fn half_typed_workloads_are_harmless() {
    let end = CLUSTER.find("name: api-svc").unwrap();
    check_every_prefix(&CLUSTER[..end]);
}

#[test]
fn half_typed_json_is_harmless() {
    check_every_prefix(JSON);
}

/// The next number of a fixed sequence that looks like chance.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1);
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn damaged_texts_are_harmless() {
    let pieces = [
        "",
        "\n",
        "- ",
        ": ",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        "#",
        "&a ",
        "*a",
        "<<: ",
        "null",
        "---\n",
        "|\n",
        "\t",
        "~",
        "!!str ",
        "010",
        "yes",
        "\u{1F600}",
    ];
    let mut state = 1;
    for original in [POLICIES, JSON] {
        for _ in 0..300 {
            let mut text = original.to_owned();
            for _ in 0..=next(&mut state) % 4 {
                let start = text.floor_char_boundary(next(&mut state) % text.len());
                let end = text.ceil_char_boundary((start + next(&mut state) % 6).min(text.len()));
                text.replace_range(start..end, pieces[next(&mut state) % pieces.len()]);
            }
            for finding in read(&text).diagnostics {
                assert!(
                    text.get(finding.primary.range()).is_some(),
                    "{text}\n{finding:?}"
                );
            }
        }
    }
}

#[test]
fn nonsense_is_harmless() {
    for text in [
        "\0",
        "%",
        "%YAML 9.9\n---\na: 1",
        "&",
        "*",
        "!",
        "!!binary x",
        "? ",
        "- - - - ",
        ": : :",
        "[[[[",
        "}}}}",
        "'",
        "\"\\u12",
        "\t\t\t",
        "|\n x",
        ">-",
        "{? [a]: b}",
        "&a [*a]",
        "<<: 5",
        "<<: [5]",
        "? \n: x",
        "kind: &k List\nitems: *k",
        "---\n...\n---",
        "\u{202e}\u{1F600}: \u{FEFF}",
        "kind: NetworkPolicy\nspec: &s\n  ingress: *s",
        "a: .inf\nb: .nan\nc: 1e999",
        "kind: Pod\nmetadata: [x]\nspec: 5\nstatus: yes",
        "kind: Deployment\napiVersion: apps/v1\nspec: {template: [1], replicas: -5}",
        "kind: Node\napiVersion: v1\nstatus: {addresses: {a: b}}",
        "kind: List\nkind: List\nitems: []\nitems: [{}]",
    ] {
        for finding in read(text).diagnostics {
            assert!(
                text.get(finding.primary.range()).is_some(),
                "{text:?}: {finding:?}"
            );
        }
    }
}

#[test]
fn deep_texts_are_refused() {
    for text in [
        "[".repeat(100_000),
        "- ".repeat(100_000),
        "{a: ".repeat(100_000),
    ] {
        let parsed = read(&text);
        assert_eq!(parsed.diagnostics.len(), 1);
        assert_eq!(
            parsed.diagnostics[0].code.0, "input-limit",
            "{:?}",
            parsed.diagnostics
        );
    }
}

#[test]
fn aliases_do_not_explode() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        writeln!(text, "a{level}: &a{level} [{below}]").unwrap();
    }
    let parsed = read(&text);
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].code.0, "input-limit");

    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(500_000),
        "*a, ".repeat(10_000)
    );
    assert_eq!(read(&long).diagnostics[0].code.0, "input-limit");
}

#[test]
fn many_mistakes_in_one_object_are_cut_off() {
    let mut text = "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\n\
                    metadata: {name: p, namespace: x}\nspec:\n  podSelector:\n    matchLabels:\n"
        .to_owned();
    for number in 0..20_000 {
        writeln!(text, "      -k{number}: v").unwrap();
    }
    for number in 0..20_000 {
        writeln!(text, "  unknown{number}: v").unwrap();
    }
    let found = read(&text).diagnostics.len();
    assert!((50..=101).contains(&found), "{found}");
}

#[test]
fn many_wrong_types_are_cut_off() {
    let text = format!(
        "{{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, \
         metadata: {{name: p, namespace: x}}, spec: {{ingress: [{}]}}}}",
        "5,".repeat(20_000)
    );
    let parsed = read(&text);
    assert_eq!(parsed.diagnostics.len(), 21);
    assert_eq!(parsed.value.cluster.policies().len(), 0);
}
