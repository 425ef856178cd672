use netpol_engine::expectation::{Outcome, check as check_one, read};
use netpol_engine::text::{LineIndex, Sources};

use super::shop_with;

const ISOLATED: &str = "
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: web}}}]
      ports: [{port: 80}]
";

/// What becomes of each line; for a broken one its place and what is wrong.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let analysis = shop_with(ISOLATED);
    let mut sources = Sources::new();
    let source = sources.push("expect.txt", lines);
    let read = read(source, lines);
    let index = LineIndex::new(lines);
    let broken = read.diagnostics.iter().map(|it| {
        let at = index.position(lines, it.primary.start);
        let part = &lines[it.primary.range()];
        format!("{}:{} `{part}` {}", at.line, at.column, it.message)
    });
    let outcomes = read
        .value
        .iter()
        .map(|it| match check_one(&analysis.world, it, "default") {
            Outcome::Holds(pairs) => format!("holds for {pairs}"),
            Outcome::Unanswered(fault) => fault.to_string(),
            Outcome::Fails {
                counterexample,
                more,
            } => format!(
                "{:?} from {} to {}, {more} more",
                counterexample.answer.verdict, counterexample.source, counterexample.destination
            ),
        });
    let found: Vec<String> = broken.chain(outcomes).collect();
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn comments_and_blank_lines_say_nothing() {
    check("# nothing\n\n   \t\n  # -> denied\r\n", &[]);
}

#[test]
fn a_port_is_tcp_unless_it_says_otherwise() {
    check("shop/web -> shop/api:80 allowed", &["holds for 1"]);
    check(
        "shop/web -> shop/api:80/TCP allowed # yes",
        &["holds for 1"],
    );
    check(
        "shop/web -> shop/api:80/UDP allowed",
        &["Denied from shop/web to shop/api, 0 more"],
    );
}

#[test]
fn without_a_port_any_will_do_and_none_may() {
    check("shop/web -> shop/api allowed", &["holds for 1"]);
    check(
        "shop/web -> shop/api denied",
        &["Allowed from shop/web to shop/api, 0 more"],
    );
    check("shop/pod/db -> shop/api denied", &["holds for 1"]);
}

#[test]
fn a_wildcard_is_every_workload_but_itself() {
    check("default/* -> shop/web allowed", &["holds for 1"]);
    // Of web, the pod db, api and the deployment db all but api itself.
    check(
        "shop/* -> shop/api:80 denied",
        &["Allowed from shop/web to shop/api, 0 more"],
    );
    check(
        "*/* -> */* allowed",
        &["Denied from shop/pod/db to shop/api, 2 more"],
    );
    check(
        "external -> shop/*:443 denied",
        &["Allowed from external to shop/web, 2 more"],
    );
}

#[test]
fn a_mixed_answer_is_neither() {
    check(
        "shop/api -> shop/api:80 denied",
        &["Mixed from shop/api to shop/api, 0 more"],
    );
    check(
        "shop/api -> shop/api:80 allowed",
        &["Mixed from shop/api to shop/api, 0 more"],
    );
}

#[test]
fn what_is_not_there_does_not_hold() {
    check(
        "shop/wep -> shop/api denied",
        &["there is no pod, workload or Service `wep` in namespace `shop`"],
    );
    check(
        "nowhere/* -> shop/api denied",
        &["there is no namespace `nowhere`"],
    );
    check(
        "default/* -> default/* denied",
        &["no two workloads are meant, so nothing was compared"],
    );
}

#[test]
fn a_broken_line_says_where() {
    check(
        "\n  shop/web shop/api denied",
        &["2:3 `shop/web shop/api denied` there is no `->` in this expectation"],
    );
    check(
        "shop/web -> shop/api:80 alowed",
        &["1:25 `alowed` an expectation ends in `allowed` or `denied`"],
    );
    check(
        "ä/web -> shop/api denied",
        &["1:1 `ä/web` `ä` in `ä/web` is no name of an object"],
    );
    check(
        "shop/web -> shop/api:99999 denied",
        &["1:22 `99999` `99999` is no port: write a number from 1 to 65535"],
    );
    check(
        "shop/we* -> shop/api denied\nshop/web -> shop/api allowed",
        &[
            "1:1 `shop/we*` a wildcard stands for a whole name",
            "holds for 1",
        ],
    );
}
