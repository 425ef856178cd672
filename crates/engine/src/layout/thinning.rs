use super::{Composition, Focus, Place};
use crate::eval::{Connection, Passage};

/// How many open edges a namespace may have inside before they become marks on
/// its nodes.
const MANY_OPEN: usize = 12;

/// What becomes of one connection in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An edge of its own.
    Edge,
    /// A part of the bundle of this number.
    Bundle(usize),
    /// A mark on both ends.
    Mark,
}

/// Which open connections are drawn together or only marked, so that those
/// which a rule admits can be seen. The focus is always drawn by itself.
pub(super) struct Thinning {
    focus: Option<Focus>,
    /// Lanes all of whose workloads are open towards all of another lane, or to
    /// or from a part of the outside; by the bundle's number.
    bundles: Vec<bool>,
    /// How many open edges each lane has inside.
    inside: Vec<usize>,
    /// How many parts of the outside there are.
    parts: usize,
}

impl Thinning {
    pub(super) fn new(
        composition: &Composition,
        connections: &[Connection],
        focus: Option<Focus>,
    ) -> Self {
        let (lanes, parts) = (composition.nodes.len(), composition.picture.outside.len());
        let mut thinning = Self {
            focus,
            bundles: Vec::new(),
            inside: vec![0; lanes],
            parts,
        };
        let mut members = vec![Members::default(); thinning.ends() * thinning.ends()];
        for connection in connections.iter().filter(|it| is_open(it)) {
            let Some(ends) = composition.ends(connection) else {
                continue;
            };
            if let Some(lane) = common_lane(ends) {
                if let Some(it) = thinning.inside.get_mut(lane) {
                    *it += 1;
                }
            } else if let Some(it) = members.get_mut(thinning.bundle(ends)) {
                it.all += 1;
                it.drawn_alone += usize::from(is_focus(focus, connection));
            }
        }
        let mut sizes: Vec<usize> = composition.nodes.iter().map(Vec::len).collect();
        sizes.resize(thinning.ends(), 1);
        let mut members = members.iter();
        for source in &sizes {
            for (destination, it) in sizes.iter().zip(members.by_ref()) {
                let is_whole = it.all == source * destination;
                let is_bundle = is_whole && it.all - it.drawn_alone > 1;
                thinning.bundles.push(is_bundle);
            }
        }
        thinning
    }

    /// How many bundles could begin at one place.
    fn ends(&self) -> usize {
        self.inside.len() + self.parts
    }

    /// The number of the bundle that a connection could be in: between whole
    /// lanes.
    fn bundle(&self, (source, destination): (Place, Place)) -> usize {
        let number = |place| match place {
            Place::Node { lane, .. } | Place::Lane(lane) => lane,
            Place::Outside(part) => self.inside.len() + part,
        };
        number(source) * self.ends() + number(destination)
    }

    /// How many bundles there could be.
    pub(super) fn bundles(&self) -> usize {
        self.bundles.len()
    }

    /// Whether the user looks at this connection.
    pub(super) fn is_focus(&self, connection: &Connection) -> bool {
        is_focus(self.focus, connection)
    }

    /// What becomes of a connection between these places.
    pub(super) fn shape(&self, connection: &Connection, ends: (Place, Place)) -> Shape {
        if !is_open(connection) || self.is_focus(connection) {
            return Shape::Edge;
        }
        if self.is_crowded(ends) {
            return Shape::Mark;
        }
        let bundle = self.bundle(ends);
        match self.bundles.get(bundle) {
            Some(true) => Shape::Bundle(bundle),
            _ => Shape::Edge,
        }
    }

    fn is_crowded(&self, ends: (Place, Place)) -> bool {
        let inside = common_lane(ends).and_then(|it| self.inside.get(it));
        inside.is_some_and(|it| *it > MANY_OPEN)
    }
}

/// The connections that could be one bundle.
#[derive(Debug, Clone, Default)]
struct Members {
    all: usize,
    drawn_alone: usize,
}

/// Whether nothing isolates either end.
pub(super) fn is_open(connection: &Connection) -> bool {
    connection.egress == Passage::Open && connection.ingress == Passage::Open
}

fn is_focus(focus: Option<Focus>, connection: &Connection) -> bool {
    let pair = Focus {
        source: connection.source,
        destination: connection.destination,
    };
    focus == Some(pair)
}

/// The lane that both ends are in.
fn common_lane(ends: (Place, Place)) -> Option<usize> {
    match ends {
        (Place::Node { lane, .. }, Place::Node { lane: other, .. }) if lane == other => Some(lane),
        _ => None,
    }
}

/// What a bundle that begins or ends at a place begins or ends at.
pub(super) fn whole(place: Place) -> Place {
    match place {
        Place::Node { lane, .. } => Place::Lane(lane),
        Place::Outside(_) | Place::Lane(_) => place,
    }
}
