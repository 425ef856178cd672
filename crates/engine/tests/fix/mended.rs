//! What is offered for a finding, in every style.

use expect_test::{Expect, expect};
use netpol_engine::Options;
use netpol_engine::lint::lint;

use crate::shown::Case;

pub(crate) const CLUSTER: &str = "\
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: ops}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: monitoring, labels: {stage: test}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: api, namespace: shop, labels: {app: api}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: backup, namespace: ops, labels: {app: backup}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: metrics, namespace: monitoring, labels: {app: metrics}}}
";

/// A policy for these pods with this `from`.
pub(crate) fn admitting(subject: &str, from: &str) -> String {
    [
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n",
        "metadata: {name: p, namespace: shop}\nspec:\n",
        "  podSelector: ",
        subject,
        "\n  ingress:\n    - from:",
        from,
        "\n",
    ]
    .concat()
}

/// What is offered for each of these that has this code, and which lines it changes.
fn offers(texts: &[&str], code: &str) -> String {
    let case = Case::new(texts);
    let options = Options::default();
    let found = lint(&case.sources, &options, &case.analysis);
    let workshop = case.workshop(&options);
    let found = found.iter().filter(|it| it.code.0 == code);
    let fixes: Vec<_> = found.flat_map(|it| workshop.mend(it)).collect();
    if fixes.is_empty() {
        return "nothing\n".to_owned();
    }
    case.show(&fixes)
}

#[track_caller]
fn check(code: &str, policies: &[String], expected: &Expect) {
    let each = policies.iter().map(|it| offers(&[it, CLUSTER], code));
    expected.assert_eq(&each.collect::<String>());
}

#[test]
fn only_the_key_of_a_namespace_that_is_meant_by_its_name_changes() {
    let with = |from| admitting("{matchLabels: {app: db}}", from);
    check(
        "namespace-by-name",
        &[
            with(
                " [{namespaceSelector: {matchExpressions: [{key: name, operator: In, values: [ops, monitoring]}]}}]",
            ),
            with(
                "
        - namespaceSelector:
            matchLabels:
              stage: test # not that of the tests
              name: monitoring",
            ),
            with(
                "
        - namespaceSelector:
            matchExpressions:
              - operator: Exists
                key: stage
              - operator: In
                key: ns # both
                values: [ops, monitoring]",
            ),
            with(r#" [{"namespaceSelector": {"matchLabels": {"name": "ops"}}}]"#),
        ],
        &expect![[r#"
            Write `kubernetes.io/metadata.name` for `name`: adds 2 connections
                + ops/backup -> shop/db, all ports
                + monitoring/metrics -> shop/db, all ports
              -    - from: [{namespaceSelector: {matchExpressions: [{key: name, operator: In, values: [ops, monitoring]}]}}]
              +    - from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [ops, monitoring]}]}}]
            Write `kubernetes.io/metadata.name` for `name`: adds 1 connection
                + monitoring/metrics -> shop/db, all ports
              -              name: monitoring
              +              kubernetes.io/metadata.name: monitoring
            Write `kubernetes.io/metadata.name` for `ns`: adds 1 connection
                + monitoring/metrics -> shop/db, all ports
              -                key: ns # both
              +                key: kubernetes.io/metadata.name # both
            Write `kubernetes.io/metadata.name` for `name`: adds 1 connection
                + ops/backup -> shop/db, all ports
              -    - from: [{"namespaceSelector": {"matchLabels": {"name": "ops"}}}]
              +    - from: [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}}}]
        "#]],
    );
}

#[test]
fn an_entry_gets_the_namespace_of_the_pods_that_it_asks_for() {
    let with = |from| admitting("{matchLabels: {app: db}}", from);
    check(
        "matches-nobody",
        &[
            with(" [{podSelector: {matchLabels: {app: backup}}}]"),
            with(r#" [{"podSelector": {"matchLabels": {"app": "backup"}}}]"#),
            with(
                "
        # At night.
        - podSelector: # the copies
            matchLabels:
              app: backup",
            ),
            with(
                " [{podSelector: {matchExpressions: [{key: app, operator: In, values: [backup, metrics]}]}}]",
            ),
        ],
        &expect![[r#"
            Mean the namespace `ops` in `ingress[0].from[0]` of shop/p: adds 1 connection
                + ops/backup -> shop/db, all ports
              -    - from: [{podSelector: {matchLabels: {app: backup}}}]
              +    - from: [{podSelector: {matchLabels: {app: backup}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}]
            Mean the namespace `ops` in `ingress[0].from[0]` of shop/p: adds 1 connection
                + ops/backup -> shop/db, all ports
              -    - from: [{"podSelector": {"matchLabels": {"app": "backup"}}}]
              +    - from: [{"podSelector": {"matchLabels": {"app": "backup"}}, "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}}}]
            Mean the namespace `ops` in `ingress[0].from[0]` of shop/p: adds 1 connection
                + ops/backup -> shop/db, all ports
              +          namespaceSelector:
              +            matchLabels:
              +              kubernetes.io/metadata.name: ops
            Mean the namespace `ops` in `ingress[0].from[0]` of shop/p: adds 1 connection
                + ops/backup -> shop/db, all ports
              -    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [backup, metrics]}]}}]
              +    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [backup, metrics]}]}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}}]
            Mean the namespace `monitoring` in `ingress[0].from[0]` of shop/p: adds 1 connection
                + monitoring/metrics -> shop/db, all ports
              -    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [backup, metrics]}]}}]
              +    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [backup, metrics]}]}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
        "#]],
    );
}

#[test]
fn a_slip_in_a_label_is_mended_where_it_is() {
    let api = " [{podSelector: {matchLabels: {app: api}}}]";
    check(
        "selects-no-pod",
        &[
            admitting("{matchLabels: {apps: db}}", api),
            admitting(r#"{"matchLabels": {"apps": "db"}}"#, api),
            admitting("\n    matchLabels:\n      apps: db # ours", api),
            admitting(
                "\n    matchExpressions:\n      - {key: apps, operator: In, values: [x, db]}",
                api,
            ),
            admitting("{matchLabels: {appp: apo}}", api),
        ],
        &expect![[r#"
            Write `app` for `apps`: removes 3 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
                - external -> shop/db, all ports
              -  podSelector: {matchLabels: {apps: db}}
              +  podSelector: {matchLabels: {app: db}}
            Write `app` for `apps`: removes 3 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
                - external -> shop/db, all ports
              -  podSelector: {"matchLabels": {"apps": "db"}}
              +  podSelector: {"matchLabels": {"app": "db"}}
            Write `app` for `apps`: removes 3 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
                - external -> shop/db, all ports
              -      apps: db # ours
              +      app: db # ours
            Write `app` for `apps`: removes 3 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
                - external -> shop/db, all ports
              -      - {key: apps, operator: In, values: [x, db]}
              +      - {key: app, operator: In, values: [x, db]}
            Write `api` for `apo`, and write `app` for `appp`: removes 4 connections
                - shop/db -> shop/api, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/api, all ports
                - external -> shop/api, all ports
              -  podSelector: {matchLabels: {appp: apo}}
              +  podSelector: {matchLabels: {app: apo}}
              -  podSelector: {matchLabels: {appp: apo}}
              +  podSelector: {matchLabels: {appp: api}}
        "#]],
    );
    let with = |from| admitting("{matchLabels: {app: db}}", from);
    check(
        "matches-nobody",
        &[
            with(" [{podSelector: {matchLabels: {ap: api}}}]"),
            with(
                " [{podSelector: {matchExpressions: [{key: app, operator: In, values: [xyz, apu]}]}}]",
            ),
            with(" [{namespaceSelector: {matchLabels: {stages: test}}}]"),
        ],
        &expect![[r#"
            Write `app` for `ap`: adds 1 connection
                + shop/api -> shop/db, all ports
              -    - from: [{podSelector: {matchLabels: {ap: api}}}]
              +    - from: [{podSelector: {matchLabels: {app: api}}}]
            Write `api` for `apu`: adds 1 connection
                + shop/api -> shop/db, all ports
              -    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [xyz, apu]}]}}]
              +    - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [xyz, api]}]}}]
            Write `stage` for `stages`: adds 1 connection
                + monitoring/metrics -> shop/db, all ports
              -    - from: [{namespaceSelector: {matchLabels: {stages: test}}}]
              +    - from: [{namespaceSelector: {matchLabels: {stage: test}}}]
        "#]],
    );
}

#[test]
fn an_entry_for_all_namespaces_beside_a_narrower_policy_means_its_own() {
    let narrow = admitting(
        "{matchLabels: {app: db}}",
        " [{podSelector: {matchLabels: {app: api}}}]",
    );
    let wide = |from| {
        let wide = admitting("{matchLabels: {app: db}}", from);
        [&wide.replace("name: p,", "name: wide,"), "---\n", &narrow].concat()
    };
    check(
        "opens-more-than-its-neighbours",
        &[
            wide(" [{namespaceSelector: {}}]"),
            wide("\n        - namespaceSelector: {} # all of ours"),
        ],
        &expect![[r#"
            Mean the namespace `shop` in `ingress[0].from[0]` of shop/wide: removes 2 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
              -    - from: [{namespaceSelector: {}}]
              +    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]
            Mean the namespace `shop` in `ingress[0].from[0]` of shop/wide: removes 2 connections
                - ops/backup -> shop/db, all ports
                - monitoring/metrics -> shop/db, all ports
              -        - namespaceSelector: {} # all of ours
              +        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}} # all of ours
        "#]],
    );
}

/// A policy in JSON with these rules, and one more pod.
fn json(rules: &str) -> String {
    let before = r#"{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
  "metadata": {"name": "p", "namespace": "shop"},
  "spec": {"podSelector": {"matchLabels": {"app": "db"}}, "ingress": "#;
    [before, rules, "}}\n---\n", WEB].concat()
}

/// The same in YAML, with these entries.
fn yaml(from: &str) -> String {
    admitting("{matchLabels: {app: db}}", from) + "---\n" + WEB
}

const WEB: &str = r#"{"apiVersion": "v1", "kind": "Pod",
  "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}}}
"#;

#[test]
fn rules_that_become_one_look_like_one() {
    check(
        "rule-split-by-a-dash",
        &[
            json(
                r#"[
      {
        "from": [
          {"podSelector": {"matchLabels": {"app": "api"}}}
        ]
      },
      {
        "ports": [{"port": 5432}]
      }
    ]"#,
            ),
            json(
                r#"[
      {
        "from": [{"podSelector": {"matchLabels": {"app": "api"}}}]
      },
      {"ports": [{"port": 5432}]}
    ]"#,
            ),
            json(
                r#"[
      {"from": [{"podSelector": {"matchLabels": {"app": "api"}}}]}, {
        "ports": [{"port": 5432}]
      }
    ]"#,
            ),
        ],
        &expect![[r#"
            Join `ingress[0]` of shop/p with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 5432/TCP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - ops/backup -> shop/db, 5432/TCP
                - monitoring/metrics -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -        ]
              -      },
              -      {
              +        ],
            Join `ingress[0]` of shop/p with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 5432/TCP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - ops/backup -> shop/db, 5432/TCP
                - monitoring/metrics -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -        "from": [{"podSelector": {"matchLabels": {"app": "api"}}}]
              -      },
              -      {"ports": [{"port": 5432}]}
              +        "from": [{"podSelector": {"matchLabels": {"app": "api"}}}],
              +        "ports": [{"port": 5432}]}
              -      {"ports": [{"port": 5432}]}
              +      {"ports": [{"port": 5432}]
              +      }
            Join `ingress[0]` of shop/p with the next rule: those peers on those ports: removes 5 connections
                - shop/web -> shop/db, 5432/TCP
                - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
                - ops/backup -> shop/db, 5432/TCP
                - monitoring/metrics -> shop/db, 5432/TCP
                - external -> shop/db, 5432/TCP
              -      {"from": [{"podSelector": {"matchLabels": {"app": "api"}}}]}, {
              -        "ports": [{"port": 5432}]
              +      {"from": [{"podSelector": {"matchLabels": {"app": "api"}}}], "ports": [{"port": 5432}]
              -        "ports": [{"port": 5432}]
              -      }
              +        "ports": [{"port": 5432}]}
        "#]],
    );
}

#[test]
fn entries_in_json_that_become_one_look_like_one() {
    check(
        "or-that-reads-like-and",
        &[
            json(
                r#"[{"from": [
      {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}},
      {"podSelector": {"matchLabels": {"app": "api"}}}
    ]}]"#,
            ),
            json(
                r#"[{"from": [
      {
        "namespaceSelector": {
          "matchLabels": {"kubernetes.io/metadata.name": "shop"}
        }
      },
      {
        "podSelector": {
          "matchLabels": {"app": "api"}
        }
      }
    ]}]"#,
            ),
        ],
        &expect![[r#"
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -      {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}},
              -      {"podSelector": {"matchLabels": {"app": "api"}}}
              +      {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}, "podSelector": {"matchLabels": {"app": "api"}}}
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -        }
              -      },
              -      {
              +        },
        "#]],
    );
}

#[test]
fn entries_in_brackets_that_become_one_look_like_one() {
    check(
        "or-that-reads-like-and",
        &[
            yaml(
                "
        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}
        - {podSelector: {matchLabels: {app: api}}}",
            ),
            yaml(
                "
        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}} # ours
        - {podSelector: {matchLabels: {app: api}}} # by name",
            ),
            yaml(
                "
        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}
        - podSelector: {matchLabels: {app: api}}",
            ),
            yaml(
                "
        [
          {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}, # ours
          {podSelector: {matchLabels: {app: api}}}
        ]",
            ),
        ],
        &expect![[r#"
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}
              +        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: api}}}
              -        - {podSelector: {matchLabels: {app: api}}}
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}} # ours
              +        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, # ours
              -        - {podSelector: {matchLabels: {app: api}}} # by name
              +           podSelector: {matchLabels: {app: api}}} # by name
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}
              +        - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: api}}}
              -        - podSelector: {matchLabels: {app: api}}
            Join `ingress[0].from[0]` of shop/p with the next entry: both selectors must match: removes 1 connection
                - shop/web -> shop/db, all ports
              -          {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}, # ours
              +          {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, # ours
              -          {podSelector: {matchLabels: {app: api}}}
              +           podSelector: {matchLabels: {app: api}}}
        "#]],
    );
}

#[test]
fn what_becomes_two_looks_like_two() {
    check(
        "and-that-reads-like-or",
        &[json(
            r#"[{"from": [
      {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}},
        "podSelector": {"matchLabels": {"app": "api"}}
      }
    ]}]"#,
        )],
        &expect![[r#"
            Part `ingress[0].from[0]` of shop/p into two entries: either selector may match: adds 2 connections
                + shop/api -> shop/db, all ports
                + ops/backup -> shop/db, all ports
              -        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}},
              +        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ops"}}
              +      },
              +      {
        "#]],
    );
}
