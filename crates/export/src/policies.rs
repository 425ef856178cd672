//! Policies as a person would write them, in YAML.

use netpol_engine::model::{
    Cluster, Direction, IpBlock, Operator, Peer, Peers, Policy, PortEntry, PortSpec, Requirement,
    Rule, RulePorts, Selector, Written,
};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

/// A document for each policy, to be applied as it is.
pub fn policies(cluster: &Cluster, policies: &[Policy]) -> String {
    let mut text = String::new();
    for policy in policies {
        if !text.is_empty() {
            text.push_str("---\n");
        }
        let document = Document::new(cluster, policy);
        // Nothing of it could fail: all keys are texts.
        text.push_str(&serde_yaml::to_string(&document).unwrap_or_default());
    }
    text
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata<'a>,
    spec: Spec<'a>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    name: &'a str,
    namespace: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec<'a> {
    pod_selector: Labels<'a>,
    policy_types: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ingress: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    egress: Vec<Entry<'a>>,
}

impl<'a> Document<'a> {
    fn new(cluster: &'a Cluster, policy: &'a Policy) -> Self {
        let isolates = |it: &Direction| policy.scope(*it).isolates.is_some();
        let types = [Direction::Ingress, Direction::Egress];
        Self {
            api_version: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: Metadata {
                name: &policy.name,
                namespace: &cluster[policy.namespace].name,
            },
            spec: Spec {
                pod_selector: Labels(&policy.subject),
                policy_types: types
                    .iter()
                    .filter(|it| isolates(it))
                    .map(|it| it.name())
                    .collect(),
                ingress: entries(policy, Direction::Ingress),
                egress: entries(policy, Direction::Egress),
            },
        }
    }
}

fn entries(policy: &Policy, direction: Direction) -> Vec<Entry<'_>> {
    let rules = policy.scope(direction).rules.iter();
    rules.map(|rule| Entry { rule, direction }).collect()
}

/// One rule.
struct Entry<'a> {
    rule: &'a Rule,
    direction: Direction,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Peers::OneOf(peers) = &self.rule.peers {
            let peers: Vec<Who<'_>> = peers.iter().map(Who::new).collect();
            map.serialize_entry(self.direction.peers_field(), &peers)?;
        }
        if let RulePorts::OneOf(ports) = &self.rule.ports {
            let ports: Vec<Opening<'_>> = ports.iter().map(Opening::new).collect();
            map.serialize_entry("ports", &ports)?;
        }
        map.end()
    }
}

/// One entry of `from` or `to`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Who<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace_selector: Option<Labels<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pod_selector: Option<Labels<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_block: Option<Block>,
}

impl<'a> Who<'a> {
    fn new(peer: &'a Peer) -> Self {
        let (namespaces, pods, block) = match peer {
            Peer::LocalPods(pods) => (None, Some(pods), None),
            Peer::Pods { namespaces, pods } => (Some(namespaces), pods.as_ref(), None),
            Peer::Block(block) => (None, None, Some(block)),
        };
        Self {
            namespace_selector: namespaces.map(Labels),
            pod_selector: pods.map(Labels),
            ip_block: block.map(Block::new),
        }
    }
}

#[derive(Serialize)]
struct Block {
    cidr: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    except: Vec<String>,
}

impl Block {
    fn new(it: &IpBlock) -> Self {
        Self {
            cidr: it.cidr.to_string(),
            except: it.except.iter().map(ToString::to_string).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Opening<'a> {
    protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<Number<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_port: Option<u16>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Number<'a> {
    Number(u16),
    Name(&'a str),
}

impl<'a> Opening<'a> {
    fn new(entry: &'a PortEntry) -> Self {
        let (port, end_port) = match &entry.port {
            PortSpec::All => (None, None),
            PortSpec::Number(it) => (Some(Number::Number(*it)), None),
            PortSpec::Range(first, last) => (Some(Number::Number(*first)), Some(*last)),
            PortSpec::Name(name) => (Some(Number::Name(name)), None),
        };
        Self {
            protocol: entry.protocol.name(),
            port,
            end_port,
        }
    }
}

/// A selector.
struct Labels<'a>(&'a Selector);

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.0.requirements();
        let is_label = |it: &&Requirement| it.written == Written::MatchLabels;
        let labels: Vec<&Requirement> = all.iter().filter(is_label).collect();
        let rest = all.iter().filter(|it| !is_label(it));
        let expressions: Vec<Expression<'_>> = rest.map(Expression::new).collect();
        let mut map = serializer.serialize_map(None)?;
        if !labels.is_empty() {
            map.serialize_entry("matchLabels", &MatchLabels(labels))?;
        }
        if !expressions.is_empty() {
            map.serialize_entry("matchExpressions", &expressions)?;
        }
        map.end()
    }
}

struct MatchLabels<'a>(Vec<&'a Requirement>);

impl Serialize for MatchLabels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |it: &Requirement| match &it.operator {
            Operator::In(values) => values.first().cloned().unwrap_or_default(),
            Operator::NotIn(_) | Operator::Exists | Operator::DoesNotExist => String::new(),
        };
        serializer.collect_map(self.0.iter().map(|it| (&it.key, value(it))))
    }
}

#[derive(Serialize)]
struct Expression<'a> {
    key: &'a str,
    operator: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    values: &'a [String],
}

impl<'a> Expression<'a> {
    fn new(it: &'a Requirement) -> Self {
        let (operator, values) = match &it.operator {
            Operator::In(values) => ("In", values.as_slice()),
            Operator::NotIn(values) => ("NotIn", values.as_slice()),
            Operator::Exists => ("Exists", &[][..]),
            Operator::DoesNotExist => ("DoesNotExist", &[][..]),
        };
        Self {
            key: &it.key,
            operator,
            values,
        }
    }
}
