use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{Endpoint, Gate, NameLookup, Verdict};
use crate::model::{Basis, Direction, PodId, Policy, PolicyId, PortSpec, Protocol};
use crate::text::FieldPath;

/// Egress that is isolated and does not admit the cluster's DNS (SEMANTICS.md D-4), judged at
/// the port of its pods; a hint where it admits UDP alone.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "egress isolation that cuts DNS",
    run,
};
const CODE: Code = Code("dns-is-cut");
const HELP: &str =
    "admit UDP and TCP port 53 to the pods with k8s-app=kube-dns in namespace kube-system";

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let isolating = ward
        .policies()
        .filter(|it| it.1.egress.isolates.is_some())
        .map(|(id, policy)| (id, policy, one_each(ward, ward.subjects(policy))));
    let isolating: Vec<_> = isolating.collect();
    let lookups = lookups(ward, isolating.iter().flat_map(|it| &it.2).copied());
    let mut found = Vec::new();
    for (id, policy, pods) in isolating {
        let those = |is_it: fn(&NameLookup) -> bool| -> Vec<PodId> {
            let own = pods.iter().copied();
            own.filter(|it| lookups.get(it).is_some_and(is_it))
                .collect()
        };
        let blocked = those(NameLookup::is_blocked);
        if !blocked.is_empty() {
            found.extend(finding(ward, (id, policy), &blocked));
        }
        let cramped = those(is_by_udp_alone);
        if !cramped.is_empty() {
            found.extend(hint(ward, id, &cramped, &lookups));
        }
    }
    found
}

/// How each looks up names.
fn lookups(ward: &Ward<'_>, pods: impl Iterator<Item = PodId>) -> BTreeMap<PodId, NameLookup> {
    let pods: BTreeSet<PodId> = pods.collect();
    let pods: Vec<PodId> = pods.into_iter().collect();
    let lookups = ward.world().name_lookups(&pods);
    pods.into_iter().zip(lookups).collect()
}

/// Whether answers that are too large for UDP do not arrive.
fn is_by_udp_alone(lookup: &NameLookup) -> bool {
    match lookup {
        NameLookup::OtherDns(_) => false,
        NameLookup::Judged { udp, tcp, .. } => {
            udp.verdict == Verdict::Allowed && tcp.verdict == Verdict::Denied
        }
    }
}

/// Said where a policy admits UDP to the port of the servers.
fn hint(
    ward: &Ward<'_>,
    policy: PolicyId,
    pods: &[PodId],
    lookups: &BTreeMap<PodId, NameLookup>,
) -> Option<Diagnostic> {
    let mut ports: BTreeSet<u16> = BTreeSet::new();
    for it in pods.iter().filter_map(|it| lookups.get(it)) {
        if let NameLookup::Judged { udp, .. } = it {
            ports.extend(udp.servers.iter().map(|it| it.port));
        }
    }
    let (rule, at, _) = ward.ports().find(|(rule, _, entry)| {
        let is_its_port = match entry.port {
            PortSpec::Number(number) => ports.contains(&number),
            PortSpec::Range(first, last) => ports.range(first..=last).next().is_some(),
            PortSpec::All | PortSpec::Name(_) => true,
        };
        let is_own = rule.id == policy && rule.direction == Direction::Egress;
        is_own && entry.protocol == Protocol::Udp && is_its_port
    })?;
    let message = format!(
        "{} can ask DNS over UDP alone: large answers come over TCP, which nothing admits to the \
         DNS pods",
        ward.workloads(pods)
    );
    let found = ward.finding(Severity::Hint, CODE, (policy, rule.port_path(at)), message)?;
    Some(found.help(HELP))
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
    Some(found.help(HELP))
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
