//! All connections between two boxes, as one.

use super::numbers::Numbers;
use super::sieve::Sieve;
use super::thinning::is_open;
use super::{Aspect, Composition, EdgeChange, Focus, Material, NodeKind, Place};
use crate::eval::{Connection, Party};

/// All connections from one box to another.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub(super) struct Strand {
    pub(super) source: Place,
    pub(super) destination: Place,
    /// By their index, in their order; at least one.
    pub(super) connections: Vec<usize>,
    /// Whether nothing isolates either end of any of them.
    pub(super) is_open: bool,
    /// Whether it is drawn by itself whatever it could be drawn with.
    pub(super) is_alone: bool,
    /// Whether it is the one that has the focus.
    pub(super) is_focus: bool,
    /// Whether one of its ends is a folded namespace.
    pub(super) is_folded: bool,
    /// What became of it.
    pub(super) change: Option<EdgeChange>,
}

/// Every strand of a picture, in the order of their first connections.
#[derive(Debug)]
pub(super) struct Strands {
    pub(super) all: Vec<Strand>,
    /// By folded box, the number of connections inside.
    pub(super) inside: Vec<(Place, usize)>,
    numbers: Numbers,
    /// By the numbers of source and destination, one more than the strand's.
    table: Vec<u32>,
}

impl Strands {
    pub(super) fn new(
        material: &Material<'_>,
        composition: &Composition,
        sieve: &Sieve,
        aspect: &Aspect,
    ) -> Self {
        let numbers = Numbers::new(&composition.picture, composition.blocks.len());
        let mut strands = Self {
            all: Vec::new(),
            inside: Vec::new(),
            table: vec![0; numbers.count() * numbers.count()],
            numbers,
        };
        for (index, connection) in material.connections.iter().enumerate() {
            if !sieve.passes(connection) {
                continue;
            }
            let Some((source, destination)) = composition.ends(connection) else {
                continue;
            };
            if source == destination {
                strands.note_inside(source);
                continue;
            }
            let touches = |it: Party| it == connection.source || it == connection.destination;
            let is_focus = is_focus(aspect.focus, connection);
            let change = aspect.change_of((connection.source, connection.destination));
            let is_alone = is_focus || change.is_some() || aspect.unfolded.is_some_and(touches);
            let is_folded = [source, destination].iter().any(|it| {
                let node = composition.node(*it);
                node.is_some_and(|it| it.kind == NodeKind::Namespace)
            });
            strands.add(
                index,
                &Strand {
                    source,
                    destination,
                    connections: Vec::new(),
                    is_open: is_open(connection),
                    is_alone,
                    is_focus,
                    is_folded,
                    change,
                },
            );
        }
        strands
    }

    fn note_inside(&mut self, place: Place) {
        match self.inside.iter_mut().find(|it| it.0 == place) {
            Some(it) => it.1 += 1,
            None => self.inside.push((place, 1)),
        }
    }

    /// Adds a connection, to the strand of its boxes if there is one.
    fn add(&mut self, connection: usize, strand: &Strand) {
        let next = self.all.len() + 1;
        let slot = self.slot(strand.source, strand.destination);
        let Some(slot) = slot.and_then(|it| self.table.get_mut(it)) else {
            return;
        };
        if *slot == 0 {
            *slot = u32::try_from(next).unwrap_or(0);
            self.all.push(strand.clone());
        }
        let at = (*slot as usize).saturating_sub(1);
        if let Some(it) = self.all.get_mut(at) {
            it.connections.push(connection);
            if it.change != strand.change {
                it.change = Some(EdgeChange::Mixed);
            }
            it.is_open &= strand.is_open;
            it.is_alone |= strand.is_alone;
            it.is_focus |= strand.is_focus;
        }
    }

    fn slot(&self, source: Place, destination: Place) -> Option<usize> {
        let from = self.numbers.of(source)?;
        let to = self.numbers.of(destination)?;
        Some(from * self.numbers.count() + to)
    }

    /// The number of the strand between two boxes.
    pub(super) fn between(&self, source: Place, destination: Place) -> Option<usize> {
        let slot = self.slot(source, destination)?;
        let number = self.table.get(slot)?;
        (*number as usize).checked_sub(1)
    }
}

fn is_focus(focus: Option<Focus>, connection: &Connection) -> bool {
    let pair = Focus {
        source: connection.source,
        destination: connection.destination,
    };
    focus == Some(pair)
}
