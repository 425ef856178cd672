//! Pods, deployments and nodes.

use std::net::IpAddr;

use netpol_engine::model::{ContainerPort, ContainerRole, LabelValue, Protocol, WorkloadKind};

use crate::reading::{check_findings, findings, pods, read};

/// The findings on a pod with this spec.
#[track_caller]
fn check_pod(spec: &str, expected: &[&str]) {
    let text = pod(spec);
    check_findings(&text, expected);
}

fn pod(spec: &str) -> String {
    format!(
        "{{apiVersion: v1, kind: Pod, metadata: {{name: a, namespace: x}}, spec: {{{spec}}}}}\n"
    )
}

#[test]
fn ports_come_from_containers_and_sidecars_q12() {
    let text = pod(
        "containers: [{name: a, ports: [{name: web, containerPort: 80}, \
                    {containerPort: 53, protocol: UDP}]}, {name: b}], \
                    initContainers: [{name: i, ports: [{containerPort: 1}]}, \
                    {name: s, restartPolicy: Always, ports: [{name: proxy, containerPort: 15001}]}], \
                    ephemeralContainers: [{name: e, ports: [{containerPort: 2}]}]",
    );
    check_findings(&text, &[]);
    let port = |name: Option<&str>, number, protocol, role| ContainerPort {
        name: name.map(str::to_owned),
        number,
        protocol,
        role,
    };
    assert_eq!(
        pods(&read(&text))[0].ports.known(),
        [
            port(Some("web"), 80, Protocol::Tcp, ContainerRole::Main),
            port(None, 53, Protocol::Udp, ContainerRole::Main),
            port(Some("proxy"), 15001, Protocol::Tcp, ContainerRole::Sidecar),
        ]
    );
}

#[test]
fn containers_may_share_the_name_of_a_port_e41() {
    let text = pod("containers: [{ports: [{name: web, containerPort: 1}]}, \
         {ports: [{name: web, containerPort: 2}]}]");
    assert_eq!(pods(&read(&text))[0].ports.known().len(), 2);
}

#[test]
fn wrong_types_cost_the_pod() {
    let text = pod("hostNetwork: 'true', nodeName: 5, containers: {}");
    check_findings(
        &text,
        &[
            "error[wrong-type] `'true'`: json: cannot unmarshal string into Go struct field \
             spec.hostNetwork of type bool",
            "error[wrong-type] `5`: json: cannot unmarshal number into Go struct field \
             spec.nodeName of type string",
            "error[wrong-type] `{}`: json: cannot unmarshal object into Go struct field \
             spec.containers of type array",
        ],
    );
    assert!(pods(&read(&text)).is_empty());
}

#[test]
fn fields_that_do_not_matter_are_not_looked_at() {
    check_pod(
        "containers: [{name: a, image: 5, env: [{name: A, value: yes}], resources: no}], volumes: 5",
        &[],
    );
}

#[test]
fn fields_that_the_api_does_not_have_are_not_heeded_and_that_is_said() {
    check_pod(
        "hostnetwork: true, containers: [{ports: [{containerport: 80, containerPort: 81}]}]",
        &[
            "warning[unknown-field] `hostnetwork`: unknown field \"spec.hostnetwork\"",
            "warning[unknown-field] `containerport`: \
             unknown field \"spec.containers[0].ports[0].containerport\"",
        ],
    );
    let text = pod("hostnetwork: true");
    let help = read(&text).diagnostics[0].help.clone();
    assert_eq!(help.as_deref(), Some("write `hostNetwork`"));
    check_findings(
        &deployment("template: {labels: {app: web}}"),
        &["warning[unknown-field] `labels`: unknown field \"spec.template.labels\""],
    );
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

const LIVE: &str = "
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {role: cp}},
   status: {addresses: [{type: Hostname, address: n1}, {type: InternalIP, address: 192.168.0.1},
                        {type: ExternalIP, address: 1.2.3.4}]}}
- {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x}, spec: {nodeName: n1},
   status: {phase: Running, podIP: 10.0.1.1, podIPs: [{ip: 10.0.1.1}, {ip: 'fd00::1'}],
            hostIP: 192.168.0.1}}
- {apiVersion: v1, kind: Pod, metadata: {name: hn, namespace: x},
   spec: {nodeName: n2, hostNetwork: true}, status: {podIP: 192.168.0.2}}
- {apiVersion: v1, kind: Pod, metadata: {name: done, namespace: gone},
   status: {phase: Succeeded, podIP: 10.0.1.1}}
";

#[test]
fn live_pods_have_addresses_and_nodes() {
    let parsed = read(LIVE);
    assert_eq!(
        findings(LIVE, &parsed),
        ["hint[finished-pod] `Succeeded`: \
          this pod has finished (Succeeded) and is left out: it has no address any more"]
    );
    let cluster = &parsed.value.cluster;
    let pods = pods(&parsed);
    assert_eq!(pods.len(), 2);
    assert_eq!(pods[0].addresses, ["10.0.1.1", "fd00::1"].map(address));
    assert_eq!(cluster[pods[0].node.unwrap()].name, "n1");
    assert!(pods[1].host_network);

    let nodes: Vec<_> = cluster.nodes().map(|(_, it)| it).collect();
    assert_eq!(nodes.len(), 2);
    assert_eq!(nodes[0].addresses, [address("192.168.0.1")]);
    assert!(nodes[0].labels.get("role").is_some());
    assert_eq!(nodes[1].name, "n2");
    assert_eq!(nodes[1].addresses, [address("192.168.0.2")]);
    assert_eq!(nodes[1].declared_by, None);
    assert!(cluster.find_namespace("gone").is_none());
}

#[test]
fn one_address_at_two_live_pods_gets_a_warning_s10() {
    let pod = |name| {
        format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: x}}, \
             status: {{podIP: 10.0.0.1}}}}\n"
        )
    };
    let text = format!("{}---\n{}", pod("a"), pod("b"));
    check_findings(
        &text,
        &["warning[shared-address] `10.0.0.1`: pod `a` has the address 10.0.0.1 as well"],
    );
}

#[test]
fn an_address_that_cannot_be_read_is_ignored() {
    let text = "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x}, \
                status: {podIP: nonsense}}";
    check_findings(
        text,
        &[
            "warning[invalid-value] `nonsense`: status.podIP: `nonsense` is not an IP address; \
           it is ignored",
        ],
    );
    assert_eq!(pods(&read(text)).len(), 1);
}

fn deployment(spec: &str) -> String {
    format!(
        "{{apiVersion: apps/v1, kind: Deployment, \
         metadata: {{name: web, namespace: x, labels: {{app: not-this}}}}, spec: {{{spec}}}}}\n"
    )
}

const TEMPLATE: &str = "template: {metadata: {labels: {app: web}}, \
                        spec: {containers: [{ports: [{containerPort: 80}]}]}}";

#[test]
fn a_template_stands_with_at_most_two_pods_w5_w6_w7() {
    for (replicas, expected) in [("", 1), ("replicas: 2, ", 2), ("replicas: 9, ", 2)] {
        let text = deployment(&format!("{replicas}{TEMPLATE}"));
        check_findings(&text, &[]);
        let parsed = read(&text);
        let pods = pods(&parsed);
        assert_eq!(pods.len(), expected);
        assert_eq!(pods[0].name, "web-1");
        assert_eq!(pods[0].ports.known()[0].number, 80);
        let app = LabelValue::Text("web".to_owned());
        assert_eq!(pods[0].labels.get("app"), Some(&app));
        let hash = pods[0].labels.get("pod-template-hash");
        assert_eq!(hash, Some(&LabelValue::Generated));
        let (_, workload) = parsed.value.cluster.workloads().next().unwrap();
        assert_eq!(workload.kind, WorkloadKind::Deployment);
        assert_eq!(workload.pods.len(), expected);
    }
}

#[test]
fn a_deployment_may_ask_for_no_pods() {
    let text = deployment(&format!("replicas: 0, {TEMPLATE}"));
    check_findings(
        &text,
        &["hint[no-pods] `0`: no pods are asked for, so none are shown"],
    );
    let cluster = read(&text).value.cluster;
    assert_eq!(cluster.workloads().len(), 1);
    assert_eq!(cluster.pods().len(), 0);
}

#[test]
fn a_deployment_needs_a_template() {
    check_findings(
        &deployment("replicas: -1"),
        &[
            "error[required-value] `spec`: spec.template: Required value",
            "error[invalid-value] `-1`: spec.replicas: Invalid value: -1: \
             must be greater than or equal to 0",
        ],
    );
}

#[test]
fn names_of_pods_do_not_collide() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: x}}\n";
    let text = format!(
        "{}---\n{pod}",
        deployment(&format!("replicas: 2, {TEMPLATE}"))
    );
    let names: Vec<_> = pods(&read(&text)).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["web-2", "web-3", "web-1"]);
}
