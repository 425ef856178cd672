//! What YAML says, and what Kubernetes understands (SEMANTICS.md §2, §10).

use netpol_engine::model::{
    Basis, Operator, Peer, Peers, PortEntry, PortSpec, Protocol, RulePorts, Written,
};

use crate::reading::{
    check_findings, check_refused, findings, only_policy, policy_text, read, read_policy,
};

/// Checks in which directions a policy isolates, and why.
#[track_caller]
fn check_isolates(spec: &str, ingress: Option<Basis>, egress: Option<Basis>) {
    let policy = read_policy(spec);
    let bases = (policy.ingress.isolates, policy.egress.isolates);
    assert_eq!(bases, (ingress, egress), "{spec}");
}

#[test]
fn policy_types_default_to_ingress_and_to_egress_with_rules_n6() {
    let defaulted = Some(Basis::Defaulted);
    check_isolates("", defaulted, None);
    check_isolates("podSelector: {}", defaulted, None);
    check_isolates("egress: []", defaulted, None);
    check_isolates("egress: ", defaulted, None);
    check_isolates("egress: [{}]", defaulted, defaulted);
    check_isolates("policyTypes: [], egress: [{}]", defaulted, defaulted);
}

#[test]
fn written_policy_types_decide_n7_n9() {
    check_isolates(
        "policyTypes: [Egress], ingress: [{}]",
        None,
        Some(Basis::Listed(0)),
    );
    check_isolates(
        "policyTypes: [Egress, Ingress]",
        Some(Basis::Listed(1)),
        Some(Basis::Listed(0)),
    );
    check_isolates(
        "policyTypes: [Ingress, Ingress]",
        Some(Basis::Listed(0)),
        None,
    );
}

#[test]
fn a_policy_without_spec_denies_all_ingress_n5() {
    let text = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, \
                metadata: {name: p, namespace: x}}";
    let policy = only_policy(&read(text));
    assert!(policy.subject.is_everything());
    assert_eq!(policy.ingress.isolates, Some(Basis::Defaulted));
    assert!(policy.ingress.rules.is_empty());
}

#[test]
fn empty_and_absent_lists_admit_everything_n12() {
    for rule in ["{}", "{from: [], ports: []}", "{from: , ports: }"] {
        let policy = read_policy(&format!("ingress: [{rule}]"));
        assert_eq!(policy.ingress.rules[0].peers, Peers::Anyone);
        assert_eq!(policy.ingress.rules[0].ports, RulePorts::Any);
    }
}

#[test]
fn port_entries_default_to_tcp_and_all_ports_q1_q2() {
    let policy =
        read_policy("ingress: [{ports: [{}, {port: web, protocol: UDP}, {port: 1, endPort: 9}]}]");
    let entry = |protocol, port| PortEntry { protocol, port };
    assert_eq!(
        policy.ingress.rules[0].ports,
        RulePorts::OneOf(vec![
            entry(Protocol::Tcp, PortSpec::All),
            entry(Protocol::Udp, PortSpec::Name("web".to_owned())),
            entry(Protocol::Tcp, PortSpec::Range(1, 9)),
        ])
    );
}

#[test]
fn a_null_selector_in_a_peer_counts_as_absent_p6() {
    let policy = read_policy(
        "ingress: [{from: [{namespaceSelector: , podSelector: {}}, {namespaceSelector: {}}]}]",
    );
    let Peers::OneOf(peers) = &policy.ingress.rules[0].peers else {
        panic!("the rule has peers");
    };
    assert!(matches!(&peers[0], Peer::LocalPods(pods) if pods.is_everything()));
    assert!(matches!(&peers[1], Peer::Pods { pods: None, .. }));
}

#[test]
fn requirements_keep_the_order_they_are_written_in() {
    let policy = read_policy(
        "podSelector: {matchExpressions: [{key: e, operator: Exists}], \
         matchLabels: {z: '1', a: '2', m: ''}}",
    );
    let written: Vec<_> = policy
        .subject
        .requirements()
        .iter()
        .map(|it| (it.key.as_str(), it.operator.clone(), it.written))
        .collect();
    let is = |value: &str| Operator::In(vec![value.to_owned()]);
    assert_eq!(
        written,
        [
            ("z", is("1"), Written::MatchLabels),
            ("a", is("2"), Written::MatchLabels),
            ("m", is(""), Written::MatchLabels),
            ("e", Operator::Exists, Written::MatchExpressions(0)),
        ]
    );
}

#[test]
fn a_null_rule_admits_everything_and_gets_a_warning_n13() {
    let text = policy_text("ingress: [null]");
    let parsed = read(&text);
    assert_eq!(
        findings(&text, &parsed),
        ["warning[null-value] `null`: spec.ingress[0]: \
          null is read as an empty rule, which admits everything"]
    );
    assert_eq!(only_policy(&parsed).ingress.rules[0].peers, Peers::Anyone);
}

#[test]
fn a_null_peer_is_an_empty_peer_t014() {
    check_refused(
        "ingress: [{from: [null]}]",
        &["error[required-value] `null`: spec.ingress[0].from[0]: \
           Required value: must specify a peer"],
    );
}

#[test]
fn a_null_label_is_the_empty_text() {
    let text = policy_text("podSelector: {matchLabels: {tier: }}");
    let parsed = read(&text);
    assert_eq!(
        findings(&text, &parsed),
        [
            "warning[null-value] `tier:`: spec.podSelector.matchLabels.tier: \
          null is read as the empty text"
        ]
    );
    let subject = only_policy(&parsed).subject;
    assert_eq!(
        subject.requirements()[0].operator,
        Operator::In(vec![String::new()])
    );
}

#[test]
fn unknown_fields_are_errors_i3_t151() {
    check_findings(
        "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector: {}
      podSelector: {}
",
        &[
            "error[unknown-field] `podSelector`: strict decoding error: \
           unknown field \"spec.ingress[0].podSelector\"",
        ],
    );
    check_refused(
        "podSelctor: {}",
        &["error[unknown-field] `podSelctor`: strict decoding error: \
           unknown field \"spec.podSelctor\""],
    );
}

#[test]
fn an_unknown_field_beside_the_spec_is_an_error() {
    check_findings(
        "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
specs: {}
",
        &["error[unknown-field] `specs`: strict decoding error: unknown field \"specs\""],
    );
}

#[test]
fn a_misspelt_selector_is_not_also_an_empty_peer() {
    check_refused(
        "ingress: [{from: [{namespaceselector: {}}, {}]}]",
        &[
            "error[unknown-field] `namespaceselector`: strict decoding error: \
             unknown field \"spec.ingress[0].from[0].namespaceselector\"",
            "error[required-value] `{}`: spec.ingress[0].from[1]: \
             Required value: must specify a peer",
        ],
    );
}

#[test]
fn duplicate_keys_are_errors_i4_t152() {
    let spec = "ingress: [{from: [{podSelector: {}}], from: [{namespaceSelector: {}}]}]";
    check_refused(
        spec,
        &["error[duplicate-key] `from`: strict decoding error: \
           duplicate field \"spec.ingress[0].from\""],
    );
    let text = policy_text(spec);
    let finding = &read(&text).diagnostics[0];
    assert_eq!(finding.primary.start as usize, text.rfind("from").unwrap());
    assert_eq!(
        finding.related[0].span.start as usize,
        text.find("from").unwrap()
    );
}

#[test]
fn wrong_types_are_errors_i2() {
    check_refused(
        "podSelector: {matchLabels: {v: 1}}",
        &[
            "error[wrong-type] `1`: json: cannot unmarshal number into Go struct field \
           spec.podSelector.matchLabels.v of type string",
        ],
    );
    check_refused(
        "ingress: [{from: {podSelector: {}}, ports: 80}]",
        &[
            "error[wrong-type] `{podSelector: {}}`: json: cannot unmarshal object into Go \
             struct field spec.ingress[0].from of type array",
            "error[wrong-type] `80`: json: cannot unmarshal number 80 into Go struct field \
             spec.ingress[0].ports of type array",
        ],
    );
    check_refused(
        "ingress: [{ports: [{port: true}, {port: 1.5}, {port: 80, endPort: '90'}]}]",
        &[
            "error[wrong-type] `true`: json: cannot unmarshal bool into Go struct field \
             spec.ingress[0].ports[0].port of type intstr.IntOrString",
            "error[wrong-type] `1.5`: json: cannot unmarshal number 1.5 into Go struct field \
             spec.ingress[0].ports[1].port of type intstr.IntOrString",
            "error[wrong-type] `'90'`: json: cannot unmarshal string into Go struct field \
             spec.ingress[0].ports[2].endPort of type int32",
        ],
    );
    check_refused(
        "ingress: [{ports: [{port: 99999999999}]}], policyTypes: Ingress",
        &[
            "error[wrong-type] `99999999999`: json: cannot unmarshal number 99999999999 into Go \
             struct field spec.ingress[0].ports[0].port of type int32",
            "error[wrong-type] `Ingress`: json: cannot unmarshal string into Go struct field \
             spec.policyTypes of type array",
        ],
    );
    check_refused(
        "ingress: [5, {}]",
        &[
            "error[wrong-type] `5`: json: cannot unmarshal number 5 into Go struct field \
           spec.ingress[0] of type v1.NetworkPolicyIngressRule",
        ],
    );
}

#[test]
fn a_spec_that_is_no_object_is_an_error() {
    check_findings(
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, \
         metadata: {name: p, namespace: x}, spec: [a]}",
        &[
            "error[wrong-type] `[a]`: json: cannot unmarshal array into Go struct field spec \
           of type v1.NetworkPolicySpec",
        ],
    );
}

#[test]
fn yes_and_no_are_booleans_and_quoting_helps_t149() {
    for word in ["yes", "y", "on", "No", "OFF", "n", "true"] {
        let spec = format!("podSelector: {{matchLabels: {{v: {word}}}}}");
        check_refused(
            &spec,
            &[&format!(
                "error[wrong-type] `{word}`: json: cannot unmarshal bool into Go struct field \
                 spec.podSelector.matchLabels.v of type string"
            )],
        );
        let help = read(&policy_text(&spec)).diagnostics[0].help.clone();
        assert_eq!(help, Some(format!("quote it: `\"{word}\"`")));
    }
}

#[test]
fn words_that_only_look_unusual_are_text() {
    for word in [
        "'yes'",
        "\"no\"",
        "yEs",
        "!!str on",
        "12:30:45",
        "2024-01-01",
        "1.2.3",
        "1e999",
        "0x",
        "1e",
        "_1",
        ".",
        "'5'",
    ] {
        let metadata = format!("{{name: x, annotations: {{a: {word}}}}}");
        let text = format!("{{apiVersion: v1, kind: Namespace, metadata: {metadata}}}");
        check_findings(&text, &[]);
    }
}

#[test]
fn yes_and_no_are_booleans_as_keys_too_t149() {
    let text = policy_text("podSelector: {matchLabels: {n: v}}");
    let parsed = read(&text);
    assert_eq!(
        findings(&text, &parsed),
        ["warning[read-differently] `n`: the key `n` is read as `false`"]
    );
    assert_eq!(only_policy(&parsed).subject.requirements()[0].key, "false");
}

/// Checks which number a word is read as; one that is not written as people
/// count gets a warning.
#[track_caller]
fn check_number(word: &str, expected: u16, is_usual: bool) {
    let text = policy_text(&format!("ingress: [{{ports: [{{port: {word}}}]}}]"));
    let parsed = read(&text);
    let warning = format!(
        "warning[read-differently] `{word}`: spec.ingress[0].ports[0].port: \
         `{word}` is read as {expected}"
    );
    let warnings = if is_usual { vec![] } else { vec![warning] };
    assert_eq!(findings(&text, &parsed), warnings);
    let RulePorts::OneOf(entries) = &only_policy(&parsed).ingress.rules[0].ports else {
        panic!("the rule has ports");
    };
    assert_eq!(entries[0].port, PortSpec::Number(expected), "{word}");
}

#[test]
fn numbers_are_read_as_go_reads_them_i1_t150() {
    check_number("80", 80, true);
    check_number("080", 80, false);
    check_number("010", 8, false);
    check_number("0x1F", 31, false);
    check_number("0o17", 15, false);
    check_number("0b11", 3, false);
    check_number("1_000", 1000, false);
    check_number("+80", 80, false);
    check_number("80.0", 80, false);
    check_number("1e3", 1000, false);
}

/// Checks what the first finding on a spec suggests.
#[track_caller]
fn check_help(spec: &str, expected: &str) {
    let finding = &read(&policy_text(spec)).diagnostics[0];
    assert_eq!(finding.help.as_deref(), Some(expected), "{spec}");
}

#[test]
fn errors_suggest_what_to_write() {
    check_help("ingress: [{ports: [{protocol: tcp}]}]", "write `TCP`");
    check_help(
        "ingress: [{ports: [{port: 80, endPort: '90'}]}]",
        "write `90` without quotes",
    );
    check_help("policyTypes: [ingress]", "write `Ingress`");
    check_help(
        "ingress: [{from: [{ipBlock: {cidr: 10.0.0.1}}]}]",
        "write `10.0.0.1/32`",
    );
    check_help(
        "ingress: [{from: [{ipBlock: {cidr: 10.0.0.1/24}}]}]",
        "write `10.0.0.0/24`; before Kubernetes 1.36 this is accepted and means that",
    );
    check_help(
        "podSelector: {matchExpressions: [{key: a, operator: notin, values: [b]}]}",
        "write `NotIn`",
    );
    check_help(
        "podSelector: {matchExpressions: [{key: a, operator: Gt, values: [b]}]}",
        "operators are `In`, `NotIn`, `Exists` and `DoesNotExist`",
    );
    check_help(
        "ingress: {}",
        "this must be a list: begin each item with `-`",
    );
    check_help(
        "ingress: [{from: [{}]}]",
        "`podSelector: {}` is every pod of this namespace, `namespaceSelector: {}` every pod of \
         the cluster; without any peers everybody is admitted",
    );
}

#[test]
fn json_says_the_same_as_yaml() {
    let json = "{\n\t\"apiVersion\": \"networking.k8s.io/v1\",\n\t\"kind\": \"NetworkPolicy\",\n\t\
                \"metadata\": {\"name\": \"p\", \"namespace\": \"x\"},\n\t\"spec\": {\n\t\t\
                \"podSelector\": {},\n\t\t\"ingress\": [{\"from\": [{\"podSelector\": \
                {\"matchLabels\": {\"emoji/x\": \"a\\u0062\"}}}]}]\n\t}\n}\n";
    let yaml = policy_text(
        "podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {emoji/x: ab}}}]}]",
    );
    check_findings(json, &[]);
    assert_eq!(only_policy(&read(json)), only_policy(&read(&yaml)));
}

#[test]
fn anchors_and_merges_are_followed() {
    let text = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector: &db {matchLabels: {app: db}}
  ingress:
    - from:
        - podSelector: *db
        - podSelector:
            <<: *db
";
    check_findings(text, &[]);
    let policy = only_policy(&read(text));
    let Peers::OneOf(peers) = &policy.ingress.rules[0].peers else {
        panic!("the rule has peers");
    };
    let expected = Peer::LocalPods(policy.subject.clone());
    assert_eq!(*peers, [expected.clone(), expected]);
}

#[test]
fn what_stands_in_a_mapping_wins_over_what_is_merged() {
    let text = "apiVersion: v1
kind: Namespace
metadata:
  name: x
  annotations: &base {a: one, b: one}
  labels: {<<: [*base, {c: two, b: two}], a: own}
";
    check_findings(text, &[]);
    let parsed = read(text);
    let (_, namespace) = parsed.value.cluster.namespaces().next().unwrap();
    let labels: Vec<_> = namespace
        .labels
        .iter()
        .map(|(key, value)| format!("{key}={value:?}"))
        .collect();
    assert_eq!(
        labels,
        [
            "a=Text(\"own\")",
            "b=Text(\"one\")",
            "c=Text(\"two\")",
            "kubernetes.io/metadata.name=Text(\"x\")"
        ]
    );
}

#[test]
fn server_noise_is_ignored_i7_t148() {
    check_findings(
        r#"apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"NetworkPolicy","spec":{"ingress":[{}]}}
  creationTimestamp: null
  generation: 2
  managedFields:
    - apiVersion: networking.k8s.io/v1
      fieldsV1: {"f:spec": {"f:ingress": {}}}
  name: p
  namespace: x
  resourceVersion: "5525"
  selfLink: /apis/x
  uid: eb5921a0-34b4-4584-b615-b5b64bf9f303
spec:
  podSelector: {}
status: {anything: [1]}
"#,
        &[],
    );
}
