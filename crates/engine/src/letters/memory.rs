use std::collections::BTreeMap;

use crate::eval::BranchRef;
use crate::model::{Cluster, Direction, Peer, Peers, Policy, RulePorts};

/// What the branches of a text said, so that they are recognised in the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Memory {
    policies: Vec<KnownPolicy>,
}

/// One policy by name, with its branches in order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KnownPolicy {
    namespace: String,
    name: String,
    entries: Vec<Entry>,
}

/// One branch by what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    at: BranchRef,
    /// What it admits; `None` when its rule lists no peers.
    peer: Option<Peer>,
    ports: Option<RulePorts>,
    /// Its letter, once it has one.
    number: Option<usize>,
}

impl Memory {
    /// What `branches` say, without any letter yet.
    pub(super) fn of(cluster: &Cluster, branches: &[BranchRef]) -> Self {
        let known = |id, policy: &Policy| KnownPolicy {
            namespace: cluster[policy.namespace].name.clone(),
            name: policy.name.clone(),
            entries: branches
                .iter()
                .filter(|it| it.policy == id)
                .map(|&it| Entry::of(policy, it))
                .collect(),
        };
        Self {
            policies: cluster.policies().map(|(id, it)| known(id, it)).collect(),
        }
    }

    /// The letters of those branches of `present` that are remembered here.
    pub(super) fn recognise(&self, present: &Self) -> BTreeMap<BranchRef, usize> {
        let mut numbers = BTreeMap::new();
        for (old, new) in self.pairs(present) {
            for direction in Direction::BOTH {
                let (old, new) = (old.side(direction), new.side(direction));
                numbers.extend(carried(&old, &new));
            }
        }
        numbers
    }

    /// Adds the policies of `previous` that are not in the text any more, but
    /// may come back: a document that is being typed is not read.
    pub(super) fn keep_absent(&mut self, previous: &Self) {
        let seen: Vec<&KnownPolicy> = previous.pairs(self).into_iter().map(|it| it.0).collect();
        let absent = previous
            .policies
            .iter()
            .filter(|it| !seen.contains(it) && !it.entries.is_empty())
            .cloned()
            .collect::<Vec<_>>();
        self.policies.extend(absent);
    }

    /// The letters of what is remembered but not in the text.
    pub(super) fn reserved(&self) -> impl Iterator<Item = usize> {
        let entries = self.policies.iter().flat_map(|it| &it.entries);
        entries.filter_map(|it| it.number)
    }

    /// Notes the letters that were given out.
    pub(super) fn note(&mut self, numbers: &BTreeMap<BranchRef, usize>) {
        let entries = self.policies.iter_mut().flat_map(|it| &mut it.entries);
        for entry in entries.filter(|it| it.number.is_none()) {
            entry.number = numbers.get(&entry.at).copied();
        }
    }

    /// Which policy of `present` is which policy here: by name, or, if it was
    /// renamed, by saying the same.
    fn pairs<'a>(&'a self, present: &'a Self) -> Vec<(&'a KnownPolicy, &'a KnownPolicy)> {
        let mut pairs: Vec<(&KnownPolicy, &KnownPolicy)> = Vec::new();
        for same in [KnownPolicy::has_name_of, KnownPolicy::says_as] {
            for new in &present.policies {
                if pairs.iter().any(|it| it.1 == new) {
                    continue;
                }
                let is_free = |old: &&KnownPolicy| !pairs.iter().any(|it| it.0 == *old);
                let found = self.policies.iter().filter(is_free);
                if let Some(old) = found.into_iter().find(|old| same(old, new)) {
                    pairs.push((old, new));
                }
            }
        }
        pairs
    }
}

impl KnownPolicy {
    fn has_name_of(&self, other: &Self) -> bool {
        self.namespace == other.namespace && self.name == other.name
    }

    fn says_as(&self, other: &Self) -> bool {
        let same = |(a, b): (&Entry, &Entry)| a.says_as(b) && a.place() == b.place();
        !self.entries.is_empty()
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(same)
    }

    fn side(&self, direction: Direction) -> Vec<&Entry> {
        let entries = self.entries.iter();
        let mut side: Vec<&Entry> = entries.filter(|it| it.at.direction == direction).collect();
        side.sort_by_key(|it| it.place());
        side
    }
}

impl Entry {
    fn of(policy: &Policy, at: BranchRef) -> Self {
        let rule = policy.scope(at.direction).rules.get(at.rule);
        let peer = rule.and_then(|it| match (&it.peers, at.peer) {
            (Peers::OneOf(peers), Some(index)) => peers.get(index).cloned(),
            _ => None,
        });
        Self {
            at,
            peer,
            ports: rule.map(|it| it.ports.clone()),
            number: None,
        }
    }

    fn place(&self) -> (Direction, usize, Option<usize>) {
        (self.at.direction, self.at.rule, self.at.peer)
    }

    fn says_as(&self, other: &Self) -> bool {
        self.admits_as(other) && self.ports == other.ports
    }

    fn admits_as(&self, other: &Self) -> bool {
        self.peer == other.peer
    }
}

/// The letters that go from the entries of one direction of a policy to those
/// of its next version, both in order.
fn carried(old: &[&Entry], new: &[&Entry]) -> Vec<(BranchRef, usize)> {
    let matched = aligned(old, new);
    matched
        .into_iter()
        .filter_map(|(from, to)| Some((new.get(to)?.at, old.get(from)?.number?)))
        .collect()
}

/// Pairs of positions in `old` and `new`, from the surest sign of being the
/// same entry to the weakest.
fn aligned(old: &[&Entry], new: &[&Entry]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let signs: [fn(&Entry, &Entry) -> bool; 4] = [
        |a, b| a.says_as(b) && a.place() == b.place(),
        Entry::says_as,
        |a, b| a.admits_as(b) && a.place() == b.place(),
        Entry::admits_as,
    ];
    for same in signs {
        for (to, entry) in new.iter().enumerate() {
            let is_new = pairs.iter().all(|it| it.1 != to);
            let mut free = (0..)
                .zip(old)
                .filter(|(from, _)| pairs.iter().all(|it| it.0 != *from));
            if let Some((from, _)) = free.find(|(_, it)| is_new && same(it, entry)) {
                pairs.push((from, to));
            }
        }
    }
    let rewritten = rewritten(&pairs, old.len(), new.len());
    pairs.extend(rewritten);
    pairs
}

/// What is left over in the same gap between recognised neighbours is the same
/// entry with other content.
fn rewritten(pairs: &[(usize, usize)], old: usize, new: usize) -> Vec<(usize, usize)> {
    let mut left: Vec<usize> = (0..old)
        .filter(|it| pairs.iter().all(|p| p.0 != *it))
        .collect();
    let mut found = Vec::new();
    for to in (0..new).filter(|it| pairs.iter().all(|p| p.1 != *it)) {
        let before = pairs.iter().filter(|it| it.1 < to).map(|it| it.0).max();
        let after = pairs.iter().filter(|it| it.1 > to).map(|it| it.0).min();
        let fits =
            |from: &usize| before.is_none_or(|it| it < *from) && after.is_none_or(|it| *from < it);
        if let Some(at) = left.iter().position(fits) {
            found.push((left.remove(at), to));
        }
    }
    found
}
