//! The kinds of objects that are read, and what is known of the others.

use std::net::IpAddr;

use super::endpoint_slice::SliceBody;
#[cfg(feature = "services")]
use super::endpoint_slice::{endpoint_slice, endpoints};
use super::field::{Field, OBJECT_FIELDS};
use super::metadata::{Metadata, Scope};
use super::names::NameSyntax;
use super::namespace::note_overwritten_label;
use super::node_object::node_addresses;
use super::pod::{PodBody, pod};
use super::policy::{PolicyBody, policy};
use super::report::Report;
#[cfg(feature = "services")]
use super::service::service;
use super::workload::{
    CRON_JOB, DAEMON_SET, DEPLOYMENT, JOB, REPLICA_SET, REPLICATION_CONTROLLER, STATEFUL_SET,
    WorkloadBody, workload,
};
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
    pub(super) read: Reader,
}

/// Reads what stands beside the metadata of an object.
type Reader = fn(&Metadata, &Options, &mut Report<'_>) -> Body;

/// A kind that makes pods.
const fn workload_kind(
    name: &'static str,
    api_version: &'static str,
    former_api_versions: &'static [&'static str],
    read: Reader,
) -> Kind {
    Kind {
        name,
        api_version,
        former_api_versions,
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read,
    }
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
            Field::root(report.tree()).note_unknown_fields(&OBJECT_FIELDS, report);
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
    workload_kind(
        "Deployment",
        "apps/v1",
        &["extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"],
        |metadata, _, report| Body::Workload(workload(&DEPLOYMENT, metadata, report)),
    ),
    workload_kind(
        "ReplicaSet",
        "apps/v1",
        &["extensions/v1beta1", "apps/v1beta2"],
        |metadata, _, report| Body::Workload(workload(&REPLICA_SET, metadata, report)),
    ),
    workload_kind(
        "StatefulSet",
        "apps/v1",
        &["apps/v1beta1", "apps/v1beta2"],
        |metadata, _, report| Body::Workload(workload(&STATEFUL_SET, metadata, report)),
    ),
    workload_kind(
        "DaemonSet",
        "apps/v1",
        &["extensions/v1beta1", "apps/v1beta2"],
        |metadata, _, report| Body::Workload(workload(&DAEMON_SET, metadata, report)),
    ),
    workload_kind("ReplicationController", "v1", &[], |metadata, _, report| {
        Body::Workload(workload(&REPLICATION_CONTROLLER, metadata, report))
    }),
    workload_kind("Job", "batch/v1", &[], |metadata, _, report| {
        Body::Workload(workload(&JOB, metadata, report))
    }),
    workload_kind(
        "CronJob",
        "batch/v1",
        &["batch/v2alpha1", "batch/v1beta1"],
        |metadata, _, report| Body::Workload(workload(&CRON_JOB, metadata, report)),
    ),
    Kind {
        name: "Node",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Cluster,
        name_syntax: NameSyntax::Subdomain,
        read: |_, _, report| Body::Node(node_addresses(report)),
    },
    #[cfg(feature = "services")]
    Kind {
        name: "Service",
        api_version: "v1",
        former_api_versions: &[],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Service,
        read: |_, _, report| Body::Service(service(report)),
    },
    #[cfg(feature = "services")]
    Kind {
        name: "EndpointSlice",
        api_version: "discovery.k8s.io/v1",
        former_api_versions: &["discovery.k8s.io/v1beta1", "discovery.k8s.io/v1alpha1"],
        scope: Scope::Namespaced,
        name_syntax: NameSyntax::Subdomain,
        read: |metadata, _, report| Body::Slices(vec![endpoint_slice(metadata, report)]),
    },
    #[cfg(feature = "services")]
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
    "AuthorizationPolicy",
    "BaselineAdminNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
    "CiliumNetworkPolicy",
    "ClusterNetworkPolicy",
    "GlobalNetworkPolicy",
    "MultiNetworkPolicy",
    "NetworkPolicy",
    "StagedGlobalNetworkPolicy",
    "StagedKubernetesNetworkPolicy",
    "StagedNetworkPolicy",
];

/// Whether an object is a policy of another kind. Whatever else may come in the
/// group of the cluster-wide policies is one.
pub(super) fn is_other_policy(kind: &str, api_version: Option<&str>) -> bool {
    let is_cluster_wide = |it: &str| it.starts_with("policy.networking.k8s.io/");
    OTHER_POLICIES.contains(&kind) || api_version.is_some_and(is_cluster_wide)
}

/// The kind that is probably meant by a misspelt one: it differs in upper and
/// lower case, or in one letter, or two have changed places.
pub(super) fn meant<'k>(kind: &str, mut among: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    among.find(|it| *it != kind && is_alike(it.as_bytes(), kind.as_bytes()))
}

fn is_alike(one: &[u8], other: &[u8]) -> bool {
    let (mut one, mut other) = (one, other);
    while let ([first, rest @ ..], [other_first, other_rest @ ..]) = (one, other)
        && first.eq_ignore_ascii_case(other_first)
    {
        (one, other) = (rest, other_rest);
    }
    while let ([rest @ .., last], [other_rest @ .., other_last]) = (one, other)
        && last.eq_ignore_ascii_case(other_last)
    {
        (one, other) = (rest, other_rest);
    }
    match (one, other) {
        ([first, second], other) => other == [*second, *first],
        _ => one.len() <= 1 && other.len() <= 1,
    }
}

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
    ("batch/v1", &["CronJob", "Job"]),
    (
        "policy.networking.k8s.io/v1alpha1",
        &["AdminNetworkPolicy", "BaselineAdminNetworkPolicy"],
    ),
    (
        "policy.networking.k8s.io/v1alpha2",
        &["ClusterNetworkPolicy"],
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
