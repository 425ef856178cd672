//! Whether a client can ask the cluster's DNS at all (SEMANTICS.md D-4…D-6).

use std::cell::OnceCell;

use super::lookup::{OtherDns, client_of_dns};
use super::service_decision::BackendDecision;
use super::usual_dns::UsualDns;
use super::{Decision, Disclosure, Endpoint, Reach, Served, Verdict, World};
use crate::model::{LabelValue, Pod, PodId, Protocol, ServiceId, Truth};

/// The port that names are asked on.
pub const DNS_PORT: u16 = 53;
/// Where the cluster's DNS is, as a namespace and a Service: usually, and in the
/// clusters of Red Hat (SEMANTICS.md D-5).
pub(super) const SERVERS: [(&str, &str); 2] = [
    ("kube-system", "kube-dns"),
    ("openshift-dns", "dns-default"),
];
/// The label of its pods.
pub(super) const LABEL: (&str, &str) = ("k8s-app", "kube-dns");

/// Whether a client can ask the cluster's DNS, which is another matter than
/// whether it reaches an address that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameLookup {
    /// It asks somebody else.
    OtherDns(OtherDns),
    /// It asks the cluster's.
    Judged {
        /// Who that is.
        servers: DnsServers,
        /// Over UDP, which comes first.
        udp: DnsPath,
        /// Over TCP, which long answers need.
        tcp: DnsPath,
        /// The points where a default was taken.
        disclosures: Vec<Disclosure>,
    },
}

/// Who answers for the cluster's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DnsServers {
    /// The backends of this Service.
    Service(ServiceId),
    /// These pods.
    Pods(Vec<PodId>),
    /// The input does not have them: they are taken to be pods in `kube-system`
    /// with the label `k8s-app=kube-dns`, which nothing isolates.
    Undeclared,
}

impl DnsServers {
    /// The namespace of those that answer in nearly every cluster.
    pub const USUAL_NAMESPACE: &str = SERVERS[0].0;
    /// The label of these, as key and value.
    pub const USUAL_LABEL: (&str, &str) = LABEL;
}

/// How a question to the cluster's DNS gets there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsPath {
    /// The answer over all servers.
    pub verdict: Verdict,
    /// What became of it at each; where the input has none, one that is made up
    /// goes by [`Endpoint::UnknownAddress`].
    pub servers: Vec<BackendDecision>,
}

impl NameLookup {
    /// Whether names are certainly of no use to the client: it cannot ask the
    /// cluster's DNS by its usual way, UDP.
    pub fn is_blocked(&self) -> bool {
        match self {
            Self::OtherDns(_) => false,
            Self::Judged { udp, .. } => udp.verdict == Verdict::Denied,
        }
    }
}

impl World {
    /// Whether `client` can ask the cluster's DNS: on UDP and TCP port 53, or
    /// the port of the pods that these lead to (SEMANTICS.md D-4, D-5).
    pub fn name_lookup(&self, client: Endpoint) -> NameLookup {
        let pod = match client {
            Endpoint::Pod(pod) => Some(pod),
            Endpoint::Address(address) => match self.endpoint_at(address) {
                Endpoint::Pod(pod) => Some(pod),
                _ => None,
            },
            _ => None,
        };
        let imagined = OnceCell::new();
        self.ask_for_names(client, || {
            let imagined = imagined.get_or_init(|| UsualDns::new(self, pod.as_slice()));
            imagined.as_ref()?.reach(pod?)
        })
    }

    /// The same for many pods, in their order: servers that the input does not have are
    /// imagined once for all of them.
    pub fn name_lookups(&self, clients: &[PodId]) -> Vec<NameLookup> {
        let imagined = OnceCell::new();
        let each = clients.iter().map(|pod| {
            self.ask_for_names(Endpoint::Pod(*pod), || {
                let imagined = imagined.get_or_init(|| UsualDns::new(self, clients));
                imagined.as_ref()?.reach(*pod)
            })
        });
        each.collect()
    }

    /// `imagined` asks servers as nearly every cluster has them; it is asked if the input
    /// has none.
    fn ask_for_names(&self, client: Endpoint, imagined: impl Fn() -> Option<Reach>) -> NameLookup {
        if let Err(other) = client_of_dns(self, client) {
            return NameLookup::OtherDns(other);
        }
        let undeclared = || {
            let reach = imagined();
            undeclared(&reach.unwrap_or_else(|| self.reach(client, Endpoint::UnknownAddress)))
        };
        let (servers, [udp, tcp], mut disclosures) = self
            .ask_service(client)
            .or_else(|| self.ask_pods(client))
            .unwrap_or_else(undeclared);
        // An open client asks a cache on its node as freely.
        let decided = udp.servers.iter().chain(&tcp.servers);
        let is_isolated = |it: &Decision| it.egress.is_isolated();
        if decided.into_iter().any(|it| is_isolated(&it.decision)) {
            disclosures.push(Disclosure::NodeLocalDns);
        }
        NameLookup::Judged {
            servers,
            udp,
            tcp,
            disclosures,
        }
    }

    fn ask_service(&self, client: Endpoint) -> Option<Asked> {
        let cluster = self.cluster();
        let id = SERVERS.into_iter().find_map(|(namespace, name)| {
            cluster.find_service(cluster.find_namespace(namespace)?, name)
        })?;
        let reach = self.reach_service(client, id);
        let mut disclosures = Vec::new();
        let paths = PROTOCOLS.map(|protocol| {
            let decision = reach.decide(protocol, DNS_PORT);
            for it in decision.disclosures {
                // That they are ready goes without saying.
                if it != Disclosure::ReadinessAssumed && !disclosures.contains(&it) {
                    disclosures.push(it);
                }
            }
            DnsPath {
                verdict: decision.verdict,
                servers: match decision.served {
                    Served::By(backends) => backends,
                    Served::Nobody(_) => Vec::new(),
                },
            }
        });
        let is_served = paths.iter().any(|it| !it.servers.is_empty());
        is_served.then_some((DnsServers::Service(id), paths, disclosures))
    }

    fn ask_pods(&self, client: Endpoint) -> Option<Asked> {
        let cluster = self.cluster();
        let namespace = cluster.find_namespace(SERVERS[0].0)?;
        let is_server = |it: &Pod| {
            let label = it.labels.get(LABEL.0);
            it.namespace == namespace && label == Some(&LabelValue::Text(LABEL.1.to_owned()))
        };
        let pods: Vec<PodId> = cluster
            .pods()
            .filter(|(_, it)| is_server(it))
            .map(|(id, _)| id)
            .collect();
        if pods.is_empty() {
            return None;
        }
        let mut disclosures = Vec::new();
        let mut reaches = Vec::new();
        for &pod in &pods {
            let reach = self.reach(client, Endpoint::Pod(pod));
            for it in &reach.disclosures {
                if !disclosures.contains(it) {
                    disclosures.push(it.clone());
                }
            }
            reaches.push((Endpoint::Pod(pod), reach));
        }
        let paths = PROTOCOLS.map(|protocol| {
            let decide = |(endpoint, reach): &(Endpoint, Reach)| BackendDecision {
                endpoint: *endpoint,
                address: None,
                serves: Truth::Yes,
                port: DNS_PORT,
                decision: reach.decide(protocol, DNS_PORT),
            };
            path(reaches.iter().map(decide).collect())
        });
        Some((DnsServers::Pods(pods), paths, disclosures))
    }
}

type Asked = (DnsServers, [DnsPath; 2], Vec<Disclosure>);

const PROTOCOLS: [Protocol; 2] = [Protocol::Udp, Protocol::Tcp];

fn path(servers: Vec<BackendDecision>) -> DnsPath {
    DnsPath {
        verdict: super::service_decision::aggregate(&servers),
        servers,
    }
}

fn undeclared(reach: &Reach) -> Asked {
    let paths = PROTOCOLS.map(|protocol| {
        path(vec![BackendDecision {
            endpoint: Endpoint::UnknownAddress,
            address: None,
            serves: Truth::Yes,
            port: DNS_PORT,
            decision: reach.decide(protocol, DNS_PORT),
        }])
    });
    (DnsServers::Undeclared, paths, Vec::new())
}
