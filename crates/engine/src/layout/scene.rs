use serde::{Deserialize, Serialize};

use super::Place;

/// A point, in CSS pixels from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// Which way the lanes run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Orientation {
    /// Nodes of a lane stand side by side, lanes below each other.
    Across,
    /// Nodes of a lane stand below each other: for narrow panes.
    Down,
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// Which way it runs.
    pub orientation: Orientation,
    /// The namespaces, as in the picture.
    pub lanes: Vec<LaneBox>,
    /// The parts of the outside, as in the picture.
    pub outside: Vec<OutsideBox>,
    /// The edges, in the order of the picture. Those that join a place to
    /// itself or to one that does not exist are left out.
    pub wires: Vec<Wire>,
}

/// A namespace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LaneBox {
    /// Its frame.
    pub rect: Rect,
    /// The base line of its title.
    pub title: Point,
    /// How many characters of the title there is room for, an ellipsis included.
    pub title_chars: usize,
    /// The base line of its labels.
    pub subtitle: Point,
    /// How many characters of the labels there is room for.
    pub subtitle_chars: usize,
    /// The ground of its title and labels. A wire under it is interrupted.
    pub header: Rect,
    /// The frames of its notes, as in the picture; those that find no room are
    /// left out.
    pub notes: Vec<Rect>,
    /// Its nodes, as in the picture.
    pub nodes: Vec<NodeBox>,
}

/// A workload.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NodeBox {
    /// Its frame.
    pub rect: Rect,
    /// Whether it is drawn on one line, without labels and ports: it has no
    /// edges and room is scarce.
    pub folded: bool,
    /// The base line of its title.
    pub title: Point,
    /// How many characters of the title there is room for, an ellipsis included.
    pub title_chars: usize,
    /// The base line of its number of pods, if it has more than one.
    pub count: Option<Point>,
    /// The base line of its labels.
    pub subtitle: Point,
    /// How many characters of the labels there is room for.
    pub subtitle_chars: usize,
    /// The base line of its ports, which end here.
    pub ports: Point,
    /// The upper left corner of the lock `in`, 34 by 12.
    pub lock_in: Point,
    /// The upper left corner of the lock `out`, 38 by 12.
    pub lock_out: Point,
    /// Its Services, as in the picture; those that find no room are left out.
    pub chips: Vec<ChipBox>,
    /// The base line of how many of them are left out, if any are.
    pub more_chips: Option<Point>,
}

impl NodeBox {
    /// The same box with its corner at nought.
    #[must_use]
    pub fn at_origin(&self) -> Self {
        let Rect { x, y, .. } = self.rect;
        let point = |it: Point| Point {
            x: it.x - x,
            y: it.y - y,
        };
        let rect = |it: Rect| Rect {
            x: it.x - x,
            y: it.y - y,
            ..it
        };
        let chip = |it: &ChipBox| ChipBox {
            rect: rect(it.rect),
            text: point(it.text),
            chars: it.chars,
        };
        Self {
            rect: rect(self.rect),
            title: point(self.title),
            count: self.count.map(point),
            subtitle: point(self.subtitle),
            ports: point(self.ports),
            lock_in: point(self.lock_in),
            lock_out: point(self.lock_out),
            chips: self.chips.iter().map(chip).collect(),
            more_chips: self.more_chips.map(point),
            ..self.clone()
        }
    }
}

/// A Service on a node.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChipBox {
    /// Its frame.
    pub rect: Rect,
    /// The base line of its words.
    pub text: Point,
    /// How many characters there is room for, an ellipsis included.
    pub chars: usize,
}

/// A part of the outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutsideBox {
    /// Its frame.
    pub rect: Rect,
    /// The middle of the globe, 18 by 18.
    pub globe: Point,
    /// The base line of its title; centred there when `centred`.
    pub title: Point,
    /// How many characters of the title there is room for, an ellipsis included.
    pub title_chars: usize,
    /// The base line of its second line.
    pub subtitle: Point,
    /// How many characters of the second line there is room for.
    pub subtitle_chars: usize,
    /// Whether title and subtitle are centred on their points.
    pub centred: bool,
}

/// One piece of a wire.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Segment {
    /// Go there without drawing.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A rounded corner: towards `corner`, then on to `end`.
    Corner {
        /// Where a sharp corner would be.
        corner: Point,
        /// Where the rounding ends.
        end: Point,
    },
}

/// A bar across a wire: here the connection is refused.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// One end.
    pub from: Point,
    /// The other.
    pub to: Point,
}

/// A badge on a wire.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MarkBox {
    /// Its frame.
    pub rect: Rect,
}

/// One edge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wire {
    /// Which edge of the picture it is.
    pub edge: usize,
    /// From where.
    pub source: Place,
    /// To where.
    pub destination: Place,
    /// The line, from the source to the tip, or to the bar that stops it.
    pub path: Vec<Segment>,
    /// What would follow the bar at the source: dotted, since it is not reached.
    pub rest: Vec<Segment>,
    /// The corners of the arrow's head: the tip is the middle one. A denied
    /// edge has no head; its bars stand instead.
    pub tip: [Point; 3],
    /// The bars of a denied edge.
    pub bars: Vec<Bar>,
    /// The gaps that badges and label sit in, to be filled with the ground
    /// behind, so that the line does not cross them.
    pub pads: Vec<Rect>,
    /// Whether a pad lies on a lane (or on the canvas).
    pub pads_on_lane: bool,
    /// The egress badges, as in the picture.
    pub egress_marks: Vec<MarkBox>,
    /// The ingress badges, as in the picture.
    pub ingress_marks: Vec<MarkBox>,
    /// Where the middle of the label's base line is, if it has one and there is
    /// room.
    pub label: Option<Point>,
    /// Where the middle of the base line of `×3` is, if it stands for several.
    pub count: Option<Point>,
}
