//! What a name means to a client, as the cluster's DNS would answer
//! (SEMANTICS.md D-1…D-3).

use super::backend::slices_of;
use super::{Endpoint, World};
use crate::model::{
    Cluster, DnsPolicy, Members, NamespaceId, Pod, Readiness, Service, ServiceId, ServiceShape,
};

/// The longest name that DNS has, in bytes.
const MAX_NAME: usize = 253;
/// Names with fewer dots are tried in the search list first (SEMANTICS.md D-2).
const NDOTS: usize = 5;

/// What a name means to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// What was meant.
    pub answer: Answer,
    /// The whole name that was found, without a dot at its end; the name that
    /// was asked for where nothing was.
    pub full_name: String,
}

/// What DNS answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The address of this Service, or of its backends.
    Service(ServiceId),
    /// The address of one backend of a Service, which has a name of its own.
    Member(ServiceId, Endpoint),
    /// An address outside the cluster, which the input does not tell.
    Outside,
    /// Nothing, for this reason.
    Nothing(Unresolved),
}

/// Why a name means nothing to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// The client does not ask the cluster's DNS, which alone knows the name.
    OtherDns(OtherDns),
    /// No Service has this name, seen from the client's namespace.
    NoSuchName {
        /// Names that would mean something and were probably meant.
        instead: Vec<String>,
    },
}

/// Why a client does not ask the cluster's DNS (SEMANTICS.md D-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherDns {
    /// It is no pod.
    NotAPod,
    /// It uses its node's network, and asks whom its node asks.
    HostNetwork,
    /// Its `dnsPolicy` is this one.
    Policy(DnsPolicy),
}

/// What a whole name means, whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ZoneAnswer {
    Service(ServiceId),
    Member(ServiceId, Endpoint),
    /// A name of the cluster's zone that means nothing.
    Nothing,
    /// A name of another zone.
    Outside,
}

impl World {
    /// What `name` means to `client`: a short name is looked up in the client's
    /// own namespace, and never crosses to another (SEMANTICS.md D-1…D-3).
    pub fn look_up(&self, client: Endpoint, name: &str) -> Lookup {
        let asked = name.trim().to_ascii_lowercase();
        let cluster = self.cluster();
        let namespace = match client_of_dns(self, client) {
            Ok(pod) => pod.namespace,
            Err(other) => return self.look_up_elsewhere(&asked, other),
        };
        for candidate in candidates(&asked, &cluster[namespace].name, cluster.zone()) {
            let answer = match answer_of_zone(self, &candidate) {
                ZoneAnswer::Service(id) => Answer::Service(id),
                ZoneAnswer::Member(id, endpoint) => Answer::Member(id, endpoint),
                ZoneAnswer::Outside if is_foreign(cluster, &candidate) => Answer::Outside,
                ZoneAnswer::Outside | ZoneAnswer::Nothing => continue,
            };
            return Lookup {
                answer,
                full_name: candidate,
            };
        }
        let instead = alike(cluster, &asked, namespace);
        Lookup {
            answer: Answer::Nothing(Unresolved::NoSuchName { instead }),
            full_name: asked,
        }
    }

    /// A client of another DNS, which knows all names but the cluster's.
    fn look_up_elsewhere(&self, asked: &str, other: OtherDns) -> Lookup {
        let name = asked.strip_suffix('.').unwrap_or(asked);
        let is_known = name.len() <= MAX_NAME
            && answer_of_zone(self, name) == ZoneAnswer::Outside
            && is_foreign(self.cluster(), name);
        let answer = if is_known {
            Answer::Outside
        } else {
            Answer::Nothing(Unresolved::OtherDns(other))
        };
        Lookup {
            answer,
            full_name: name.to_owned(),
        }
    }
}

/// The pod that asks the cluster's DNS, or why it does not (SEMANTICS.md D-3).
pub(super) fn client_of_dns(world: &World, client: Endpoint) -> Result<&Pod, OtherDns> {
    let client = match client {
        Endpoint::Address(address) => world.endpoint_at(address),
        other => other,
    };
    let Endpoint::Pod(id) = client else {
        return Err(OtherDns::NotAPod);
    };
    let pod = &world.cluster()[id];
    match pod.dns.policy {
        DnsPolicy::ClusterFirst if pod.host_network => Err(OtherDns::HostNetwork),
        DnsPolicy::ClusterFirst | DnsPolicy::ClusterFirstWithHostNet => Ok(pod),
        policy @ (DnsPolicy::Default | DnsPolicy::None) => Err(OtherDns::Policy(policy)),
    }
}

/// The whole names that are tried, one after the other, without a dot at their
/// end (SEMANTICS.md D-2).
fn candidates(asked: &str, namespace: &str, zone: &str) -> Vec<String> {
    let whole = asked.strip_suffix('.');
    let name = whole.unwrap_or(asked);
    if name.is_empty() || name.len() > MAX_NAME {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    if whole.is_none() {
        for domain in [
            format!("{namespace}.svc.{zone}"),
            format!("svc.{zone}"),
            zone.to_owned(),
        ] {
            candidates.push(format!("{name}.{domain}"));
        }
    }
    if name.matches('.').count() < NDOTS {
        candidates.push(name.to_owned());
    } else {
        candidates.insert(0, name.to_owned());
    }
    candidates
}

/// What a whole name in lower case means.
pub(super) fn answer_of_zone(world: &World, name: &str) -> ZoneAnswer {
    let cluster = world.cluster();
    let zone = cluster.zone();
    let Some(inside) = name.strip_suffix(zone) else {
        return ZoneAnswer::Outside;
    };
    let inside = match inside.strip_suffix('.') {
        Some(inside) => inside,
        None if inside.is_empty() => return ZoneAnswer::Nothing,
        None => return ZoneAnswer::Outside,
    };
    let Some(service) = inside.strip_suffix(".svc") else {
        return ZoneAnswer::Nothing;
    };
    let labels: Vec<&str> = service.split('.').collect();
    let (hostname, service, namespace) = match labels.as_slice() {
        [service, namespace] => (None, service, namespace),
        [hostname, service, namespace] => (Some(hostname), service, namespace),
        _ => return ZoneAnswer::Nothing,
    };
    let found = cluster
        .find_namespace(namespace)
        .and_then(|it| cluster.find_service(it, service));
    match (found, hostname) {
        (None, _) => ZoneAnswer::Nothing,
        (Some(id), None) => ZoneAnswer::Service(id),
        (Some(id), Some(hostname)) => match member(world, &cluster[id], hostname) {
            Some(endpoint) => ZoneAnswer::Member(id, endpoint),
            None => ZoneAnswer::Nothing,
        },
    }
}

/// The backend of this name: a pod whose `hostname` and `subdomain` say so, or
/// an endpoint of a slice. One that is not ready has no name (SEMANTICS.md V-7).
fn member(world: &World, service: &Service, hostname: &str) -> Option<Endpoint> {
    let backing = service.backing()?;
    let serves = |is_ready: bool| is_ready || backing.publishes_not_ready;
    match &backing.members {
        Members::Selected(selector) => {
            let is_it = |pod: &Pod| {
                pod.namespace == service.namespace
                    && pod.dns.subdomain.as_deref() == Some(service.name.as_str())
                    && (pod.dns.hostname.as_deref())
                        .is_some_and(|it| it.eq_ignore_ascii_case(hostname))
                    && serves(pod.readiness != Readiness::NotReady)
                    && !selector.matches(&pod.labels).is_no()
            };
            let mut pods = world.cluster().pods();
            pods.find(|(_, it)| is_it(it))
                .map(|(id, _)| Endpoint::Pod(id))
        }
        Members::Listed | Members::Unseen => {
            let endpoints = slices_of(world, service).flat_map(|it| &it.endpoints);
            let named = |it: &Option<String>| {
                it.as_deref()
                    .is_some_and(|it| it.eq_ignore_ascii_case(hostname))
            };
            let mut found = endpoints.filter(|it| named(&it.hostname) && serves(it.is_ready));
            let address = found.next()?.addresses.first()?;
            Some(world.endpoint_at(*address))
        }
    }
}

/// Whether a name may well be one of the world outside: it has several parts,
/// and does not look like one of the cluster's that was mistaken.
fn is_foreign(cluster: &Cluster, name: &str) -> bool {
    let Some((first, _)) = name.split_once('.') else {
        return false;
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_own = last == "svc"
        || last.is_empty()
        || cluster.find_namespace(last).is_some()
        || cluster.services().any(|(_, it)| it.name == first);
    !is_own
}

/// Names that mean something to a client in `namespace` and sound like the one
/// that does not: the same Service elsewhere, or the one in front of the
/// workload that was named.
fn alike(cluster: &Cluster, asked: &str, namespace: NamespaceId) -> Vec<String> {
    let mut parts = asked.split('.');
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let mut names = Vec::new();
    for (_, it) in cluster.services() {
        if it.name == first {
            names.push(name_from(cluster, it, namespace));
        }
    }
    if !names.is_empty() {
        return names;
    }
    let meant = match second {
        Some(name) => cluster.find_namespace(name),
        None => Some(namespace),
    };
    let workload = meant.and_then(|it| cluster.find_workload(it, first));
    let pod = workload.and_then(|it| cluster[it].pods.first());
    if let Some(pod) = pod.map(|it| &cluster[*it]) {
        for (_, it) in cluster.services() {
            if it.namespace == pod.namespace && selects(it, pod) {
                names.push(name_from(cluster, it, namespace));
            }
        }
    }
    names
}

fn selects(service: &Service, pod: &Pod) -> bool {
    match &service.shape {
        ServiceShape::Balanced { backing, .. } | ServiceShape::Headless(backing) => {
            match &backing.members {
                Members::Selected(selector) => !selector.matches(&pod.labels).is_no(),
                Members::Listed | Members::Unseen => false,
            }
        }
        ServiceShape::ExternalName(_) => false,
    }
}

/// The shortest name that a client in `namespace` may use.
fn name_from(cluster: &Cluster, service: &Service, namespace: NamespaceId) -> String {
    if service.namespace == namespace {
        service.name.clone()
    } else {
        format!("{}.{}", service.name, cluster[service.namespace].name)
    }
}
