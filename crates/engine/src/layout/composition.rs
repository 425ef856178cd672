use super::{
    Bulk, Coping, Lane, NodeKind, Picture, PictureEdge, PictureNode, PictureOutside, Place,
};
use crate::eval::{Connection, Party};
use crate::model::WorkloadId;

/// The pair the user looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// Who opens the connection.
    pub source: Party,
    /// Who is connected to.
    pub destination: Party,
}

/// A picture, and what everything in it stands for, so that a click can be
/// answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composition {
    /// What is to be drawn.
    pub picture: Picture,
    /// The workloads that every node stands for, lane by lane; none is empty.
    pub nodes: Vec<Vec<Vec<WorkloadId>>>,
    /// The block of every part of the outside.
    pub blocks: Vec<usize>,
    /// The connections that each edge stands for, by their index: none for a
    /// denied one, several for a bundle.
    pub edges: Vec<Vec<usize>>,
    /// The edge that has the focus.
    pub focus: Option<usize>,
    /// How it copes with what would be too much.
    pub coping: Coping,
    /// By edge.
    pub(super) pairs: Vec<Focus>,
    /// By the workload's index.
    pub(super) places: Vec<Option<Place>>,
}

impl Composition {
    /// Nothing is drawn, since it would be that much.
    pub fn refused(bulk: Bulk) -> Self {
        Self {
            coping: Coping::Refused(bulk),
            ..Self::default()
        }
    }

    /// What is drawn at `place`, of several that are alike the first; none for
    /// a whole lane or namespace.
    pub fn party(&self, place: Place) -> Option<Party> {
        match place {
            Place::Node { lane, node } => {
                let workload = self.nodes.get(lane)?.get(node)?.first()?;
                let node = self.picture.lanes.get(lane)?.nodes.get(node)?;
                (node.kind != NodeKind::Namespace).then_some(Party::Workload(*workload))
            }
            Place::Outside(part) => self.blocks.get(part).copied().map(Party::Outside),
            Place::Lane(_) => None,
        }
    }

    /// Where a party is drawn.
    pub fn place(&self, party: Party) -> Option<Place> {
        match party {
            Party::Outside(block) => {
                let part = self.blocks.iter().position(|it| *it == block)?;
                Some(Place::Outside(part))
            }
            Party::Workload(workload) => self.places.get(workload.index()).copied().flatten(),
            Party::Node(_) => None,
        }
    }

    /// The pair an edge connects; of a bundle the first.
    pub fn pair(&self, edge: usize) -> Option<Focus> {
        self.pairs.get(edge).copied()
    }

    /// The edge that stands for a connection; none when it became a mark.
    pub fn edge_of(&self, connection: usize) -> Option<usize> {
        self.edges.iter().position(|it| it.contains(&connection))
    }

    /// Where a connection starts and ends.
    pub(super) fn ends(&self, connection: &Connection) -> Option<(Place, Place)> {
        let source = self.place(connection.source)?;
        let destination = self.place(connection.destination)?;
        Some((source, destination))
    }

    /// Adds a lane with the workloads that its nodes stand for.
    pub(super) fn add_lane(&mut self, lane: Lane, nodes: Vec<Vec<WorkloadId>>) {
        let index = self.nodes.len();
        for (node, workloads) in nodes.iter().enumerate() {
            for at in workloads.iter().map(|it| it.index()) {
                if self.places.len() <= at {
                    self.places.resize(at + 1, None);
                }
                if let Some(it) = self.places.get_mut(at) {
                    *it = Some(Place::Node { lane: index, node });
                }
            }
        }
        self.picture.lanes.push(lane);
        self.nodes.push(nodes);
    }

    /// Adds a part of the outside.
    pub(super) fn add_outside(&mut self, outside: PictureOutside, block: usize) {
        self.picture.outside.push(outside);
        self.blocks.push(block);
    }

    /// Adds an edge with the connections that it stands for, and the first pair
    /// among them.
    pub(super) fn add_edge(&mut self, edge: PictureEdge, connections: Vec<usize>, pair: Focus) {
        self.picture.edges.push(edge);
        self.edges.push(connections);
        self.pairs.push(pair);
    }

    /// Adds more connections to an edge that stands for several.
    pub(super) fn join_edge(&mut self, edge: usize, connections: &[usize]) {
        if let Some(it) = self.picture.edges.get_mut(edge) {
            it.count += 1;
        }
        if let Some(it) = self.edges.get_mut(edge) {
            it.extend_from_slice(connections);
        }
    }

    /// What a place is drawn as; nothing for what is no node.
    pub(super) fn node(&self, place: Place) -> Option<&PictureNode> {
        let Place::Node { lane, node } = place else {
            return None;
        };
        self.picture.lanes.get(lane)?.nodes.get(node)
    }

    pub(super) fn node_mut(&mut self, place: Place) -> Option<&mut PictureNode> {
        let Place::Node { lane, node } = place else {
            return None;
        };
        self.picture.lanes.get_mut(lane)?.nodes.get_mut(node)
    }
}
