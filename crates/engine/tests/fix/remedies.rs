//! Single changes in every style, with comments around them.

use expect_test::{Expect, expect};
use netpol_engine::Options;
use netpol_engine::eval::{BranchRef, Entry};
use netpol_engine::fix::Remedy;
use netpol_engine::model::{Cluster, Direction, NamespaceId, ObjectId, PolicyId};
use netpol_engine::text::FieldPath;

use crate::shown::Case;
use crate::styles::{BLOCK, CLUSTER, FLOW, JSON};

/// What a remedy does to the policies in each style.
#[track_caller]
fn check(remedy: impl Fn(&Cluster) -> Remedy, expected: &Expect) {
    let mut shown = String::new();
    for (style, text) in [("block", BLOCK), ("flow", FLOW), ("json", JSON)] {
        let case = Case::new(&[text, CLUSTER]);
        let options = Options::default();
        let remedy = remedy(case.analysis.cluster());
        let fix = case.workshop(&options).remedy(&remedy);
        let fix = fix.map_or_else(|| "nothing\n".to_owned(), |it| case.show(&[it]));
        shown.extend([style, ": ", &fix]);
    }
    expected.assert_eq(&shown);
}

fn shop(cluster: &Cluster) -> NamespaceId {
    cluster.find_namespace("shop").expect("it is declared")
}

fn policy(cluster: &Cluster, name: &str) -> PolicyId {
    cluster
        .find_policy(shop(cluster), name)
        .expect("it is there")
}

fn object(cluster: &Cluster, name: &str) -> ObjectId {
    cluster[policy(cluster, name)].declared_by
}

fn branch(cluster: &Cluster, name: &str, rule: usize, peer: usize) -> BranchRef {
    BranchRef {
        policy: policy(cluster, name),
        direction: Direction::Ingress,
        rule,
        peer: Some(peer),
    }
}

fn rules() -> FieldPath {
    FieldPath::root().field("spec").field("ingress")
}

#[test]
fn two_entries_become_one() {
    check(
        |it| Remedy::JoinEntries(branch(it, "db", 0, 0)),
        &expect![[r#"
            block: Join `ingress[0].from[0]` of shop/db with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
              -        - podSelector: # by name
              +          podSelector: # by name
            flow: Join `ingress[0].from[0]` of shop/db with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
              -  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
              +  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
            json: Join `ingress[0].from[0]` of shop/db with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
              -         {"namespaceSelector": {"matchLabels": {"env": "qa"}}},
              -         {"podSelector": {"matchLabels": {"app": "api"}}}
              +         {"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "api"}}}
        "#]],
    );
}

#[test]
fn one_entry_becomes_two() {
    check(
        |it| Remedy::PartEntry(branch(it, "api", 0, 0)),
        &expect![[r#"
        block: Part `ingress[0].from[0]` of shop/api into two entries: either selector may match: changes no connection
          -          podSelector: # here
          +        - podSelector: # here
        flow: Part `ingress[0].from[0]` of shop/api into two entries: either selector may match: changes no connection
          -    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: web}}}]
          +    - from: [{namespaceSelector: {matchLabels: {env: qa}}}, podSelector: {matchLabels: {app: web}}}]
          -    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: web}}}]
          +    - from: [{namespaceSelector: {matchLabels: {env: qa}}, {podSelector: {matchLabels: {app: web}}}]
        json: Part `ingress[0].from[0]` of shop/api into two entries: either selector may match: changes no connection
          -       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "web"}}}],
          +       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}}, "podSelector": {"matchLabels": {"app": "web"}}}],
          -       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "web"}}}],
          +       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, {"podSelector": {"matchLabels": {"app": "web"}}}],
    "#]],
    );
}

#[test]
fn rules_split_by_a_stray_dash_become_one() {
    check(
        |it| Remedy::JoinRules(policy(it, "db"), Direction::Ingress, 0),
        &expect![[r#"
            block: Join `ingress[0]` of shop/db with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - other/guest -> shop/db, 5432/TCP
                - kube-system/coredns -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -    - ports:
              +      ports:
            flow: Join `ingress[0]` of shop/db with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - other/guest -> shop/db, 5432/TCP
                - kube-system/coredns -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
              +  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]
            json: Join `ingress[0]` of shop/db with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - other/guest -> shop/db, 5432/TCP
                - kube-system/coredns -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -       ]},
              -       {"ports": [{"port": 5432}]}
              +       ], "ports": [{"port": 5432}]}
        "#]],
    );
}

#[test]
fn an_entry_gets_a_namespace_by_its_automatic_label() {
    check(
        |it| {
            let other = it.find_namespace("other").expect("it is declared");
            Remedy::NameNamespace(branch(it, "db", 0, 1), other)
        },
        &expect![[r#"
            block: Mean the namespace `other` in `ingress[0].from[1]` of shop/db: changes no connection
              +          namespaceSelector:
              +            matchLabels:
              +              kubernetes.io/metadata.name: other
            flow: Mean the namespace `other` in `ingress[0].from[1]` of shop/db: changes no connection
              -  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
              +  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}]}, {ports: [{port: 5432}]}]
            json: Mean the namespace `other` in `ingress[0].from[1]` of shop/db: changes no connection
              -         {"podSelector": {"matchLabels": {"app": "api"}}}
              +         {"podSelector": {"matchLabels": {"app": "api"}}, "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "other"}}}
        "#]],
    );
}

#[test]
fn egress_is_no_longer_isolated() {
    check(
        |it| Remedy::RemoveType(policy(it, "db"), Direction::Egress),
        &expect![[r#"
            block: Remove `Egress` from policyTypes of shop/db: adds 4 connections, leaves open or settles 1
                + shop/db -> shop/web, all ports
                + shop/db -> other/guest, all ports
                + shop/db -> kube-system/coredns, all ports
                + shop/db -> external, all ports
                ? shop/db -> shop/api, all ports
              -    - Egress # nothing gets out
            flow: Remove `Egress` from policyTypes of shop/db: adds 4 connections, leaves open or settles 1
                + shop/db -> shop/web, all ports
                + shop/db -> other/guest, all ports
                + shop/db -> kube-system/coredns, all ports
                + shop/db -> external, all ports
                ? shop/db -> shop/api, all ports
              -  policyTypes: [Ingress, Egress] # nothing gets out
              +  policyTypes: [Ingress] # nothing gets out
            json: Remove `Egress` from policyTypes of shop/db: adds 4 connections, leaves open or settles 1
                + shop/db -> shop/web, all ports
                + shop/db -> other/guest, all ports
                + shop/db -> kube-system/coredns, all ports
                + shop/db -> external, all ports
                ? shop/db -> shop/api, all ports
              -     "policyTypes": ["Ingress", "Egress"]}},
              +     "policyTypes": ["Ingress"]}},
        "#]],
    );
}

#[test]
fn types_are_written_where_they_were_not() {
    check(
        |it| {
            Remedy::WriteTypes(
                policy(it, "api"),
                vec![Direction::Ingress, Direction::Egress],
            )
        },
        &expect![[r#"
            block: Write `policyTypes: [Ingress, Egress]` in shop/api: removes 5 connections
                - shop/api -> shop/web, all ports
                - shop/api -> shop/db, all ports
                - shop/api -> other/guest, all ports
                - shop/api -> kube-system/coredns, all ports
                - shop/api -> external, all ports
              +  policyTypes:
              +    - Ingress
              +    - Egress
            flow: Write `policyTypes: [Ingress, Egress]` in shop/api: removes 5 connections
                - shop/api -> shop/web, all ports
                - shop/api -> shop/db, all ports
                - shop/api -> other/guest, all ports
                - shop/api -> kube-system/coredns, all ports
                - shop/api -> external, all ports
              +  policyTypes:
              +    - Ingress
              +    - Egress
            json: Write `policyTypes: [Ingress, Egress]` in shop/api: removes 5 connections
                - shop/api -> shop/web, all ports
                - shop/api -> shop/db, all ports
                - shop/api -> other/guest, all ports
                - shop/api -> kube-system/coredns, all ports
                - shop/api -> external, all ports
              -     ]}}
              +     ], "policyTypes": ["Ingress", "Egress"]}}
        "#]],
    );
}

#[test]
fn names_can_be_asked_at_the_port_of_the_pods() {
    check(
        |it| Remedy::AdmitDns(policy(it, "db")),
        &expect![[r#"
        block: Admit the cluster's DNS in `egress` of shop/db: adds 1 connection
            + shop/db -> kube-system/coredns, 5353/TCP, 5353/UDP
          +  egress:
          +    - to:
          +        - namespaceSelector:
          +            matchLabels:
          +              kubernetes.io/metadata.name: kube-system
          +          podSelector:
          +            matchLabels:
          +              k8s-app: kube-dns
          +      ports:
          +        - protocol: UDP
          +          port: 5353
          +        - protocol: TCP
          +          port: 5353
        flow: Admit the cluster's DNS in `egress` of shop/db: adds 1 connection
            + shop/db -> kube-system/coredns, 5353/TCP, 5353/UDP
          +  egress:
          +    - to:
          +        - namespaceSelector:
          +            matchLabels:
          +              kubernetes.io/metadata.name: kube-system
          +          podSelector:
          +            matchLabels:
          +              k8s-app: kube-dns
          +      ports:
          +        - protocol: UDP
          +          port: 5353
          +        - protocol: TCP
          +          port: 5353
        json: Admit the cluster's DNS in `egress` of shop/db: adds 1 connection
            + shop/db -> kube-system/coredns, 5353/TCP, 5353/UDP
          -     "policyTypes": ["Ingress", "Egress"]}},
          +     "policyTypes": ["Ingress", "Egress"], "egress": [{"to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}, "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}}}], "ports": [{"protocol": "UDP", "port": 5353}, {"protocol": "TCP", "port": 5353}]}]}},
    "#]],
    );
}

#[test]
fn a_namespace_gets_a_default_deny_behind_its_policies() {
    check(
        |it| Remedy::DefaultDeny(shop(it), Direction::Ingress),
        &expect![[r#"
            block: Add a default deny for ingress to the namespace `shop`: removes 4 connections
                - shop/api -> shop/web, all ports
                - other/guest -> shop/web, all ports
                - kube-system/coredns -> shop/web, all ports
                - external -> shop/web, all ports
              +---
              +apiVersion: networking.k8s.io/v1
              +kind: NetworkPolicy
              +metadata:
              +  name: default-deny-ingress
              +  namespace: shop
              +spec:
              +  podSelector: {}
              +  policyTypes:
              +    - Ingress
            flow: Add a default deny for ingress to the namespace `shop`: removes 4 connections
                - shop/api -> shop/web, all ports
                - other/guest -> shop/web, all ports
                - kube-system/coredns -> shop/web, all ports
                - external -> shop/web, all ports
              +---
              +apiVersion: networking.k8s.io/v1
              +kind: NetworkPolicy
              +metadata:
              +  name: default-deny-ingress
              +  namespace: shop
              +spec:
              +  podSelector: {}
              +  policyTypes:
              +    - Ingress
            json: Add a default deny for ingress to the namespace `shop`: removes 4 connections
                - shop/api -> shop/web, all ports
                - other/guest -> shop/web, all ports
                - kube-system/coredns -> shop/web, all ports
                - external -> shop/web, all ports
              -     ]}}
              +     ]}},
              +  {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "default-deny-ingress", "namespace": "shop"}, "spec": {"podSelector": {}, "policyTypes": ["Ingress"]}}
        "#]],
    );
}

#[test]
fn words_are_spelt_as_they_are_meant() {
    let labels = || {
        let entry = rules().index(0).field("from").index(0);
        entry.field("podSelector").field("matchLabels").field("app")
    };
    check(
        |it| {
            Remedy::Rename(
                object(it, "api"),
                labels(),
                "app.kubernetes.io/name".to_owned(),
            )
        },
        &expect![[r#"
            block: Write `app.kubernetes.io/name` for `app`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -              app: web
              +              app.kubernetes.io/name: web
            flow: Write `app.kubernetes.io/name` for `app`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: web}}}]
              +    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app.kubernetes.io/name: web}}}]
            json: Write `app.kubernetes.io/name` for `app`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "web"}}}],
              +       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app.kubernetes.io/name": "web"}}}],
        "#]],
    );
    check(
        |it| Remedy::Respell(object(it, "api"), labels(), "yes".to_owned()),
        &expect![[r#"
            block: Write `yes` for `web`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -              app: web
              +              app: "yes"
            flow: Write `yes` for `web`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: web}}}]
              +    - from: [{namespaceSelector: {matchLabels: {env: qa}}, podSelector: {matchLabels: {app: "yes"}}}]
            json: Write `yes` for `web`: removes 1 connection
                - shop/web -> shop/api, 80/TCP
              -       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "web"}}}],
              +       {"from": [{"namespaceSelector": {"matchLabels": {"env": "qa"}}, "podSelector": {"matchLabels": {"app": "yes"}}}],
        "#]],
    );
}

#[test]
fn the_port_of_the_pods_stands_for_that_of_their_service() {
    check(
        |it| {
            let port = rules().index(0).field("ports").index(0).field("port");
            Remedy::UsePort(object(it, "api"), port, 8080)
        },
        &expect![[r#"
            block: Write the port of the pods, 8080, for 80: adds 1 connection, removes 1
                + shop/web -> shop/api, 8080/TCP
                - shop/web -> shop/api, 80/TCP
              -        - port: 80 # the Service's
              +        - port: 8080 # the Service's
            flow: Write the port of the pods, 8080, for 80: adds 1 connection, removes 1
                + shop/web -> shop/api, 8080/TCP
                - shop/web -> shop/api, 80/TCP
              -      ports: [{port: 80}] # the Service's
              +      ports: [{port: 8080}] # the Service's
            json: Write the port of the pods, 8080, for 80: adds 1 connection, removes 1
                + shop/web -> shop/api, 8080/TCP
                - shop/web -> shop/api, 80/TCP
              -        "ports": [{"port": 80}]},
              +        "ports": [{"port": 8080}]},
        "#]],
    );
}

#[test]
fn selectors_stand_for_the_address_of_a_service() {
    check(
        |it| {
            let service = it.find_service(shop(it), "web-svc").expect("it is there");
            Remedy::SelectBackends(branch(it, "api", 1, 0), service)
        },
        &expect![[r#"
            block: Select the pods of the Service shop/web-svc in `ingress[1].from[0]` of shop/api: adds 1 connection, removes 1, leaves open or settles 2
                + shop/web -> shop/api, 1-79/TCP, 81-65535/TCP, UDP, SCTP
                - 10.96.0.7/32 -> shop/api, all ports
                ? other/guest -> shop/api, all ports
                ? kube-system/coredns -> shop/api, all ports
              -        - ipBlock:
              -            cidr: 10.96.0.7/32
              +        - podSelector:
              +            matchLabels:
              +              app: web
            flow: Select the pods of the Service shop/web-svc in `ingress[1].from[0]` of shop/api: adds 1 connection, removes 1, leaves open or settles 2
                + shop/web -> shop/api, 1-79/TCP, 81-65535/TCP, UDP, SCTP
                - 10.96.0.7/32 -> shop/api, all ports
                ? other/guest -> shop/api, all ports
                ? kube-system/coredns -> shop/api, all ports
              -        - {ipBlock: {cidr: 10.96.0.7/32}}
              +        - {podSelector: {matchLabels: {app: web}}}
            json: Select the pods of the Service shop/web-svc in `ingress[1].from[0]` of shop/api: adds 1 connection, removes 1, leaves open or settles 2
                + shop/web -> shop/api, 1-79/TCP, 81-65535/TCP, UDP, SCTP
                - 10.96.0.7/32 -> shop/api, all ports
                ? other/guest -> shop/api, all ports
                ? kube-system/coredns -> shop/api, all ports
              -       {"from": [{"ipBlock": {"cidr": "10.96.0.7/32"}}]}
              +       {"from": [{"podSelector": {"matchLabels": {"app": "web"}}}]}
        "#]],
    );
}

#[test]
fn what_changes_nothing_goes() {
    check(
        |it| Remedy::RemoveEntries(vec![Entry::Peer(branch(it, "db", 0, 1))]),
        &expect![[r#"
            block: Remove `ingress[0].from[1]` of shop/db: changes no connection
              -        - podSelector: # by name
              -            matchLabels:
              -              app: api # the usual
            flow: Remove `ingress[0].from[1]` of shop/db: changes no connection
              -  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}, {podSelector: {matchLabels: {app: api}}}]}, {ports: [{port: 5432}]}]
              +  ingress: [{from: [{namespaceSelector: {matchLabels: {env: qa}}}]}, {ports: [{port: 5432}]}]
            json: Remove `ingress[0].from[1]` of shop/db: changes no connection
              -         {"namespaceSelector": {"matchLabels": {"env": "qa"}}},
              -         {"podSelector": {"matchLabels": {"app": "api"}}}
              +         {"namespaceSelector": {"matchLabels": {"env": "qa"}}}
        "#]],
    );
}

#[test]
fn what_changes_something_does_not_go() {
    check(
        |it| Remedy::RemovePolicy(policy(it, "db")),
        &expect![[r#"
        block: nothing
        flow: nothing
        json: nothing
    "#]],
    );
}
