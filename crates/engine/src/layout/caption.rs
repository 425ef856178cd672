use super::PictureOutside;
use crate::eval::Extent;
use crate::model::{
    Cluster, ContainerPort, LabelValue, Labels, Namespace, Peer, Peers, Ports, Protocol, Rule,
    Selector,
};

/// How many labels or ports are written out before the rest is counted.
const SHOWN: usize = 2;

/// The label keys that a picture shows rather than others: those that the
/// policies ask for.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    pods: Vec<String>,
    namespaces: Vec<String>,
}

impl Mentioned {
    /// What the selectors of all policies mention.
    pub(super) fn by_policies_of(cluster: &Cluster) -> Self {
        let mut mentioned = Self::default();
        for (_, policy) in cluster.policies() {
            note(&mut mentioned.pods, &policy.subject);
            for rule in policy.ingress.rules.iter().chain(&policy.egress.rules) {
                mentioned.note_peers(rule);
            }
        }
        mentioned
    }

    fn note_peers(&mut self, rule: &Rule) {
        let Peers::OneOf(peers) = &rule.peers else {
            return;
        };
        for peer in peers {
            match peer {
                Peer::LocalPods(pods) => note(&mut self.pods, pods),
                Peer::Pods { namespaces, pods } => {
                    note(&mut self.namespaces, namespaces);
                    if let Some(pods) = pods {
                        note(&mut self.pods, pods);
                    }
                }
                Peer::Block(_) => {}
            }
        }
    }

    /// A pod's labels, short: `app=frontend`.
    pub(super) fn pod_labels(&self, labels: &Labels) -> String {
        short_labels(labels, &self.pods)
    }

    /// A namespace's labels, short; its name is written beside them already.
    pub(super) fn namespace_labels(&self, labels: &Labels) -> String {
        short_labels(labels, &self.namespaces)
    }
}

fn note(keys: &mut Vec<String>, selector: &Selector) {
    for requirement in selector.requirements() {
        if !keys.contains(&requirement.key) {
            keys.push(requirement.key.clone());
        }
    }
}

/// The labels that are asked for; else the one that usually names the thing;
/// else the first.
fn short_labels(labels: &Labels, mentioned: &[String]) -> String {
    let texts: Vec<(&str, &str)> = labels
        .iter()
        .filter(|(key, _)| *key != Namespace::NAME_LABEL)
        .filter_map(|(key, value)| match value {
            LabelValue::Text(text) => Some((key, text.as_str())),
            LabelValue::Generated => None,
        })
        .collect();
    let asked_for = texts
        .iter()
        .filter(|(key, _)| mentioned.iter().any(|it| it == key));
    let mut shown: Vec<String> = asked_for.map(label).collect();
    if shown.is_empty() {
        let usual = ["app", "app.kubernetes.io/name"]
            .iter()
            .find_map(|name| texts.iter().find(|(key, _)| key == name));
        shown.extend(usual.or(texts.first()).map(label));
    }
    shortened(&shown, ", ")
}

fn label((key, value): &(&str, &str)) -> String {
    format!("{key}={value}")
}

/// The ports that containers declare, short: `:80 :443 +2`.
pub(crate) fn container_ports(ports: &[ContainerPort]) -> String {
    let mut numbers: Vec<String> = Vec::new();
    for port in ports {
        let number = format!(":{}", port.number);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    shortened(&numbers, " ")
}

/// The ports of an edge, when not all: `8080`, `53/UDP`, `80, 443 +3`. Most are
/// TCP, so that goes without saying.
pub(crate) fn edge_ports(ports: &Ports) -> Option<String> {
    if ports.is_all() {
        return None;
    }
    let mut ranges = Vec::new();
    for protocol in Protocol::ALL {
        let set = ports.get(protocol);
        if set.is_all() {
            ranges.push(protocol.name().to_owned());
            continue;
        }
        let suffix = match protocol {
            Protocol::Tcp => String::new(),
            Protocol::Udp | Protocol::Sctp => format!("/{protocol}"),
        };
        ranges.extend(set.ranges().map(|(first, last)| {
            if first == last {
                format!("{first}{suffix}")
            } else {
                format!("{first}-{last}{suffix}")
            }
        }));
    }
    Some(shortened(&ranges, ", "))
}

fn shortened(items: &[String], separator: &str) -> String {
    let shown = items.get(..SHOWN).unwrap_or(items).join(separator);
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} +{more}"),
    }
}

/// A part of the outside.
pub(crate) fn outside(extent: Extent) -> PictureOutside {
    let (title, subtitle) = match extent {
        Extent::Every => ("Outside".to_owned(), "any address".to_owned()),
        Extent::Other => ("Outside".to_owned(), "any other address".to_owned()),
        Extent::Block(cidr) => (cidr.to_string(), String::new()),
        Extent::RestOf(cidr) => (cidr.to_string(), "the rest of it".to_owned()),
        Extent::Several(first, 1) => (first.to_string(), "1 more block".to_owned()),
        Extent::Several(first, more) => (first.to_string(), format!("{more} more blocks")),
    };
    PictureOutside { title, subtitle }
}
