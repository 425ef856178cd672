use netpol_engine::eval::{BranchRef, Party};
use netpol_engine::explain::Name;
use netpol_engine::model::{Protocol, ServicePort, ServiceShape};
use netpol_engine::vocabulary::Vocabulary;

use super::{Reading, Shown};
use crate::report::{Choice, Outline, OutlineBranch, PictureReport};
use crate::state::PlaceName;

/// What there is to say of the texts that the picture is made from.
pub(super) fn picture_report(shown: &Shown) -> PictureReport {
    let reading = &shown.reading;
    let branches = reading.branches.iter();
    PictureReport {
        outline: Outline(branches.filter_map(|it| branch(reading, *it)).collect()),
        choices: choices(reading),
        services: services(reading),
        tally: netpol_export::tally(&reading.analysis),
        vocabulary: Vocabulary::of(reading.analysis.cluster()),
        news: String::new(),
        is_stale: shown.is_stale(),
    }
}

fn branch(reading: &Reading, at: BranchRef) -> Option<OutlineBranch> {
    let selector = |name: &str| {
        let path = at.path().field(name);
        reading.analysis.policy_span(at.policy, &path)
    };
    let both = selector("namespaceSelector").zip(selector("podSelector"));
    let both = both.filter(|_| at.peer.is_some());
    Some(OutlineBranch {
        at,
        letter: reading.letters.letter(at),
        number: reading.letters.number(at).unwrap_or_default(),
        place: reading.place(reading.analysis.branch_span(at)?),
        second_selector: both.map(|(a, b)| if a.start < b.start { b } else { a }),
    })
}

/// Every end that can be asked about.
fn choices(reading: &Reading) -> Vec<Choice> {
    let world = &reading.analysis.world;
    let workloads = world
        .cluster()
        .workloads()
        .map(|(id, _)| Party::Workload(id));
    let outside = (0..world.outside().blocks.len()).map(Party::Outside);
    let choice = |party| Choice {
        place: PlaceName::of(world, party),
        label: Name::of_party(world, party).full,
    };
    workloads.chain(outside).map(choice).collect()
}

/// Every port of every Service, by a name that any pod can look up.
fn services(reading: &Reading) -> Vec<String> {
    let cluster = reading.analysis.cluster();
    let ports = cluster.services().flat_map(|(_, it)| {
        let name = format!("{}.{}", it.name, cluster[it.namespace].name);
        let written = ports(&it.shape).iter().map(|port| match port.protocol {
            Protocol::Tcp => format!("{name}:{}", port.number),
            other => format!("{name}:{}/{other}", port.number),
        });
        written.collect::<Vec<_>>()
    });
    ports.collect()
}

fn ports(shape: &ServiceShape) -> &[ServicePort] {
    match shape {
        ServiceShape::Balanced { backing, .. } | ServiceShape::Headless(backing) => &backing.ports,
        ServiceShape::ExternalName(_) => &[],
    }
}
