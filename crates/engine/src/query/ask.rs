use std::net::IpAddr;

use super::answer::Part;
use super::choice::{Destination, meant, sources};
use super::serving::{at_address, by_name, through};
use super::{Answer, EndpointName, Member, PortQuestion, QueryFault, narrowed};
use crate::eval::{Endpoint, World};
use crate::model::{Cluster, PodId};

/// More pairs than this are no question but a table.
const MOST_PAIRS: usize = 100_000;

/// Holds everybody that `source` stands for against everybody that
/// `destination` stands for. `default_namespace` is that of a source that names
/// none.
///
/// # Errors
///
/// A name that stands for nobody, or not clearly for somebody.
pub fn ask(
    world: &World,
    source: &EndpointName,
    destination: &EndpointName,
    port: PortQuestion,
    default_namespace: &str,
) -> Result<Answer, QueryFault> {
    let sources = sources(world, source, default_namespace)?;
    let destination = meant(world, destination)?;
    if let Destination::Members(destinations) = &destination {
        return compare(world, &sources, destinations, port);
    }
    let mut parts = Vec::new();
    for source in &sources {
        parts.push(match &destination {
            Destination::Members(_) => continue,
            Destination::Service(id) => through(world, source, *id, port),
            Destination::Name(name) => by_name(world, source, name, port)?,
            Destination::Address(address) => at_address(world, source, *address, port),
        });
    }
    Ok(Answer::new(port, parts))
}

/// Every source with every destination.
pub(crate) fn compare(
    world: &World,
    sources: &[Member],
    destinations: &[Member],
    port: PortQuestion,
) -> Result<Answer, QueryFault> {
    let pairs = sources.len().saturating_mul(destinations.len());
    if pairs > MOST_PAIRS {
        let most = MOST_PAIRS;
        return Err(QueryFault::TooManyPairs { pairs, most });
    }
    let mut parts = Vec::new();
    for source in sources {
        for destination in destinations {
            for source in by_family(world, source, destination, port) {
                parts.push(Part::direct(world, &source, destination, port));
            }
        }
    }
    Ok(Answer::new(port, parts))
}

/// A question between two dual-stack pods that names no family is one question
/// for each of the source's addresses where the families differ (SEMANTICS.md
/// B-8).
fn by_family(
    world: &World,
    source: &Member,
    destination: &Member,
    port: PortQuestion,
) -> Vec<Member> {
    let (Endpoint::Pod(from), Endpoint::Pod(to)) = (source.endpoint, destination.endpoint) else {
        return vec![source.clone()];
    };
    let cluster = world.cluster();
    if from == to || !is_dual_stack(cluster, from) || !is_dual_stack(cluster, to) {
        return vec![source.clone()];
    }
    let reach = world.reach(source.endpoint, destination.endpoint);
    if narrowed(&reach, port).by_family.is_empty() {
        return vec![source.clone()];
    }
    let addresses = cluster[from].addresses.iter();
    let member = |address: &IpAddr| Member {
        name: format!("{} at {address}", source.name),
        endpoint: Endpoint::Address(*address),
    };
    addresses.map(member).collect()
}

fn is_dual_stack(cluster: &Cluster, pod: PodId) -> bool {
    let addresses = &cluster[pod].addresses;
    addresses.iter().any(IpAddr::is_ipv4) && addresses.iter().any(IpAddr::is_ipv6)
}
