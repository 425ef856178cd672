use super::Point;

/// Assumptions that go together, named after a plugin or a behaviour.
///
/// A profile states what the reference knows about that plugin and no more: where
/// nothing is known, it takes the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// The defaults of the reference, which the conformance tests of Kubernetes
    /// decide where they say anything.
    #[default]
    Reference,
    /// Calico.
    Calico,
    /// Cilium, as it comes.
    Cilium,
    /// The reference implementation of the Kubernetes network group.
    KubeNetworkPolicies,
    /// kube-router.
    KubeRouter,
    /// OVN-Kubernetes.
    OvnKubernetes,
    /// The other behaviour towards pods on their node's network that the
    /// documentation tolerates.
    HostNetworkPods,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Reference,
        Self::Calico,
        Self::Cilium,
        Self::KubeNetworkPolicies,
        Self::KubeRouter,
        Self::OvnKubernetes,
        Self::HostNetworkPods,
    ];

    /// `cilium`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Calico => "calico",
            Self::Cilium => "cilium",
            Self::KubeNetworkPolicies => "kube-network-policies",
            Self::KubeRouter => "kube-router",
            Self::OvnKubernetes => "ovn-kubernetes",
            Self::HostNetworkPods => "host-network-pods",
        }
    }

    /// The profile of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// What is known, with the rule of the reference and the source it gives.
    pub fn about(self) -> &'static str {
        match self {
            Self::Reference => {
                "the defaults of SEMANTICS.md §12, by the documentation and the conformance tests"
            }
            Self::Calico => "an ipBlock holds pods (B-2, calico#6634)",
            Self::Cilium => {
                "an ipBlock never holds a pod, unless `--policy-cidr-match-mode` says otherwise \
                 (B-2, cilium#9209)"
            }
            Self::KubeNetworkPolicies => {
                "an ipBlock holds pods (B-2), sidecars give no names (Q-12), names beside an \
                 ipBlock are resolved (Q-14); by its source"
            }
            Self::KubeRouter | Self::OvnKubernetes => "an ipBlock holds pods (B-2)",
            Self::HostNetworkPods => {
                "policies apply to pods on their node’s network as to any other (S-6, “NetworkPolicy \
                 and hostNetwork pods” in the documentation)"
            }
        }
    }

    /// Where it takes the alternative to the default.
    pub(super) fn alternatives(self) -> &'static [Point] {
        match self {
            Self::Reference | Self::Calico | Self::KubeRouter | Self::OvnKubernetes => &[],
            Self::Cilium => &[Point::IpBlockPod],
            Self::KubeNetworkPolicies => &[Point::NamedSidecar],
            Self::HostNetworkPods => &[Point::HostNet],
        }
    }
}
