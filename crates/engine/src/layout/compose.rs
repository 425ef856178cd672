use super::caption::{Mentioned, container_ports, edge_ports, outside};
use super::thinning::{Shape, Thinning, is_open, whole};
use super::{Composition, EdgeKind, Focus, Lane, Mark, PictureEdge, PictureNode, Place, Refusal};
use crate::eval::{BranchRef, Connection, Gate, Passage, Reach, World};
use crate::letters::Letters;
use crate::model::{Cluster, WorkloadId};

/// How many badges stand on one side of an edge before the rest is counted.
const MANY_MARKS: usize = 3;

/// Says what is to be drawn: every connection, and the focus even when it is
/// denied (then as the last edge).
pub fn compose(
    world: &World,
    connections: &[Connection],
    letters: &Letters,
    focus: Option<Focus>,
) -> Composition {
    let mut composition = stage(world);
    let thinning = Thinning::new(&composition, connections, focus);
    let mut bundles: Vec<Option<usize>> = vec![None; thinning.bundles()];
    for (index, connection) in connections.iter().enumerate() {
        let Some((source, destination)) = composition.ends(connection) else {
            continue;
        };
        let next = composition.edges.len();
        if thinning.is_focus(connection) {
            composition.focus = Some(next);
        }
        match thinning.shape(connection, (source, destination)) {
            Shape::Mark => composition.mark_open(source, destination),
            Shape::Edge => {
                let edge = connected(source, destination, connection, letters);
                composition.add_edge(edge, Some(index));
            }
            Shape::Bundle(number) => match bundles.get_mut(number) {
                Some(Some(begun)) => composition.join_edge(*begun, index),
                bundle => {
                    if let Some(it) = bundle {
                        *it = Some(next);
                    }
                    let (source, destination) = (whole(source), whole(destination));
                    let edge = plain_edge(source, destination, EdgeKind::Open);
                    composition.add_edge(edge, Some(index));
                }
            },
        }
    }
    if let Some(pair) = focus.filter(|_| composition.focus.is_none())
        && let Some(edge) = denied(world, &composition, pair, letters)
    {
        composition.focus = Some(composition.edges.len());
        composition.add_edge(edge, None);
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
        let lane = Lane {
            title: namespace.name.clone(),
            subtitle: mentioned.namespace_labels(&namespace.labels),
            nodes: nodes
                .iter()
                .map(|it| picture_node(cluster, &mentioned, *it))
                .collect(),
        };
        composition.add_lane(lane, nodes);
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
        ports: pod.map_or_else(String::new, |it| container_ports(it.ports.known())),
        count: workload.replicas,
        open_in: false,
        open_out: false,
    }
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

/// The ports; with a question mark when it is not certain for all that any
/// connects.
fn label(connection: &Connection) -> Option<String> {
    if !connection.ports.is_empty() {
        return edge_ports(&connection.ports);
    }
    let unknown = connection.unknown_ports.union(&connection.mixed_ports);
    let unknown = edge_ports(&unknown);
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
            .filter(|it| !it.admits().is_empty())
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
