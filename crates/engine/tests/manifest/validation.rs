//! The validation of objects, in the words of the API server, and what is made
//! of what it accepts.

use std::collections::BTreeSet;

use netpol_engine::model::{IpBlock, Peer, Peers, PortSpec, RulePorts};
use netpol_engine::options::ApiLevel;

use crate::reading::{findings, only_policy, policy_text, read_as, read_policy};

/// One text of the catalogue, and what is said about it.
struct Entry {
    id: &'static str,
    place: &'static str,
    text: &'static str,
    found: Vec<&'static str>,
}

/// The entries of the catalogue, and the longer wordings in it.
fn catalogue() -> (Vec<Entry>, Vec<(&'static str, &'static str)>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut wordings = Vec::new();
    for line in include_str!("fixtures/catalogue.txt").lines() {
        if let Some(found) = line.strip_prefix("  ") {
            entries.last_mut().unwrap().found.push(found);
        } else if line.starts_with("E-") {
            let (head, text) = line.split_once(": ").unwrap_or((line, ""));
            let (id, place) = head.trim_end_matches(':').split_once(' ').unwrap();
            entries.push(Entry {
                id,
                place,
                text,
                found: Vec::new(),
            });
        } else if let Some(wording) = line.split_once(" = ") {
            wordings.push(wording);
        }
    }
    (entries, wordings)
}

impl Entry {
    /// The whole object.
    fn object(&self) -> String {
        let text = expanded(self.text);
        let object =
            |version, kind, more: &str| format!("{{apiVersion: {version}, kind: {kind}, {more}}}");
        let metadata = format!("metadata: {{{text}}}");
        let spec = format!("metadata: {{name: a, namespace: x}}, spec: {{{text}}}");
        match self.place {
            "policy" | "policy-1.35" => policy_text(&text),
            "pod" => object("v1", "Pod", &metadata),
            "pod-spec" => object("v1", "Pod", &spec),
            "namespace" => object("v1", "Namespace", &metadata),
            "deployment" => object("apps/v1", "Deployment", &spec),
            other => panic!("{other} is no place"),
        }
    }

    fn level(&self) -> ApiLevel {
        match self.place {
            "policy-1.35" => ApiLevel::Before136,
            _ => ApiLevel::From136,
        }
    }
}

/// A text in which `LONG64` is so many letters.
fn expanded(text: &str) -> String {
    let mut text = text.to_owned();
    for length in [262_144, 254, 64] {
        text = text.replace(&format!("LONG{length}"), &"a".repeat(length));
    }
    text
}

#[test]
fn every_entry_of_the_catalogue_is_said_where_it_stands() {
    let (entries, wordings) = catalogue();
    for entry in entries {
        let text = entry.object();
        let parsed = read_as(&text, entry.level());
        let spelled = |found: &&str| {
            let mut wordings = wordings.iter();
            let long = wordings
                .find_map(|(short, long)| Some([found.strip_suffix(short)?, long].concat()));
            expanded(&long.unwrap_or_else(|| (*found).to_owned()))
        };
        let expected: Vec<_> = entry.found.iter().map(spelled).collect();
        assert_eq!(
            findings(&text, &parsed),
            expected,
            "{}: {text:.300}",
            entry.id
        );

        let is_refused = expected.iter().any(|it| it.starts_with("error"));
        let cluster = &parsed.value.cluster;
        let read = cluster.policies().len() + cluster.workloads().len();
        let expected = usize::from(!is_refused && entry.place != "namespace");
        assert_eq!(read, expected, "{}: {text:.300}", entry.id);
    }
}

#[test]
fn every_entry_of_the_catalogue_is_there() {
    let (entries, _) = catalogue();
    let complaining = entries.iter().filter(|it| !it.found.is_empty());
    let there: BTreeSet<String> = complaining.map(|it| it.id.to_owned()).collect();
    // Services have E-44…E-47.
    let numbers = (1..=34).chain(40..=43).chain([48]);
    let expected = numbers.map(|it| format!("E-{it}"));
    let expected = expected.chain(["a", "b", "c", "d"].map(|it| format!("E-8{it}")));
    assert_eq!(there, expected.collect());
}

/// Checks what an API server before 1.36 makes of a CIDR with a warning.
#[track_caller]
fn check_masked(cidr: &str, masked: &str) {
    let text = policy_text(&format!(
        "ingress: [{{from: [{{ipBlock: {{cidr: '{cidr}'}}}}]}}]"
    ));
    let parsed = read_as(&text, ApiLevel::Before136);
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
fn before_1_36_ambiguous_blocks_are_masked_e27() {
    check_masked("010.0.0.0/8", "10.0.0.0/8");
    check_masked("10.0.0.0/08", "10.0.0.0/8");
    check_masked("::ffff:10.0.0.0/104", "10.0.0.0/8");
    check_masked("10.0.0.5/24", "10.0.0.0/24");
    check_masked("2001:DB8::/32", "2001:db8::/32");
}

#[test]
fn an_end_port_may_equal_its_port() {
    let policy = read_policy("ingress: [{ports: [{port: 80, endPort: 80}]}]");
    let RulePorts::OneOf(entries) = &policy.ingress.rules[0].ports else {
        panic!("the rule has ports");
    };
    assert_eq!(entries[0].port, PortSpec::Range(80, 80));
}
