//! What a click changes in the text, and that nothing else does.

#![expect(
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use netpol_engine::Options;
use netpol_engine::edit::{Holder, Wish, edited, edits};
use netpol_engine::model::{Protocol, WorkloadKind};
use netpol_engine::text::Sources;

/// A cluster in the three styles people write: block, flow and JSON.
const BLOCK: &str = "\
# Ours.
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    env: qa # for now
    team: a
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: main
          ports:
            - containerPort: 8080
            - containerPort: 53
              protocol: UDP
";
const FLOW: &str = "\
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {env: qa, team: a}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, ports: [{containerPort: 8080}, {containerPort: 53, protocol: UDP}]}]}
";
const JSON: &str = r#"{"apiVersion":"v1","kind":"List","items":[
 {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"env":"qa","team":"a"}}},
 {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app":"web"}},
  "spec":{"containers":[{"name":"main","ports":[{"containerPort":8080},{"containerPort":53,"protocol":"UDP"}]}]}}
]}
"#;
const BARE: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: main
";

fn sources(text: &str) -> Sources {
    [("Cluster", text)].into_iter().collect()
}

/// The text after a wish, or why there is none.
fn after(text: &str, wish: &Wish) -> String {
    let sources = sources(text);
    match edits(&sources, &Options::default(), wish) {
        Ok(edits) => {
            let after = edited(&sources, &edits);
            after.iter().map(|it| it.1.text.clone()).collect()
        }
        Err(fault) => fault.to_string(),
    }
}

/// Compares line by line: `-` and `+` are what went and came.
#[track_caller]
fn check(text: &str, wish: &Wish, expected: &[&str]) {
    let after = after(text, wish);
    let (before, now): (Vec<_>, Vec<_>) = (text.lines().collect(), after.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = before.iter().zip(&now).take_while(same).count();
    let rest = before.len().min(now.len()) - head;
    let tail = before
        .iter()
        .rev()
        .zip(now.iter().rev())
        .take(rest)
        .take_while(same)
        .count();
    let gone = before[head..before.len() - tail]
        .iter()
        .map(|it| format!("-{it}"));
    let come = now[head..now.len() - tail]
        .iter()
        .map(|it| format!("+{it}"));
    let changes: Vec<String> = gone.chain(come).collect();
    assert_eq!(changes, expected, "{wish:?}\n{after}");
}

fn shop() -> Holder {
    Holder::Namespace("shop".to_owned())
}

fn web(kind: WorkloadKind) -> Holder {
    Holder::Workload {
        namespace: "shop".to_owned(),
        kind,
        name: "web".to_owned(),
    }
}

fn label(holder: Holder, key: &str, value: &str) -> Wish {
    Wish::SetLabel {
        holder,
        key: key.to_owned(),
        value: value.to_owned(),
    }
}

fn no_label(holder: Holder, key: &str) -> Wish {
    Wish::RemoveLabel {
        holder,
        key: key.to_owned(),
    }
}

fn port(holder: Holder, number: u16, protocol: Protocol) -> Wish {
    Wish::AddPort {
        holder,
        number,
        protocol,
    }
}

fn no_port(holder: Holder, number: u16, protocol: Protocol) -> Wish {
    Wish::RemovePort {
        holder,
        number,
        protocol,
    }
}

#[test]
fn a_label_gets_another_value_where_it_stands() {
    check(
        BLOCK,
        &label(shop(), "env", "prod"),
        &["-    env: qa # for now", "+    env: prod # for now"],
    );
    check(
        FLOW,
        &label(shop(), "env", "yes"),
        &[
            "-{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {env: qa, team: a}}}",
            "+{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {env: \"yes\", team: a}}}",
        ],
    );
}

#[test]
fn a_new_label_follows_the_others_in_their_style() {
    check(BLOCK, &label(shop(), "tier", "1"), &["+    tier: \"1\""]);
    check(
        FLOW,
        &label(web(WorkloadKind::Deployment), "tier", "front"),
        &[
            "-    metadata: {labels: {app: web}}",
            "+    metadata: {labels: {app: web, tier: front}}",
        ],
    );
    let json = after(JSON, &label(shop(), "tier", "front"));
    assert!(
        json.contains(r#""labels":{"env":"qa","team":"a", "tier": "front"}"#),
        "{json}"
    );
}

#[test]
fn what_is_missing_above_a_label_is_written_too() {
    check(
        BARE,
        &label(web(WorkloadKind::Pod), "app", "web"),
        &["+  labels:", "+    app: web"],
    );
    let empty = BARE.replace("  namespace: shop\n", "  namespace: shop\n  labels:\n");
    check(
        &empty,
        &label(web(WorkloadKind::Pod), "app", "web"),
        &["+    app: web"],
    );
    let empty = BARE.replace("  namespace: shop\n", "  namespace: shop\n  labels: {}\n");
    check(
        &empty,
        &label(web(WorkloadKind::Pod), "app", "web"),
        &["-  labels: {}", "+  labels: {app: web}"],
    );
}

#[test]
fn a_controller_goes_on_selecting_its_pods() {
    check(
        BLOCK,
        &label(web(WorkloadKind::Deployment), "app", "site"),
        &[
            "-      app: web",
            "-  template:",
            "-    metadata:",
            "-      labels:",
            "-        app: web",
            "+      app: site",
            "+  template:",
            "+    metadata:",
            "+      labels:",
            "+        app: site",
        ],
    );
}

#[test]
fn a_namespace_that_is_nowhere_declared_is_declared_with_its_label() {
    check(
        BARE,
        &label(shop(), "env", "qa"),
        &[
            "+---",
            "+apiVersion: v1",
            "+kind: Namespace",
            "+metadata:",
            "+  name: shop",
            "+  labels:",
            "+    env: qa",
        ],
    );
}

#[test]
fn a_label_goes_with_its_line_or_its_comma() {
    check(BLOCK, &no_label(shop(), "env"), &["-    env: qa # for now"]);
    check(BLOCK, &no_label(shop(), "team"), &["-    team: a"]);
    for (key, left) in [("env", "{team: a}"), ("team", "{env: qa}")] {
        let text = after(FLOW, &no_label(shop(), key));
        assert!(text.contains(&format!("labels: {left}}}")), "{text}");
    }
    let text = after(JSON, &no_label(shop(), "env"));
    assert!(text.contains(r#""labels":{"team":"a"}"#), "{text}");
}

#[test]
fn the_last_label_leaves_an_empty_mapping() {
    let only = BLOCK.replace("    team: a\n", "");
    check(
        &only,
        &no_label(shop(), "env"),
        &[
            "-  labels:",
            "-    env: qa # for now",
            "+  labels: {} # for now",
        ],
    );
}

#[test]
fn ports_come_and_go() {
    let deployment = || web(WorkloadKind::Deployment);
    check(
        BLOCK,
        &port(deployment(), 9090, Protocol::Tcp),
        &["+            - containerPort: 9090"],
    );
    check(
        BLOCK,
        &port(deployment(), 9090, Protocol::Udp),
        &[
            "+            - containerPort: 9090",
            "+              protocol: UDP",
        ],
    );
    check(
        BLOCK,
        &no_port(deployment(), 8080, Protocol::Tcp),
        &["-            - containerPort: 8080"],
    );
    check(
        BLOCK,
        &no_port(deployment(), 53, Protocol::Udp),
        &[
            "-            - containerPort: 53",
            "-              protocol: UDP",
        ],
    );
    check(
        BARE,
        &port(web(WorkloadKind::Pod), 80, Protocol::Tcp),
        &["+      ports:", "+        - containerPort: 80"],
    );
    let text = after(FLOW, &no_port(deployment(), 8080, Protocol::Tcp));
    assert!(
        text.contains("ports: [{containerPort: 53, protocol: UDP}]"),
        "{text}"
    );
    let text = after(JSON, &port(web(WorkloadKind::Pod), 9090, Protocol::Tcp));
    assert!(
        text.contains(r#""protocol":"UDP"}, {"containerPort": 9090}]"#),
        "{text}"
    );
}

#[test]
fn new_objects_stand_behind_the_others() {
    let namespace = Wish::AddNamespace {
        name: "other".to_owned(),
    };
    check(
        BLOCK,
        &namespace,
        &[
            "+---",
            "+apiVersion: v1",
            "+kind: Namespace",
            "+metadata:",
            "+  name: other",
        ],
    );
    let workload = Wish::AddWorkload {
        namespace: "shop".to_owned(),
        name: "db".to_owned(),
        port: Some(5432),
    };
    for text in ["", BLOCK, FLOW, JSON] {
        let text = after(text, &workload);
        assert!(
            text.ends_with("          ports:\n            - containerPort: 5432\n"),
            "{text}"
        );
    }
    let service = Wish::AddService {
        namespace: "shop".to_owned(),
        name: "web-svc".to_owned(),
        selector: vec![("app".to_owned(), "web".to_owned())],
        port: 80,
        target: 8080,
    };
    let text = after(BLOCK, &service);
    assert!(
        text.ends_with("  ports:\n    - port: 80\n      targetPort: 8080\n"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_done_is_said() {
    let fault = |text: &str, wish: &Wish, expected: &str| assert_eq!(after(text, wish), expected);
    let namespace = |name: &str| Wish::AddNamespace {
        name: name.to_owned(),
    };
    fault(BLOCK, &namespace("shop"), "there is a `shop` already");
    fault(
        BLOCK,
        &namespace("Shop"),
        "Kubernetes would refuse it: `Shop` is no name of lower case letters, digits and hyphens",
    );
    fault(
        BLOCK,
        &label(web(WorkloadKind::Pod), "a", "b"),
        "it is not in the text any more",
    );
    fault(
        BLOCK,
        &no_port(web(WorkloadKind::Deployment), 1, Protocol::Tcp),
        "it is not in the text any more",
    );
    let bad = label(shop(), "env", "a b");
    assert!(after(BLOCK, &bad).starts_with("Kubernetes would refuse it: "));
    let of_pods = no_label(web(WorkloadKind::Deployment), "app");
    assert!(after(BLOCK, &of_pods).starts_with("Kubernetes would refuse it: "));
    let table = "NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS\n\
                 shop        web     1/1     Running   0          1d    app=web\n";
    let in_table = label(web(WorkloadKind::Pod), "a", "b");
    fault(
        table,
        &in_table,
        "it stands in a table, which cannot be edited here",
    );
}
