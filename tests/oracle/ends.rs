//! Whom the oracle asks about.

use std::net::IpAddr;

use netpol_engine::Analysis;
use netpol_engine::eval::Endpoint;
use serde_json::Value;

use crate::attempt::{End, Who, of_kind};
use crate::blocks::{items, text};
use crate::clusters::{OUTSIDE, Objects};

/// The pods, and two of every Deployment: more cannot behave differently.
pub(crate) fn pods(objects: &Objects) -> Vec<Value> {
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
pub(crate) fn ends<'a>(objects: &'a Objects, pods: &'a [Value], unusual: &[&str]) -> Vec<End<'a>> {
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
        let is_host = pod["spec"]["hostNetwork"] == true && !unusual.contains(&"hostnet");
        if pod["spec"]["hostNetwork"] != true && addresses.len() > 1 {
            let one = |it: &IpAddr| End {
                who,
                addresses: vec![*it],
                is_host,
            };
            ends.extend(addresses.iter().map(one));
        }
        ends.push(End {
            who,
            addresses,
            is_host,
        });
    }
    for node in of_kind(objects, "Node") {
        let name = text(&node["metadata"]["name"]);
        let addresses = node_addresses(objects, name);
        ends.push(End {
            who: Who::Node(name),
            addresses,
            is_host: true,
        });
    }
    for address in OUTSIDE {
        let addresses = vec![address.parse().unwrap()];
        ends.push(End {
            who: Who::Outside,
            addresses,
            is_host: false,
        });
    }
    ends
}

pub(crate) fn node_addresses(objects: &Objects, name: &str) -> Vec<IpAddr> {
    let mut nodes = of_kind(objects, "Node");
    let node = nodes.find(|it| it["metadata"]["name"] == name);
    let addresses = node.map_or(&[][..], |it| items(&it["status"]["addresses"]));
    let parsed = addresses
        .iter()
        .map(|it| text(&it["address"]).parse().unwrap());
    parsed.collect()
}

/// The same end in the engine's terms.
pub(crate) fn endpoint(analysis: &Analysis, end: &End<'_>) -> Endpoint {
    let cluster = analysis.cluster();
    match (end.who, end.addresses.as_slice()) {
        (Who::Pod(pod), [address]) if end.is_on_pod_network() => {
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

/// The families that a connection could use, if those are two: both ends' own,
/// or the only ones that are known.
pub(crate) enum Families {
    /// One, or it makes no difference.
    One,
    /// Both ends have addresses of both: then it is two connections.
    Both,
    /// One end has both, and of the other none is known.
    Unknown,
}

pub(crate) fn families(source: &End<'_>, destination: &End<'_>) -> Families {
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
pub(crate) fn over<'a>(end: &End<'a>, is_v4: bool) -> End<'a> {
    let own = end.addresses.iter().copied();
    End {
        who: end.who,
        is_host: end.is_host,
        addresses: own.filter(|it| it.is_ipv4() == is_v4).collect(),
    }
}
