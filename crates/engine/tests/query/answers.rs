use netpol_engine::query::{PortQuestion, ask};

use super::shop_with;

/// Port 80 of `destination`, asked from `source`: the verdict and each pair
/// with its own, or why there is no answer.
#[track_caller]
fn check(policies: &str, source: &str, destination: &str, expected: &[&str]) {
    let analysis = shop_with(policies);
    let [from, to] = [source, destination].map(|it| it.parse().unwrap());
    let port = PortQuestion::parse("80").unwrap();
    let found = match ask(&analysis.world, &from, &to, port, "default") {
        Err(fault) => vec![fault.to_string()],
        Ok(answer) => {
            let pairs = answer.pairs.iter().map(|it| {
                let (from, to) = (&it.source.name, &it.destination.name);
                let port = match it.port {
                    it if it == port => String::new(),
                    other => format!(":{other}"),
                };
                format!("{from} -> {to}{port} {:?}", it.verdict)
            });
            let verdict = format!("{:?}", answer.verdict);
            let remarks = answer.remarks.iter().map(ToString::to_string);
            std::iter::once(verdict)
                .chain(pairs)
                .chain(remarks)
                .collect()
        }
    };
    assert_eq!(found, expected, "{source} -> {destination}");
}

const NOTHING: &str = "";
/// Only `web`, by its address, may reach the database.
const DB: &str = "
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
    - from: [{ipBlock: {cidr: 10.0.0.0/24}}, {ipBlock: {cidr: 203.0.113.0/24}}]
";
const CLOSED: &str = "
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}}
";

#[test]
fn a_name_is_the_pod_before_the_workload() {
    let both = ["Allowed", "shop/web -> shop/db Allowed"];
    check(NOTHING, "shop/web", "shop/db", &both);
    let workload = ["Allowed", "shop/web -> shop/db-1 Allowed"];
    check(NOTHING, "shop/web", "shop/deploy/db", &workload);
    check(NOTHING, "shop/web", "shop/pod/db", &both);
}

#[test]
fn a_source_without_namespace_is_in_the_default_one() {
    check(
        NOTHING,
        "tool",
        "shop/web",
        &["Allowed", "default/tool -> shop/web Allowed"],
    );
}

#[test]
fn a_workload_stands_for_its_pods() {
    check(
        CLOSED,
        "shop/web",
        "shop/api",
        &[
            "Denied",
            "shop/web -> shop/api-1 Denied",
            "shop/web -> shop/api-2 Denied",
        ],
    );
}

#[test]
fn replicas_are_different_pods() {
    check(
        CLOSED,
        "shop/api",
        "shop/api",
        &[
            "Mixed",
            "shop/api-1 -> shop/api-1 Allowed",
            "shop/api-1 -> shop/api-2 Denied",
            "shop/api-2 -> shop/api-1 Denied",
            "shop/api-2 -> shop/api-2 Allowed",
        ],
    );
}

#[test]
fn a_block_stands_for_its_addresses() {
    check(
        DB,
        "203.0.112.0/23",
        "shop/db",
        &[
            "Mixed",
            "203.0.112.0/24 -> shop/db Denied",
            "203.0.113.0/24 -> shop/db Allowed",
        ],
    );
    check(
        DB,
        "203.0.113.128/25",
        "shop/db",
        &["Allowed", "203.0.113.128/25 -> shop/db Allowed"],
    );
}

#[test]
fn addresses_of_the_cluster_belong_to_their_pods() {
    check(
        DB,
        "10.0.0.1",
        "shop/db",
        &["Allowed", "10.0.0.1 -> shop/db Allowed"],
    );
    check(
        DB,
        "10.0.0.1/32",
        "shop/db",
        &["Allowed", "10.0.0.1 -> shop/db Allowed"],
    );
}

#[test]
fn the_outside_is_all_of_its_parts() {
    check(
        CLOSED,
        "external",
        "shop/db",
        &["Denied", "0.0.0.0/0, ::/0 -> shop/db Denied"],
    );
}

#[test]
fn a_node_is_asked_about_by_name() {
    check(
        CLOSED,
        "node/n1",
        "shop/db",
        &["Allowed", "node/n1 -> shop/db Allowed"],
    );
}

#[test]
fn nobody_is_guessed() {
    let cases: &[(&str, &str, &str)] = &[
        ("shopp/web", "shop/db", "there is no namespace `shopp`"),
        (
            "deploy/tool",
            "shop/db",
            "there is no namespace `deploy`: did you mean `default/deployment/tool`?",
        ),
        (
            "shop/ap",
            "shop/db",
            "there is no pod, workload or Service `ap` in namespace `shop`: did you mean `shop/api`?",
        ),
        (
            "shop/sts/api",
            "shop/db",
            "there is no StatefulSet `api` in namespace `shop`: did you mean `shop/api`?",
        ),
        ("shop/idle", "shop/db", "`shop/idle` has no pods"),
        ("node/n2", "shop/db", "there is no node `n2`"),
    ];
    for (source, destination, fault) in cases {
        check(NOTHING, source, destination, &[fault]);
    }
}

/// A Service of its own name, one of a workload's name, one that serves
/// nobody, and one for all of `db`.
const SERVICES: &str = "
apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec: {clusterIP: 10.96.0.7, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{port: 443}]}
---
apiVersion: v1
kind: Service
metadata: {name: nobody, namespace: shop}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - from: [{podSelector: {}}]
      ports: [{port: 8080}]
";

#[test]
fn a_service_is_its_backends_on_their_ports() {
    let through = ["Allowed", "shop/db -> shop/web:8080/TCP Allowed"];
    check(SERVICES, "shop/pod/db", "shop/front", &through);
    check(SERVICES, "shop/pod/db", "shop/svc/front", &through);
    check(SERVICES, "shop/pod/db", "10.96.0.7", &through);
    let direct = ["Denied", "shop/db -> shop/web Denied"];
    check(SERVICES, "shop/pod/db", "shop/web", &direct);
}

#[test]
fn a_workload_comes_before_its_service() {
    check(
        SERVICES,
        "shop/web",
        "shop/api",
        &[
            "Allowed",
            "shop/web -> shop/api-1 Allowed",
            "shop/web -> shop/api-2 Allowed",
        ],
    );
    check(
        SERVICES,
        "shop/web",
        "shop/svc/api",
        &["NoBackend", "the Service shop/api does not list 80/TCP"],
    );
}

#[test]
fn nobody_serves_is_no_denial() {
    check(
        SERVICES,
        "shop/web",
        "shop/nobody",
        &[
            "NoBackend",
            "the Service shop/nobody selects no pod that is there",
        ],
    );
}

#[test]
fn a_destination_without_namespace_is_looked_up_by_its_source() {
    let through = ["Allowed", "shop/db -> shop/web:8080/TCP Allowed"];
    check(SERVICES, "shop/pod/db", "front", &through);
    check(
        SERVICES,
        "shop/pod/db",
        "FRONT.shop.svc.cluster.local",
        &through,
    );
    check(
        SERVICES,
        "default/tool",
        "front.shop",
        &["Denied", "default/tool -> shop/web:8080/TCP Denied"],
    );
    check(
        SERVICES,
        "default/tool",
        "front",
        &["`front` means nothing to `default/tool`: did you mean `front.shop`?"],
    );
    check(
        SERVICES,
        "node/n1",
        "front",
        &["`front` means nothing to `node/n1`, which is no pod and does not ask the cluster's DNS"],
    );
}

#[test]
fn a_lookup_that_is_blocked_is_said_and_changes_nothing() {
    let only_web = format!(
        "{SERVICES}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: db, namespace: shop}}
spec:
  podSelector: {{matchLabels: {{app: db}}}}
  policyTypes: [Egress]
  egress: [{{to: [{{podSelector: {{matchLabels: {{app: web}}}}}}]}}]
"
    );
    check(
        &only_web,
        "shop/pod/db",
        "front",
        &[
            "Allowed",
            "shop/db -> shop/web:8080/TCP Allowed",
            "shop/db may not ask the cluster's DNS, so it cannot look up front",
        ],
    );
}

#[test]
fn services_open_no_connections() {
    check(
        SERVICES,
        "shop/front",
        "shop/api",
        &["`shop/service/front` is a Service, and Services open no connections: name its pods"],
    );
}
