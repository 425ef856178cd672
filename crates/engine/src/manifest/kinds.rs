//! The kinds of objects that are read, and what is known of the others.

use std::net::IpAddr;

use super::deployment::{WorkloadBody, deployment};
use super::endpoint_slice::{SliceBody, endpoint_slice, endpoints};
use super::metadata::{Metadata, Scope};
use super::names::NameSyntax;
use super::namespace::note_overwritten_label;
use super::node_object::node_addresses;
use super::pod::{PodBody, pod};
use super::policy::{PolicyBody, policy};
use super::report::Report;
use super::service::service;
use crate::model::ServiceShape;
use crate::options::Options;

/// What an object says apart from its metadata.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Namespace,
    Node(Vec<IpAddr>),
    Policy(PolicyBody),
    Pod(PodBody),
    Workload(WorkloadBody),
    Service(ServiceShape),
    Slices(Vec<SliceBody>),
}

/// A kind of object, and how one is read.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) api_version: &'static str,
    /// Where the kind was before; no API server takes it there any more.
    pub(super) former_api_versions: &'static [&'static str],
    pub(super) scope: Scope,
    pub(super) name_syntax: NameSyntax,
    pub(super) read: fn(&Metadata, &Options, &mut Report<'_>) -> Body,
}

/// Every kind that is read. To add one is to add an entry here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "NetworkPolicy",
        api_version: "networking.k8s.io/v1",
        former_api_versions: &["extensions/v1beta1"],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |_, options, report| Body::Policy(policy(options.api_level, report)),
    },
    Kind {
        name: "Namespace",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Cluster,
        name_syntax: NameSyntax::Label,
        read: |metadata, _, report| {
            note_overwritten_label(metadata, report);
            Body::Namespace
        },
    },
    Kind {
        name: "Pod",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |_, _, report| Body::Pod(pod(report)),
    },
    Kind {
        name: "Deployment",
        api_version: "apps/v1",
        former_api_versions: &["extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |_, _, report| Body::Workload(deployment(report)),
    },
    Kind {
        name: "Node",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Cluster,
        name_syntax: NameSyntax::Subdomain,
        read: |_, _, report| Body::Node(node_addresses(report)),
    },
    Kind {
        name: "Service",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Service,
        read: |_, _, report| Body::Service(service(report)),
    },
    Kind {
        name: "EndpointSlice",
        api_version: "discovery.k8s.io/v1",
        former_api_versions: &["discovery.k8s.io/v1beta1", "discovery.k8s.io/v1alpha1"],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |metadata, _, report| Body::Slices(vec![endpoint_slice(metadata, report)]),
    },
    Kind {
        name: "Endpoints",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |metadata, _, report| Body::Slices(endpoints(metadata, report)),
    },
];

/// Kinds of policies that other APIs have. They decide about connections, so one
/// must never be passed over in silence.
pub(super) const OTHER_POLICIES: &[&str] = &[
    "AdminNetworkPolicy",
    "BaselineAdminNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
    "CiliumNetworkPolicy",
    "ClusterNetworkPolicy",
    "GlobalNetworkPolicy",
    "NetworkPolicy",
    "StagedNetworkPolicy",
];

/// Every kind of the built-in versions that ours belong to: whatever else claims
/// to be of one is misspelt.
pub(super) const BUILT_IN: &[(&str, &[&str])] = &[
    (
        "networking.k8s.io/v1",
        &[
            "IPAddress",
            "Ingress",
            "IngressClass",
            "NetworkPolicy",
            "ServiceCIDR",
        ],
    ),
    ("discovery.k8s.io/v1", &["EndpointSlice"]),
    (
        "apps/v1",
        &[
            "ControllerRevision",
            "DaemonSet",
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
        ],
    ),
    (
        "v1",
        &[
            "Binding",
            "ComponentStatus",
            "ConfigMap",
            "Endpoints",
            "Event",
            "LimitRange",
            "Namespace",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "ResourceQuota",
            "Secret",
            "Service",
            "ServiceAccount",
            "Status",
        ],
    ),
];
