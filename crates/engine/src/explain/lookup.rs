//! What a name means to a client, and whether it can ask at all, in sentences.

use super::sentence::policy_names;
use super::{Name, Phrase};
use crate::eval::{
    Answer, DnsPath, DnsServers, Endpoint, Lookup, NameLookup, OtherDns, Trace, Unresolved,
    Verdict, World,
};
use crate::model::{DnsPolicy, Protocol, ServiceId};

/// `From qa-test, db-svc means the Service qa-test/db-svc, in full
/// db-svc.qa-test.svc.cluster.local.`
pub(super) fn lookup_sentence(
    world: &World,
    client: Endpoint,
    asked: &str,
    lookup: &Lookup,
) -> Phrase {
    let start = from(world, client).code(asked);
    match &lookup.answer {
        Answer::Service(id) => start
            .text(" means the Service ")
            .code(service_name(world, *id))
            .then(in_full(asked, &lookup.full_name)),
        Answer::Member(id, endpoint) => start
            .text(" means ")
            .then(Name::of_endpoint(world, *endpoint).mention())
            .text(", one of the backends of ")
            .code(service_name(world, *id))
            .then(in_full(asked, &lookup.full_name)),
        Answer::Outside => start.text(" is none of the cluster’s names, so it leads outside."),
        Answer::Nothing(Unresolved::NoSuchName { instead }) => {
            let start = start.text(" means nothing: no Service has that name.");
            match instead.as_slice() {
                [] => start,
                names => start
                    .text(" ")
                    .then(Phrase::list(names.iter().map(|it| Phrase::new().code(it))))
                    .text(" would be found."),
            }
        }
        Answer::Nothing(Unresolved::OtherDns(other)) => other_dns(world, client, *other),
    }
}

fn from(world: &World, client: Endpoint) -> Phrase {
    let namespace = Name::of_endpoint(world, client).namespace();
    match namespace {
        Some(id) => Phrase::from(format!("From {}, ", world.cluster()[id].name)),
        None => Phrase::new(),
    }
}

fn in_full(asked: &str, full_name: &str) -> Phrase {
    if asked == full_name {
        return Phrase::from(".");
    }
    Phrase::from(", in full ").code(full_name).text(".")
}

fn service_name(world: &World, id: ServiceId) -> String {
    let cluster = world.cluster();
    let service = &cluster[id];
    format!("{}/{}", cluster[service.namespace].name, service.name)
}

/// Why the client asks somebody who does not know the cluster's names.
fn other_dns(world: &World, client: Endpoint, other: OtherDns) -> Phrase {
    let client = Name::of_endpoint(world, client).mention();
    match other {
        OtherDns::NotAPod => {
            client.text(" is no pod, so it does not ask the cluster’s DNS for names.")
        }
        OtherDns::HostNetwork => client.text(
            " uses its node’s network and asks its node for names, which does not know those of \
             the cluster; the dnsPolicy ClusterFirstWithHostNet changes that.",
        ),
        OtherDns::Policy(policy) => {
            let (name, whom) = match policy {
                DnsPolicy::None => ("None", "whom its dnsConfig names"),
                DnsPolicy::Default => ("Default", "whom its node asks"),
                DnsPolicy::ClusterFirst => ("ClusterFirst", "the cluster’s DNS"),
                DnsPolicy::ClusterFirstWithHostNet => {
                    ("ClusterFirstWithHostNet", "the cluster’s DNS")
                }
            };
            client.text(" has the dnsPolicy ").code(name).text(format!(
                " and asks {whom}, which does not know the cluster’s names."
            ))
        }
    }
}

/// That names are of no use to the client, whatever it reaches by address; none
/// where nothing is in their way.
pub(super) fn names_sentence(world: &World, client: Endpoint, verdict: Verdict) -> Option<Phrase> {
    let NameLookup::Judged {
        servers, udp, tcp, ..
    } = world.name_lookup(client)
    else {
        return None;
    };
    let whom = match &servers {
        DnsServers::Service(id) => service_name(world, *id),
        DnsServers::Pods(pods) => pods.first().map_or_else(String::new, |it| {
            Name::of_endpoint(world, Endpoint::Pod(*it)).full
        }),
        DnsServers::Undeclared => "the cluster’s DNS".to_owned(),
    };
    let assumption = match servers {
        DnsServers::Undeclared => {
            " The input has no DNS servers; they are taken to be pods of kube-system with the \
             label k8s-app=kube-dns."
        }
        DnsServers::Service(_) | DnsServers::Pods(_) => "",
    };
    let start = match verdict {
        Verdict::Allowed | Verdict::Mixed => "It is reachable, but the name lookup",
        Verdict::Denied | Verdict::Unknown | Verdict::NoBackend => "The name lookup",
    };
    let refused = |path: &DnsPath, protocol: Protocol| {
        Phrase::from(format!("{start} is blocked: "))
            .then(refusal(world, path))
            .text(format!(" {}/{protocol} to {whom}.", port_of(path)))
            .text(assumption)
    };
    match (udp.verdict, tcp.verdict) {
        (Verdict::Denied, _) => Some(refused(&udp, Protocol::Udp)),
        (Verdict::Unknown | Verdict::Mixed, _) => Some(Phrase::from(format!(
            "{start} may be blocked: it depends on what the input does not say of {whom}."
        ))),
        (Verdict::Allowed, Verdict::Denied) => Some(
            Phrase::from("Names can be looked up over UDP only; long answers need TCP, and ")
                .then(refusal(world, &tcp))
                .text(format!(" {}/TCP to {whom}.", port_of(&tcp)))
                .text(assumption),
        ),
        _ => None,
    }
}

/// The policies that stand in the way: `test-np does not admit`.
fn refusal(world: &World, path: &DnsPath) -> Phrase {
    for it in &path.servers {
        for trace in [&it.decision.egress, &it.decision.ingress] {
            if let Trace::Rejected { isolated_by, .. } = trace {
                let names = policy_names(world.cluster(), isolated_by, false);
                let does = if isolated_by.len() == 1 { "does" } else { "do" };
                return Phrase::from(format!("{names} {does} not admit"));
            }
        }
    }
    Phrase::from("a policy does not admit")
}

fn port_of(path: &DnsPath) -> u16 {
    path.servers
        .first()
        .map_or(crate::eval::DNS_PORT, |it| it.port)
}
