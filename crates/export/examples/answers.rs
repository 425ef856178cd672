//! Writes the JSON of every text it can find: what `netpol list` and `netpol
//! query --batch` would print. Built natively and for WebAssembly, both must
//! write the same bytes.
//!
//! `answers FOLDER...`: files of cases, of corpora and of manifests, in order.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a program for tests: it reads files, and may stop where one is not as it must be"
)]

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use netpol_engine::model::{Cluster, Pod};
use netpol_engine::text::Sources;
use netpol_engine::{Options, analyze};
use netpol_export::{Ends, List, Room, wire};
use serde::Deserialize;
use serde_json::{Value, json};

/// How many pods of a text ask each other.
const MOST_PODS: usize = 12;

/// The part of a case that is evaluated.
#[derive(Deserialize)]
struct Case {
    manifests: String,
}

/// One cluster of the public corpus.
#[derive(Deserialize)]
struct State {
    id: String,
    policies: Option<Vec<Value>>,
    namespaces: BTreeMap<String, Value>,
    pods: Vec<Value>,
    expect: Vec<(String, String, String, u16, Value, Value, Value)>,
}

fn main() {
    let mut out = BufWriter::new(io::stdout().lock());
    for folder in env::args().skip(1) {
        for path in files(Path::new(&folder)) {
            answer_file(&path, &mut out);
        }
    }
    out.flush().expect("standard output takes bytes");
}

/// Every file of a folder, in the order of their paths.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("a folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().flat_map(|it| files(it)).collect()
}

fn answer_file(path: &Path, out: &mut impl Write) {
    let Ok(text) = String::from_utf8(fs::read(path).expect("a file can be read")) else {
        return;
    };
    let name = path.display().to_string();
    let states: Result<Vec<State>, _> = text.lines().map(serde_json::from_str).collect();
    if let Some(states) = states.ok().filter(|it| !it.is_empty()) {
        for state in &states {
            answer_state(state, out);
        }
    } else if let Ok(case) = serde_yaml::from_str::<Case>(&text) {
        answer(&name, &[("case.yaml", case.manifests)], None, out);
    } else {
        answer(&name, &[("text.yaml", text)], None, out);
    }
}

fn answer_state(state: &State, out: &mut impl Write) {
    let namespaces = state.namespaces.iter().map(|(name, labels)| {
        json!({
            "apiVersion": "v1", "kind": "Namespace",
            "metadata": { "name": name, "labels": labels },
        })
    });
    let items: Vec<Value> = namespaces.chain(state.pods.iter().map(pod)).collect();
    let cluster = json!({ "apiVersion": "v1", "kind": "List", "items": items });
    let policies = json!({
        "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicyList",
        "items": state.policies.clone().unwrap_or_default(),
    });
    let questions = state.expect.iter().map(|(from, to, protocol, port, ..)| {
        json!({ "from": from, "to": to, "port": port, "protocol": protocol }).to_string()
    });
    let questions = questions.collect::<Vec<_>>().join("\n");
    let texts = [
        ("cluster.json", cluster.to_string()),
        ("policies.json", policies.to_string()),
    ];
    answer(&state.id, &texts, Some(questions), out);
}

fn pod(it: &Value) -> Value {
    let ports = it["ports"].as_array().into_iter().flatten();
    let ports: Vec<Value> = ports
        .map(|it| {
            json!({
                "name": it["name"], "containerPort": it["port"], "protocol": it["protocol"],
            })
        })
        .collect();
    json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": { "name": it["name"], "namespace": it["ns"], "labels": it["labels"] },
        "spec": { "containers": [{ "name": "main", "image": "example", "ports": ports }] },
        "status": { "podIP": it["ip"] },
    })
}

/// Writes a line that names the text, then its JSON.
fn answer(name: &str, texts: &[(&str, String)], questions: Option<String>, out: &mut impl Write) {
    let sources: Sources = texts.iter().map(|(name, text)| (*name, &**text)).collect();
    let analysis = analyze(&sources, &Options::default());
    let room = Room {
        sources: &sources,
        analysis: &analysis,
        default_namespace: "default",
    };
    let questions = questions.unwrap_or_else(|| everybody(analysis.cluster()));
    let list = List::between(&analysis, Ends::Pods).json(&sources);
    let (list, answers) = (wire::line(&list), room.answers(&questions));
    write!(out, "# {name}\n{list}{answers}").expect("bytes go out");
}

/// Whether each of the first pods reaches each other one, and an address outside.
fn everybody(cluster: &Cluster) -> String {
    let pods = cluster.pods().take(MOST_PODS);
    let name = |it: &Pod| format!("{}/pod/{}", cluster[it.namespace].name, it.name);
    let mut ends: Vec<String> = pods.map(|(_, it)| name(it)).collect();
    ends.push("203.0.113.5".to_owned());
    let mut questions = String::new();
    for from in &ends {
        for to in ends.iter().filter(|it| *it != from) {
            for (port, protocol) in [(80, "TCP"), (53, "UDP")] {
                let question = json!({
                    "from": from, "to": to, "port": port, "protocol": protocol,
                });
                questions.extend([question.to_string().as_str(), "\n"]);
            }
        }
    }
    questions
}
