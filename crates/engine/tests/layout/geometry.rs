//! Rectangles and pieces of wire, to compare them.

use netpol_engine::layout::{Point, Rect, Scene, Segment, Wire};

pub(crate) fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

pub(crate) fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

pub(crate) fn shrunk(rect: Rect, by: f64) -> Rect {
    Rect {
        x: rect.x + by,
        y: rect.y + by,
        width: rect.width - 2.0 * by,
        height: rect.height - 2.0 * by,
    }
}

/// The straight pieces of a wire's line; a rounded corner counts as sharp.
pub(crate) fn pieces(wire: &Wire) -> Vec<Rect> {
    let mut pieces = Vec::new();
    for path in [&wire.path, &wire.rest] {
        let mut here = Point { x: 0.0, y: 0.0 };
        for segment in path {
            match *segment {
                Segment::Move(to) => here = to,
                Segment::Line(to) => {
                    pieces.push(around(here, to));
                    here = to;
                }
                Segment::Corner { corner, end } => {
                    pieces.extend([around(here, corner), around(corner, end)]);
                    here = end;
                }
            }
        }
    }
    pieces
}

fn around(a: Point, b: Point) -> Rect {
    Rect {
        x: a.x.min(b.x),
        y: a.y.min(b.y),
        width: (a.x - b.x).abs(),
        height: (a.y - b.y).abs(),
    }
}

/// Every frame of a scene: lanes, nodes, parts of the outside.
pub(crate) fn frames(scene: &Scene) -> Vec<Rect> {
    let lanes = scene.lanes.iter().map(|it| it.rect);
    lanes
        .chain(nodes(scene))
        .chain(scene.outside.iter().map(|it| it.rect))
        .collect()
}

pub(crate) fn nodes(scene: &Scene) -> Vec<Rect> {
    scene
        .lanes
        .iter()
        .flat_map(|it| &it.nodes)
        .map(|it| it.rect)
        .collect()
}

pub(crate) fn badges(scene: &Scene) -> Vec<Rect> {
    let wires = scene.wires.iter();
    wires
        .flat_map(|it| it.egress_marks.iter().chain(&it.ingress_marks))
        .map(|it| it.rect)
        .collect()
}
