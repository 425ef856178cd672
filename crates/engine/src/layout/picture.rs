use serde::{Deserialize, Serialize};

/// What is to be drawn, without any position.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picture {
    /// The namespaces, in document order.
    pub lanes: Vec<Lane>,
    /// The world outside; usually one entry.
    pub outside: Vec<PictureOutside>,
    /// The edges, in a stable order.
    pub edges: Vec<PictureEdge>,
}

/// Boxes that belong together, and the frame around them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lane {
    /// What it holds.
    pub kind: LaneKind,
    /// Its name.
    pub title: String,
    /// Its labels, short: `env=qa`.
    pub subtitle: String,
    /// What is true of all of it, written at the right of its title.
    pub notes: Vec<Note>,
    /// Its workloads, in document order.
    pub nodes: Vec<PictureNode>,
}

/// What a lane holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum LaneKind {
    /// The workloads of one namespace.
    #[default]
    Namespace,
    /// Namespaces that are folded, a box for each; there is no frame.
    Folded,
    /// Workloads on the network of their machines.
    Machines,
}

/// Something that is true of a whole lane, instead of many edges or of none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The branches that admit it.
    pub marks: Vec<Mark>,
    /// In a few words: `all ↔ all`, `20 open inside`, `old-svc: no backend`.
    pub text: String,
    /// The same as a sentence.
    pub sentence: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    /// Everything in the lane reaches everything else in it, by a rule.
    Admitted,
    /// So many connections in the lane exist since nothing isolates.
    Open,
    /// A Service that leads to nothing in the picture.
    Service,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum NodeKind {
    /// One workload.
    #[default]
    Workload,
    /// Several workloads that nothing can tell apart.
    Alike,
    /// A whole namespace, folded.
    Namespace,
}

/// A Service that leads to a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Chip {
    /// Its name and ports, short: `db-svc :80→8080`.
    pub text: String,
    /// Whether its name stands for the pods' own addresses.
    pub is_headless: bool,
    /// The same as a sentence.
    pub sentence: String,
}

/// One box of a lane.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PictureNode {
    /// What it stands for.
    pub kind: NodeKind,
    /// Its name.
    pub title: String,
    /// Its labels, short: `app=frontend`.
    pub subtitle: String,
    /// Its ports, short: `:8080`.
    pub ports: String,
    /// How many pods it has; shown from two on.
    pub count: u32,
    /// Whether open edges into it from its own lane are left out, since there
    /// would be too many: a mark says so.
    pub open_in: bool,
    /// The same for open edges out of it.
    pub open_out: bool,
    /// Whether policies isolate it; nothing for what no policy can select, and
    /// for several that differ in it.
    pub isolated: Option<Isolated>,
    /// The Services that lead to it.
    pub chips: Vec<Chip>,
}

/// In which directions something is isolated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Isolated {
    /// What enters needs a rule.
    pub ingress: bool,
    /// What leaves needs a rule.
    pub egress: bool,
}

/// A part of the world outside the cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureOutside {
    /// `Outside`, or a block: `203.0.113.0/24`.
    pub title: String,
    /// `any address`, `any other address`, `3 more blocks`.
    pub subtitle: String,
}

/// What an edge can start or end at, by position in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The node `node` of the lane `lane`, both from 0.
    Node {
        /// The lane.
        lane: usize,
        /// The node in it.
        node: usize,
    },
    /// A part of the outside, from 0.
    Outside(usize),
    /// All nodes of a lane at once, from 0: the edge ends at the lane's frame.
    Lane(usize),
}

/// How an edge is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EdgeKind {
    /// Some rule admits it: a solid line with badges.
    Admitted,
    /// Nothing isolates either end: a hairline.
    Open,
    /// Denied, drawn because it has the focus: dashed, with a bar at the end
    /// that refuses.
    Denied(Refusal),
}

/// What became of an edge since an earlier state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EdgeChange {
    /// More ports connect than did.
    Gained,
    /// Fewer ports connect than did; none, if the edge is denied.
    Lost,
    /// Other ports connect, or not all that it stands for changed alike.
    Mixed,
}

impl EdgeChange {
    /// The sign before the ports: a change is never told by colour alone.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Gained => "+",
            Self::Lost => "−",
            Self::Mixed => "±",
        }
    }

    /// The sign with a word, for an edge that has no ports written on it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Gained => "+ gained",
            Self::Lost => "− lost",
            Self::Mixed => "± changed",
        }
    }
}

/// Which end of a denied edge refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The source may not leave.
    AtSource,
    /// The destination may not be entered.
    AtDestination,
    /// Neither.
    AtBoth,
}

/// A badge on an edge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// What is on it: one to three letters, or `+4`.
    pub text: String,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureEdge {
    /// Where it starts.
    pub source: Place,
    /// Where it ends.
    pub destination: Place,
    /// How it is drawn.
    pub kind: EdgeKind,
    /// How many equal connections it stands for; shown from two on.
    pub count: u32,
    /// Ports, when not all: `8080/TCP`.
    pub label: Option<String>,
    /// Badges of branches at the source (egress), in order.
    pub egress_marks: Vec<Mark>,
    /// Badges of branches at the destination (ingress), in order.
    pub ingress_marks: Vec<Mark>,
    /// What became of it since an earlier state, if that is shown.
    pub change: Option<EdgeChange>,
}

/// The room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The width in CSS pixels; the scene is exactly that wide unless its
    /// content needs more.
    pub width: u32,
}
