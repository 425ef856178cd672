//! The validation of policies, in the words of the API server.
//!
//! Each case is a spec and the errors it gets: the text that is underlined, and
//! the message. The numbers are those of the catalogue in SEMANTICS.md §11.

use netpol_engine::model::{IpBlock, Peer, Peers, PortSpec, RulePorts};
use netpol_engine::options::ApiLevel;

use crate::reading::{check_refused, findings, only_policy, policy_text, read_as, read_policy};

const KEY_HELP: &str = "name part must consist of alphanumeric characters, '-', '_' or '.', and \
    must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or \
    '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const VALUE_HELP: &str = "a valid label must be an empty string or consist of alphanumeric \
    characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. \
    'MyValue',  or 'my_value',  or '12345', regex used for validation is \
    '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

#[test]
fn match_labels_must_have_valid_keys_and_values_e11() {
    check_refused(
        "podSelector: {matchLabels: {'a b': x, ok: 'y z'}}",
        &[
            &format!(
                "error[invalid-value] `'a b'`: spec.podSelector.matchLabels: \
                 Invalid value: \"a b\": {KEY_HELP}"
            ),
            &format!(
                "error[invalid-value] `'y z'`: spec.podSelector.matchLabels: \
                 Invalid value: \"y z\": {VALUE_HELP}"
            ),
        ],
    );
}

#[test]
fn keys_of_labels_have_a_prefix_and_a_name_e9() {
    check_refused(
        "podSelector: {matchLabels: {/x: v}}",
        &["error[invalid-value] `/x`: spec.podSelector.matchLabels: \
           Invalid value: \"/x\": prefix part must be non-empty"],
    );
    check_refused(
        "podSelector: {matchExpressions: [{operator: Exists}]}",
        &[
            "error[invalid-value] `{operator: Exists}`: spec.podSelector.matchExpressions[0].key: \
             Invalid value: \"\": name part must be non-empty",
            &format!(
                "error[invalid-value] `{{operator: Exists}}`: \
                 spec.podSelector.matchExpressions[0].key: Invalid value: \"\": {KEY_HELP}"
            ),
        ],
    );
    let long = "k".repeat(64);
    check_refused(
        &format!("podSelector: {{matchLabels: {{{long}: v}}}}"),
        &[&format!(
            "error[invalid-value] `{long}`: spec.podSelector.matchLabels: \
             Invalid value: \"{long}\": name part must be no more than 63 characters"
        )],
    );
}

#[test]
fn in_and_not_in_need_values_e12() {
    let message = "spec.podSelector.matchExpressions[0].values: Required value: \
                   must be specified when `operator` is 'In' or 'NotIn'";
    check_refused(
        "podSelector: {matchExpressions: [{key: a, operator: In, values: []}]}",
        &[&format!("error[required-value] `[]`: {message}")],
    );
    check_refused(
        "podSelector: {matchExpressions: [{key: a, operator: NotIn}]}",
        &[&format!(
            "error[required-value] `{{key: a, operator: NotIn}}`: {message}"
        )],
    );
}

#[test]
fn exists_takes_no_values_e13() {
    check_refused(
        "podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}",
        &[
            "error[forbidden] `[b]`: spec.podSelector.matchExpressions[0].values: Forbidden: \
           may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ],
    );
}

#[test]
fn operators_are_exact_e14() {
    let path = "spec.podSelector.matchExpressions[0].operator";
    check_refused(
        "podSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}",
        &[&format!(
            "error[invalid-value] `in`: {path}: Invalid value: \"in\": \
             not a valid selector operator"
        )],
    );
    check_refused(
        "podSelector: {matchExpressions: [{key: a}]}",
        &[&format!(
            "error[invalid-value] `{{key: a}}`: {path}: Invalid value: \"\": \
             not a valid selector operator"
        )],
    );
}

#[test]
fn match_expressions_must_have_valid_keys_and_values_e15_e16() {
    check_refused(
        "ingress: [{from: [{namespaceSelector: {matchExpressions: \
         [{key: '-a', operator: In, values: [b, '-c']}]}}]}]",
        &[
            &format!(
                "error[invalid-value] `'-a'`: \
                 spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].key: \
                 Invalid value: \"-a\": {KEY_HELP}"
            ),
            &format!(
                "error[invalid-value] `'-c'`: \
                 spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values[1]: \
                 Invalid value: \"-c\": {VALUE_HELP}"
            ),
        ],
    );
}

#[test]
fn policy_types_are_at_most_two_e17() {
    check_refused(
        "policyTypes: [Ingress, Egress, Nonsense]",
        &[
            "error[invalid-value] `[Ingress, Egress, Nonsense]`: spec.policyTypes: \
             Invalid value: [\"Ingress\",\"Egress\",\"Nonsense\"]: \
             may not specify more than two policyTypes",
        ],
    );
}

#[test]
fn policy_types_are_exact_e18() {
    check_refused(
        "policyTypes: [ingress]",
        &[
            "error[unsupported-value] `ingress`: spec.policyTypes[0]: Unsupported value: \
             \"ingress\": supported values: \"Ingress\", \"Egress\"",
        ],
    );
}

#[test]
fn a_block_stands_alone_in_its_peer_e19() {
    check_refused(
        "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}, podSelector: {}}]}]",
        &[
            "error[forbidden] `{ipBlock: {cidr: 0.0.0.0/0}, podSelector: {}}`: \
           spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer",
        ],
    );
}

#[test]
fn a_peer_names_somebody_e20() {
    check_refused(
        "ingress: [{from: [{}]}], egress: [{to: [{podSelector: }]}]",
        &[
            "error[required-value] `{}`: spec.ingress[0].from[0]: Required value: \
             must specify a peer",
            "error[required-value] `{podSelector: }`: spec.egress[0].to[0]: Required value: \
             must specify a peer",
        ],
    );
}

#[test]
fn a_block_has_a_cidr_e21() {
    check_refused(
        "ingress: [{from: [{ipBlock: {cidr: ''}}, {ipBlock: {except: [1.2.3.4/40]}}]}]",
        &[
            "error[required-value] `''`: spec.ingress[0].from[0].ipBlock.cidr: Required value",
            "error[required-value] `ipBlock`: \
             spec.ingress[0].from[1].ipBlock.cidr: Required value",
        ],
    );
}

#[test]
fn cidrs_are_cidrs_e22() {
    let detail = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
    for cidr in [
        "10.0.0.0",
        "10.0.0.0/33",
        "example.com/8",
        "10.0.0/8",
        "10.0.0.0/+8",
        "1.2.3.256/32",
        "fe80::1%eth0/64",
    ] {
        check_refused(
            &format!("ingress: [{{from: [{{ipBlock: {{cidr: '{cidr}', except: [nonsense]}}}}]}}]"),
            &[&format!(
                "error[invalid-value] `'{cidr}'`: spec.ingress[0].from[0].ipBlock.cidr: \
                 Invalid value: \"{cidr}\": {detail}"
            )],
        );
    }
    check_refused(
        "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.1]}}]}]",
        &[&format!(
            "error[invalid-value] `10.0.0.1`: spec.egress[0].to[0].ipBlock.except[0]: \
             Invalid value: \"10.0.0.1\": {detail}"
        )],
    );
}

/// Checks a CIDR that is refused from 1.36 on with `detail`, and before that
/// means `masked` and gets a warning.
#[track_caller]
fn check_ambiguous(cidr: &str, detail: &str, warning: &str, masked: &str) {
    let spec = format!("ingress: [{{from: [{{ipBlock: {{cidr: '{cidr}'}}}}]}}]");
    let path = "spec.ingress[0].from[0].ipBlock.cidr";
    check_refused(
        &spec,
        &[&format!(
            "error[invalid-value] `'{cidr}'`: {path}: Invalid value: \"{cidr}\": {detail}"
        )],
    );
    let text = policy_text(&spec);
    let parsed = read_as(&text, ApiLevel::Before136);
    let expected = format!("warning[cidr-bits] `'{cidr}'`: {path}: {warning}");
    assert_eq!(findings(&text, &parsed), [expected]);
    let expected = IpBlock {
        cidr: masked.parse().unwrap(),
        except: Vec::new(),
    };
    let Peers::OneOf(peers) = only_policy(&parsed).ingress.rules[0].peers.clone() else {
        panic!("the rule has a peer");
    };
    assert_eq!(peers, [Peer::Block(expected)]);
}

#[test]
fn leading_zeros_depend_on_the_server_e23() {
    check_ambiguous(
        "010.0.0.0/8",
        "must not have leading 0s in IP or prefix length",
        "non-standard CIDR value \"010.0.0.0/8\" is invalid: use \"10.0.0.0/8\"",
        "10.0.0.0/8",
    );
    check_ambiguous(
        "10.0.0.0/08",
        "must not have leading 0s in IP or prefix length",
        "non-standard CIDR value \"10.0.0.0/08\" is invalid: use \"10.0.0.0/8\"",
        "10.0.0.0/8",
    );
}

#[test]
fn mapped_addresses_depend_on_the_server_e24() {
    check_ambiguous(
        "::ffff:10.0.0.0/104",
        "must not have an IPv4-mapped IPv6 address",
        "non-standard CIDR value \"::ffff:10.0.0.0/104\" is invalid: use \"10.0.0.0/8\"",
        "10.0.0.0/8",
    );
}

#[test]
fn host_bits_depend_on_the_server_e25() {
    check_ambiguous(
        "10.0.0.5/24",
        "must not have bits set beyond the prefix length",
        "CIDR value \"10.0.0.5/24\" is ambiguous in this context \
         (should be \"10.0.0.0/24\" or \"10.0.0.5/32\"?)",
        "10.0.0.0/24",
    );
}

#[test]
fn unusual_spellings_of_ipv6_are_accepted_e27() {
    let text = policy_text("ingress: [{from: [{ipBlock: {cidr: '2001:DB8::/32'}}]}]");
    for level in [ApiLevel::Before136, ApiLevel::From136] {
        let parsed = read_as(&text, level);
        assert_eq!(
            findings(&text, &parsed),
            [
                "warning[cidr-bits] `'2001:DB8::/32'`: spec.ingress[0].from[0].ipBlock.cidr: \
                 IPv6 CIDR value \"2001:DB8::/32\" should be in RFC 5952 canonical format \
                 (\"2001:db8::/32\")"
            ]
        );
        only_policy(&parsed);
    }
}

#[test]
fn holes_lie_strictly_inside_their_block_e26() {
    for hole in ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/64", "11.0.0.0/16"] {
        check_refused(
            &format!(
                "ingress: [{{from: [{{ipBlock: {{cidr: 10.0.0.0/8, except: ['{hole}']}}}}]}}]"
            ),
            &[&format!(
                "error[invalid-value] `'{hole}'`: spec.ingress[0].from[0].ipBlock.except[0]: \
                 Invalid value: \"{hole}\": must be a strict subset of `cidr`"
            )],
        );
    }
}

#[test]
fn protocols_are_exact_e28() {
    check_refused(
        "ingress: [{ports: [{protocol: tcp}, {protocol: ''}]}]",
        &[
            "error[unsupported-value] `tcp`: spec.ingress[0].ports[0].protocol: \
             Unsupported value: \"tcp\": supported values: \"TCP\", \"UDP\", \"SCTP\"",
            "error[unsupported-value] `''`: spec.ingress[0].ports[1].protocol: \
             Unsupported value: \"\": supported values: \"TCP\", \"UDP\", \"SCTP\"",
        ],
    );
}

#[test]
fn port_numbers_have_a_range_e29() {
    for port in ["0", "65536", "-1"] {
        check_refused(
            &format!("egress: [{{ports: [{{port: {port}}}]}}]"),
            &[&format!(
                "error[invalid-value] `{port}`: spec.egress[0].ports[0].port: \
                 Invalid value: {port}: must be between 1 and 65535, inclusive"
            )],
        );
    }
}

#[test]
fn port_names_have_a_syntax_e30() {
    let charset = "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
    let letter = "must contain at least one letter (a-z)";
    let cases: [(&str, &[&str]); 7] = [
        ("80", &[letter]),
        ("", &[charset, letter]),
        ("HTTP", &[charset, letter]),
        ("a-very-long-name", &["must be no more than 15 characters"]),
        ("a--b", &["must not contain consecutive hyphens"]),
        ("-a", &["must not begin or end with a hyphen"]),
        ("a_b", &[charset]),
    ];
    for (name, details) in cases {
        let error = |detail| {
            format!(
                "error[invalid-value] `'{name}'`: spec.ingress[0].ports[0].port: \
                 Invalid value: \"{name}\": {detail}"
            )
        };
        let expected: Vec<_> = details.iter().map(error).collect();
        let expected: Vec<_> = expected.iter().map(String::as_str).collect();
        check_refused(
            &format!("ingress: [{{ports: [{{port: '{name}'}}]}}]"),
            &expected,
        );
    }
}

#[test]
fn end_ports_belong_to_a_number_e31_to_e34() {
    let cases = [
        (
            "port: 90, endPort: 80",
            "80",
            "must be greater than or equal to `port`",
        ),
        (
            "port: 90, endPort: 65536",
            "65536",
            "must be between 1 and 65535, inclusive",
        ),
        (
            "port: web, endPort: 90",
            "90",
            "may not be specified when `port` is non-numeric",
        ),
        (
            "endPort: 90",
            "90",
            "may not be specified when `port` is not specified",
        ),
    ];
    for (entry, value, detail) in cases {
        check_refused(
            &format!("ingress: [{{ports: [{{{entry}}}]}}]"),
            &[&format!(
                "error[invalid-value] `{value}`: spec.ingress[0].ports[0].endPort: \
                 Invalid value: {value}: {detail}"
            )],
        );
    }
}

#[test]
fn an_end_port_may_equal_its_port() {
    let policy = read_policy("ingress: [{ports: [{port: 80, endPort: 80}]}]");
    let RulePorts::OneOf(entries) = &policy.ingress.rules[0].ports else {
        panic!("the rule has ports");
    };
    assert_eq!(entries[0].port, PortSpec::Range(80, 80));
}

#[test]
fn all_errors_are_reported_at_once_e2() {
    check_refused(
        "ingress: [{ports: [{port: 0}], from: [{}]}], egress: [{to: [{ipBlock: {cidr: x}}]}], \
         policyTypes: [Both]",
        &[
            "error[invalid-value] `0`: spec.ingress[0].ports[0].port: \
             Invalid value: 0: must be between 1 and 65535, inclusive",
            "error[required-value] `{}`: spec.ingress[0].from[0]: \
             Required value: must specify a peer",
            "error[invalid-value] `x`: spec.egress[0].to[0].ipBlock.cidr: Invalid value: \"x\": \
             must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
            "error[unsupported-value] `Both`: spec.policyTypes[0]: Unsupported value: \"Both\": \
             supported values: \"Ingress\", \"Egress\"",
        ],
    );
}
