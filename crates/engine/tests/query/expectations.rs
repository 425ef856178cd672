use netpol_engine::expectation::{
    Outcome, check as check_one, noted, present_state, read, struck, tiers,
};
use netpol_engine::text::{LineIndex, SourceId, Sources};

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
    let outcomes =
        read.value.iter().map(
            |it| match check_one(&analysis.world, &it.claim, "default") {
                Outcome::Holds(pairs) => format!("holds for {pairs}"),
                Outcome::Unanswered(fault) => fault.to_string(),
                Outcome::Fails {
                    counterexample,
                    more,
                } => format!(
                    "{:?} from {} to {}, {more} more",
                    counterexample.answer.verdict,
                    counterexample.source,
                    counterexample.destination
                ),
            },
        );
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
    check(
        "shop/web -> shop/api only",
        &["1:22 `only` `only` needs the ports that are meant"],
    );
    check(
        "shop/web -> shop/api:90-80 denied",
        &["1:22 `90-80` `90-80` is no port: write a number from 1 to 65535"],
    );
}

#[test]
fn several_ports_are_all_meant() {
    check(
        "shop/web -> shop/api:80,80-80/TCP allowed",
        &["holds for 1"],
    );
    check(
        "shop/web -> shop/api:80-81 allowed",
        &["Denied from shop/web to shop/api, 0 more"],
    );
    check(
        "shop/web -> shop/api:1-79,81-65535,*/UDP denied",
        &["holds for 1"],
    );
    check(
        "shop/web -> shop/api:* denied",
        &["Allowed from shop/web to shop/api, 0 more"],
    );
    check("shop/api -> shop/web:* allowed", &["holds for 1"]);
    check("shop/* -> external:*/UDP allowed", &["holds for 4"]);
}

#[test]
fn only_is_said_of_the_other_ports_too() {
    check("shop/web -> shop/api:80 only", &["holds for 1"]);
    check(
        "shop/web -> shop/api:80-81 only",
        &["Denied from shop/web to shop/api, 0 more"],
    );
    check(
        "shop/api -> shop/web:80 only",
        &["Allowed from shop/api to shop/web, 0 more"],
    );
    check("shop/api -> shop/web:* only", &["holds for 1"]);
}

/// What is written is what was read, in one form.
#[track_caller]
fn round(line: &str, expected: &str) {
    let once = |line: &str| {
        let read = read(SourceId::default(), line);
        assert_eq!(read.diagnostics, []);
        read.value.first().unwrap().claim.to_string()
    };
    assert_eq!(once(line), expected);
    assert_eq!(once(expected), expected);
}

#[test]
fn a_line_is_written_as_it_is_read() {
    round("a/b→c/d  denied", "a/b -> c/d denied");
    round(
        "a/* -> */*:443,80,53/udp allowed",
        "a/* -> */*:80/TCP,443/TCP,53/UDP allowed",
    );
    round("x -> y:*/TCP,*/UDP only", "x -> y:*/TCP,*/UDP only");
    round(
        "external -> [2001:db8::5]:80 denied",
        "external -> [2001:db8::5]:80/TCP denied",
    );
    round(
        "node/n1 -> a/svc/b:8000-8010 denied",
        "node/n1 -> a/service/b:8000-8010/TCP denied",
    );
    round(
        "10.0.0.0/8 -> [2001:db8::/64]:* allowed",
        "10.0.0.0/8 -> [2001:db8::/64]:* allowed",
    );
}

#[test]
fn a_line_is_noted_among_comments_and_struck() {
    let text = "# one\n  a/b -> c/d:80 denied   # why\n\nbroken\n";
    let claim = |line: &str| read(SourceId::default(), line).value.swap_remove(0).claim;
    assert_eq!(
        noted(text, &claim("a/b -> c/d:80 allowed")),
        "# one\n  a/b -> c/d:80/TCP allowed   # why\n\nbroken\n"
    );
    assert_eq!(
        noted("a -> b denied", &claim("a -> c denied")),
        "a -> b denied\na -> c denied\n"
    );
    let line = |text: &str| read(SourceId::default(), text).value.swap_remove(0);
    assert_eq!(struck(text, &line(text)), "# one\n  # why\n\nbroken\n");
    let two = "# one\n  a -> b denied\nc -> d denied";
    assert_eq!(struck(two, &line(two)), "# one\nc -> d denied");
}

/// The lines that expect exactly what is.
#[track_caller]
fn check_present(policies: &str, expected: &[&str]) {
    let analysis = shop_with(policies);
    let present = present_state(&analysis.world, &analysis.reachability);
    assert_eq!(present.unsaid, []);
    let lines: Vec<String> = present.claims.iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected);
    for it in &present.claims {
        let outcome = check_one(&analysis.world, it, "default");
        assert!(outcome.holds(), "{it}: {outcome:?}");
    }
}

#[test]
fn the_present_state_takes_few_lines() {
    check_present(
        "",
        &[
            "*/* -> */*:* allowed",
            "external -> default/tool:* allowed",
            "external -> shop/*:* allowed",
            "default/tool -> external:* allowed",
            "shop/* -> external:* allowed",
        ],
    );
    check_present(
        ISOLATED,
        &[
            "*/* -> default/tool:* allowed",
            "default/tool -> shop/web:* allowed",
            "default/tool -> shop/pod/db:* allowed",
            "default/tool -> shop/api denied",
            "default/tool -> shop/deployment/db:* allowed",
            "shop/* -> shop/web:* allowed",
            "shop/* -> shop/pod/db:* allowed",
            "shop/web -> shop/api:80/TCP only",
            "shop/pod/db -> shop/api denied",
            "shop/deployment/db -> shop/api denied",
            "shop/* -> shop/deployment/db:* allowed",
            "external -> default/tool:* allowed",
            "external -> shop/web:* allowed",
            "external -> shop/pod/db:* allowed",
            "external -> shop/api denied",
            "external -> shop/deployment/db:* allowed",
            "default/tool -> external:* allowed",
            "shop/* -> external:* allowed",
        ],
    );
}

#[test]
fn an_order_of_tiers_says_nothing_else_too() {
    let analysis = shop_with("");
    let cluster = analysis.cluster();
    let shop = cluster.find_namespace("shop").unwrap();
    let order = ["web", "api"].map(|it| cluster.find_workload(shop, it).unwrap());
    let lines: Vec<String> = tiers(cluster, &order)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        lines,
        [
            "shop/web -> shop/api allowed",
            "default/tool -> shop/web denied",
            "shop/* -> shop/web denied",
            "external -> shop/web denied",
            "default/tool -> shop/api denied",
            "shop/pod/db -> shop/api denied",
            "shop/deployment/db -> shop/api denied",
            "external -> shop/api denied",
        ]
    );
}
