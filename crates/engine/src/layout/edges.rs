//! What is written on the edges of a picture.

use super::caption::edge_ports;
use super::sieve::branches_of;
use super::strands::Strand;
use super::thinning::{Bundle, is_open};
use super::{EdgeChange, EdgeKind, Mark, Material, Note, NoteKind, PictureEdge, Place};
use crate::eval::{BranchRef, Connection};
use crate::letters::Letters;
use crate::model::Direction;
use crate::order::sorted;

/// How many badges stand on one side of an edge before the rest is counted.
const MANY_MARKS: usize = 3;

/// The edge of a strand.
pub(super) fn joined(material: &Material<'_>, strand: &Strand) -> PictureEdge {
    let connections = strand.connections.iter();
    let all = connections.filter_map(|it| material.connections.get(*it));
    let all: Vec<&Connection> = all.collect();
    let kind = if strand.is_open {
        EdgeKind::Open
    } else {
        EdgeKind::Admitted
    };
    let labels: Vec<Option<String>> = all.iter().map(|it| label(it)).collect();
    let first = labels.first().cloned().flatten();
    let is_same = labels.iter().all(|it| *it == first);
    let of = |direction| marks(&distinct(&all, direction), material.letters);
    PictureEdge {
        // What a box stands for is not told apart, unless it is a namespace.
        count: if strand.is_folded {
            u32::try_from(all.len()).unwrap_or(u32::MAX)
        } else {
            1
        },
        label: changed_label(strand.change, first.filter(|_| is_same)),
        change: strand.change,
        egress_marks: of(Direction::Egress),
        ingress_marks: of(Direction::Ingress),
        ..plain_edge(strand.source, strand.destination, kind)
    }
}

/// The edge of a bundle that begins with this strand: the others say the same.
pub(super) fn bundled(material: &Material<'_>, strand: &Strand, bundle: &Bundle) -> PictureEdge {
    let edge = joined(material, strand);
    PictureEdge {
        source: bundle.source,
        destination: bundle.destination,
        ..edge
    }
}

/// The branches that admit any of these at one end, each once.
fn distinct(all: &[&Connection], direction: Direction) -> Vec<BranchRef> {
    let passage = |it: &Connection| -> Vec<BranchRef> {
        let passage = match direction {
            Direction::Egress => &it.egress,
            Direction::Ingress => &it.ingress,
        };
        branches_of(passage).to_vec()
    };
    if let [only] = all {
        return passage(only);
    }
    let branches: Vec<BranchRef> = all.iter().flat_map(|it| passage(it)).collect();
    let mut branches = sorted(&branches);
    branches.dedup();
    branches
}

/// What a lane says when everything in it reaches everything in it, as this
/// connection does.
pub(super) fn noted(letters: &Letters, lane: &str, connection: &Connection) -> Note {
    let mut branches = Vec::new();
    for it in [&connection.egress, &connection.ingress] {
        branches.extend_from_slice(branches_of(it));
    }
    let ports = label(connection);
    let on = ports.as_ref().map(|it| format!(" on port {it}"));
    Note {
        kind: NoteKind::Admitted,
        marks: marks(&branches, letters),
        text: match &ports {
            None => "all ↔ all".to_owned(),
            Some(ports) => format!("all ↔ all {ports}"),
        },
        sentence: format!(
            "Every workload of {lane} reaches every other{}",
            on.unwrap_or_default()
        ),
    }
}

/// The ports; with a question mark when it is not certain for all that any
/// connects.
fn label(connection: &Connection) -> Option<String> {
    if is_open(connection) && connection.ports.is_all() {
        return None;
    }
    if !connection.ports.is_empty() {
        return edge_ports(&connection.ports);
    }
    let unknown = connection.unknown_ports.union(&connection.mixed_ports);
    let unknown = edge_ports(&unknown);
    Some(unknown.map_or_else(|| "?".to_owned(), |it| format!("{it} ?")))
}

/// The ports, behind the sign of what became of them.
pub(super) fn changed_label(change: Option<EdgeChange>, ports: Option<String>) -> Option<String> {
    match (change, ports) {
        (Some(change), Some(ports)) => Some([change.sign(), " ", &ports].concat()),
        (Some(change), None) => Some(change.words().to_owned()),
        (None, ports) => ports,
    }
}

/// An edge without words.
pub(super) fn plain_edge(source: Place, destination: Place, kind: EdgeKind) -> PictureEdge {
    PictureEdge {
        source,
        destination,
        kind,
        label: None,
        egress_marks: Vec::new(),
        ingress_marks: Vec::new(),
        count: 1,
        change: None,
    }
}

/// One badge per branch; of more than three only the first two.
pub(super) fn marks(branches: &[BranchRef], letters: &Letters) -> Vec<Mark> {
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
