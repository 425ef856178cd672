//! One connection, decided as the reference reads.

use std::net::IpAddr;

use serde_json::Value;

use crate::blocks::{Holds, POD_NETWORK, holds_network, is_in_block, items, text};
use crate::clusters::Objects;

pub(crate) fn both(a: Holds, b: Holds) -> Holds {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

pub(crate) fn either(a: Holds, b: Holds) -> Holds {
    both(a.map(|it| !it), b.map(|it| !it)).map(|it| !it)
}

pub(crate) fn of_kind<'a>(objects: &'a Objects, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    objects.0.iter().filter(move |it| it["kind"] == kind)
}

/// One end of a connection, with the addresses it may use.
#[derive(Debug, Clone)]
pub(crate) struct End<'a> {
    pub(crate) who: Who<'a>,
    pub(crate) addresses: Vec<IpAddr>,
    /// Whether it is its node to policies, or a node.
    pub(crate) is_host: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Who<'a> {
    Pod(&'a Value),
    Node(&'a str),
    Outside,
}

impl<'a> End<'a> {
    /// The pod, if it is one to policies.
    pub(crate) fn pod(&self) -> Option<&'a Value> {
        match self.who {
            Who::Pod(pod) if !self.is_host => Some(pod),
            _ => None,
        }
    }

    /// The pod, if it has a network of its own.
    pub(crate) fn is_on_pod_network(&self) -> bool {
        matches!(self.who, Who::Pod(pod) if pod["spec"]["hostNetwork"] != true)
    }

    /// The node that it is or runs on, if that is known.
    pub(crate) fn node(&self) -> Option<&'a str> {
        match self.who {
            Who::Pod(pod) => pod["spec"]["nodeName"].as_str(),
            Who::Node(name) => Some(name),
            Who::Outside => None,
        }
    }

    pub(crate) fn container_ports(&self, with_sidecars: bool) -> Vec<&'a Value> {
        let of = |key| self.pod().map_or(&[][..], |it| items(&it["spec"][key]));
        let sidecars = of("initContainers").iter().filter(|_| with_sidecars);
        let containers = of("containers").iter().chain(sidecars);
        containers.flat_map(|it| items(&it["ports"])).collect()
    }
}

/// A connection that somebody wants to open.
pub(crate) struct Attempt<'a> {
    pub(crate) objects: &'a Objects,
    /// The points at which the plugin does not do the usual.
    pub(crate) unusual: &'a [&'static str],
    pub(crate) source: End<'a>,
    pub(crate) destination: End<'a>,
    pub(crate) protocol: &'a str,
    pub(crate) port: u64,
}

impl Attempt<'_> {
    pub(crate) fn is_unusual(&self, point: &str) -> bool {
        self.unusual.contains(&point)
    }

    pub(crate) fn is_allowed(&self) -> Holds {
        if matches!(self.source.who, Who::Pod(_)) && self.source.who == self.destination.who {
            return Some(true);
        }
        let leaves = self.passes("Egress", &self.source, &self.destination);
        let enters = self.passes("Ingress", &self.destination, &self.source);
        both(leaves, enters)
    }

    pub(crate) fn passes(&self, direction: &str, subject: &End<'_>, peer: &End<'_>) -> Holds {
        let Some(pod) = subject.pod() else {
            return Some(true);
        };
        let minds_node = direction == "Ingress" || self.is_unusual("node-egress");
        let from_own_node = if minds_node && peer.is_host {
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

    pub(crate) fn admits(
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
        let ports = items(&rule["ports"]);
        let is_port =
            |is_block: bool| ports.is_empty() || ports.iter().any(|it| self.is_port(it, is_block));
        if items(peers).is_empty() {
            return Some(is_port(false));
        }
        let mut admits = Some(false);
        for entry in items(peers) {
            let is_peer = self.is_peer(policy, entry, subject, peer);
            let is_block = entry["ipBlock"].is_object();
            admits = either(admits, both(is_peer, Some(is_port(is_block))));
        }
        admits
    }

    pub(crate) fn is_port(&self, entry: &Value, is_beside_block: bool) -> bool {
        if entry["protocol"].as_str().unwrap_or("TCP") != self.protocol {
            return false;
        }
        match &entry["port"] {
            Value::Null => true,
            Value::String(_) if is_beside_block && self.is_unusual("named-ipblock") => false,
            Value::String(name) => {
                let with_sidecars = !self.is_unusual("named-sidecar");
                let named = self.destination.container_ports(with_sidecars);
                named.iter().any(|it| {
                    text(&it["name"]) == name
                        && it["protocol"].as_str().unwrap_or("TCP") == self.protocol
                        && it["containerPort"] == self.port
                })
            }
            number => {
                let first = number.as_u64().unwrap();
                let last = entry["endPort"].as_u64();
                let last = last
                    .filter(|_| !self.is_unusual("endport"))
                    .unwrap_or(first);
                first <= self.port && self.port <= last
            }
        }
    }

    pub(crate) fn is_peer(
        &self,
        policy: &Value,
        entry: &Value,
        subject: &End<'_>,
        peer: &End<'_>,
    ) -> Holds {
        if entry["ipBlock"].is_object() && peer.pod().is_some() && self.is_unusual("ipblock-pod") {
            return Some(false);
        }
        let is_somewhere = peer.pod().is_some() && common(peer, subject).is_empty();
        if entry["ipBlock"].is_object() && is_somewhere && self.is_unusual(POD_NETWORK) {
            return holds_network(&entry["ipBlock"]);
        }
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

    pub(crate) fn namespace_labels(&self, name: &str) -> Value {
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
pub(crate) fn is_meant(spec: &Value, direction: &str) -> bool {
    let types = items(&spec["policyTypes"]);
    if types.is_empty() {
        direction == "Ingress" || !items(&spec["egress"]).is_empty()
    } else {
        types.iter().any(|it| it == direction)
    }
}

pub(crate) fn selects(selector: &Value, labels: &Value) -> bool {
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
pub(crate) fn common(end: &End<'_>, other: &End<'_>) -> Vec<IpAddr> {
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
