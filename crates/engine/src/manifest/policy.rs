//! `NetworkPolicy`: decoded, validated as the API server does it, and brought
//! into a shape in which only legal policies exist (SEMANTICS.md §2, §4, §5,
//! §11.4).

use k8s_openapi::api::networking::v1::{
    NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort,
    NetworkPolicySpec,
};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::codes;
use super::decode::{decode, report_unknown};
use super::ip_block::ip_block;
use super::names;
use super::quoted::quoted;
use super::report::Report;
use super::selector::selector;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Basis, Direction, Peer, Peers, PortEntry, PortSpec, Protocol, Rule, RulePorts, Scope, Selector,
};
use crate::options::ApiLevel;
use crate::text::FieldPath;

const WHO_CAN_BE_A_PEER: &str = "`podSelector: {}` is every pod of this namespace, \
    `namespaceSelector: {}` every pod of the cluster; without any peers everybody is admitted";

/// What a policy says, apart from its name and namespace.
#[derive(Debug, Clone)]
pub(super) struct PolicyBody {
    pub(super) subject: Selector,
    pub(super) ingress: Scope,
    pub(super) egress: Scope,
}

/// Reads the policy that `report` is about; whether it can be used is for the
/// report to say.
pub(super) fn policy(level: ApiLevel, report: &mut Report<'_>) -> PolicyBody {
    for entry in report.tree().entries() {
        let known = ["apiVersion", "kind", "metadata", "spec", "status"];
        if !known.contains(&entry.key.text.as_str()) {
            report_unknown(&FieldPath::root().field(&entry.key.text), report);
        }
    }
    let spec = FieldPath::root().field("spec");
    let NetworkPolicySpec {
        egress,
        ingress,
        pod_selector,
        policy_types,
    } = decode(&spec, report);
    let ingress: Vec<_> = ingress
        .into_iter()
        .flatten()
        .map(WrittenRule::from)
        .collect();
    let egress: Vec<_> = egress
        .into_iter()
        .flatten()
        .map(WrittenRule::from)
        .collect();
    let types = policy_types.unwrap_or_default();

    let subject = selector(
        pod_selector.unwrap_or_default(),
        &spec.clone().field("podSelector"),
        report,
    );
    let has_egress = !egress.is_empty();
    let mut reader = RuleReader { level, report };
    let ingress = reader.rules(ingress, Direction::Ingress, &spec);
    let egress = reader.rules(egress, Direction::Egress, &spec);
    check_types(&types, &spec.field("policyTypes"), report);
    PolicyBody {
        subject,
        ingress: Scope {
            isolates: basis(&types, Direction::Ingress, true),
            rules: ingress,
        },
        egress: Scope {
            isolates: basis(&types, Direction::Egress, has_egress),
            rules: egress,
        },
    }
}

/// Why the policy isolates in a direction (SEMANTICS.md N-6, N-7).
fn basis(types: &[String], direction: Direction, by_default: bool) -> Option<Basis> {
    if types.is_empty() {
        return by_default.then_some(Basis::Defaulted);
    }
    let listed = types.iter().position(|it| it == direction.name());
    listed.map(Basis::Listed)
}

fn check_types(types: &[String], path: &FieldPath, report: &mut Report<'_>) {
    if types.len() > 2 {
        let quoted: Vec<_> = types.iter().map(|it| quoted(it)).collect();
        let list = format!("[{}]", quoted.join(","));
        report.invalid(path, list, "may not specify more than two policyTypes");
        return;
    }
    let known = [Direction::Ingress.name(), Direction::Egress.name()];
    for (index, it) in types.iter().enumerate() {
        if !known.contains(&it.as_str()) {
            report.unsupported(&path.clone().index(index), it, &known);
        }
    }
}

/// A rule of either direction: Kubernetes has a type for each.
struct WrittenRule {
    peers: Vec<NetworkPolicyPeer>,
    ports: Vec<NetworkPolicyPort>,
}

impl From<NetworkPolicyIngressRule> for WrittenRule {
    fn from(rule: NetworkPolicyIngressRule) -> Self {
        Self {
            peers: rule.from.unwrap_or_default(),
            ports: rule.ports.unwrap_or_default(),
        }
    }
}

impl From<NetworkPolicyEgressRule> for WrittenRule {
    fn from(rule: NetworkPolicyEgressRule) -> Self {
        Self {
            peers: rule.to.unwrap_or_default(),
            ports: rule.ports.unwrap_or_default(),
        }
    }
}

/// Reads rules; what cannot be read is reported and left out, and the policy
/// with it.
struct RuleReader<'r, 't> {
    level: ApiLevel,
    report: &'r mut Report<'t>,
}

impl RuleReader<'_, '_> {
    fn rules(
        &mut self,
        rules: Vec<WrittenRule>,
        direction: Direction,
        spec: &FieldPath,
    ) -> Vec<Rule> {
        let path = spec.clone().field(direction.rules_field());
        let rule = |(index, it)| self.rule(it, direction, &path.clone().index(index));
        rules.into_iter().enumerate().map(rule).collect()
    }

    fn rule(&mut self, rule: WrittenRule, direction: Direction, path: &FieldPath) -> Rule {
        let ports_path = path.clone().field("ports");
        let peers_path = path.clone().field(direction.peers_field());
        let admits_any_port = rule.ports.is_empty();
        let admits_anyone = rule.peers.is_empty();

        let mut ports = Vec::new();
        for (index, it) in rule.ports.into_iter().enumerate() {
            ports.extend(self.port_entry(it, &ports_path.clone().index(index)));
        }
        let mut peers = Vec::new();
        for (index, it) in rule.peers.into_iter().enumerate() {
            peers.extend(self.peer(it, &peers_path.clone().index(index)));
        }
        Rule {
            peers: if admits_anyone {
                Peers::Anyone
            } else {
                Peers::OneOf(peers)
            },
            ports: if admits_any_port {
                RulePorts::Any
            } else {
                RulePorts::OneOf(ports)
            },
        }
    }

    /// The truth table of a peer's three optional fields (SEMANTICS.md P-7).
    fn peer(&mut self, peer: NetworkPolicyPeer, path: &FieldPath) -> Option<Peer> {
        let NetworkPolicyPeer {
            ip_block: block,
            namespace_selector,
            pod_selector,
        } = peer;
        let mut selector_at = |it, name| selector(it, &path.clone().field(name), self.report);
        let pods = pod_selector.map(|it| selector_at(it, "podSelector"));
        let namespaces = namespace_selector.map(|it| selector_at(it, "namespaceSelector"));
        let is_block = block.is_some();
        let block = block
            .and_then(|it| ip_block(&it, &path.clone().field("ipBlock"), self.level, self.report));

        match (is_block, namespaces, pods) {
            (false, None, None) => {
                let place = self.report.tree().place(path);
                let message = format!("{path}: Required value: must specify a peer");
                let finding = Diagnostic::error(codes::REQUIRED_VALUE, place, message);
                self.report.refuse(path, finding.help(WHO_CAN_BE_A_PEER));
                None
            }
            (true, None, None) => block.map(Peer::Block),
            (true, _, _) => {
                let detail = "may not specify both ipBlock and another peer";
                self.report.forbidden(path, detail);
                None
            }
            (false, None, Some(pods)) => Some(Peer::LocalPods(pods)),
            (false, Some(namespaces), pods) => Some(Peer::Pods { namespaces, pods }),
        }
    }

    fn port_entry(&mut self, entry: NetworkPolicyPort, path: &FieldPath) -> Option<PortEntry> {
        let protocol = match &entry.protocol {
            None => Some(Protocol::Tcp),
            Some(name) => Protocol::from_name(name),
        };
        if protocol.is_none() {
            let name = entry.protocol.as_deref().unwrap_or_default();
            let supported = Protocol::ALL.map(Protocol::name);
            self.report
                .unsupported(&path.clone().field("protocol"), name, &supported);
        }
        let port = self.port(entry.port, entry.end_port, path);
        Some(PortEntry {
            protocol: protocol?,
            port: port?,
        })
    }

    fn port(
        &mut self,
        port: Option<IntOrString>,
        end: Option<i32>,
        path: &FieldPath,
    ) -> Option<PortSpec> {
        let port_path = path.clone().field("port");
        let end_path = path.clone().field("endPort");
        match (port, end) {
            (None, None) => Some(PortSpec::All),
            (None, Some(end)) => {
                let detail = "may not be specified when `port` is not specified";
                self.report.invalid(&end_path, end, detail);
                None
            }
            (Some(IntOrString::Int(number)), end) => {
                let first = self.number(number, &port_path);
                let Some(end) = end else {
                    return first.map(PortSpec::Number);
                };
                if end < number {
                    let detail = "must be greater than or equal to `port`";
                    self.report.invalid(&end_path, end, detail);
                }
                let last = self.number(end, &end_path);
                Some(PortSpec::Range(first?, last?))
            }
            (Some(IntOrString::String(name)), end) => {
                if let Some(end) = end {
                    let detail = "may not be specified when `port` is non-numeric";
                    self.report.invalid(&end_path, end, detail);
                }
                for complaint in names::port_name(&name) {
                    self.report.invalid(&port_path, quoted(&name), complaint);
                }
                Some(PortSpec::Name(name))
            }
        }
    }

    fn number(&mut self, number: i32, path: &FieldPath) -> Option<u16> {
        if let Some(complaint) = names::port_number(number) {
            self.report.invalid(path, number, complaint);
        }
        u16::try_from(number).ok()
    }
}
