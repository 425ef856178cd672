use serde::{Deserialize, Serialize};

use crate::eval::{BranchRef, Encounter, Passage, Verdict};
use crate::explain::encounter_phrase;
use crate::layout::edge_ports;
use crate::letters::Letters;
use crate::model::{Cluster, Direction, Ports};
use crate::order::sorted;

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// In one word.
    pub kind: CellKind,
    /// The branches that let it out of the source, by their position in
    /// [`super::Matrix::marks`].
    pub egress: Vec<u32>,
    /// Those that let it into the destination.
    pub ingress: Vec<u32>,
    /// The ports, where they are not all: `8080`, `80, 443 +3`. A question mark
    /// stands behind those of which the input does not say.
    pub ports: Option<String>,
    /// What is read behind the names of both ends: `denied entering`.
    pub words: String,
}

/// What a cell says in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellKind {
    /// Nothing isolates either end: not a permission but the absence of a rule.
    Open,
    /// A rule admits it on some port at least.
    Admitted,
    /// Some of the pods or addresses connect and others certainly do not.
    Mixed,
    /// The input does not say.
    Unknown,
    /// Nothing connects.
    Denied(Refusal),
    /// Policies have no say: neither end is a workload.
    Beyond,
    /// One end has no pods.
    Nobody,
}

/// Where a connection ends that is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The source's policies let nothing out.
    Leaving,
    /// The destination's policies let nothing in.
    Entering,
    /// Either would be enough.
    Both,
    /// Each lets something pass, but no port in common.
    Ports,
}

/// A branch as a badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellMark {
    /// The branch.
    pub branch: BranchRef,
    /// Its letter.
    pub letter: String,
    /// What its hue is chosen by.
    pub number: usize,
}

impl Cell {
    /// The branches that admit it, leaving and entering.
    pub fn marks(&self) -> impl Iterator<Item = u32> {
        self.egress.iter().chain(&self.ingress).copied()
    }
}

impl CellKind {
    /// Whether something connects, or may.
    pub fn is_connected(self) -> bool {
        match self {
            Self::Open | Self::Admitted | Self::Mixed | Self::Unknown => true,
            Self::Denied(_) | Self::Beyond | Self::Nobody => false,
        }
    }

    /// Whether policies decide about it.
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Beyond | Self::Nobody)
    }
}

/// What each encounter looks like, and the branches that are named.
pub(super) fn cells(
    cluster: &Cluster,
    letters: &Letters,
    encounters: &[Encounter],
) -> (Vec<Cell>, Vec<CellMark>) {
    let passages = encounters.iter().flat_map(|it| [&it.egress, &it.ingress]);
    let mut named: Vec<BranchRef> = Vec::new();
    for it in passages {
        named.extend(branches(it));
    }
    let mut named = sorted(&named);
    named.dedup();
    let positions = |it: &Passage| {
        let found = branches(it).iter().map(|it| named.binary_search(it).ok());
        let found = found.flatten().map(|it| u32::try_from(it).ok());
        found.flatten().collect()
    };
    let cells = encounters.iter().map(|it| Cell {
        kind: kind(it),
        egress: positions(&it.egress),
        ingress: positions(&it.ingress),
        ports: ports(it),
        words: encounter_phrase(cluster, it).plain(letters),
    });
    let cells = cells.collect();
    let mark = |branch: &BranchRef| CellMark {
        branch: *branch,
        letter: letters.letter(*branch),
        number: letters.number(*branch).unwrap_or_default(),
    };
    (cells, named.iter().map(mark).collect())
}

/// Adds what is said where no policy decides. Returns its position.
pub(super) fn add(cells: &mut Vec<Cell>, kind: CellKind) -> u32 {
    let words = match kind {
        CellKind::Nobody => "no pods",
        _ => "policies have no say",
    };
    cells.push(Cell {
        kind,
        egress: Vec::new(),
        ingress: Vec::new(),
        ports: None,
        words: words.to_owned(),
    });
    u32::try_from(cells.len() - 1).unwrap_or(u32::MAX)
}

fn branches(passage: &Passage) -> &[BranchRef] {
    match passage {
        Passage::Open => &[],
        Passage::Admitted(branches) => branches,
    }
}

fn kind(encounter: &Encounter) -> CellKind {
    let is_open = [&encounter.egress, &encounter.ingress]
        .iter()
        .all(|it| **it == Passage::Open);
    match encounter.outcome.verdict() {
        Verdict::Allowed if is_open => CellKind::Open,
        Verdict::Allowed => CellKind::Admitted,
        Verdict::Mixed => CellKind::Mixed,
        Verdict::Unknown => CellKind::Unknown,
        Verdict::Denied | Verdict::NoBackend => {
            CellKind::Denied(match encounter.refusing.as_slice() {
                [] => Refusal::Ports,
                [Direction::Egress] => Refusal::Leaving,
                [Direction::Ingress] => Refusal::Entering,
                _ => Refusal::Both,
            })
        }
    }
}

/// What certainly connects first, then what connects in part, then what may.
fn ports(encounter: &Encounter) -> Option<String> {
    let outcome = &encounter.outcome;
    if outcome.is_denied() || outcome.ports.is_all() {
        return None;
    }
    let part = |ports: &Ports, sign: &str| {
        let is_any = !ports.is_empty();
        is_any.then(|| match edge_ports(ports) {
            Some(it) => [&it, sign].concat(),
            None => ["all", sign].concat(),
        })
    };
    let sign = if outcome.ports.is_empty() {
        ""
    } else {
        " in part"
    };
    let parts = [
        part(&outcome.ports, ""),
        part(&outcome.mixed_ports, sign),
        part(&outcome.unknown_ports, " ?"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.as_slice() {
        // All of them, in part or perhaps: the sign says so.
        [only] if only.starts_with("all") => None,
        _ => Some(parts.join(", ")),
    }
}
