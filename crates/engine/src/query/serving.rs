//! Connections that do not lead to whom they name: Services pass them on, and
//! names are looked up first.

use std::net::IpAddr;

use super::answer::Part;
use super::{Member, Pair, PortQuestion, QueryFault, Remark};
use crate::eval::{Answer, Endpoint, Served, ServiceReach, Verdict, Way, World};
use crate::model::{Cluster, Protocol, ServiceId, Truth};

/// What `name` means to the source, and whether that is reached.
pub(super) fn by_name(
    world: &World,
    source: &Member,
    name: &str,
    port: PortQuestion,
) -> Result<Part, QueryFault> {
    let cluster = world.cluster();
    let found = world.look_up(source.endpoint, name);
    let only = |endpoint| {
        let destination = Member::of(cluster, endpoint, &found.full_name);
        Part::direct(world, source, &destination, port)
    };
    let mut answer = match found.answer {
        Answer::Service(id) => through(world, source, id, port),
        Answer::Member(_, endpoint) => only(endpoint),
        Answer::Outside => only(Endpoint::UnknownAddress),
        Answer::Nothing(why) => {
            return Err(QueryFault::Unresolved {
                name: name.to_owned(),
                client: source.name.clone(),
                why,
            });
        }
    };
    if world.name_lookup(source.endpoint).is_blocked() {
        answer.remarks.push(Remark::LookupBlocked {
            client: source.name.clone(),
            name: name.to_owned(),
        });
    }
    Ok(answer)
}

/// Whoever answers at an address: a Service that has it, or whoever does.
pub(super) fn at_address(
    world: &World,
    source: &Member,
    address: IpAddr,
    port: PortQuestion,
) -> Part {
    let entrance = match port {
        PortQuestion::Any => world.service_at(address).map(|it| (it, port)),
        PortQuestion::One(protocol, number) => world
            .entrance(address, protocol, number)
            .map(|it| (it.service, PortQuestion::One(protocol, it.port))),
    };
    match entrance {
        Some((service, port)) => through(world, source, service, port),
        None => Part::direct(world, source, &Member::address(address), port),
    }
}

/// Every backend of a Service, on the port that it serves.
pub(super) fn through(
    world: &World,
    source: &Member,
    service: ServiceId,
    port: PortQuestion,
) -> Part {
    let reach = world.reach_service(source.endpoint, service);
    let name = service_name(world.cluster(), service);
    let asked = match (port, &reach.way) {
        (PortQuestion::One(protocol, number), _) => vec![(protocol, number)],
        (PortQuestion::Any, Way::Translated(ports)) => {
            ports.iter().map(|it| (it.protocol, it.number)).collect()
        }
        (PortQuestion::Any, _) => return any_port(world, source, &reach, &name),
    };
    let mut answer = Part {
        verdict: match port {
            PortQuestion::Any => reach.verdict(),
            PortQuestion::One(protocol, number) => reach.decide(protocol, number).verdict,
        },
        ..Part::default()
    };
    for (protocol, number) in asked {
        one_port(
            world,
            source,
            &reach,
            &name,
            (protocol, number),
            &mut answer,
        );
    }
    answer
}

fn one_port(
    world: &World,
    source: &Member,
    reach: &ServiceReach,
    service: &str,
    (protocol, number): (Protocol, u16),
    answer: &mut Part,
) {
    let decided = reach.decide(protocol, number);
    answer.disclose(&decided.disclosures);
    let served = match decided.served {
        Served::By(served) => served,
        Served::Nobody(why) => {
            answer.remarks.push(Remark::Nobody {
                service: service.to_owned(),
                port: PortQuestion::One(protocol, number),
                why,
            });
            return;
        }
    };
    for it in &served {
        let mut destination = Member::of(world.cluster(), it.endpoint, elsewhere(reach));
        let same = served.iter().filter(|other| other.endpoint == it.endpoint);
        if let (Some(address), 2..) = (it.address, same.count()) {
            destination.name = format!("{} at {address}", destination.name);
        }
        if it.serves == Truth::Unknown {
            answer.remarks.push(Remark::PerhapsBackend {
                member: destination.name.clone(),
                service: service.to_owned(),
            });
        }
        let mut backends = reach.backends.iter();
        let Some(found) = backends.find(|backend| it.is_about(backend)) else {
            continue;
        };
        answer.pairs.push(Pair {
            source: source.clone(),
            destination,
            through: Some(service.to_owned()),
            reach: found.reach.clone(),
            port: PortQuestion::One(protocol, it.port),
            verdict: it.decision.verdict,
        });
    }
}

/// Where the client may choose the port itself.
fn any_port(world: &World, source: &Member, reach: &ServiceReach, service: &str) -> Part {
    let mut answer = Part {
        verdict: reach.verdict(),
        ..Part::default()
    };
    answer.disclose(&reach.disclosures);
    let serving = reach
        .backends
        .iter()
        .filter(|it| !it.backend.serves.is_no());
    for it in serving {
        answer.disclose(&it.reach.disclosures);
        answer.pairs.push(Pair {
            source: source.clone(),
            destination: Member::of(world.cluster(), it.backend.endpoint, elsewhere(reach)),
            through: Some(service.to_owned()),
            reach: it.reach.clone(),
            port: PortQuestion::Any,
            verdict: it.reach.verdict(),
        });
    }
    if answer.verdict == Verdict::NoBackend {
        // Any port will do here to say why.
        let mut nobody = Part::default();
        one_port(
            world,
            source,
            reach,
            service,
            (Protocol::Tcp, 1),
            &mut nobody,
        );
        answer.remarks = nobody.remarks;
    }
    answer
}

/// The name outside the cluster that a Service stands for.
fn elsewhere(reach: &ServiceReach) -> &str {
    match &reach.way {
        Way::Elsewhere(name) | Way::Nowhere(name) => name,
        Way::Translated(_) | Way::Direct => "",
    }
}

fn service_name(cluster: &Cluster, id: ServiceId) -> String {
    let it = &cluster[id];
    format!("{}/{}", cluster[it.namespace].name, it.name)
}
