use std::fmt::Write as _;

use netpol_engine::Analysis;
use netpol_engine::diff::{Change, End, Seen, diff};
use netpol_engine::eval::{BranchRef, Party, Reach};
use netpol_engine::explain::{Piece, in_few_words};
use netpol_engine::model::Ports;
use netpol_engine::query::{PortQuestion, narrowed};
use netpol_engine::text::Sources;

use crate::list::escaped;
use crate::wire::{self, Changes, Difference, Finding, PortRange, State, lowest};

/// Two clusters, and the connections that tell them apart.
#[derive(Debug)]
pub struct Comparison<'a> {
    before: Side<'a>,
    after: Side<'a>,
    changes: Vec<Change>,
}

/// One of the two.
#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    sources: &'a Sources,
    analysis: &'a Analysis,
}

/// What became of the ports of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They connect now.
    Gained,
    /// They do not connect any more.
    Lost,
    /// The input began or ceased to say.
    Unsettled,
}

impl Kind {
    /// In the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Gained, Self::Lost, Self::Unsettled];

    /// For people: `gained`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Unsettled => "cannot be known",
        }
    }

    fn ports(self, change: &Change) -> &Ports {
        match self {
            Self::Gained => &change.gained,
            Self::Lost => &change.lost,
            Self::Unsettled => &change.unsettled,
        }
    }
}

/// What happened to some ports of a pair, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Who connects: `shop/web`.
    pub from: String,
    /// Whom to.
    pub to: String,
    /// `80/TCP`.
    pub ports: String,
    /// The verdict on the first of the ports, and why.
    pub before: String,
    /// The same, now.
    pub after: String,
    /// The two as they are now; see [`Change::now`].
    pub now: Option<(Party, Party)>,
}

impl<'a> Comparison<'a> {
    /// Holds the second cluster against the first, each with its texts.
    pub fn new(before: (&'a Sources, &'a Analysis), after: (&'a Sources, &'a Analysis)) -> Self {
        let [before, after] = [before, after].map(|(sources, analysis)| Side { sources, analysis });
        Self {
            changes: diff(before.seen(), after.seen()),
            before,
            after,
        }
    }

    /// Whether the connections are the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether the texts themselves are the same, whatever they are called.
    pub fn has_same_texts(&self) -> bool {
        let texts = |it: &Side<'a>| {
            let texts = it.sources.iter().map(|it| it.1.text.as_str());
            texts.collect::<Vec<_>>()
        };
        texts(&self.before) == texts(&self.after)
    }

    /// Every pair that is connected differently.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How many shares of one kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.of(kind).count()
    }

    /// The first shares of one kind, in document order: putting one into words takes
    /// longer than finding it.
    pub fn first_shares(&self, kind: Kind, most: usize) -> Vec<Share> {
        let all = self.of(kind).take(most);
        all.map(|it| self.share(kind, it)).collect()
    }

    /// The shares of one kind, in document order.
    pub fn shares(&self, kind: Kind) -> Vec<Share> {
        self.of(kind).map(|it| self.share(kind, it)).collect()
    }

    /// Version 1 of the contract.
    pub fn json(&self) -> Changes {
        let mut diagnostics = Finding::all(self.before.sources, self.before.analysis);
        for it in Finding::all(self.after.sources, self.after.analysis) {
            if !diagnostics.contains(&it) {
                diagnostics.push(it);
            }
        }
        let [gained, lost, unsettled] = Kind::ALL.map(|kind| {
            let differences = self.of(kind).flat_map(|it| self.differences(kind, it));
            differences.collect()
        });
        Changes {
            version: wire::VERSION,
            gained,
            lost,
            unsettled,
            diagnostics,
        }
    }

    /// A table for a document or a comment.
    pub fn markdown(&self) -> String {
        if self.is_empty() {
            return if self.has_same_texts() {
                "The same connections.\n".to_owned()
            } else {
                "Same reachability, though the texts differ.\n".to_owned()
            };
        }
        let mut out =
            String::from("| | From | To | Ports | Before | After |\n|---|---|---|---|---|---|\n");
        for kind in Kind::ALL {
            for it in self.shares(kind) {
                let word = kind.words().to_owned();
                let cells = [word, it.from, it.to, it.ports, it.before, it.after];
                let cells = cells.map(|it| escaped(&it));
                _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        out
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Change> {
        let changes = self.changes.iter();
        changes.filter(move |it| !kind.ports(it).is_empty())
    }

    fn share(&self, kind: Kind, change: &Change) -> Share {
        let ports = kind.ports(change);
        Share {
            from: change.source.to_string(),
            to: change.destination.to_string(),
            ports: ports.to_string(),
            before: self.before.why(change.before.as_ref(), ports),
            after: self.after.why(change.after.as_ref(), ports),
            now: change.now,
        }
    }

    /// One for each CIDR: programs need no other names for the outside.
    fn differences(&self, kind: Kind, change: &Change) -> Vec<Difference> {
        let ports = kind.ports(change);
        let before = self.before.state(change.before.as_ref(), ports);
        let after = self.after.state(change.after.as_ref(), ports);
        let mut differences = Vec::new();
        for from in names(&change.source) {
            for to in names(&change.destination) {
                differences.push(Difference {
                    from: from.clone(),
                    to,
                    ports: PortRange::of(ports),
                    before: before.clone(),
                    after: after.clone(),
                });
            }
        }
        differences
    }
}

impl<'a> Side<'a> {
    fn seen(&self) -> Seen<'a> {
        Seen {
            world: &self.analysis.world,
            connections: self.analysis.connections(),
        }
    }

    fn state(&self, reach: Option<&Reach>, ports: &Ports) -> Option<State> {
        let port = lowest(ports)?;
        Some(State::new(self.sources, self.analysis, reach?, port))
    }

    /// `allowed, by db-np, rule 1, peer 2`; for the first of the ports.
    fn why(&self, reach: Option<&Reach>, ports: &Ports) -> String {
        let Some(reach) = reach else {
            return "one of them is not there".to_owned();
        };
        let port = lowest(ports).map_or(PortQuestion::Any, |(protocol, port)| {
            PortQuestion::One(protocol, port)
        });
        let reach = narrowed(reach, port);
        let answer = in_few_words(&self.analysis.world, &reach);
        let piece = |it: &Piece| match it {
            Piece::Text(words) | Piece::Code(words) | Piece::Strong(words) => words.clone(),
            Piece::Branch(BranchRef { peer: Some(at), .. }) => format!("peer {}", at + 1),
            Piece::Branch(_) => "anyone".to_owned(),
        };
        let words: String = answer.0.iter().map(piece).collect();
        format!("{}, {words}", wire::verdict(reach.verdict()))
    }
}

/// One name, or every CIDR.
fn names(end: &End) -> Vec<String> {
    match end {
        End::Workload(name) => vec![name.clone()],
        End::External => vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
        End::Blocks(cidrs) => cidrs.iter().map(ToString::to_string).collect(),
    }
}
