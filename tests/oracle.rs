//! The semantics once more, as plainly as possible, against the engine.
//!
//! The oracle knows neither sets nor the engine's types: it reads the objects as
//! they are written and decides one connection at a time. Where the input does
//! not say, its answer is `None`.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod clusters;

use std::net::IpAddr;

use clusters::{OUTSIDE, Objects, any_objects};
use netpol_engine::Analysis;
use netpol_engine::eval::{Endpoint, Verdict};
use netpol_engine::model::Protocol;
use proptest::prelude::*;
use serde_json::Value;

/// Whether something holds; `None` when it depends on what is not known.
type Holds = Option<bool>;

fn both(a: Holds, b: Holds) -> Holds {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn either(a: Holds, b: Holds) -> Holds {
    both(a.map(|it| !it), b.map(|it| !it)).map(|it| !it)
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn of_kind<'a>(objects: &'a Objects, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    objects.0.iter().filter(move |it| it["kind"] == kind)
}

/// One end of a connection, with the addresses it may use.
#[derive(Debug, Clone)]
struct End<'a> {
    who: Who<'a>,
    addresses: Vec<IpAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Who<'a> {
    Pod(&'a Value),
    Node(&'a str),
    Outside,
}

impl<'a> End<'a> {
    /// The pod, if it has a network of its own.
    fn pod(&self) -> Option<&'a Value> {
        match self.who {
            Who::Pod(pod) if pod["spec"]["hostNetwork"] != true => Some(pod),
            _ => None,
        }
    }

    /// Whether it is a node, or a pod on its node's network.
    fn is_host(&self) -> bool {
        self.who != Who::Outside && self.pod().is_none()
    }

    /// The node that it is or runs on, if that is known.
    fn node(&self) -> Option<&'a str> {
        match self.who {
            Who::Pod(pod) => pod["spec"]["nodeName"].as_str(),
            Who::Node(name) => Some(name),
            Who::Outside => None,
        }
    }

    fn container_ports(&self) -> Vec<&'a Value> {
        let containers = self
            .pod()
            .map_or(&[][..], |it| items(&it["spec"]["containers"]));
        containers
            .iter()
            .flat_map(|it| items(&it["ports"]))
            .collect()
    }
}

/// A connection that somebody wants to open.
struct Attempt<'a> {
    objects: &'a Objects,
    source: End<'a>,
    destination: End<'a>,
    protocol: &'a str,
    port: u64,
}

impl Attempt<'_> {
    fn is_allowed(&self) -> Holds {
        if matches!(self.source.who, Who::Pod(_)) && self.source.who == self.destination.who {
            return Some(true);
        }
        let leaves = self.passes("Egress", &self.source, &self.destination);
        let enters = self.passes("Ingress", &self.destination, &self.source);
        both(leaves, enters)
    }

    fn passes(&self, direction: &str, subject: &End<'_>, peer: &End<'_>) -> Holds {
        let Some(pod) = subject.pod() else {
            return Some(true);
        };
        let from_own_node = if direction == "Ingress" && peer.is_host() {
            let nodes = peer.node().zip(subject.node());
            nodes.map(|(theirs, own)| theirs == own)
        } else {
            Some(false)
        };
        if from_own_node == Some(true) {
            return Some(true);
        }
        let mut is_isolated = false;
        let mut is_admitted = Some(false);
        for policy in of_kind(self.objects, "NetworkPolicy") {
            let spec = &policy["spec"];
            let is_subject = policy["metadata"]["namespace"] == pod["metadata"]["namespace"]
                && selects(&spec["podSelector"], &pod["metadata"]["labels"]);
            if !is_subject || !is_meant(spec, direction) {
                continue;
            }
            is_isolated = true;
            let rules = if direction == "Ingress" {
                &spec["ingress"]
            } else {
                &spec["egress"]
            };
            for rule in items(rules) {
                let admits = self.admits(policy, direction, rule, subject, peer);
                is_admitted = either(is_admitted, admits);
            }
        }
        if is_isolated {
            either(is_admitted, from_own_node)
        } else {
            Some(true)
        }
    }

    fn admits(
        &self,
        policy: &Value,
        direction: &str,
        rule: &Value,
        subject: &End<'_>,
        peer: &End<'_>,
    ) -> Holds {
        let peers = if direction == "Ingress" {
            &rule["from"]
        } else {
            &rule["to"]
        };
        let mut is_peer = Some(items(peers).is_empty());
        for entry in items(peers) {
            is_peer = either(is_peer, self.is_peer(policy, entry, subject, peer));
        }
        let ports = items(&rule["ports"]);
        let is_port = ports.is_empty() || ports.iter().any(|it| self.is_port(it));
        both(is_peer, Some(is_port))
    }

    fn is_port(&self, entry: &Value) -> bool {
        if entry["protocol"].as_str().unwrap_or("TCP") != self.protocol {
            return false;
        }
        match &entry["port"] {
            Value::Null => true,
            Value::String(name) => self.destination.container_ports().iter().any(|it| {
                text(&it["name"]) == name
                    && it["protocol"].as_str().unwrap_or("TCP") == self.protocol
                    && it["containerPort"] == self.port
            }),
            number => {
                let first = number.as_u64().unwrap();
                let last = entry["endPort"].as_u64().unwrap_or(first);
                first <= self.port && self.port <= last
            }
        }
    }

    fn is_peer(&self, policy: &Value, entry: &Value, subject: &End<'_>, peer: &End<'_>) -> Holds {
        if entry["ipBlock"].is_object() {
            return is_in_block(&entry["ipBlock"], &common(peer, subject));
        }
        let Some(pod) = peer.pod() else {
            return Some(false);
        };
        let namespace = &pod["metadata"]["namespace"];
        let is_namespace = match &entry["namespaceSelector"] {
            Value::Null => namespace == &policy["metadata"]["namespace"],
            selector => selects(selector, &self.namespace_labels(text(namespace))),
        };
        let is_pod = match &entry["podSelector"] {
            Value::Null => true,
            selector => selects(selector, &pod["metadata"]["labels"]),
        };
        Some(is_namespace && is_pod)
    }

    fn namespace_labels(&self, name: &str) -> Value {
        let mut namespaces = of_kind(self.objects, "Namespace");
        let declared = namespaces.find(|it| it["metadata"]["name"] == name);
        let mut labels = declared.map_or_else(
            || Value::Object(serde_json::Map::new()),
            |it| it["metadata"]["labels"].clone(),
        );
        labels["kubernetes.io/metadata.name"] = name.into();
        labels
    }
}

/// Whether a policy isolates in a direction.
fn is_meant(spec: &Value, direction: &str) -> bool {
    let types = items(&spec["policyTypes"]);
    if types.is_empty() {
        direction == "Ingress" || !items(&spec["egress"]).is_empty()
    } else {
        types.iter().any(|it| it == direction)
    }
}

fn selects(selector: &Value, labels: &Value) -> bool {
    let equal = selector["matchLabels"].as_object();
    let all_equal = equal.is_none_or(|it| it.iter().all(|(key, value)| labels[key] == *value));
    let expressions = items(&selector["matchExpressions"]);
    all_equal
        && expressions.iter().all(|it| {
            let label = &labels[text(&it["key"])];
            let is_listed = items(&it["values"]).contains(label);
            match text(&it["operator"]) {
                "In" => is_listed,
                "NotIn" => !is_listed,
                "Exists" => !label.is_null(),
                "DoesNotExist" => label.is_null(),
                other => panic!("{other} is no operator"),
            }
        })
}

/// The addresses of one end that the other could speak with; all if it could
/// speak with none.
fn common(end: &End<'_>, other: &End<'_>) -> Vec<IpAddr> {
    let fits = |it: &&IpAddr| {
        other
            .addresses
            .iter()
            .any(|at| at.is_ipv4() == it.is_ipv4())
    };
    let common: Vec<_> = end.addresses.iter().filter(fits).copied().collect();
    if common.is_empty() {
        end.addresses.clone()
    } else {
        common
    }
}

fn is_in_block(block: &Value, addresses: &[IpAddr]) -> Holds {
    let cidr = text(&block["cidr"]);
    let holes = items(&block["except"]);
    if addresses.is_empty() {
        return (cidr == "0.0.0.0/0" && holes.is_empty()).then_some(true);
    }
    let inside = |it: &IpAddr| covers(cidr, *it) && !holes.iter().any(|at| covers(text(at), *it));
    if addresses.iter().all(inside) {
        Some(true)
    } else if addresses.iter().any(inside) {
        None
    } else {
        Some(false)
    }
}

/// Whether a CIDR covers an address: the first bits are the same.
fn covers(cidr: &str, address: IpAddr) -> bool {
    let (network, length) = cidr.split_once('/').unwrap();
    let length: usize = length.parse().unwrap();
    let bits = |it: IpAddr| -> Vec<bool> {
        let octets = match it {
            IpAddr::V4(it) => it.octets().to_vec(),
            IpAddr::V6(it) => it.octets().to_vec(),
        };
        let of_octet = |octet: u8| (0..8).map(move |bit| octet & (0x80 >> bit) != 0);
        octets.into_iter().flat_map(of_octet).collect()
    };
    let network = bits(network.parse().unwrap());
    let address = bits(address);
    network.len() == address.len() && network[..length] == address[..length]
}

/// The pods, and two of every Deployment: more cannot behave differently.
fn pods(objects: &Objects) -> Vec<Value> {
    let mut pods: Vec<Value> = of_kind(objects, "Pod").cloned().collect();
    for deployment in of_kind(objects, "Deployment") {
        let replicas = deployment["spec"]["replicas"].as_u64().unwrap();
        for number in 1..=replicas.min(2) {
            let mut pod = deployment["spec"]["template"].clone();
            let name = text(&deployment["metadata"]["name"]);
            pod["metadata"]["name"] = format!("{name}-{number}").into();
            pod["metadata"]["namespace"] = deployment["metadata"]["namespace"].clone();
            pods.push(pod);
        }
    }
    pods
}

/// Every end worth asking about. A dual-stack pod is asked about as itself and
/// by each of its addresses.
fn ends<'a>(objects: &'a Objects, pods: &'a [Value]) -> Vec<End<'a>> {
    let mut ends = Vec::new();
    for pod in pods {
        let own = items(&pod["status"]["podIPs"]).iter();
        let own: Vec<IpAddr> = own.map(|it| text(&it["ip"]).parse().unwrap()).collect();
        let addresses = if pod["spec"]["hostNetwork"] == true {
            node_addresses(objects, text(&pod["spec"]["nodeName"]))
        } else {
            own
        };
        let who = Who::Pod(pod);
        if pod["spec"]["hostNetwork"] != true && addresses.len() > 1 {
            let one = |it: &IpAddr| End {
                who,
                addresses: vec![*it],
            };
            ends.extend(addresses.iter().map(one));
        }
        ends.push(End { who, addresses });
    }
    for node in of_kind(objects, "Node") {
        let name = text(&node["metadata"]["name"]);
        let addresses = node_addresses(objects, name);
        ends.push(End {
            who: Who::Node(name),
            addresses,
        });
    }
    for address in OUTSIDE {
        let addresses = vec![address.parse().unwrap()];
        ends.push(End {
            who: Who::Outside,
            addresses,
        });
    }
    ends
}

fn node_addresses(objects: &Objects, name: &str) -> Vec<IpAddr> {
    let mut nodes = of_kind(objects, "Node");
    let node = nodes.find(|it| it["metadata"]["name"] == name);
    let addresses = node.map_or(&[][..], |it| items(&it["status"]["addresses"]));
    let parsed = addresses
        .iter()
        .map(|it| text(&it["address"]).parse().unwrap());
    parsed.collect()
}

/// The same end in the engine's terms.
fn endpoint(analysis: &Analysis, end: &End<'_>) -> Endpoint {
    let cluster = analysis.cluster();
    match (end.who, end.addresses.as_slice()) {
        (Who::Pod(pod), [address]) if end.pod().is_some() => {
            let endpoint = analysis.world.endpoint_at(*address);
            assert!(matches!(endpoint, Endpoint::Pod(_)), "{pod} owns {address}");
            Endpoint::Address(*address)
        }
        (Who::Pod(pod), _) => {
            let namespace = cluster.find_namespace(text(&pod["metadata"]["namespace"]));
            let pod = cluster.find_pod(namespace.unwrap(), text(&pod["metadata"]["name"]));
            Endpoint::Pod(pod.unwrap())
        }
        (Who::Node(name), _) => {
            let mut nodes = cluster.nodes();
            Endpoint::Node(nodes.find(|(_, it)| it.name == name).unwrap().0)
        }
        (Who::Outside, addresses) => Endpoint::Address(addresses[0]),
    }
}

/// Ports at and around everything that policies and pods name.
const PORTS: [(&str, u16); 9] = [
    ("TCP", 80),
    ("TCP", 81),
    ("TCP", 53),
    ("TCP", 8000),
    ("TCP", 8080),
    ("TCP", 9001),
    ("UDP", 53),
    ("UDP", 8080),
    ("SCTP", 80),
];

/// The families that a connection could use, if those are two: both ends' own,
/// or the only ones that are known.
enum Families {
    /// One, or it makes no difference.
    One,
    /// Both ends have addresses of both: then it is two connections.
    Both,
    /// One end has both, and of the other none is known.
    Unknown,
}

fn families(source: &End<'_>, destination: &End<'_>) -> Families {
    let is_both = |it: &End<'_>| {
        [true, false]
            .iter()
            .all(|v4| !over(it, *v4).addresses.is_empty())
    };
    let ends = [source, destination];
    match ends.iter().filter(|it| is_both(it)).count() {
        2 => Families::Both,
        1 if ends.iter().any(|it| it.addresses.is_empty()) => Families::Unknown,
        _ => Families::One,
    }
}

/// An end with the addresses of one family only.
fn over<'a>(end: &End<'a>, is_v4: bool) -> End<'a> {
    let own = end.addresses.iter().copied();
    End {
        who: end.who,
        addresses: own.filter(|it| it.is_ipv4() == is_v4).collect(),
    }
}

fn expected(
    objects: &Objects,
    source: &End<'_>,
    destination: &End<'_>,
    (protocol, port): (&str, u16),
) -> Verdict {
    let attempt = |source: End<'_>, destination: End<'_>| {
        let attempt = Attempt {
            objects,
            source,
            destination,
            protocol,
            port: port.into(),
        };
        attempt.is_allowed()
    };
    let verdict = |it: Holds| match it {
        Some(true) => Verdict::Allowed,
        Some(false) => Verdict::Denied,
        None => Verdict::Unknown,
    };
    match families(source, destination) {
        Families::Both => {
            let [v4, v6] = [true, false].map(|it| attempt(over(source, it), over(destination, it)));
            match (v4, v6) {
                (Some(v4), Some(v6)) if v4 != v6 => Verdict::Mixed,
                (Some(_), Some(_)) => verdict(v4),
                _ => Verdict::Unknown,
            }
        }
        Families::One | Families::Unknown => verdict(attempt(source.clone(), destination.clone())),
    }
}

/// What is known of all pairs at once says of one port.
fn verdict_at_once(
    analysis: &Analysis,
    source: Endpoint,
    destination: Endpoint,
    (protocol, port): (Protocol, u16),
) -> Option<Verdict> {
    let reachability = &analysis.reachability;
    let outcome = reachability.outcome(reachability.between(source, destination)?);
    Some(if outcome.ports.contains(protocol, port) {
        Verdict::Allowed
    } else if outcome.unknown_ports.contains(protocol, port) {
        Verdict::Unknown
    } else if outcome.mixed_ports.contains(protocol, port) {
        Verdict::Mixed
    } else {
        Verdict::Denied
    })
}

fn compare(objects: &Objects) -> Result<(), TestCaseError> {
    let analysis = objects.analyze();
    let pods = pods(objects);
    let ends = ends(objects, &pods);
    for source in &ends {
        for destination in &ends {
            if matches!(families(source, destination), Families::Unknown) {
                continue;
            }
            let from = endpoint(&analysis, source);
            let to = endpoint(&analysis, destination);
            let reach = analysis.reach(from, to);
            for (name, port) in PORTS {
                let expected = expected(objects, source, destination, (name, port));
                let protocol = Protocol::from_name(name).unwrap();
                let verdict = reach.decide(protocol, port).verdict;
                prop_assert_eq!(verdict, expected, "{:?} → {:?}:{}/{}", from, to, port, name);
                let at_once = verdict_at_once(&analysis, from, to, (protocol, port));
                prop_assert_eq!(
                    at_once.unwrap_or(expected),
                    expected,
                    "{:?} → {:?}",
                    from,
                    to
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_engine_agrees_with_the_oracle(objects in any_objects()) {
        compare(&objects)?;
    }
}
