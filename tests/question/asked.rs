//! What a destination is, seen from one source: an endpoint, a Service, or a
//! name that means one of them, or nothing.

use std::net::IpAddr;

use netpol_engine::eval::{Answer, Endpoint, ServiceReach, Verdict, World};
use netpol_engine::model::{Protocol, ServiceId};

/// What is asked for in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Endpoint(Endpoint),
    /// A Service, and the port of it that is meant.
    Service(ServiceId, Option<(Protocol, u16)>),
    /// The name means nothing to the source.
    Nothing,
}

/// Whether a destination needs its source to be understood: `db.y`, or
/// `y/service/db`, or the address of a Service.
pub(crate) fn is_service(world: &World, destination: &str, port: Option<(Protocol, u16)>) -> bool {
    match address(destination) {
        Some(address) => entrance(world, address, port).is_some(),
        None => is_name(destination) || service(world, destination).is_some(),
    }
}

fn is_name(destination: &str) -> bool {
    address(destination).is_none() && !destination.contains(['/', '*']) && destination != "external"
}

fn address(destination: &str) -> Option<IpAddr> {
    destination.trim_matches(['[', ']']).parse().ok()
}

/// What `source` gets when it asks for such a destination.
pub(crate) fn asked(
    world: &World,
    source: Endpoint,
    destination: &str,
    port: Option<(Protocol, u16)>,
) -> Asked {
    if let Some(entrance) = address(destination).and_then(|it| entrance(world, it, port)) {
        return entrance;
    }
    if let Some(id) = service(world, destination) {
        return Asked::Service(id, port);
    }
    match world.look_up(source, destination).answer {
        Answer::Service(id) => Asked::Service(id, port),
        Answer::Member(_, endpoint) => Asked::Endpoint(endpoint),
        Answer::Outside => Asked::Endpoint(Endpoint::UnknownAddress),
        Answer::Nothing(_) => Asked::Nothing,
    }
}

fn entrance(world: &World, address: IpAddr, port: Option<(Protocol, u16)>) -> Option<Asked> {
    let Some((protocol, number)) = port else {
        return world.service_at(address).map(|it| Asked::Service(it, None));
    };
    let found = world.entrance(address, protocol, number)?;
    Some(Asked::Service(found.service, Some((protocol, found.port))))
}

fn service(world: &World, destination: &str) -> Option<ServiceId> {
    let parts: Vec<_> = destination.split('/').collect();
    let [namespace, "service" | "svc", name] = parts.as_slice() else {
        return None;
    };
    let cluster = world.cluster();
    let id = cluster
        .find_namespace(namespace)
        .expect("the namespace is there");
    Some(
        cluster
            .find_service(id, name)
            .expect("the Service is there"),
    )
}

/// The answer for a Service; over all ports without a port.
pub(crate) fn verdict(reach: &ServiceReach, port: Option<(Protocol, u16)>) -> Verdict {
    match port {
        Some((protocol, port)) => reach.decide(protocol, port).verdict,
        None => reach.verdict(),
    }
}
