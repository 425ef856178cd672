use serde::{Deserialize, Serialize};

use crate::model::{NamespaceId, NodeId, PodId, ServiceId};

/// A point where Kubernetes leaves the answer to the network plugin, or the
/// input leaves it open, and a default was taken (SEMANTICS.md §12).
///
/// It goes with every answer that it influenced.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Disclosure {
    /// HOSTNET: the pod uses its node's network and is treated as the node.
    HostNetwork(PodId),
    /// OWN-NODE: what comes from the pod's own node cannot be blocked.
    OwnNode(NodeId),
    /// NODE-EGRESS: egress to the pod's own node is evaluated.
    NodeEgress(NodeId),
    /// NODE-UNKNOWN: where the pod runs is not known.
    NodeUnknown(PodId),
    /// SELF: a pod always reaches itself.
    SamePod,
    /// IPBLOCK-POD: relies on an ipBlock matching a pod's address.
    IpBlockMatchesPod(PodId),
    /// POD-IP: the pod's address is not known, so an ipBlock cannot be decided.
    PodAddressUnknown(PodId),
    /// NAMED-SIDECAR: the named port is on a sidecar.
    NamedPortOnSidecar(PodId),
    /// NAMED-IPBLOCK: a named port together with an ipBlock.
    NamedPortWithIpBlock,
    /// ENDPORT: some plugins apply only the first port of a range.
    EndPort,
    /// SCTP: needs support by the plugin.
    Sctp,
    /// NS-MISSING: the namespace is not in the input; a selector on this key
    /// was decided as if it had only its automatic label.
    NamespaceAssumed {
        /// The namespace.
        namespace: NamespaceId,
        /// The key of the label that was looked for.
        key: String,
    },
    /// SYNTH: a selector asks for the value of a label that a controller sets.
    GeneratedLabel {
        /// The pod that carries it.
        pod: PodId,
        /// The label's key.
        key: String,
    },
    /// IPBLOCK-SVC: an ipBlock is compared with the addresses of backends, not
    /// with that of the Service.
    ServiceAddress(ServiceId),
    /// SELF-SVC: a Service picks the very pod that calls it.
    SelfThroughService(PodId),
    /// SNAT: a node may have put its address in place of the client's.
    SourceRewritten(ServiceId),
    /// READY: the input does not say which backends are ready.
    ReadinessAssumed,
    /// NODELOCAL: a cache on the node may answer instead of the cluster's DNS.
    NodeLocalDns,
    /// FQDN: the address behind a name depends on what DNS answers.
    AddressByName,
    /// TABLE: a rule names a port of a pod that only a table shows, and that
    /// has no container ports.
    TableLacksPorts(PodId),
    /// TABLE: a rule asks for the port of a backend, and the table with the
    /// Service shows only its own.
    TableLacksTargetPort(ServiceId),
    /// TABLE: a selector asks for a label that the pod's table does not show.
    TableLacksLabel {
        /// The pod that may carry it.
        pod: PodId,
        /// The label's key.
        key: String,
    },
    /// TABLE: a selector asks for a label that the namespace's table does not
    /// show.
    TableLacksNamespaceLabel {
        /// The namespace that may carry it.
        namespace: NamespaceId,
        /// The label's key.
        key: String,
    },
}

impl Disclosure {
    /// The code of SEMANTICS.md §12.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HostNetwork(_) => "HOSTNET",
            Self::OwnNode(_) => "OWN-NODE",
            Self::NodeEgress(_) => "NODE-EGRESS",
            Self::NodeUnknown(_) => "NODE-UNKNOWN",
            Self::SamePod => "SELF",
            Self::IpBlockMatchesPod(_) => "IPBLOCK-POD",
            Self::PodAddressUnknown(_) => "POD-IP",
            Self::NamedPortOnSidecar(_) => "NAMED-SIDECAR",
            Self::NamedPortWithIpBlock => "NAMED-IPBLOCK",
            Self::EndPort => "ENDPORT",
            Self::Sctp => "SCTP",
            Self::NamespaceAssumed { .. } => "NS-MISSING",
            Self::GeneratedLabel { .. } => "SYNTH",
            Self::ServiceAddress(_) => "IPBLOCK-SVC",
            Self::SelfThroughService(_) => "SELF-SVC",
            Self::SourceRewritten(_) => "SNAT",
            Self::ReadinessAssumed => "READY",
            Self::NodeLocalDns => "NODELOCAL",
            Self::AddressByName => "FQDN",
            Self::TableLacksPorts(_)
            | Self::TableLacksTargetPort(_)
            | Self::TableLacksLabel { .. }
            | Self::TableLacksNamespaceLabel { .. } => "TABLE",
        }
    }
}
