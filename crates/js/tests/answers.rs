//! Every function gives what the schema says, and a refusal where there is no
//! answer, whatever it is asked.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use netpol_js::answer;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../export/schema/netpol.v1.json");
const CLUSTER: &str = include_str!("../../../static/examples/leaky-policies/cluster.yaml");
const POLICIES: &str = include_str!("../../../static/examples/leaky-policies/policies-before.yaml");

fn files() -> Value {
    json!([
        { "name": "cluster.yaml", "text": CLUSTER },
        { "name": "policies.yaml", "text": POLICIES },
    ])
}

fn ask(function: &str, request: &Value) -> Value {
    serde_json::from_str(&answer(function, &request.to_string())).unwrap()
}

/// The answer, which keeps to the schema of its kind.
#[track_caller]
fn check(kind: &str, function: &str, request: &Value) -> Value {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = json!(format!("#/$defs/{kind}"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let answer = ask(function, request);
    let faults = validator.iter_errors(&answer).map(|it| it.to_string());
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{faults:?}\n{answer}");
    answer
}

#[track_caller]
fn refused(function: &str, request: &Value, expected: &str) {
    let answer = check("refusal", function, request);
    let error = answer["error"].as_str().unwrap();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn analysis_names_what_there_is() {
    let found = check("analyze", "analyze", &json!({ "files": files() }));
    assert_eq!(found["partial"], json!(false));
    assert_eq!(found["namespaces"], json!(["qa-test", "staging"]));
    assert_eq!(found["policies"][0], json!("qa-test/db-np"));
    let found = check("analyze", "analyze", &json!({ "files": "kind: Pod" }));
    assert_eq!(found["partial"], json!(true));
    assert_eq!(found["diagnostics"][0]["span"]["file"], json!("input.yaml"));
}

#[test]
fn a_question_is_answered_with_advice() {
    let question = json!({ "from": "qa-test/frontend", "to": "qa-test/db", "port": 3306 });
    let request = json!({ "files": files(), "question": question });
    let found = check("query", "query", &request);
    assert_eq!(found["verdict"], json!("allowed"));
    assert_eq!(
        found["ingress"]["admittedBy"][0]["policy"],
        json!("qa-test/db-np")
    );
    assert!(found["closing"].is_array());
}

#[test]
fn a_wrong_question_is_an_invalid_answer() {
    for question in [json!({}), json!({ "from": 1, "to": "a/b", "port": 99_999 })] {
        let request = json!({ "files": files(), "question": question });
        assert_eq!(
            check("query", "query", &request)["verdict"],
            json!("invalid")
        );
    }
}

#[test]
fn connections_are_listed_between_workloads_or_pods() {
    let workloads = check("list", "list", &json!({ "files": files() }));
    assert_eq!(workloads["connections"][0]["to"], json!("qa-test/api"));
    check("list", "list", &json!({ "files": files(), "pods": true }));
}

#[test]
fn expectations_are_held_against_the_policies() {
    let lines =
        "qa-test/frontend -> qa-test/db:3306 denied\nqa-test/api -> qa-test/db:3306 allowed\n";
    let request = json!({ "files": files(), "expectations": lines });
    let found = check("check", "check", &request);
    assert_eq!((&found["held"], &found["failed"]), (&json!(1), &json!(1)));
}

#[test]
fn findings_are_those_of_a_level() {
    let all = check(
        "lint",
        "lint",
        &json!({ "files": files(), "level": "hint" }),
    );
    let some = check("lint", "lint", &json!({ "files": files() }));
    let count = |it: &Value| it["findings"].as_array().unwrap().len();
    assert!(count(&some) > 0, "{some}");
    assert!(count(&all) >= count(&some), "{all}");
    let request = json!({ "files": "", "level": "loud" });
    refused("lint", &request, "unknown variant `loud`");
}

#[test]
fn a_change_says_what_it_opens_and_closes() {
    let request = json!({ "before": CLUSTER, "after": files() });
    let found = check("diff", "diff", &request);
    assert_eq!(found["gained"], json!([]));
    assert!(!found["lost"].as_array().unwrap().is_empty());
}

#[test]
fn options_are_those_of_the_command_line() {
    let options = json!({
        "defaultNamespace": "shop", "clusterZone": "example.org", "apiLevel": "1.35",
        "profile": "calico", "assume": ["ipblock-pod=never"], "podCidr": ["10.244.0.0/16"],
        "maxSteps": 1_000_000,
    });
    check(
        "list",
        "list",
        &json!({ "files": files(), "options": options }),
    );
}

#[test]
fn what_is_wrong_with_a_request_is_an_answer() {
    let with = |options: Value| json!({ "files": files(), "options": options });
    refused("lists", &json!({}), "there is no function `lists`");
    refused("list", &json!(null), "this is no such request");
    refused(
        "list",
        &json!({ "files": 3 }),
        "manifests are one text or a list",
    );
    refused(
        "list",
        &json!({ "files": "", "pots": 1 }),
        "unknown field `pots`",
    );
    refused(
        "list",
        &with(json!({ "profile": "x" })),
        "there is no profile `x`",
    );
    refused(
        "list",
        &with(json!({ "apiLevel": "two" })),
        "`two` is no version",
    );
    refused("list", &with(json!({ "assume": ["x"] })), "x");
    refused("list", &with(json!({ "podCidr": ["x"] })), "x");
    refused(
        "list",
        &with(json!({ "maxSteps": 1 })),
        "given up after 1 steps",
    );
    let lines = json!({ "files": files(), "expectations": "all is well" });
    refused("check", &lines, "expectations:1:1: ");
}
