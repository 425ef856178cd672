//! Claims about every pair of two lists, in as few lines as say exactly that.

use super::{Claim, Expected, ExpectedPorts, Pattern};
use crate::order::groups;

/// What is claimed of one pair; nothing where there is nothing to say.
pub(super) type Said = Vec<(Expected, ExpectedPorts)>;

/// One of those that claims are made of.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// The name.
    pub(super) name: Pattern,
    /// The namespace, if it is a workload; all workloads there are in the list.
    pub(super) namespace: Option<String>,
}

/// Everything that `said` knows, by the positions of source and destination.
/// A wildcard stands only where each of its pairs says the same, a workload
/// with itself apart.
pub(super) fn compact(
    sources: &[Party],
    destinations: &[Party],
    said: impl Fn(usize, usize) -> Said,
) -> Vec<Claim> {
    let said = |from: usize, to: usize| {
        let both = sources.get(from).zip(destinations.get(to));
        let is_itself = both.is_some_and(|(a, b)| a.name == b.name);
        if is_itself {
            None
        } else {
            Some(said(from, to))
        }
    };
    let table = Table {
        said: &said,
        claims: Vec::new(),
    };
    table.claims_of(&blocks(sources), &blocks(destinations))
}

/// The pairs, and what was claimed so far.
struct Table<'a> {
    said: &'a dyn Fn(usize, usize) -> Option<Said>,
    claims: Vec<Claim>,
}

/// The workloads of a namespace, or somebody else alone.
struct Block {
    whole: Pattern,
    members: Vec<(usize, Pattern)>,
    is_namespace: bool,
}

fn blocks(parties: &[Party]) -> Vec<Block> {
    let key = |(at, it): (usize, &Party)| match &it.namespace {
        Some(namespace) => (false, namespace.clone(), 0),
        None => (true, String::new(), at),
    };
    let keys: Vec<_> = parties.iter().enumerate().map(key).collect();
    let mut blocks = Vec::new();
    for alike in groups(&keys) {
        let member = |at: &usize| Some((*at, parties.get(*at)?.name.clone()));
        let members: Vec<(usize, Pattern)> = alike.iter().filter_map(member).collect();
        let namespace = alike
            .first()
            .and_then(|it| parties.get(*it)?.namespace.clone());
        let Some((_, first)) = members.first() else {
            continue;
        };
        blocks.push(Block {
            is_namespace: namespace.is_some(),
            whole: match namespace {
                Some(namespace) if members.len() > 1 => Pattern::WorkloadsOf(namespace),
                _ => first.clone(),
            },
            members,
        });
    }
    blocks
}

impl Table<'_> {
    fn claims_of(mut self, sources: &[Block], destinations: &[Block]) -> Vec<Claim> {
        let everybody = |blocks: &[Block]| -> Vec<(usize, Pattern)> {
            let namespaces = blocks.iter().filter(|it| it.is_namespace);
            namespaces.flat_map(|it| it.members.clone()).collect()
        };
        let (from, to) = (everybody(sources), everybody(destinations));
        if let Some(same) = self.common(&from, &to) {
            self.claim(&Pattern::Workloads, &Pattern::Workloads, &same);
        } else {
            for destination in destinations.iter().filter(|it| it.is_namespace) {
                self.of_workloads(sources, destination, &from);
            }
        }
        for destination in destinations {
            for source in sources {
                if !(source.is_namespace && destination.is_namespace) {
                    self.block(source, destination);
                }
            }
        }
        self.claims
    }

    fn of_workloads(
        &mut self,
        sources: &[Block],
        destination: &Block,
        everybody: &[(usize, Pattern)],
    ) {
        let namespaces: Vec<&Block> = sources.iter().filter(|it| it.is_namespace).collect();
        match self.common(everybody, &destination.members) {
            Some(same) if namespaces.len() > 1 => {
                self.claim(&Pattern::Workloads, &destination.whole, &same);
            }
            _ => {
                for source in namespaces {
                    self.block(source, destination);
                }
            }
        }
    }

    /// Lines for all members of one with all of the other: for the whole, for
    /// each source, or for each destination, whatever are the fewest.
    fn block(&mut self, source: &Block, destination: &Block) {
        if let Some(same) = self.common(&source.members, &destination.members) {
            self.claim(&source.whole, &destination.whole, &same);
            return;
        }
        let by_source = self.rows(source, destination, false);
        let by_destination = self.rows(destination, source, true);
        self.claims
            .extend(if by_source.len() <= by_destination.len() {
                by_source
            } else {
                by_destination
            });
    }

    /// A line for each of `rows` with all of `columns` where that is the same,
    /// else one for each pair.
    fn rows(&self, rows: &Block, columns: &Block, is_turned: bool) -> Vec<Claim> {
        let mut found = Table {
            said: self.said,
            claims: Vec::new(),
        };
        let turned = |a, b| if is_turned { (b, a) } else { (a, b) };
        for row in &rows.members {
            let name = &row.1;
            let row = std::slice::from_ref(row);
            let (from, to) = turned(row, columns.members.as_slice());
            if let Some(same) = self.common(from, to) {
                let (from, to) = turned_names(name, &columns.whole, is_turned);
                found.claim(from, to, &same);
                continue;
            }
            for cell in &columns.members {
                let (from, to) = turned(row, std::slice::from_ref(cell));
                if let (Some(same), [from], [to]) = (self.common(from, to), from, to) {
                    found.claim(&from.1, &to.1, &same);
                }
            }
        }
        found.claims
    }

    /// What is said of all pairs, if it is the same and there is one.
    fn common(&self, from: &[(usize, Pattern)], to: &[(usize, Pattern)]) -> Option<Said> {
        let mut common: Option<Said> = None;
        for (from, _) in from {
            for (to, _) in to {
                let Some(said) = (self.said)(*from, *to) else {
                    continue;
                };
                match &common {
                    None => common = Some(said),
                    Some(known) if *known == said => {}
                    Some(_) => return None,
                }
            }
        }
        common
    }

    fn claim(&mut self, source: &Pattern, destination: &Pattern, said: &Said) {
        for (expected, ports) in said {
            self.claims.push(Claim {
                source: source.clone(),
                destination: destination.clone(),
                ports: ports.clone(),
                expected: *expected,
            });
        }
    }
}

fn turned_names<'a>(a: &'a Pattern, b: &'a Pattern, is_turned: bool) -> (&'a Pattern, &'a Pattern) {
    if is_turned { (b, a) } else { (a, b) }
}
