use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use super::twin::twin;
use super::ward::{Placed, Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{BranchRef, Effect, Endpoint, Passage, entry_effects};
use crate::model::{Direction, Peer, PodId, PolicyId, RulePorts};
use crate::text::FieldPath;

/// An entry without which nothing changes: everything that it permits, others permit too.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry without which nothing changes",
    run,
};
const CODE: Code = Code("redundant-entry");

/// A policy without which nothing changes: others isolate the same pods and admit the same.
pub(super) const POLICY: Lint = Lint {
    code: POLICY_CODE,
    title: "a policy without which nothing changes",
    run: run_on_policies,
};
const POLICY_CODE: Code = Code("redundant-policy");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut proven: Vec<(&Placed<'_>, BranchRef)> = Vec::new();
    let needed = ward.needed();
    for rule in ward.rules() {
        if ward.subjects(rule.policy).is_empty() {
            continue;
        }
        let branches = rule.branches().into_iter();
        for branch in branches.filter(|it| !needed.contains(it)) {
            let peer = branch.peer.and_then(|it| rule.rule.peer(it));
            // Of those that match nobody another finding tells.
            let has_peers = peer.and_then(|it| ward.has_peers(rule.policy.namespace, it));
            if has_peers == Some(false) || matches!(peer, Some(Peer::Block(_))) {
                continue;
            }
            let effects = entry_effects(&ward.analysis.reachability, branch);
            let is_in_vain = |it: &Effect| it.alone.is_empty();
            if effects.is_empty() || !effects.iter().all(is_in_vain) {
                continue;
            }
            if is_proven(ward, rule, branch.peer) {
                proven.push((rule, branch));
            }
        }
    }
    let company = company(ward, proven.iter().map(|it| it.1));
    let found = proven.iter().filter_map(|(rule, branch)| {
        let company = company.get(branch)?;
        finding(ward, rule, branch.peer, company)
    });
    found.collect()
}

/// Whether everything connects as before without the entry: what others permit may be less
/// certain than what it permits.
fn is_proven(ward: &Ward<'_>, rule: &Placed<'_>, peer: Option<usize>) -> bool {
    let without = rule.policy.without_entry(rule.direction, rule.index, peer);
    let twin = without.and_then(|it| twin(ward, rule.id, it));
    twin.is_some_and(|it| it.is_alike())
}

fn finding(
    ward: &Ward<'_>,
    rule: &Placed<'_>,
    peer: Option<usize>,
    company: &Company,
) -> Option<Diagnostic> {
    let path = peer.map_or_else(|| rule.path(), |it| rule.peer_path(it));
    let others = others(ward, rule, company);
    let others = match others.as_slice() {
        [] => "another".to_owned(),
        others => told(others),
    };
    let message = format!(
        "everything that this entry permits is permitted by {others}, too: without it nothing \
         changes here"
    );
    ward.finding(Severity::Hint, CODE, (rule.id, path), message)
}

/// What connects through an entry: how often, and how often through each other as well.
#[derive(Debug, Clone, Default)]
struct Company {
    all: usize,
    others: BTreeMap<BranchRef, usize>,
}

/// What connects through each of these, in one walk over all connections.
fn company(ward: &Ward<'_>, of: impl Iterator<Item = BranchRef>) -> BTreeMap<BranchRef, Company> {
    let mut company: BTreeMap<_, _> = of.map(|it| (it, Company::default())).collect();
    if company.is_empty() {
        return company;
    }
    let connections = ward.analysis.connections().iter();
    for passage in connections.flat_map(|it| [&it.egress, &it.ingress]) {
        let Passage::Admitted(branches) = passage else {
            continue;
        };
        for branch in branches {
            let Some(own) = company.get_mut(branch) else {
                continue;
            };
            own.all += 1;
            for other in branches.iter().filter(|it| *it != branch) {
                *own.others.entry(*other).or_default() += 1;
            }
        }
    }
    company
}

/// The entries that permit what one does, with their lines; one, if that is enough.
fn others(ward: &Ward<'_>, rule: &Placed<'_>, company: &Company) -> Vec<String> {
    let has_its_ports = |it: &BranchRef| {
        let scope = ward.cluster()[it.policy].scope(it.direction);
        let ports = scope.rules.get(it.rule).map(|it| &it.ports);
        ports.is_some_and(|it| *it == RulePorts::Any || *it == rule.rule.ports)
    };
    let is_enough = |it: &(&BranchRef, &usize)| *it.1 == company.all && has_its_ports(it.0);
    let enough = company.others.iter().find(is_enough);
    let named: Vec<BranchRef> = match enough {
        Some((one, _)) => vec![*one],
        None => company.others.keys().copied().collect(),
    };
    named.iter().map(|it| named_as(ward, rule, *it)).collect()
}

/// `the entry on line 8`, `shop/db (line 8)`.
fn named_as(ward: &Ward<'_>, rule: &Placed<'_>, other: BranchRef) -> String {
    let line = ward.line((other.policy, other.path()), rule.id);
    let noun = match other.peer {
        Some(_) => "entry",
        None => "rule",
    };
    if other.policy == rule.id {
        format!("the {noun} on {line}")
    } else {
        format!("{} ({line})", ward.name_of(&ward.cluster()[other.policy]))
    }
}

fn run_on_policies(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let needed = ward.needed();
    let mut found = Vec::new();
    for (id, policy) in ward.policies() {
        let pods = ward.subjects(policy);
        let directions = Direction::BOTH.into_iter();
        let mut isolated = directions.filter(|it| policy.scope(*it).isolates.is_some());
        let others_isolate = |direction: Direction| {
            let by = |pod: &PodId| ward.world().isolating(Endpoint::Pod(*pod), direction);
            pods.iter().all(|it| by(it).len() > 1)
        };
        let own = ward.rules().iter().filter(|it| it.id == id);
        let mut branches = own.flat_map(Placed::branches);
        let is_candidate = !pods.is_empty()
            && isolated.all(others_isolate)
            && branches.all(|it| {
                if needed.contains(&it) {
                    return false;
                }
                let effects = entry_effects(&ward.analysis.reachability, it);
                effects.iter().all(|it| it.alone.is_empty())
            });
        if !is_candidate {
            continue;
        }
        let mut gone = policy.clone();
        (gone.ingress.isolates, gone.egress.isolates) = (None, None);
        if twin(ward, id, gone).is_some_and(|it| it.is_alike()) {
            let mut others: BTreeSet<PolicyId> = BTreeSet::new();
            for direction in Direction::BOTH {
                if policy.scope(direction).isolates.is_some() {
                    let isolating =
                        |it: &PodId| ward.world().isolating(Endpoint::Pod(*it), direction);
                    others.extend(pods.iter().flat_map(isolating));
                }
            }
            others.remove(&id);
            // Those that are for all of its pods tell more than those for some.
            let is_for_some = |it: &PolicyId| {
                let own = ward.subjects(&ward.cluster()[*it]);
                !pods.iter().all(|it| own.contains(it))
            };
            let (some, all): (Vec<_>, Vec<_>) = others.into_iter().partition(is_for_some);
            let others = all.iter().chain(&some);
            let names = others.map(|it| ward.name_with_line(*it, id));
            let names: Vec<String> = names.collect();
            let verbs = match names.as_slice() {
                [_] => "isolates the same pods and permits",
                _ => "isolate the same pods and permit",
            };
            let message = format!(
                "{} {verbs} the same: without this policy nothing changes here",
                told(&names)
            );
            let place = (id, FieldPath::root().field("metadata").field("name"));
            found.extend(ward.finding(Severity::Hint, POLICY_CODE, place, message));
        }
    }
    found
}
