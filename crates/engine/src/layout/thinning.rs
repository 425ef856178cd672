use std::collections::{BTreeMap, BTreeSet};

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
    /// A part of the bundle between these two places.
    Bundle(Place, Place),
    /// A mark on both ends.
    Mark,
}

/// Which open connections are drawn together or only marked, so that those
/// which a rule admits can be seen. The focus is always drawn by itself.
pub(super) struct Thinning {
    focus: Option<Focus>,
    /// Lanes all of whose workloads are open towards all of another lane, or to
    /// or from a part of the outside.
    bundles: BTreeSet<(Place, Place)>,
    /// Lanes with too many open edges inside.
    crowded: BTreeSet<usize>,
}

impl Thinning {
    pub(super) fn new(
        composition: &Composition,
        connections: &[Connection],
        focus: Option<Focus>,
    ) -> Self {
        let mut inside: BTreeMap<usize, usize> = BTreeMap::new();
        let mut members: BTreeMap<(Place, Place), Members> = BTreeMap::new();
        for connection in connections.iter().filter(|it| is_open(it)) {
            let Some(ends) = composition.ends(connection) else {
                continue;
            };
            if let Some(lane) = common_lane(ends) {
                *inside.entry(lane).or_default() += 1;
            } else {
                let members = members.entry(bundle(ends)).or_default();
                members.all += 1;
                members.drawn_alone += usize::from(is_focus(focus, connection));
            }
        }
        let size = |place: Place| match place {
            Place::Lane(lane) => composition.nodes.get(lane).map_or(0, Vec::len),
            Place::Node { .. } | Place::Outside(_) => 1,
        };
        let is_bundle = |(source, destination): (Place, Place), members: &Members| {
            let everybody = size(source) * size(destination);
            members.all == everybody && members.all - members.drawn_alone > 1
        };
        let bundles = members.into_iter().filter(|it| is_bundle(it.0, &it.1));
        let crowded = inside.into_iter().filter(|it| it.1 > MANY_OPEN);
        Self {
            focus,
            bundles: bundles.map(|it| it.0).collect(),
            crowded: crowded.map(|it| it.0).collect(),
        }
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
        if common_lane(ends).is_some_and(|it| self.crowded.contains(&it)) {
            return Shape::Mark;
        }
        let bundle = bundle(ends);
        if self.bundles.contains(&bundle) {
            Shape::Bundle(bundle.0, bundle.1)
        } else {
            Shape::Edge
        }
    }
}

/// The connections that could be one bundle.
#[derive(Debug, Default)]
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

/// The bundle that a connection could be in: between whole lanes.
fn bundle((source, destination): (Place, Place)) -> (Place, Place) {
    let whole = |place| match place {
        Place::Node { lane, .. } => Place::Lane(lane),
        Place::Outside(_) | Place::Lane(_) => place,
    };
    (whole(source), whole(destination))
}
