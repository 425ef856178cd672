//! Selectors as somebody would write them for workloads, namespaces and ports.

use ipnet::IpNet;

use crate::eval::{Party, World};
use crate::manifest::Value;
use crate::model::{
    Cluster, LabelValue, Labels, Namespace, NamespaceId, Ports, Protocol, WorkloadId,
};

/// As few labels as tell a workload from all others of its namespace; all of them
/// where they cannot, none where it has none.
pub(super) fn telling_labels(cluster: &Cluster, workload: WorkloadId) -> Vec<(String, String)> {
    let pods = cluster[workload].pods.iter();
    let own: Vec<&Labels> = pods.map(|it| &cluster[*it].labels).collect();
    let labels = Labels::shared(&own);
    let home = cluster[workload].namespace;
    let others: Vec<WorkloadId> = cluster
        .workloads()
        .filter(|(id, it)| *id != workload && it.namespace == home)
        .map(|it| it.0)
        .collect();
    let is_telling = |(key, value): &(&str, &str)| {
        let has_it = |other: &WorkloadId| {
            let mut pods = cluster[*other].pods.iter();
            pods.any(|it| match cluster[*it].labels.get(key) {
                Some(LabelValue::Text(text)) => text == value,
                Some(LabelValue::Generated) => true,
                None => cluster[*it].labels.may_have_others(),
            })
        };
        !others.iter().any(has_it)
    };
    let owned = |it: &(&str, &str)| (it.0.to_owned(), it.1.to_owned());
    match labels.iter().find(|it| is_telling(it)) {
        Some(label) => vec![owned(label)],
        None => labels.iter().map(owned).collect(),
    }
}

/// `matchLabels` with these labels.
pub(super) fn with_labels(labels: &[(String, String)]) -> Value {
    if labels.is_empty() {
        return Value::Map(Vec::new());
    }
    let labels = labels.iter().map(|(key, value)| (key, Value::text(value)));
    Value::entry("matchLabels", Value::map(labels))
}

/// The selector of one namespace by the label that every namespace has.
pub(super) fn of_namespace(name: &str) -> Value {
    with_labels(&[(Namespace::NAME_LABEL.to_owned(), name.to_owned())])
}

/// A requirement that a label is not this one.
pub(super) fn other_than(key: &str, value: &str) -> Value {
    Value::map([
        ("key", Value::text(key)),
        ("operator", Value::text("NotIn")),
        ("values", Value::list([Value::text(value)])),
    ])
}

/// `matchExpressions` with one requirement.
pub(super) fn with_requirement(requirement: Value) -> Value {
    Value::entry("matchExpressions", Value::list([requirement]))
}

/// Entries of `from` or `to` that mean a party and nobody else, in a policy of a
/// namespace; none where selectors cannot.
pub(super) fn entries_for(world: &World, party: Party, home: NamespaceId) -> Vec<Value> {
    let cluster = world.cluster();
    match party {
        Party::Workload(id) => {
            let labels = telling_labels(cluster, id);
            if labels.is_empty() {
                return Vec::new();
            }
            let pods = ("podSelector", with_labels(&labels));
            let namespace = cluster[id].namespace;
            if namespace == home {
                return vec![Value::map([pods])];
            }
            let namespace = of_namespace(&cluster[namespace].name);
            vec![Value::map([("namespaceSelector", namespace), pods])]
        }
        Party::Outside(_) => {
            let cidrs = cidrs_of(world, party);
            cidrs.iter().map(|it| block(it, &[])).collect()
        }
        Party::Node(_) => Vec::new(),
    }
}

/// Entries that mean everybody else, as far as entries can: of the world outside
/// nobody, where a pod is spared.
pub(super) fn entries_for_others(world: &World, party: Party, home: NamespaceId) -> Vec<Value> {
    let cluster = world.cluster();
    match party {
        Party::Workload(id) => {
            let labels = telling_labels(cluster, id);
            let [(key, value)] = labels.as_slice() else {
                return Vec::new();
            };
            let namespace = cluster[id].namespace;
            let name = &cluster[namespace].name;
            let others = with_requirement(other_than(Namespace::NAME_LABEL, name));
            let pods = ("podSelector", with_requirement(other_than(key, value)));
            let beside = if namespace == home {
                Value::map([pods])
            } else {
                Value::map([("namespaceSelector", of_namespace(name)), pods])
            };
            vec![beside, Value::entry("namespaceSelector", others)]
        }
        Party::Outside(_) => {
            let cidrs = cidrs_of(world, party);
            let mut entries = vec![Value::entry("namespaceSelector", Value::Map(Vec::new()))];
            for whole in ["0.0.0.0/0", "::/0"] {
                let Ok(whole) = whole.parse::<IpNet>() else {
                    continue;
                };
                let inside = cidrs.iter().filter(|it| whole.contains(*it));
                let inside: Vec<IpNet> = inside.copied().collect();
                if !inside.contains(&whole) {
                    entries.push(block(&whole, &inside));
                }
            }
            entries
        }
        Party::Node(_) => Vec::new(),
    }
}

/// The addresses of a part of the outside.
pub(super) fn cidrs_of(world: &World, party: Party) -> Vec<IpNet> {
    let Party::Outside(at) = party else {
        return Vec::new();
    };
    let block = world.outside().blocks.get(at);
    block.map_or_else(Vec::new, |it| IpNet::aggregate(&it.cidrs))
}

fn block(cidr: &IpNet, except: &[IpNet]) -> Value {
    let mut block = vec![("cidr", Value::text(cidr.to_string()))];
    if !except.is_empty() {
        let except = except.iter().map(|it| Value::text(it.to_string()));
        block.push(("except", Value::list(except)));
    }
    Value::entry("ipBlock", Value::map(block))
}

/// Entries of `ports`; none for every port.
pub(super) fn port_entries(ports: &Ports) -> Vec<Value> {
    if ports.is_all() {
        return Vec::new();
    }
    let mut entries = Vec::new();
    for protocol in Protocol::ALL {
        for (first, last) in ports.get(protocol).ranges() {
            let mut entry = vec![
                ("protocol", Value::text(protocol.name())),
                ("port", Value::number(first)),
            ];
            if last > first {
                entry.push(("endPort", Value::number(last)));
            }
            entries.push(Value::map(entry));
        }
    }
    entries
}
