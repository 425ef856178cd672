use netpol_engine::Analysis;
use netpol_engine::diff::{Seen, diff};

use super::shop_with;

const NOTHING: &str = "";

fn policy(ingress: &str) -> String {
    format!(
        "
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: web, namespace: shop}}
spec:
  podSelector: {{matchLabels: {{app: web}}}}
  ingress: {ingress}
"
    )
}

fn seen(analysis: &Analysis) -> Seen<'_> {
    Seen {
        world: &analysis.world,
        connections: analysis.connections(),
    }
}

/// Each change of a pair that ends in `shop/web`.
#[track_caller]
fn check(before: &str, after: &str, expected: &[&str]) {
    let [before, after] = [before, after].map(shop_with);
    let found: Vec<String> = diff(seen(&before), seen(&after))
        .iter()
        .map(|it| {
            format!(
                "{} -> {}: gained {}, lost {}, unsettled {}",
                it.source, it.destination, it.gained, it.lost, it.unsettled
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_same_is_no_change() {
    check(NOTHING, NOTHING, &[]);
    let order = [
        policy("[{from: [{podSelector: {}}]}]"),
        policy("[{from: [{podSelector: {}}, {podSelector: {}}]}]"),
    ];
    check(&order[0], &order[1], &[]);
}

#[test]
fn ports_are_gained_and_lost() {
    check(
        &policy("[{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 80}]}]"),
        &policy("[{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 443}]}]"),
        &["shop/api -> shop/web: gained 443/TCP, lost 80/TCP, unsettled no port"],
    );
}

#[test]
fn the_outside_is_cut_where_either_side_cuts_it() {
    check(
        &policy("[{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]"),
        &policy("[{from: [{ipBlock: {cidr: 203.0.113.0/25}}]}]"),
        &["203.0.113.128/25 -> shop/web: gained no port, lost all ports, unsettled no port"],
    );
}

#[test]
fn what_cannot_be_known_is_no_gain_and_no_loss() {
    check(
        &policy("[]"),
        &policy("[{from: [{ipBlock: {cidr: 10.9.0.0/16}}]}]"),
        &[
            "shop/api -> shop/web: gained no port, lost no port, unsettled all ports",
            "shop/deployment/db -> shop/web: gained no port, lost no port, unsettled all ports",
            "10.9.0.0/16 -> shop/web: gained all ports, lost no port, unsettled no port",
        ],
    );
}
