//! Trees of rows whose kinds may not be read yet.

use super::*;
use crate::manifest::node::Node;
use crate::manifest::scalar::Scalar;
use crate::text::Sources;

/// Every value of a tree as `path = value @ place`.
fn values(text: &str, node: &Node, path: &str, found: &mut Vec<String>) {
    for (index, item) in node.items().iter().enumerate() {
        values(text, item, &format!("{path}[{index}]"), found);
    }
    for entry in node.entries() {
        let path = format!("{path}.{}", entry.key.text);
        values(text, &entry.value, &path, found);
    }
    let value = match node.scalar() {
        Some(Scalar::Text(text)) => text.clone(),
        Some(Scalar::Integer(number)) => number.to_string(),
        _ => return,
    };
    let place = &text[node.span.range()];
    found.push(format!(
        "{} = {value} @ {place}",
        path.trim_start_matches('.')
    ));
}

/// Checks the `spec` and `status` of every Service in a text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let sources: Sources = [("test", text)].into_iter().collect();
    let source = sources.iter().next().unwrap().0;
    let options = Options::default();
    let mut findings = Vec::new();
    let mut found = Vec::new();
    for row in tables(source, text, &options, &mut findings).rows {
        if let TableRow::Object(tree, _) = row {
            assert_eq!(tree.get("kind").and_then(Node::text), Some("Service"));
            let mut all = Vec::new();
            values(text, &tree, "", &mut all);
            found.extend(all.into_iter().filter(|it| it.starts_with('s')));
        }
    }
    assert_eq!(found, expected, "{findings:#?}");
}

#[test]
fn services_t154() {
    check(
        "\
NAMESPACE   NAME    TYPE           CLUSTER-IP      EXTERNAL-IP          PORT(S)                      AGE   SELECTOR
shop        web     NodePort       10.96.12.34     <none>               80:30080/TCP,443/TCP         2d    app=web,tier=front
shop        db      ClusterIP      None            <none>               <none>                       2d    app=db
shop        bank    ExternalName   <none>          api.bank.example     <none>                       2d    <none>
shop        entry   LoadBalancer   10.96.0.7       203.0.113.4,lb.ex    443:31443/TCP                2d    app=entry
shop        late    LoadBalancer   10.96.0.8       <pending>            53:31053/UDP                 2d    app=late
",
        &[
            "spec.type = NodePort @ NodePort",
            "spec.clusterIP = 10.96.12.34 @ 10.96.12.34",
            "spec.ports[0].port = 80 @ 80",
            "spec.ports[0].protocol = TCP @ TCP",
            "spec.ports[0].name = tcp-80 @ 80",
            "spec.ports[0].nodePort = 30080 @ 30080",
            "spec.ports[1].port = 443 @ 443",
            "spec.ports[1].protocol = TCP @ TCP",
            "spec.ports[1].name = tcp-443 @ 443",
            "spec.selector.app = web @ web",
            "spec.selector.tier = front @ front",
            "spec.type = ClusterIP @ ClusterIP",
            "spec.clusterIP = None @ None",
            "spec.selector.app = db @ db",
            "spec.type = ExternalName @ ExternalName",
            "spec.externalName = api.bank.example @ api.bank.example",
            "spec.type = LoadBalancer @ LoadBalancer",
            "spec.clusterIP = 10.96.0.7 @ 10.96.0.7",
            "spec.ports[0].port = 443 @ 443",
            "spec.ports[0].protocol = TCP @ TCP",
            "spec.ports[0].name = tcp-443 @ 443",
            "spec.ports[0].nodePort = 31443 @ 31443",
            "spec.selector.app = entry @ entry",
            "status.loadBalancer.ingress[0].ip = 203.0.113.4 @ 203.0.113.4",
            "status.loadBalancer.ingress[1].hostname = lb.ex @ lb.ex",
            "spec.type = LoadBalancer @ LoadBalancer",
            "spec.clusterIP = 10.96.0.8 @ 10.96.0.8",
            "spec.ports[0].port = 53 @ 53",
            "spec.ports[0].protocol = UDP @ UDP",
            "spec.ports[0].name = udp-53 @ 53",
            "spec.ports[0].nodePort = 31053 @ 31053",
            "spec.selector.app = late @ late",
        ],
    );
}

#[test]
fn services_without_selectors_are_left_aside_but_names_need_none() {
    check(
        "\
$ kubectl get svc -n shop
NAME    TYPE           CLUSTER-IP    EXTERNAL-IP        PORT(S)   AGE
web     LoadBalancer   10.96.12.34   a0123456789ab...   80/TCP    2d
bank    ExternalName   <none>        api.bank.example   <none>    2d
",
        &[
            "spec.type = ExternalName @ ExternalName",
            "spec.externalName = api.bank.example @ api.bank.example",
        ],
    );
}

#[test]
fn long_addresses_that_kubectl_cut_are_no_addresses() {
    check(
        "\
NAMESPACE   NAME   TYPE           CLUSTER-IP    EXTERNAL-IP        PORT(S)   AGE   SELECTOR
shop        web    LoadBalancer   10.96.12.34   a0123456789ab...   80/TCP    2d    app=web
shop        db     ClusterIP      10.96.12.35   192.0.2.1          x/TCP     2d    app=db
shop        api    ClusterIP      10.96.12.36   192.0.2.1          80/TCP    2d    <none>
",
        &[
            "spec.type = LoadBalancer @ LoadBalancer",
            "spec.clusterIP = 10.96.12.34 @ 10.96.12.34",
            "spec.ports[0].port = 80 @ 80",
            "spec.ports[0].protocol = TCP @ TCP",
            "spec.ports[0].name = tcp-80 @ 80",
            "spec.selector.app = web @ web",
            "spec.type = ClusterIP @ ClusterIP",
            "spec.clusterIP = 10.96.12.36 @ 10.96.12.36",
            "spec.externalIPs[0] = 192.0.2.1 @ 192.0.2.1",
            "spec.ports[0].port = 80 @ 80",
            "spec.ports[0].protocol = TCP @ TCP",
            "spec.ports[0].name = tcp-80 @ 80",
        ],
    );
}

#[test]
fn the_rest_of_a_text_is_as_long_as_it_was() {
    for text in [
        "a: 1\nNAME   AGE\nx      1d\nb: 2\n",
        "\u{feff}NAME   AGE\r\nx      1d\r\n",
        "kind: A\n$ k\n",
        "No resources found",
    ] {
        let sources: Sources = [("test", text)].into_iter().collect();
        let source = sources.iter().next().unwrap().0;
        let options = Options::default();
        let rest = tables(source, text, &options, &mut Vec::new()).rest;
        assert_eq!(rest.len(), text.len(), "{text:?}");
        let breaks = |it: &str| it.match_indices('\n').map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(breaks(&rest), breaks(text));
    }
}
