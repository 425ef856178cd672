//! Everything that is printed as JSON keeps to the schema that people write
//! programs by, and the schema would notice if it did not.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::process::Command;

use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../export/schema/netpol.v1.json");
const LEAKY: &str = "../../static/examples/leaky-policies";

/// What the schema says of one kind of output.
fn validator(kind: &str) -> Validator {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = json!(format!("#/$defs/{kind}"));
    jsonschema::validator_for(&schema).unwrap()
}

/// The lines that a command prints.
fn output(arguments: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_netpol"))
        .args(arguments.split_whitespace())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!lines.is_empty(), "`{arguments}` printed nothing: {errors}");
    lines
}

#[track_caller]
fn check(kind: &str, arguments: &str) {
    let validator = validator(kind);
    for line in output(arguments) {
        let faults: Vec<String> = validator
            .iter_errors(&line)
            .map(|it| it.to_string())
            .collect();
        assert!(faults.is_empty(), "`{arguments}`: {faults:?}\n{line}");
    }
}

const SHOP: &str = "tests/fixtures/shop.yaml tests/fixtures/policies.yaml";

#[test]
fn findings_keep_to_the_schema() {
    check("lint", &format!("lint -o json --level hint {LEAKY}"));
    check("lint", &format!("lint -o json {SHOP}"));
}

#[test]
fn proposals_keep_to_the_schema() {
    for wish in ["", "--keep", "--egress"] {
        let arguments =
            format!("propose -o json {wish} --expect tests/fixtures/design.expect {LEAKY}");
        check("propose", &arguments);
    }
    let lines = "tests/fixtures/expectations.txt";
    check(
        "propose",
        &format!("propose -o json --expect {lines} {SHOP}"),
    );
    check(
        "propose",
        "propose -o json --expect tests/fixtures/apart.expect tests/fixtures/unknown.yaml",
    );
}

#[test]
fn answers_keep_to_the_schema() {
    for pair in [
        "--from shop/api --to shop/web --port 8080",
        "--from shop/api --to shop/web --port 443",
        "--from shop/api --to shop/api --port 80",
        "--from shop/api --to web-svc --port 80",
        "--from shop/api --to web-svc --port 443",
        "--from 203.0.113.0/24 --to shop/web --port 8080",
        "--from 10.9.9.9 --to shop/web --port 70000",
        "--from shop/nobody --to shop/web --port 80",
        "--from shop/api --to shop/web --port 80 --protocol icmp",
        "--from external --to shop/api --port 80",
    ] {
        check("query", &format!("query -o json {pair} {SHOP}"));
    }
    check(
        "query",
        "query -o json --from shop/web --to shop/api --port 1 tests/fixtures/shop.yaml tests/fixtures/broken.yaml",
    );
    check(
        "query",
        &format!("query --batch tests/fixtures/questions.jsonl {SHOP}"),
    );
}

#[test]
fn fixes_keep_to_the_schema() {
    for (source, destination) in [("frontend", "db"), ("db", "api")] {
        let asked = format!(
            "query --fixes -o json --from qa-test/{source} --to qa-test/{destination} --port 8080 \
             {LEAKY}/cluster.yaml {LEAKY}/policies-before.yaml"
        );
        check("query", &asked);
        let answer = output(&asked).remove(0);
        assert!(answer["fixes"].as_array().unwrap().len() > 2, "{answer}");
    }
}

#[test]
fn advice_keeps_to_the_schema() {
    let blocks = "tests/fixtures/blocks.yaml";
    let asked = |options: &str| {
        let arguments = format!("query -o json {options} {blocks}");
        check("query", &arguments);
        output(&arguments).remove(0)
    };
    let denied = asked("--from shop/web --to shop/db --port 80");
    assert_eq!(denied["near"][0]["failed"], "ports");
    let instead = &denied["near"][0]["change"]["ports"]["ports"];
    assert_eq!(
        *instead,
        json!([{"protocol": "TCP", "from": 5432, "to": 5432}])
    );
    let allowed = asked("--from shop/web --to shop/db --port 5432");
    assert_eq!(allowed["closing"][1]["remove"][0]["policy"], "shop/db");
    assert_eq!(allowed["uses"][0]["alone"]["count"], 2);
    assert_eq!(allowed.get("assumptions"), None);
    let assumed = asked("--from shop/web --to shop/db --port 5432 --profile cilium");
    assert_eq!(assumed["assumptions"], json!(["ipblock-pod=never"]));
    assert_eq!(assumed["near"], json!([]));
    let itself = asked("--from shop/db --to shop/db --port 80");
    assert_eq!(itself["closing"], json!([]));
}

#[test]
fn a_batch_has_no_advice() {
    for line in output(&format!(
        "query --batch tests/fixtures/questions.jsonl {SHOP}"
    )) {
        for key in ["near", "closing", "uses"] {
            assert_eq!(line.get(key), None, "{line}");
        }
    }
}

#[test]
fn what_cannot_be_known_keeps_to_the_schema() {
    let cluster = "tests/fixtures/unknown.yaml";
    check(
        "query",
        &format!("query -o json --from x/a --to x/b --port 80 {cluster}"),
    );
    check("list", &format!("list -o json {cluster}"));
    let undecided = &output(&format!("list -o json {cluster}"))[0]["undecided"];
    assert!(undecided.is_array(), "{undecided}");
}

#[test]
fn lists_keep_to_the_schema() {
    check("list", &format!("list -o json {SHOP}"));
    check("list", &format!("list -o json --pods {SHOP}"));
    check("list", &format!("list -o json {LEAKY}"));
    check(
        "list",
        "list -o json tests/fixtures/shop.yaml tests/fixtures/broken.yaml",
    );
}

#[test]
fn checks_keep_to_the_schema() {
    for lines in ["expectations.txt", "failing.txt"] {
        check(
            "check",
            &format!("check -o json --expect tests/fixtures/{lines} {SHOP}"),
        );
    }
}

#[test]
fn differences_keep_to_the_schema() {
    let both = format!("{LEAKY}/policies-before.yaml {LEAKY}/policies-after.yaml");
    check(
        "diff",
        &format!("diff -o json --with {LEAKY}/cluster.yaml {both}"),
    );
    check(
        "diff",
        "diff -o json tests/fixtures/shop.yaml tests/fixtures/shop.yaml",
    );
    check(
        "diff",
        "diff -o json tests/fixtures/shop.yaml tests/fixtures/older.yaml",
    );
    check(
        "diff",
        "diff -o json tests/fixtures/unknown.yaml tests/fixtures/unknown_no_more.yaml",
    );
}

#[test]
fn the_schema_refuses_what_the_contract_does() {
    let good = &output(&format!(
        "query -o json --from shop/api --to shop/web --port 8080 {SHOP}"
    ))[0];
    let validator = validator("query");
    assert!(validator.is_valid(good));
    let refused = |change: fn(&mut Value)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert_ne!(bad, *good);
        assert!(!validator.is_valid(&bad), "{bad}");
    };
    refused(|it| it["version"] = json!(2));
    refused(|it| it["verdict"] = json!("yes"));
    refused(|it| it["error"] = json!("but it is allowed"));
    refused(|it| it["port"] = json!(0));
    refused(|it| it["note"] = json!("a key that nobody knows"));
    refused(|it| it["ingress"]["state"] = json!("rejected"));
    refused(|it| it["ingress"]["exemption"] = json!("self"));
    refused(|it| it["closing"][0]["isolate"] = json!(false));
    refused(|it| it["uses"][0]["alone"]["count"] = json!(-1));
    refused(|it| it["near"] = json!([{}]));
    refused(|it| it["ingress"]["admittedBy"][0]["span"] = Value::Null);
    refused(|it| {
        it.as_object_mut().unwrap().remove("egress");
    });
}

#[test]
fn questions_have_a_schema_too() {
    let validator = validator("question");
    assert!(validator.is_valid(&json!({"from": "x/a", "to": "y/b", "port": 80})));
    assert!(!validator.is_valid(&json!({"from": "x/a", "to": "y/b", "port": 70000})));
}
