use std::collections::BTreeSet;

use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{Endpoint, Gate};
use crate::model::{Basis, Direction, PodId, Policy, PolicyId};
use crate::text::FieldPath;

/// Egress that is isolated and does not admit the cluster's DNS (SEMANTICS.md D-4), judged at
/// the port of its pods.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "egress isolation that cuts DNS",
    run,
};
const CODE: Code = Code("dns-is-cut");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let isolating = ward
        .policies()
        .filter(|it| it.1.egress.isolates.is_some())
        .map(|(id, policy)| (id, policy, one_each(ward, ward.subjects(policy))));
    let isolating: Vec<_> = isolating.collect();
    let blocked = blocked(ward, isolating.iter().flat_map(|it| &it.2).copied());
    let mut found = Vec::new();
    for (id, policy, pods) in isolating {
        let own: Vec<PodId> = pods.into_iter().filter(|it| blocked.contains(it)).collect();
        if !own.is_empty() {
            found.extend(finding(ward, (id, policy), &own));
        }
    }
    found
}

/// Those that cannot look up names.
fn blocked(ward: &Ward<'_>, pods: impl Iterator<Item = PodId>) -> BTreeSet<PodId> {
    let pods: BTreeSet<PodId> = pods.collect();
    let pods: Vec<PodId> = pods.into_iter().collect();
    let lookups = ward.world().name_lookups(&pods);
    let pods = pods.iter().zip(&lookups).filter(|it| it.1.is_blocked());
    pods.map(|it| *it.0).collect()
}

fn finding(
    ward: &Ward<'_>,
    (id, policy): (PolicyId, &Policy),
    blocked: &[PodId],
) -> Option<Diagnostic> {
    let admits_some = !policy.egress.rules.is_empty();
    // A policy that admits nobody at all may be the default that others are added to.
    let others_admit = blocked.iter().any(|pod| {
        let policies = ward
            .world()
            .isolating(Endpoint::Pod(*pod), Direction::Egress);
        policies
            .iter()
            .any(|it| !ward.cluster()[*it].egress.rules.is_empty())
    });
    if !admits_some && others_admit {
        // Said at the policy that admits something.
        return None;
    }
    let mut asked = blocked.iter().take(ASKED);
    let mut closed_by_it = || asked.any(|it| is_expected_elsewhere(ward, *it));
    let severity = if admits_some || closed_by_it() {
        Severity::Warning
    } else {
        Severity::Hint
    };
    let names = ward.workloads(blocked);
    let message = format!(
        "{names} cannot look up names: egress is isolated, and nothing admits UDP to the DNS pods"
    );
    let spec = FieldPath::root().field("spec");
    let path = match policy.egress.isolates {
        Some(Basis::Listed(at)) if !admits_some => spec.field("policyTypes").index(at),
        _ => spec.field("egress"),
    };
    let found = ward.finding(severity, CODE, (id, path), message)?;
    Some(found.help(
        "admit UDP and TCP port 53 to the pods with k8s-app=kube-dns in namespace kube-system",
    ))
}

/// Whether some pod's ingress rules name a pod that may not leave: whoever wrote them did not
/// mean it to be silent.
fn is_expected_elsewhere(ward: &Ward<'_>, source: PodId) -> bool {
    let cluster = ward.cluster();
    let workloads = cluster.workloads().filter_map(|it| it.1.pods.first());
    let others = workloads.filter(|it| **it != source);
    others.take(MOST).any(|it| {
        let reach = ward
            .world()
            .reach(Endpoint::Pod(source), Endpoint::Pod(*it));
        let is_shut = reach.egress.may_pass().is_empty();
        let is_named = match &reach.ingress {
            Gate::Isolated { branches, .. } => branches
                .iter()
                .any(|it| it.at.peer.is_some() && !it.admits().is_empty()),
            Gate::Exempt(_) | Gate::NotIsolated => false,
        };
        is_shut && is_named
    })
}

/// How many of those that cannot look up names are looked for elsewhere.
const ASKED: usize = 5;
/// How many workloads are asked whether they expect somebody.
const MOST: usize = 200;

/// A pod of each workload.
fn one_each(ward: &Ward<'_>, pods: Vec<PodId>) -> Vec<PodId> {
    let mut seen = BTreeSet::new();
    let is_first = |it: &PodId| seen.insert(ward.cluster()[*it].workload);
    pods.into_iter().filter(is_first).collect()
}
