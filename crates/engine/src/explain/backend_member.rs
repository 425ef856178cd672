//! The backends of a Service, each with an answer of its own.

use super::case::Case;
use super::member::member;
use super::service::Asked;
use super::service_explanation::ServiceExplanation;
use super::uses::{admitting, entry_uses};
use super::{EntryUse, Member, Phrase};
use crate::eval::{BackendDecision, BranchRef, Endpoint, Reach, ServiceReach, Verdict};
use crate::query::{PortQuestion, narrowed};

/// What there is to say of the backends besides the steps to them.
#[derive(Default)]
pub(super) struct Backends {
    members: Vec<Member>,
    uses: Vec<EntryUse>,
}

impl ServiceExplanation {
    /// The same with what there is to say of the backends.
    pub(super) fn with(self, backends: Backends) -> Self {
        let Backends { members, uses } = backends;
        Self {
            members,
            uses,
            ..self
        }
    }
}

/// Every backend that was decided about; those that differ in nothing once.
pub(super) fn backends_of(
    asked: &Asked<'_>,
    reach: &ServiceReach,
    decided: &[BackendDecision],
) -> Backends {
    let mut members: Vec<Member> = Vec::new();
    let mut branches: Vec<BranchRef> = Vec::new();
    let is_twice = |it: &BackendDecision| {
        let same = decided.iter().filter(|other| other.endpoint == it.endpoint);
        same.count() > 1
    };
    for it in decided {
        let mut backends = reach.backends.iter();
        let Some(found) = backends.find(|backend| it.is_about(backend)) else {
            continue;
        };
        let (member, admitting) = backend(asked, &found.reach, it, is_twice(it));
        branches.extend(
            admitting
                .iter()
                .filter(|it| !branches.contains(it))
                .copied()
                .collect::<Vec<_>>(),
        );
        let is_alike = |known: &&mut Member| {
            Member {
                count: known.count,
                ..member.clone()
            } == **known
        };
        match members.iter_mut().find(is_alike) {
            Some(known) => known.count += 1,
            None => members.push(member),
        }
    }
    Backends {
        members,
        uses: entry_uses(asked.world, asked.reachability, &branches),
    }
}

/// The only one there is.
pub(super) fn backend_of(asked: &Asked<'_>, reach: &Reach, only: &BackendDecision) -> Backends {
    let (member, branches) = backend(asked, reach, only, false);
    Backends {
        members: vec![member],
        uses: entry_uses(asked.world, asked.reachability, &branches),
    }
}

fn backend(
    asked: &Asked<'_>,
    whole: &Reach,
    decided: &BackendDecision,
    is_listed_twice: bool,
) -> (Member, Vec<BranchRef>) {
    let port = PortQuestion::One(asked.protocol, decided.port);
    let reach = narrowed(whole, port);
    let case = Case::new(asked.world, &reach).on(port);
    let pod = pod_name(asked, &case, decided.endpoint);
    let name = match decided.address.filter(|_| is_listed_twice) {
        Some(address) => format!("{pod} at {address} on {port}"),
        None => format!("{pod} on {port}"),
    };
    let member = member(&case, name, whole, port);
    let is_rewritten = decided.decision.verdict != member.verdict;
    let member = Member {
        verdict: decided.decision.verdict,
        reason: match decided.decision.verdict {
            Verdict::Unknown if is_rewritten => Phrase::from(
                "it depends on whether a node puts its own address in place of the client’s",
            ),
            _ => member.reason,
        },
        ..member
    };
    (member, admitting(&case))
}

/// Replicas go by the name of their workload.
fn pod_name(asked: &Asked<'_>, case: &Case<'_>, endpoint: Endpoint) -> String {
    match endpoint {
        Endpoint::Pod(pod) if case.is_within_workload() => asked.world.cluster()[pod].name.clone(),
        _ => case.destination.short.clone(),
    }
}
