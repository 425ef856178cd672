//! Services, and who is listed as their endpoints.

use netpol_engine::diagnostic::Parsed;
use netpol_engine::manifest::Manifests;
use netpol_engine::model::{
    EndpointSlice, FromOutside, Members, Protocol, Readiness, Service, ServiceShape, TargetPort,
};
use netpol_engine::options::Options;
use netpol_engine::text::Sources;

use crate::reading::{check_findings, findings, pods, read};

fn text(spec: &str) -> String {
    format!(
        "{{apiVersion: v1, kind: Service, metadata: {{name: s, namespace: x}}, spec: {{{spec}}}}}"
    )
}

/// Checks that a Service with this spec has exactly these findings, and is read
/// if none of them is an error.
#[track_caller]
fn check(spec: &str, expected: &[&str]) {
    let text = text(spec);
    check_findings(&text, expected);
    let is_refused = expected.iter().any(|it| it.starts_with("error"));
    let count = read(&text).value.cluster.services().len();
    assert_eq!(count, usize::from(!is_refused), "{spec}");
}

/// The Service with this spec, which has no finding.
#[track_caller]
fn service(spec: &str) -> Service {
    let text = text(spec);
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), [""; 0], "{spec}");
    let mut services = parsed.value.cluster.services();
    services.next().unwrap().1.clone()
}

#[track_caller]
fn slices(parsed: &Parsed<Manifests>) -> Vec<EndpointSlice> {
    assert_eq!(parsed.diagnostics, []);
    let slices = parsed.value.cluster.endpoint_slices();
    slices.map(|(_, it)| it.clone()).collect()
}

#[test]
fn defaults_are_those_of_the_server_v3_v4() {
    let it = service("selector: {app: a}, ports: [{port: 80}]");
    let backing = it.backing().unwrap();
    assert_eq!(backing.ports[0].protocol, Protocol::Tcp);
    assert_eq!(backing.ports[0].target, TargetPort::Same);
    assert!(matches!(&backing.members, Members::Selected(_)));
    assert!(!backing.publishes_not_ready);
    let entrances = it.entrances().unwrap();
    assert_eq!(entrances.from_outside, FromOutside::NoEntrance);
    assert!(entrances.cluster.is_empty());
}

#[test]
fn targets_are_numbers_names_or_the_same_v3() {
    for (written, expected) in [
        ("8080", TargetPort::Number(8080)),
        ("web", TargetPort::Name("web".to_owned())),
        ("0", TargetPort::Same),
        ("\"\"", TargetPort::Same),
        ("null", TargetPort::Same),
    ] {
        let it = service(&format!("ports: [{{port: 80, targetPort: {written}}}]"));
        assert_eq!(it.backing().unwrap().ports[0].target, expected, "{written}");
    }
}

#[test]
fn an_empty_selector_is_none_l8() {
    for selector in ["", "selector: {}, ", "selector: null, "] {
        let it = service(&format!("{selector}ports: [{{port: 80}}]"));
        assert_eq!(it.backing().unwrap().members, Members::Listed, "{selector}");
    }
}

#[test]
fn shapes_follow_type_and_address_v5_v8() {
    let is_headless = |spec: &str| matches!(service(spec).shape, ServiceShape::Headless(_));
    assert!(is_headless("clusterIP: None"));
    assert!(is_headless("clusterIPs: [None], selector: {app: a}"));
    assert!(!is_headless("clusterIP: \"\", ports: [{port: 80}]"));
    let external = service("type: ExternalName, externalName: api.example.com., selector: {a: b}");
    let name = ServiceShape::ExternalName("api.example.com".to_owned());
    assert_eq!(external.shape, name);
}

#[test]
fn entrances_are_every_address_v10() {
    let balancer = "{apiVersion: v1, kind: Service, metadata: {name: s, namespace: x}, spec: \
         {type: LoadBalancer, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, \"fd00::7\"], \
         externalIPs: [203.0.113.8], ports: [{port: 80, nodePort: 30080}]}, \
         status: {loadBalancer: {ingress: [{ip: 203.0.113.9}, {hostname: lb.example.com}]}}}";
    let parsed = read(balancer);
    assert_eq!(parsed.diagnostics, []);
    let (_, it) = parsed.value.cluster.services().next().unwrap();
    let entrances = it.entrances().unwrap();
    let told = |all: &[std::net::IpAddr]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(told(&entrances.cluster), ["10.96.0.7", "fd00::7"]);
    assert_eq!(told(&entrances.outside), ["203.0.113.8", "203.0.113.9"]);
    assert_eq!(entrances.from_outside, FromOutside::AnyNode);
    assert_eq!(it.backing().unwrap().ports[0].node_port, Some(30080));

    let local = service("type: NodePort, externalTrafficPolicy: Local, ports: [{port: 80}]");
    let from_outside = local.entrances().unwrap().from_outside;
    assert_eq!(from_outside, FromOutside::BackendsNode);
}

#[test]
fn a_service_with_an_address_has_ports_e44() {
    check(
        "selector: {app: a}",
        &["error[required-value] `spec`: spec.ports: Required value"],
    );
    check(
        "ports: []",
        &["error[required-value] `[]`: spec.ports: Required value"],
    );
    check("clusterIP: None", &[]);
}

#[test]
fn several_ports_have_names_e45() {
    check(
        "ports: [{port: 80}, {port: 81, name: a}, {port: 82, name: a}, {port: 83, name: A.b}]",
        &[
            "error[required-value] `{port: 80}`: spec.ports[0].name: Required value",
            "error[duplicate-value] `a`: spec.ports[2].name: Duplicate value: \"a\"",
            "error[invalid-value] `A.b`: spec.ports[3].name: Invalid value: \"A.b\": a lowercase \
             RFC 1123 label must consist of lower case alphanumeric characters or '-', and must \
             start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex \
             used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        ],
    );
    check("ports: [{port: 80}]", &[]);
}

#[test]
fn ports_are_in_range_e46() {
    check(
        "ports: [{name: a}, {name: b, port: 0}, {name: c, port: 65536, targetPort: 70000}]",
        &[
            "error[invalid-value] `{name: a}`: spec.ports[0].port: \
             Invalid value: 0: must be between 1 and 65535, inclusive",
            "error[invalid-value] `0`: spec.ports[1].port: \
             Invalid value: 0: must be between 1 and 65535, inclusive",
            "error[invalid-value] `65536`: spec.ports[2].port: \
             Invalid value: 65536: must be between 1 and 65535, inclusive",
            "error[invalid-value] `70000`: spec.ports[2].targetPort: \
             Invalid value: 70000: must be between 1 and 65535, inclusive",
        ],
    );
    check(
        "ports: [{port: 80, targetPort: \"8080\"}]",
        &[
            "error[invalid-value] `\"8080\"`: spec.ports[0].targetPort: \
           Invalid value: \"8080\": must contain at least one letter (a-z)",
        ],
    );
    check(
        "ports: [{port: 80, targetPort: true}]",
        &[
            "error[wrong-type] `true`: json: cannot unmarshal bool into Go struct field \
           spec.ports[0].targetPort of type intstr.IntOrString",
        ],
    );
}

#[test]
fn protocols_are_three_e47() {
    check(
        "ports: [{port: 80, protocol: tcp}]",
        &[
            "error[unsupported-value] `tcp`: spec.ports[0].protocol: Unsupported value: \"tcp\": \
           supported values: \"SCTP\", \"TCP\", \"UDP\"",
        ],
    );
}

#[test]
fn types_are_four() {
    check(
        "type: Headless, ports: [{port: 80}]",
        &[
            "error[unsupported-value] `Headless`: spec.type: Unsupported value: \"Headless\": \
           supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"",
        ],
    );
    check(
        "type: ExternalName",
        &["error[required-value] `spec`: spec.externalName: Required value"],
    );
    check(
        "type: NodePort, clusterIP: None, ports: [{port: 80}]",
        &[
            "error[invalid-value] `None`: spec.clusterIPs[0]: Invalid value: \"None\": \
           may not be set to 'None' for NodePort services",
        ],
    );
}

#[test]
fn a_misspelt_field_is_an_error_i3() {
    check(
        "selectors: {app: a}, ports: [{port: 80, targetport: 8080}]",
        &[
            "error[unknown-field] `selectors`: \
             strict decoding error: unknown field \"spec.selectors\"",
            "error[unknown-field] `targetport`: \
             strict decoding error: unknown field \"spec.ports[0].targetport\"",
        ],
    );
}

#[test]
fn names_begin_with_a_letter() {
    check_findings(
        "{apiVersion: v1, kind: Service, metadata: {name: 1a, namespace: x}, \
         spec: {ports: [{port: 80}]}}",
        &[
            "error[invalid-value] `1a`: metadata.name: Invalid value: \"1a\": a DNS-1035 label must \
           consist of lower case alphanumeric characters or '-', start with an alphabetic \
           character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', \
           regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        ],
    );
}

#[test]
fn slices_list_addresses_v6_v7() {
    let parsed = read(
        "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s-1, namespace: x, \
         labels: {kubernetes.io/service-name: s}}, addressType: IPv4, endpoints: [\
         {addresses: [10.0.0.1], hostname: a, conditions: {ready: null}}, \
         {addresses: [10.0.0.2], conditions: {ready: false}}], \
         ports: [{name: web, port: 8080, protocol: TCP}, {port: null}]}",
    );
    let [slice] = &slices(&parsed)[..] else {
        panic!("one slice");
    };
    assert_eq!(slice.service.as_deref(), Some("s"));
    let ready: Vec<_> = slice.endpoints.iter().map(|it| it.is_ready).collect();
    assert_eq!(ready, [true, false]);
    assert_eq!(slice.endpoints[0].hostname.as_deref(), Some("a"));
    let ports: Vec<_> = slice.ports.iter().map(|it| it.number).collect();
    assert_eq!(ports, [Some(8080), None]);
}

#[test]
fn slices_of_host_names_mean_nothing_v6() {
    let text = "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, \
                metadata: {name: s-1, namespace: x}, addressType: FQDN, \
                endpoints: [{addresses: [a.example.com]}], ports: []}";
    check_findings(
        text,
        &["hint[endpoint-host-names] `FQDN`: \
           nobody reads slices of host names: its endpoints are left out"],
    );
}

#[test]
fn endpoints_are_a_slice_for_each_subset_v6() {
    let parsed = read(
        "{apiVersion: v1, kind: Endpoints, metadata: {name: s, namespace: x}, subsets: [\
         {addresses: [{ip: 10.0.0.1}], notReadyAddresses: [{ip: 10.0.0.2}], ports: [{port: 80}]}, \
         {addresses: [{ip: 10.0.0.3, hostname: c}], ports: [{port: 81}]}]}",
    );
    let told: Vec<_> = slices(&parsed)
        .iter()
        .map(|it| {
            (
                it.service.clone().unwrap(),
                it.endpoints.len(),
                it.ports[0].number,
            )
        })
        .collect();
    assert_eq!(
        told,
        [("s".to_owned(), 2, Some(80)), ("s".to_owned(), 1, Some(81))]
    );
}

#[test]
fn pods_say_whether_they_are_ready_v7() {
    for (status, expected) in [
        ("", Readiness::Assumed),
        (
            "conditions: [{type: Ready, status: \"True\"}]",
            Readiness::Ready,
        ),
        (
            "conditions: [{type: Initialized, status: \"True\"}, {type: Ready, status: \"False\"}]",
            Readiness::NotReady,
        ),
    ] {
        let text = format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: a, namespace: x}}, \
             status: {{{status}}}}}"
        );
        assert_eq!(pods(&read(&text))[0].readiness, expected, "{status}");
    }
}

#[test]
fn the_zone_is_an_option_d1() {
    let sources: Sources = [("test.yaml", "")].into_iter().collect();
    let zone = |written: &str| {
        let options = Options {
            cluster_zone: written.to_owned(),
            ..Options::default()
        };
        let cluster = netpol_engine::manifest::read(&sources, &options)
            .value
            .cluster;
        cluster.zone().to_owned()
    };
    assert_eq!(zone("Corp.Example."), "corp.example");
    assert_eq!(zone(""), "cluster.local");
    assert_eq!(Options::default().cluster_zone, "cluster.local");
}
