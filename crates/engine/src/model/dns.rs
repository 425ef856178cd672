/// Whom a pod asks for the address of a name (SEMANTICS.md D-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DnsPolicy {
    /// The cluster's DNS, unless the pod uses its node's network.
    #[default]
    ClusterFirst,
    /// The cluster's DNS, also from its node's network.
    ClusterFirstWithHostNet,
    /// Whom its node asks.
    Default,
    /// Whom `dnsConfig` names.
    None,
}

/// What a pod has to do with names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PodDns {
    /// Whom it asks.
    pub policy: DnsPolicy,
    /// The name it has before that of its Service; for the pods of a
    /// StatefulSet their own name.
    pub hostname: Option<String>,
    /// The Service under whose name it has its own; for the pods of a
    /// StatefulSet its `serviceName`.
    pub subdomain: Option<String>,
}

/// Whether a pod takes connections (SEMANTICS.md V-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Readiness {
    /// The input does not say; it is taken to be ready.
    #[default]
    Assumed,
    /// It said so.
    Ready,
    /// It said that it does not.
    NotReady,
}
