//! Every sentence of the semantics that somebody could get wrong, as a file in
//! `tests/cases`: manifests, questions, and the answers they are to have.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod question;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use netpol_engine::eval::{Disclosure, Endpoint, NameLookup, Served, ServiceDecision, World};
use netpol_engine::model::Protocol;
use netpol_engine::options::{ApiLevel, Choice, Point, UndeclaredNamespaces};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Assumptions, Options, Profile, Severity, analyze};
use question::asked::{Asked, asked};
use question::{Expectation, Question, named};
use rstest::rstest;
use serde::Deserialize;

/// What cases are about. A case has at least one of these, and each of these at
/// least one case.
const TAGS: &[&str] = &[
    // whom a policy applies to, and in which direction
    "default-deny",
    "egress",
    "no-policy",
    "no-spec",
    "policy-types-defaulted",
    "policy-types-explicit",
    "several-policies",
    "subject-labels",
    "subject-namespace",
    // whom a rule admits
    "any-peer",
    "external",
    "ip-block",
    "ip-block-except",
    "namespace-name",
    "namespace-undeclared",
    "peer-namespace",
    "peer-namespace-and-pods",
    "peer-pods",
    // selectors
    "does-not-exist",
    "empty-value",
    "exists",
    "in",
    "match-labels",
    "not-in",
    // ports
    "all-ports-of-protocol",
    "any-port",
    "named-port",
    "port-number",
    "port-range",
    "sctp",
    "service-port-name",
    "sidecar",
    "tcp",
    "udp",
    // who is who
    "address-unknown",
    "dual-stack",
    "host-network",
    "ipv6",
    "node",
    "controller-label",
    "live-pods",
    "self",
    "workload",
    // Services and names
    "backends",
    "cluster-dns",
    "dns-name",
    "endpoint-slice",
    "external-name",
    "from-outside",
    "headless",
    "readiness",
    "service-address",
    "target-port",
    // what is taken for granted
    "assumption",
    // what is written
    "api-level",
    "duplicate",
    "invalid",
    "list",
    "null-field",
    "table",
    "unknown-field",
    "yaml-1-1",
];

/// The micro tests of SEMANTICS.md §13 that have cases, as inclusive ranges.
const MICRO_TESTS: &[(u16, u16)] = &[
    (1, 18),
    (20, 27),
    (30, 43),
    (50, 60),
    (70, 80),
    (90, 104),
    (110, 118),
    (120, 133),
    (140, 154),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The micro test of SEMANTICS.md §13 that it is, or the rule where none is.
    id: String,
    /// What is so, as a sentence.
    about: String,
    /// The rules of SEMANTICS.md that it shows; `docs/rules.md` lists them.
    rules: Vec<String>,
    tags: Vec<String>,
    /// Whether the case stands in the cluster of `fixture.yaml`.
    #[serde(default = "yes")]
    fixture: bool,
    /// The API server that the manifests are for.
    #[serde(default)]
    api: Option<String>,
    /// Whether namespaces that are not declared may have any labels.
    #[serde(default)]
    strict_namespaces: bool,
    /// The profile that says what the network plugin does.
    #[serde(default)]
    profile: Option<String>,
    /// Where pods have their addresses of which the input gives none.
    #[serde(default)]
    pod_networks: Vec<String>,
    /// What else is chosen: `ipblock-pod=never`.
    #[serde(default)]
    assume: Vec<String>,
    #[serde(default)]
    manifests: String,
    #[serde(default)]
    expect: Vec<String>,
    /// The errors, all of them and in order.
    #[serde(default)]
    errors: Vec<String>,
    /// The codes of the warnings and hints, all of them and in order.
    #[serde(default)]
    findings: Option<Vec<String>>,
    /// By question, what the answer discloses, all of it and in order.
    #[serde(default)]
    disclosures: BTreeMap<String, Vec<String>>,
    /// By question about a Service that nobody serves, why.
    #[serde(default)]
    nobody: BTreeMap<String, String>,
    /// By client, whether it can look names up.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("the case can be read");
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn analyze(&self) -> Analysis {
        let mut sources = Sources::new();
        if self.fixture {
            sources.push("fixture.yaml", include_str!("cases/fixture.yaml"));
        }
        sources.push("case.yaml", &self.manifests);
        let api_level = match self.api.as_deref() {
            None => ApiLevel::default(),
            Some("1.35") => ApiLevel::Before136,
            Some(other) => panic!("no API level is called {other}"),
        };
        let undeclared_namespaces = if self.strict_namespaces {
            UndeclaredNamespaces::Unknown
        } else {
            UndeclaredNamespaces::AutomaticLabelOnly
        };
        let options = Options {
            api_level,
            undeclared_namespaces,
            assumptions: self.assumptions(),
            pod_networks: self
                .pod_networks
                .iter()
                .map(|it| it.parse().expect("a CIDR"))
                .collect(),
            ..Options::default()
        };
        analyze(&sources, &options)
    }

    fn assumptions(&self) -> Assumptions {
        let profile = self.profile.as_deref().unwrap_or("reference");
        let profile = Profile::from_name(profile).expect("the profile exists");
        let choices = self.assume.iter().map(|it| it.parse());
        let choices = choices.map(|it| it.unwrap_or_else(|fault| panic!("{fault}")));
        choices.fold(Assumptions::of(profile), Assumptions::with)
    }
}

#[rstest]
fn conforms(#[files("tests/cases/*/*.yaml")] path: PathBuf) {
    let case = Case::read(&path);
    let analysis = case.analyze();

    let errors: Vec<_> = messages(&analysis, |it| it == Severity::Error);
    assert_eq!(errors, case.errors, "errors");
    if let Some(expected) = &case.findings {
        assert_eq!(findings(&analysis), *expected, "findings");
    }
    let failures: Vec<_> = case
        .expect
        .iter()
        .flat_map(|it| Expectation::parse(it).failures(&analysis.world))
        .collect();
    assert!(failures.is_empty(), "{}: {failures:#?}", case.about);
    for (question, expected) in &case.disclosures {
        let found = disclosures(&analysis.world, &Question::parse(question));
        assert_eq!(found, *expected, "disclosures of {question}");
    }
    for (question, expected) in &case.nobody {
        let found = reasons_for_nobody(&analysis.world, &Question::parse(question));
        assert_eq!(found, [expected.as_str()], "{question}");
    }
    for (client, expected) in &case.names {
        for endpoint in named(&analysis.world, client)
            .iter()
            .flat_map(|it| &it.endpoints)
        {
            let found = name_lookup(&analysis.world, *endpoint);
            assert_eq!(found, *expected, "names for {client}");
        }
    }
}

fn messages(analysis: &Analysis, is_meant: fn(Severity) -> bool) -> Vec<&str> {
    let findings = analysis.diagnostics.iter();
    let meant = findings.filter(|it| is_meant(it.severity));
    meant.map(|it| it.message.as_str()).collect()
}

fn findings(analysis: &Analysis) -> Vec<String> {
    let findings = analysis.diagnostics.iter();
    findings
        .filter(|it| it.severity != Severity::Error)
        .map(|it| it.code.to_string())
        .collect()
}

fn disclosures(world: &World, question: &Question) -> Vec<String> {
    let mut codes = Vec::new();
    for (source, destination) in question.pairs(world) {
        for source in &source.endpoints {
            let decision = decision(world, *source, &question.destination, question.port);
            let of_service = decision.map_or_else(Vec::new, |it| it.disclosures);
            codes.extend(of_service.iter().map(|it| spell(world, it)));
            for destination in &destination.endpoints {
                let reach = world.reach(*source, *destination);
                codes.extend(reach.disclosures.iter().map(|it| spell(world, it)));
            }
        }
    }
    codes
}

fn reasons_for_nobody(world: &World, question: &Question) -> Vec<String> {
    let mut reasons = Vec::new();
    for (source, _) in question.pairs(world) {
        for source in &source.endpoints {
            let decision = decision(world, *source, &question.destination, question.port);
            if let Some(Served::Nobody(why)) = decision.map(|it| it.served) {
                reasons.push(format!("{why:?}"));
            }
        }
    }
    reasons
}

/// The answer for the one port that is asked for.
fn decision(
    world: &World,
    source: Endpoint,
    destination: &str,
    port: Option<(Protocol, u16)>,
) -> Option<ServiceDecision> {
    match asked(world, source, destination, port) {
        Asked::Service(id, Some((protocol, port))) => {
            Some(world.reach_service(source, id).decide(protocol, port))
        }
        _ => None,
    }
}

/// Whether a client can look names up: `UDP Allowed, TCP Denied`.
fn name_lookup(world: &World, client: Endpoint) -> String {
    match world.name_lookup(client) {
        NameLookup::OtherDns(other) => format!("{other:?}"),
        NameLookup::Judged { udp, tcp, .. } => {
            format!("UDP {:?}, TCP {:?}", udp.verdict, tcp.verdict)
        }
    }
}

/// The code, with the namespace and the key where it is about one.
fn spell(world: &World, disclosure: &Disclosure) -> String {
    let code = disclosure.code();
    match disclosure {
        Disclosure::NamespaceAssumed { namespace, key } => {
            format!("{code}({},{key})", world.cluster()[*namespace].name)
        }
        _ => code.to_owned(),
    }
}

fn all_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        entries
            .map(|it| it.expect("it can be listed").path())
            .collect()
    };
    let topics = entries(&folder).into_iter().filter(|it| it.is_dir());
    topics
        .flat_map(|it| entries(&it))
        .map(|it| Case::read(&it))
        .collect()
}

#[test]
fn every_micro_test_has_a_case() {
    let ids: BTreeSet<_> = all_cases().into_iter().map(|it| it.id).collect();
    let in_scope = MICRO_TESTS.iter().flat_map(|&(first, last)| first..=last);
    let missing: Vec<_> = in_scope
        .map(|it| format!("T{it:03}"))
        .filter(|it| !ids.contains(it))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_tag_is_known_and_covered() {
    let cases = all_cases();
    let untagged: Vec<_> = cases.iter().filter(|it| it.tags.is_empty()).collect();
    assert!(untagged.is_empty(), "cases without a tag: {untagged:?}");
    let used: BTreeSet<_> = cases.iter().flat_map(|it| &it.tags).collect();
    let used: BTreeSet<&str> = used.into_iter().map(String::as_str).collect();
    let known: BTreeSet<&str> = TAGS.iter().copied().collect();
    let unknown: Vec<_> = used.difference(&known).collect();
    let uncovered: Vec<_> = known.difference(&used).collect();
    assert!(
        unknown.is_empty(),
        "tags that are not in the list: {unknown:?}"
    );
    assert!(
        uncovered.is_empty(),
        "tags that no case covers: {uncovered:?}"
    );
}

#[test]
fn every_assumption_has_a_case() {
    let mut shown = BTreeSet::new();
    for case in all_cases() {
        let assumptions = case.assumptions().alternatives().into_iter();
        shown.extend(assumptions.map(|it| it.to_string()));
    }
    let alternatives = Point::ALL.map(|point| {
        let is_alternative = true;
        Choice {
            point,
            is_alternative,
        }
        .to_string()
    });
    assert_eq!(shown, BTreeSet::from(alternatives));
}

#[test]
fn every_case_shows_a_rule() {
    let cases = all_cases();
    let idle: Vec<_> = cases.iter().filter(|it| it.rules.is_empty()).collect();
    assert!(idle.is_empty(), "cases without a rule: {idle:?}");
}

#[test]
fn every_case_expects_something() {
    let cases = all_cases();
    let idle: Vec<_> = cases.iter().filter(|it| it.expect.is_empty()).collect();
    assert!(idle.is_empty(), "cases without expectations: {idle:?}");
}
