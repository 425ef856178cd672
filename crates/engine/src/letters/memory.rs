use crate::eval::BranchRef;
use crate::model::{Cluster, Direction, Peer, Peers, Policy, RulePorts};
use crate::order::sorted_by;

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
        let known = |policy: &Policy| KnownPolicy {
            namespace: cluster[policy.namespace].name.clone(),
            name: policy.name.clone(),
            entries: Vec::new(),
        };
        let mut policies: Vec<_> = cluster.policies().map(|(_, it)| known(it)).collect();
        for branch in branches {
            if let Some(it) = policies.get_mut(branch.policy.index()) {
                it.entries.push(Entry::of(&cluster[branch.policy], *branch));
            }
        }
        Self { policies }
    }

    /// The letters of those branches of `present` that are remembered here.
    pub(super) fn recognise(&self, present: &Self) -> Vec<(BranchRef, usize)> {
        let mut numbers = Vec::new();
        for (from, to) in self.pairs(present) {
            let (Some(old), Some(new)) = (self.policies.get(from), present.policies.get(to)) else {
                continue;
            };
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
        let pairs = previous.pairs(self);
        for (it, is_seen) in previous.policies.iter().zip(previous.paired(&pairs)) {
            if !is_seen && !it.entries.is_empty() {
                self.policies.push(it.clone());
            }
        }
    }

    /// The letters of what is remembered but not in the text.
    pub(super) fn reserved(&self) -> Vec<usize> {
        let entries = self.policies.iter().flat_map(|it| &it.entries);
        entries.filter_map(|it| it.number).collect()
    }

    /// Notes the letters that were given out.
    pub(super) fn note(&mut self, number: impl Fn(BranchRef) -> Option<usize>) {
        let entries = self.policies.iter_mut().flat_map(|it| &mut it.entries);
        for entry in entries.filter(|it| it.number.is_none()) {
            entry.number = number(entry.at);
        }
    }

    /// Which policy of `present` is which policy here, by position: the same
    /// name, or, if it was renamed, the same content.
    fn pairs(&self, present: &Self) -> Vec<(usize, usize)> {
        let old = || self.policies.iter().enumerate();
        let known: Vec<(usize, &KnownPolicy)> = old().collect();
        let by_name = sorted_by(&known, |a, b| a.1.name().cmp(&b.1.name()));
        let mut pairs = Vec::new();
        let mut strangers = Vec::new();
        for (to, policy) in present.policies.iter().enumerate() {
            // Of several with the name it is the last.
            let until = by_name.partition_point(|it| it.1.name() <= policy.name());
            let last = until.checked_sub(1).and_then(|it| by_name.get(it));
            match last {
                Some((from, it)) if it.name() == policy.name() => pairs.push((*from, to)),
                _ => strangers.push((to, policy)),
            }
        }
        let mut gone: Vec<(usize, &KnownPolicy)> = Vec::new();
        if !strangers.is_empty() {
            let named = old().zip(self.paired(&pairs));
            gone.extend(named.filter(|it| !it.1).map(|it| it.0));
        }
        for (to, policy) in strangers {
            if let Some(at) = gone.iter().position(|(_, it)| it.says_as(policy)) {
                pairs.push((gone.remove(at).0, to));
            }
        }
        pairs
    }

    /// Of every policy here, whether it is in one of the pairs.
    fn paired(&self, pairs: &[(usize, usize)]) -> Vec<bool> {
        let mut paired = vec![false; self.policies.len()];
        for (from, _) in pairs {
            if let Some(it) = paired.get_mut(*from) {
                *it = true;
            }
        }
        paired
    }
}

impl KnownPolicy {
    fn name(&self) -> (&str, &str) {
        (&self.namespace, &self.name)
    }

    fn says_as(&self, other: &Self) -> bool {
        let same = |(a, b): (&Entry, &Entry)| a.says_as(b) && a.place() == b.place();
        !self.entries.is_empty()
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(same)
    }

    fn side(&self, direction: Direction) -> Vec<&Entry> {
        let entries = self.entries.iter();
        let side: Vec<&Entry> = entries.filter(|it| it.at.direction == direction).collect();
        sorted_by(&side, |a, b| a.place().cmp(&b.place()))
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
    let mut origins = recognised(old, new);
    assign_rewritten(&mut origins, old.len());
    let letter = |from: usize| old.get(from)?.number;
    new.iter()
        .zip(origins)
        .filter_map(|(entry, from)| Some((entry.at, letter(from?)?)))
        .collect()
}

/// For each new entry the position of the old one that says the same, from the
/// surest sign of being the same entry to the weakest.
fn recognised(old: &[&Entry], new: &[&Entry]) -> Vec<Option<usize>> {
    let signs: [fn(&Entry, &Entry) -> bool; 4] = [
        |a, b| a.place() == b.place() && a.says_as(b),
        Entry::says_as,
        |a, b| a.place() == b.place() && a.admits_as(b),
        Entry::admits_as,
    ];
    let mut origins = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    for same in signs {
        for (origin, entry) in origins.iter_mut().zip(new) {
            if origin.is_some() {
                continue;
            }
            let mut candidates = old.iter().zip(&mut is_taken).enumerate();
            let found = candidates.find(|(_, (it, is_taken))| !**is_taken && same(it, entry));
            if let Some((from, (_, is_taken))) = found {
                *is_taken = true;
                *origin = Some(from);
            }
        }
    }
    origins
}

/// What is left over in the same gap between recognised neighbours is the same
/// entry with other content.
fn assign_rewritten(origins: &mut [Option<usize>], old: usize) {
    let mut left: Vec<usize> = (0..old)
        .filter(|it| !origins.contains(&Some(*it)))
        .collect();
    let mut gap_ends: Vec<usize> = Vec::new();
    let mut end = old;
    for origin in origins.iter().rev() {
        gap_ends.push(end);
        end = origin.map_or(end, |it| it.min(end));
    }
    let mut start = 0;
    for (origin, end) in origins.iter_mut().zip(gap_ends.into_iter().rev()) {
        if let Some(from) = origin {
            start = start.max(*from + 1);
            continue;
        }
        let fits = |from: &usize| (start..end).contains(from);
        *origin = left.iter().position(fits).map(|at| left.remove(at));
    }
}
