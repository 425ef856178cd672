use crate::model::{
    Cluster, ContainerPorts, ContainerRole, Direction, LabelValue, Labels, Operator, Peer, Peers,
    PortSpec, Protocol, RulePorts, Scope, Selector,
};
use crate::order::sorted;

/// What any policy of a cluster asks of pods: the keys and values of labels, and
/// the names of ports.
pub(super) struct Asked<'a> {
    /// Keys and values, sorted; a key that is only asked for by itself has no
    /// value.
    labels: Vec<(&'a str, Option<&'a str>)>,
    names: Vec<&'a str>,
}

/// What a label says, as far as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Saying<'a> {
    /// A controller sets it.
    Generated,
    /// A value that no selector names.
    Other,
    /// This value.
    Value(&'a str),
}

/// By key, what labels say; behind whether there may be others.
pub(super) type Sayings<'a> = (bool, Vec<(&'a str, Saying<'a>)>);

/// The name of a port, its protocol and its number, and whether it is that of a
/// sidecar, whose names need not count (SEMANTICS.md Q-12).
pub(super) type NamedPort<'a> = (&'a str, Protocol, u16, bool);

impl<'a> Asked<'a> {
    /// Collects what the policies of a cluster ask for.
    pub(super) fn new(cluster: &'a Cluster) -> Self {
        let mut labels = Vec::new();
        let mut names = Vec::new();
        for (_, policy) in cluster.policies() {
            ask(&policy.subject, &mut labels);
            for scope in Direction::BOTH.map(|it| policy.scope(it)) {
                ask_for_peers(scope, &mut labels);
                ask_for_ports(scope, &mut names);
            }
        }
        let (mut labels, mut names) = (sorted(&labels), sorted(&names));
        labels.dedup();
        names.dedup();
        Self { labels, names }
    }

    /// What these labels say of what is asked for, and whether there may be
    /// others.
    pub(super) fn labels<'l>(&self, labels: &'l Labels) -> Sayings<'l> {
        let mut sayings = Vec::new();
        for (key, value) in labels.iter() {
            let from = self.labels.partition_point(|it| it.0 < key);
            if self.labels.get(from).is_none_or(|it| it.0 != key) {
                continue;
            }
            let saying = match value {
                LabelValue::Generated => Saying::Generated,
                LabelValue::Text(text) => {
                    let asked = (key, Some(text.as_str()));
                    match self.labels.binary_search(&asked) {
                        Ok(_) => Saying::Value(text),
                        Err(_) => Saying::Other,
                    }
                }
            };
            sayings.push((key, saying));
        }
        (labels.may_have_others(), sayings)
    }

    /// Those of these ports that have a name which is asked for, in an order of
    /// their own; `None` when the input does not show the ports.
    pub(super) fn ports<'p>(&self, ports: &'p ContainerPorts) -> Option<Vec<NamedPort<'p>>> {
        let ContainerPorts::Declared(ports) = ports else {
            return None;
        };
        let mut named = Vec::new();
        for port in ports {
            if let Some(name) = port.name.as_deref()
                && self.names.binary_search(&name).is_ok()
            {
                let is_sidecar = port.role == ContainerRole::Sidecar;
                named.push((name, port.protocol, port.number, is_sidecar));
            }
        }
        if named.len() > 1 {
            named = sorted(&named);
        }
        Some(named)
    }
}

fn ask_for_peers<'a>(scope: &'a Scope, labels: &mut Vec<(&'a str, Option<&'a str>)>) {
    for rule in &scope.rules {
        let Peers::OneOf(peers) = &rule.peers else {
            continue;
        };
        for peer in peers {
            match peer {
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                } => ask(pods, labels),
                Peer::Pods { pods: None, .. } | Peer::Block(_) => {}
            }
        }
    }
}

fn ask_for_ports<'a>(scope: &'a Scope, names: &mut Vec<&'a str>) {
    for rule in &scope.rules {
        let RulePorts::OneOf(entries) = &rule.ports else {
            continue;
        };
        for entry in entries {
            if let PortSpec::Name(name) = &entry.port {
                names.push(name);
            }
        }
    }
}

fn ask<'a>(selector: &'a Selector, labels: &mut Vec<(&'a str, Option<&'a str>)>) {
    for requirement in selector.requirements() {
        let key = requirement.key.as_str();
        match &requirement.operator {
            Operator::In(values) | Operator::NotIn(values) => {
                labels.push((key, None));
                labels.extend(values.iter().map(|it| (key, Some(it.as_str()))));
            }
            Operator::Exists | Operator::DoesNotExist => labels.push((key, None)),
        }
    }
}
