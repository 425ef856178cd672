//! The case that the project began with: each answer must say exactly this.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The answer to one question about two pods.
fn ask(policies: &str, from: &str, to: &str) -> Value {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../static/examples/leaky-policies"
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_netpol"))
        .args(["query", "--batch", "-", "cluster.yaml", policies])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let question = json!({"from": from, "to": to, "port": 3306});
    writeln!(child.stdin.take().unwrap(), "{question}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "a batch ends with 0");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The entries that admit, or that do not with what failed: `db-np 0/1`,
/// `db-np 0/0 podSelector`.
fn entries(list: &Value) -> Vec<String> {
    let entries = list.as_array().unwrap().iter();
    entries
        .map(|it| {
            let (policy, rule, peer) = (it["policy"].as_str().unwrap(), &it["rule"], &it["peer"]);
            let mut words = vec![format!("{policy} {rule}/{peer}")];
            let failed = it["failed"].as_array().into_iter().flatten();
            words.extend(failed.map(|it| it.as_str().unwrap().to_owned()));
            words.join(" ")
        })
        .collect()
}

/// `verdict; egress state: entries; ingress state: entries`.
#[track_caller]
fn check(policies: &str, from: &str, to: &str, expected: &str) {
    let answer = ask(policies, from, to);
    let side = |key: &str| {
        let gate = &answer[key];
        let entries = [entries(&gate["admittedBy"]), entries(&gate["misses"])].concat();
        let state = gate["state"].as_str().unwrap();
        if entries.is_empty() {
            state.to_owned()
        } else {
            format!("{state}: {}", entries.join(", "))
        }
    };
    let verdict = answer["verdict"].as_str().unwrap();
    let found = format!("{verdict}; {}; {}", side("egress"), side("ingress"));
    assert_eq!(found, expected, "{from} -> {to}");
}

const BEFORE: &str = "policies-before.yaml";
const AFTER: &str = "policies-after.yaml";

#[test]
fn the_namespace_alone_lets_the_frontend_in() {
    check(
        BEFORE,
        "qa-test/frontend",
        "qa-test/db",
        "allowed; notIsolated; admitted: qa-test/db-np 0/0",
    );
}

#[test]
fn both_entries_admit_the_api() {
    check(
        BEFORE,
        "qa-test/api",
        "qa-test/db",
        "allowed; notIsolated; admitted: qa-test/db-np 0/0, qa-test/db-np 0/1",
    );
}

#[test]
fn nothing_isolates_the_frontend() {
    check(
        BEFORE,
        "qa-test/api",
        "qa-test/frontend",
        "allowed; notIsolated; notIsolated",
    );
}

#[test]
fn only_the_frontend_may_call_the_api() {
    check(
        BEFORE,
        "qa-test/db",
        "qa-test/api",
        "denied; notIsolated; rejected: qa-test/frontend-api-np 0/0 podSelector",
    );
}

#[test]
fn an_entry_with_both_selectors_asks_for_both() {
    check(
        BEFORE,
        "qa-test/api",
        "staging/db",
        "allowed; notIsolated; admitted: staging/db-np 0/0",
    );
    check(
        BEFORE,
        "qa-test/frontend",
        "staging/db",
        "denied; notIsolated; rejected: staging/db-np 0/0 podSelector",
    );
}

#[test]
fn a_pod_selector_alone_speaks_of_its_own_namespace() {
    check(
        BEFORE,
        "qa-test/frontend",
        "staging/api",
        "denied; notIsolated; rejected: staging/frontend-api-np 0/0 namespace",
    );
}

#[test]
fn nothing_leaves_staging() {
    for from in ["staging/frontend", "staging/api", "staging/db"] {
        let answer = ask(BEFORE, from, "qa-test/frontend");
        assert_eq!(answer["verdict"], "denied", "{from}");
        assert_eq!(answer["egress"]["state"], "rejected", "{from}");
        assert_eq!(
            answer["egress"]["isolatedBy"],
            json!(["staging/test-np"]),
            "{from}"
        );
        assert_eq!(answer["egress"]["misses"], json!([]), "{from}");
    }
}

#[test]
fn afterwards_only_the_chain_is_left() {
    let names = ["frontend", "api", "db"];
    for from in names
        .map(|it| ("qa-test", it))
        .into_iter()
        .chain(names.map(|it| ("staging", it)))
    {
        for to in names
            .map(|it| ("qa-test", it))
            .into_iter()
            .chain(names.map(|it| ("staging", it)))
        {
            if from == to {
                continue;
            }
            let is_chain =
                from.0 == to.0 && matches!((from.1, to.1), ("frontend", "api") | ("api", "db"));
            let expected = if is_chain { "allowed" } else { "denied" };
            let [source, destination] =
                [from, to].map(|(namespace, name)| format!("{namespace}/{name}"));
            let answer = ask(AFTER, &source, &destination);
            assert_eq!(answer["verdict"], expected, "{source} -> {destination}");
        }
    }
}

#[test]
fn the_range_of_an_entry_is_its_own() {
    let answer = ask(BEFORE, "qa-test/frontend", "qa-test/db");
    let span = &answer["ingress"]["admittedBy"][0]["span"];
    let expected = json!({
        "file": "policies-before.yaml",
        "start": {"line": 21, "column": 15},
        "end": {"line": 23, "column": 26},
    });
    assert_eq!(*span, expected);
}
