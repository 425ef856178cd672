/// What is to be drawn, without any position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The namespaces, in document order.
    pub lanes: Vec<Lane>,
    /// The world outside; usually one entry.
    pub outside: Vec<PictureOutside>,
    /// The edges, in a stable order.
    pub edges: Vec<PictureEdge>,
}

/// One namespace with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub title: String,
    /// Its labels, short: `env=qa`.
    pub subtitle: String,
    /// Its workloads, in document order.
    pub nodes: Vec<PictureNode>,
}

/// One workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureNode {
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
}

/// A part of the world outside the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureOutside {
    /// `Outside`, or a block: `203.0.113.0/24`.
    pub title: String,
    /// `any address`, `any other address`, `3 more blocks`.
    pub subtitle: String,
}

/// What an edge can start or end at, by position in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// Some rule admits it: a solid line with badges.
    Admitted,
    /// Nothing isolates either end: a hairline.
    Open,
    /// Denied, drawn because it has the focus: dashed, with a bar at the end
    /// that refuses.
    Denied(Refusal),
}

/// Which end of a denied edge refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The source may not leave.
    AtSource,
    /// The destination may not be entered.
    AtDestination,
    /// Neither.
    AtBoth,
}

/// A badge on an edge.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What is on it: one to three letters, or `+4`.
    pub text: String,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// The room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The width in CSS pixels; the scene is exactly that wide unless its
    /// content needs more.
    pub width: u32,
}
