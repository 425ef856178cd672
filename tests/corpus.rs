//! A public body of verdicts, held against ours row by row.
//!
//! The rows are not part of this repository: `NETPOL_SHARED` names the folder
//! that holds `corpus/cyclonus.jsonl`. Without it nothing is compared, and the
//! test says so.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use netpol_engine::eval::{Endpoint, Reach, Verdict};
use netpol_engine::model::{Protocol, Truth};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use serde::Deserialize;
use serde_json::{Value, json};

/// One cluster with the verdicts on it.
#[derive(Debug, Deserialize)]
struct State {
    id: String,
    /// `null` where there is none.
    policies: Option<Vec<Value>>,
    namespaces: BTreeMap<String, Value>,
    pods: Vec<Pod>,
    expect: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Pod {
    ns: String,
    name: String,
    labels: Value,
    ip: String,
    ports: Vec<Port>,
}

#[derive(Debug, Deserialize)]
struct Port {
    name: String,
    #[serde(rename = "port")]
    number: u16,
    protocol: String,
}

/// Source, destination, protocol, port; verdicts of ingress, egress, both.
#[derive(Debug, Deserialize)]
struct Row(String, String, String, u16, String, String, String);

impl State {
    fn analyze(&self) -> Analysis {
        let namespaces = self.namespaces.iter().map(|(name, labels)| {
            json!({
                "apiVersion": "v1", "kind": "Namespace",
                "metadata": { "name": name, "labels": labels },
            })
        });
        let pods = self.pods.iter().map(Pod::manifest);
        let items: Vec<Value> = namespaces.chain(pods).collect();
        let cluster = json!({ "apiVersion": "v1", "kind": "List", "items": items });
        // A list of policies gives its kind to items that name none.
        let policies = json!({
            "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicyList",
            "items": self.policies.clone().unwrap_or_default(),
        });
        let mut sources = Sources::new();
        sources.push("cluster.json", cluster.to_string());
        sources.push("policies.json", policies.to_string());
        let analysis = analyze(&sources, &Options::default());
        assert!(
            !analysis.is_partial(),
            "{}: {:?}",
            self.id,
            analysis.diagnostics
        );
        analysis
    }
}

impl Pod {
    fn manifest(&self) -> Value {
        let ports: Vec<Value> = self
            .ports
            .iter()
            .map(|it| json!({ "name": it.name, "containerPort": it.number, "protocol": it.protocol }))
            .collect();
        json!({
            "apiVersion": "v1", "kind": "Pod",
            "metadata": { "name": self.name, "namespace": self.ns, "labels": self.labels },
            "spec": { "containers": [{ "name": "main", "image": "example", "ports": ports }] },
            "status": { "podIP": self.ip },
        })
    }
}

fn endpoint(analysis: &Analysis, name: &str) -> Endpoint {
    let (namespace, pod) = name.split_once('/').expect("a pod has a namespace");
    let cluster = analysis.cluster();
    let namespace = cluster.find_namespace(namespace).expect("it is declared");
    Endpoint::Pod(cluster.find_pod(namespace, pod).expect("it is declared"))
}

fn word(allowed: bool) -> &'static str {
    if allowed { "allowed" } else { "blocked" }
}

/// What the rows of one state say that we do not.
fn differences(state: &State) -> Vec<String> {
    let analysis = state.analyze();
    let mut reaches: BTreeMap<(&str, &str), Reach> = BTreeMap::new();
    let mut differences = Vec::new();
    for row in &state.expect {
        let Row(source, destination, protocol, port, ingress, egress, combined) = row;
        let reach = reaches.entry((source, destination)).or_insert_with(|| {
            analysis.reach(
                endpoint(&analysis, source),
                endpoint(&analysis, destination),
            )
        });
        let protocol = Protocol::from_name(protocol).expect("a protocol");
        let decision = reach.decide(protocol, *port);
        let passes = |it: Truth| word(it.is_yes());
        let ours = [
            passes(decision.ingress.lets_pass()),
            passes(decision.egress.lets_pass()),
            word(decision.verdict == Verdict::Allowed),
        ];
        if ours != [ingress, egress, combined] || decision.verdict == Verdict::Unknown {
            differences.push(format!("{}: {row:?}, but {ours:?}", state.id));
        }
    }
    differences
}

/// Says something even when the test passes: what goes through the macros is
/// shown only when it fails.
fn say(line: &str) {
    writeln!(io::stderr(), "corpus: {line}").expect("standard error takes a line");
}

#[test]
fn every_row_of_the_corpus_holds() {
    let Some(shared) = std::env::var_os("NETPOL_SHARED") else {
        say("SKIPPED: the corpus is not here; NETPOL_SHARED names the folder it is in");
        return;
    };
    let path = PathBuf::from(shared).join("corpus/cyclonus.jsonl");
    let text = fs::read_to_string(&path).expect("NETPOL_SHARED holds the corpus");
    let states: Vec<State> = text
        .lines()
        .map(|it| serde_json::from_str(it).expect("a state a line"))
        .collect();
    let rows: usize = states.iter().map(|it| it.expect.len()).sum();
    let differences: Vec<_> = states.iter().flat_map(differences).collect();
    say(&format!("{rows} rows of {} states compared", states.len()));
    assert!(rows > 100_000, "the corpus is cut off");
    let first: Vec<_> = differences.iter().take(20).collect();
    assert!(
        first.is_empty(),
        "{} of {rows}: {first:#?}",
        differences.len()
    );
}
