use std::collections::{BTreeMap, BTreeSet};

use super::caption::{Mentioned, container_ports, edge_ports, outside};
use super::{EdgeKind, Lane, Mark, Picture, PictureEdge, PictureNode, Place, Refusal};
use crate::eval::{BranchRef, Connection, Gate, Party, Passage, Reach, World};
use crate::letters::Letters;
use crate::model::{Cluster, Ports, WorkloadId};

/// How many open edges a namespace may have inside before they become marks on
/// its nodes.
const MANY_OPEN: usize = 12;

/// How many badges stand on one side of an edge before the rest is counted.
const MANY_MARKS: usize = 3;

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
            Party::Workload(workload) => {
                let mut lanes = self.nodes.iter().enumerate();
                lanes.find_map(|(lane, nodes)| {
                    let node = nodes.iter().position(|it| *it == workload)?;
                    Some(Place::Node { lane, node })
                })
            }
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

    fn add(&mut self, edge: PictureEdge, connection: Option<usize>) {
        self.picture.edges.push(edge);
        self.edges.push(connection.into_iter().collect());
    }
}

/// Says what is to be drawn: every connection, and the focus even when it is
/// denied (then as the last edge).
pub fn compose(
    world: &World,
    connections: &[Connection],
    letters: &Letters,
    focus: Option<Focus>,
) -> Composition {
    let mut composition = stage(world);
    let plan = Plan::new(&composition, connections, focus);
    for (index, connection) in connections.iter().enumerate() {
        if plan.is_focus(connection) {
            composition.focus = Some(composition.edges.len());
        }
        plan.draw(&mut composition, index, connection, letters);
    }
    if let Some(pair) = focus.filter(|_| composition.focus.is_none()) {
        let edge = denied(world, &composition, pair, letters);
        if let Some(edge) = edge {
            composition.focus = Some(composition.edges.len());
            composition.add(edge, None);
        }
    }
    composition
}

/// The lanes with their nodes and the outside, without any edge.
fn stage(world: &World) -> Composition {
    let cluster = world.cluster();
    let mentioned = Mentioned::by_policies_of(cluster);
    let mut composition = Composition::default();
    for (id, namespace) in cluster.namespaces() {
        let workloads = cluster.workloads().filter(|(_, it)| it.namespace == id);
        let nodes: Vec<WorkloadId> = workloads.map(|(id, _)| id).collect();
        if nodes.is_empty() {
            continue;
        }
        composition.picture.lanes.push(Lane {
            title: namespace.name.clone(),
            subtitle: mentioned.namespace_labels(&namespace.labels),
            nodes: nodes
                .iter()
                .map(|it| picture_node(cluster, &mentioned, *it))
                .collect(),
        });
        composition.nodes.push(nodes);
    }
    let parts = 0..world.outside().blocks.len();
    composition.picture.outside = parts.map(|it| outside(world.extent(it))).collect();
    composition
}

fn picture_node(cluster: &Cluster, mentioned: &Mentioned, id: WorkloadId) -> PictureNode {
    let workload = &cluster[id];
    let pod = workload.pods.first().map(|it| &cluster[*it]);
    PictureNode {
        title: workload.name.clone(),
        subtitle: pod.map_or_else(String::new, |it| mentioned.pod_labels(&it.labels)),
        ports: pod.map_or_else(String::new, |it| container_ports(&it.ports)),
        count: workload.replicas,
        open_in: false,
        open_out: false,
    }
}

/// What is drawn as itself, what as a bundle, and what only as a mark.
struct Plan {
    focus: Option<Focus>,
    /// Lanes whose workloads are all open towards this part of the outside.
    bundles: BTreeSet<(usize, usize)>,
    /// Lanes with too many open edges inside.
    crowded: BTreeSet<usize>,
}

impl Plan {
    fn new(composition: &Composition, connections: &[Connection], focus: Option<Focus>) -> Self {
        let mut plan = Self {
            focus,
            bundles: BTreeSet::new(),
            crowded: BTreeSet::new(),
        };
        let mut inside: BTreeMap<usize, usize> = BTreeMap::new();
        let mut leaving: BTreeMap<(usize, usize), Vec<bool>> = BTreeMap::new();
        for connection in connections.iter().filter(|it| is_open(it)) {
            match ends(composition, connection) {
                Some((Place::Node { lane, .. }, Place::Node { lane: other, .. })) => {
                    *inside.entry(lane).or_default() += usize::from(lane == other);
                }
                Some((Place::Node { lane, .. }, Place::Outside(block))) => {
                    let members = leaving.entry((lane, block)).or_default();
                    members.push(plan.is_focus(connection));
                }
                _ => {}
            }
        }
        let crowded = inside.into_iter().filter(|it| it.1 > MANY_OPEN);
        plan.crowded = crowded.map(|it| it.0).collect();
        let is_bundle = |&(lane, _): &(usize, usize), members: &[bool]| {
            let everybody = composition.nodes.get(lane).map_or(0, Vec::len);
            let others = members.iter().filter(|is_focus| !**is_focus).count();
            members.len() == everybody && others > 1
        };
        plan.bundles = leaving
            .into_iter()
            .filter(|(key, members)| is_bundle(key, members))
            .map(|it| it.0)
            .collect();
        plan
    }

    fn is_focus(&self, connection: &Connection) -> bool {
        let pair = Focus {
            source: connection.source,
            destination: connection.destination,
        };
        self.focus == Some(pair)
    }

    fn draw(
        &self,
        composition: &mut Composition,
        index: usize,
        connection: &Connection,
        letters: &Letters,
    ) {
        let Some((source, destination)) = ends(composition, connection) else {
            return;
        };
        let is_special = is_open(connection) && !self.is_focus(connection);
        match (source, destination) {
            (Place::Node { lane, .. }, Place::Outside(block))
                if is_special && self.bundles.contains(&(lane, block)) =>
            {
                bundle(composition, index, lane, block);
            }
            (Place::Node { lane, .. }, Place::Node { lane: other, .. })
                if is_special && lane == other && self.crowded.contains(&lane) =>
            {
                mark_open(composition, source, destination);
            }
            _ => {
                let edge = connected(source, destination, connection, letters);
                composition.add(edge, Some(index));
            }
        }
    }
}

fn ends(composition: &Composition, connection: &Connection) -> Option<(Place, Place)> {
    let source = composition.place(connection.source)?;
    let destination = composition.place(connection.destination)?;
    Some((source, destination))
}

fn is_open(connection: &Connection) -> bool {
    connection.egress == Passage::Open && connection.ingress == Passage::Open
}

/// Adds a connection to the bundle from its lane, which it may begin.
fn bundle(composition: &mut Composition, index: usize, lane: usize, block: usize) {
    let (source, destination) = (Place::Lane(lane), Place::Outside(block));
    let edges = &mut composition.picture.edges;
    let found = edges
        .iter_mut()
        .zip(&mut composition.edges)
        .find(|(it, _)| it.source == source && it.destination == destination);
    if let Some((edge, connections)) = found {
        edge.count += 1;
        connections.push(index);
        return;
    }
    let edge = plain_edge(source, destination, EdgeKind::Open);
    composition.add(edge, Some(index));
}

/// Notes on both nodes that there is an open edge which is not drawn.
fn mark_open(composition: &mut Composition, source: Place, destination: Place) {
    if let Some(node) = node_mut(&mut composition.picture, source) {
        node.open_out = true;
    }
    if let Some(node) = node_mut(&mut composition.picture, destination) {
        node.open_in = true;
    }
}

fn node_mut(picture: &mut Picture, place: Place) -> Option<&mut PictureNode> {
    let Place::Node { lane, node } = place else {
        return None;
    };
    picture.lanes.get_mut(lane)?.nodes.get_mut(node)
}

fn connected(
    source: Place,
    destination: Place,
    connection: &Connection,
    letters: &Letters,
) -> PictureEdge {
    let kind = if is_open(connection) {
        EdgeKind::Open
    } else {
        EdgeKind::Admitted
    };
    let of = |passage: &Passage| match passage {
        Passage::Open => Vec::new(),
        Passage::Admitted(branches) => marks(branches, letters),
    };
    PictureEdge {
        label: label(connection),
        egress_marks: of(&connection.egress),
        ingress_marks: of(&connection.ingress),
        ..plain_edge(source, destination, kind)
    }
}

/// The ports; with a question mark when it is not known whether any connects.
fn label(connection: &Connection) -> Option<String> {
    if !connection.ports.is_empty() {
        return edge_ports(&connection.ports);
    }
    let unknown = edge_ports(&connection.unknown_ports);
    Some(unknown.map_or_else(|| "?".to_owned(), |it| format!("{it} ?")))
}

fn plain_edge(source: Place, destination: Place, kind: EdgeKind) -> PictureEdge {
    PictureEdge {
        source,
        destination,
        kind,
        label: None,
        egress_marks: Vec::new(),
        ingress_marks: Vec::new(),
        count: 1,
    }
}

/// The focus that is not connected, with the branches that would admit it at
/// the end that does not refuse.
fn denied(
    world: &World,
    composition: &Composition,
    pair: Focus,
    letters: &Letters,
) -> Option<PictureEdge> {
    if pair.source == pair.destination {
        return None;
    }
    let source = composition.place(pair.source)?;
    let destination = composition.place(pair.destination)?;
    let reach = world.reach(
        world.representative(pair.source)?,
        world.representative(pair.destination)?,
    );
    let kind = EdgeKind::Denied(refusal(&reach));
    Some(PictureEdge {
        egress_marks: marks(&would_admit(&reach.egress), letters),
        ingress_marks: marks(&would_admit(&reach.ingress), letters),
        ..plain_edge(source, destination, kind)
    })
}

/// Where it ends. When both ends let something pass, but no port in common, it
/// gets as far as the destination.
fn refusal(reach: &Reach) -> Refusal {
    let is_shut = |gate: &Gate| gate.may_pass().is_empty();
    match (is_shut(&reach.egress), is_shut(&reach.ingress)) {
        (true, true) => Refusal::AtBoth,
        (true, false) => Refusal::AtSource,
        (false, _) => Refusal::AtDestination,
    }
}

fn would_admit(gate: &Gate) -> Vec<BranchRef> {
    match gate {
        Gate::Exempt(_) | Gate::NotIsolated => Vec::new(),
        Gate::Isolated { branches, .. } => branches
            .iter()
            .filter(|it| it.admits() != Ports::none())
            .map(|it| it.at)
            .collect(),
    }
}

/// One badge per branch; of more than three only the first two.
fn marks(branches: &[BranchRef], letters: &Letters) -> Vec<Mark> {
    let mark = |text| Mark { text };
    let letter = |it: &BranchRef| mark(letters.letter(*it));
    if branches.len() <= MANY_MARKS {
        return branches.iter().map(letter).collect();
    }
    let shown = MANY_MARKS - 1;
    let more = format!("+{}", branches.len() - shown);
    branches
        .iter()
        .take(shown)
        .map(letter)
        .chain([mark(more)])
        .collect()
}
