use std::net::IpAddr;

use super::choice::{Side, members};
use super::{Answer, EndpointName, Member, Pair, PortQuestion, QueryFault};
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
    let sources = members(world, source, Side::Source, default_namespace)?;
    let destinations = members(world, destination, Side::Destination, default_namespace)?;
    compare(world, &sources, &destinations, port)
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
    let mut pairs = Vec::new();
    for source in sources {
        for destination in destinations {
            for source in by_family(world.cluster(), source, destination) {
                let reach = world.reach(source.endpoint, destination.endpoint);
                pairs.push(Pair {
                    source,
                    destination: destination.clone(),
                    port,
                    verdict: port.verdict(&reach),
                    reach,
                });
            }
        }
    }
    Ok(Answer::new(port, pairs))
}

/// A question between two dual-stack pods that names no family is one question
/// for each of the source's addresses (SEMANTICS.md B-8).
fn by_family(cluster: &Cluster, source: &Member, destination: &Member) -> Vec<Member> {
    let (Endpoint::Pod(from), Endpoint::Pod(to)) = (source.endpoint, destination.endpoint) else {
        return vec![source.clone()];
    };
    if from == to || !is_dual_stack(cluster, from) || !is_dual_stack(cluster, to) {
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
