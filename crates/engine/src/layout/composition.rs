use super::{Lane, Picture, PictureEdge, PictureNode, Place};
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
    /// The workload of every node, lane by lane.
    pub nodes: Vec<Vec<WorkloadId>>,
    /// The connections that each edge stands for, by their index: none for a
    /// denied focus, several for a bundle.
    pub edges: Vec<Vec<usize>>,
    /// The edge that has the focus.
    pub focus: Option<usize>,
    /// By the workload's index.
    places: Vec<Option<Place>>,
}

impl Composition {
    /// What is drawn at `place`; none for a whole lane.
    pub fn party(&self, place: Place) -> Option<Party> {
        match place {
            Place::Node { lane, node } => {
                let workload = self.nodes.get(lane)?.get(node)?;
                Some(Party::Workload(*workload))
            }
            Place::Outside(block) => Some(Party::Outside(block)),
            Place::Lane(_) => None,
        }
    }

    /// Where a party is drawn.
    pub fn place(&self, party: Party) -> Option<Place> {
        match party {
            Party::Outside(block) => Some(Place::Outside(block)),
            Party::Workload(workload) => self.places.get(workload.index()).copied().flatten(),
        }
    }

    /// The pair an edge connects; none for a bundle.
    pub fn pair(&self, edge: usize) -> Option<Focus> {
        let edge = self.picture.edges.get(edge)?;
        Some(Focus {
            source: self.party(edge.source)?,
            destination: self.party(edge.destination)?,
        })
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

    /// Adds a namespace with its workloads.
    pub(super) fn add_lane(&mut self, lane: Lane, workloads: Vec<WorkloadId>) {
        let index = self.nodes.len();
        for (node, workload) in workloads.iter().enumerate() {
            let place = Place::Node { lane: index, node };
            let at = workload.index();
            if self.places.len() <= at {
                self.places.resize(at + 1, None);
            }
            if let Some(it) = self.places.get_mut(at) {
                *it = Some(place);
            }
        }
        self.picture.lanes.push(lane);
        self.nodes.push(workloads);
    }

    /// Adds an edge; the focus stands for no connection when it is denied.
    pub(super) fn add_edge(&mut self, edge: PictureEdge, connection: Option<usize>) {
        self.picture.edges.push(edge);
        self.edges.push(connection.into_iter().collect());
    }

    /// Adds another connection to an edge.
    pub(super) fn join_edge(&mut self, edge: usize, connection: usize) {
        if let Some(it) = self.picture.edges.get_mut(edge) {
            it.count += 1;
        }
        if let Some(it) = self.edges.get_mut(edge) {
            it.push(connection);
        }
    }

    /// Notes on both ends that an open edge between them is not drawn.
    pub(super) fn mark_open(&mut self, source: Place, destination: Place) {
        if let Some(node) = self.node_mut(source) {
            node.open_out = true;
        }
        if let Some(node) = self.node_mut(destination) {
            node.open_in = true;
        }
    }

    fn node_mut(&mut self, place: Place) -> Option<&mut PictureNode> {
        let Place::Node { lane, node } = place else {
            return None;
        };
        self.picture.lanes.get_mut(lane)?.nodes.get_mut(node)
    }
}
