//! Where badges, port labels and counts go.
//!
//! The first place that covers nothing is taken. Badges that find none stand
//! near their wire, and where even that is full they cover what matters least;
//! a label is then left out.

use super::measure::{BADGE, BADGE_PITCH, PAD, TIP, times};
use super::proposals::{Lie, Near, Pieces, Proposal, Side};
use super::space::{Space, contains, overlap};
use super::text_width::mono;
use super::wire::{Line, draw};
use super::{MarkBox, Picture, PictureEdge, Point, Rect, Scene, Wire};
use crate::order::sorted_by;

/// How bad it is to cover something.
const BOX: u32 = 1000;
const BADGES: u32 = 200;
const WORDS: u32 = 100;
const WIRE: u32 = 20;
const BORDER: u32 = 10;
/// From a badge to the port label beside it.
const LABEL_GAP: f64 = 6.0;

/// Adds the wires of a picture to a scene that has only boxes yet.
pub(super) fn wired(mut scene: Scene, picture: &Picture, lines: &[(usize, Line)]) -> Scene {
    let mut marker = Marker::new(&scene, lines.iter().map(|(_, it)| it));
    for (index, (edge, line)) in lines.iter().enumerate() {
        if let Some(it) = picture.edges.get(*edge) {
            let mut wire = draw(*edge, it, line);
            marker.mark(index, it, line, &mut wire);
            scene.wires.push(wire);
        }
    }
    scene
}

/// Puts marks on wires, one wire after the other.
#[derive(Debug)]
struct Marker {
    space: Space,
    lanes: Vec<Rect>,
}

/// A row of badges that belong together.
#[derive(Debug, Clone, Copy)]
struct Group {
    count: usize,
    near: Near,
    /// How long the label is that may stand in the same gap.
    label: Option<f64>,
}

/// Where a group ended up.
#[derive(Debug, Default)]
struct Placed {
    badges: Vec<MarkBox>,
    label: Option<Point>,
}

impl Marker {
    /// Knows the boxes of a scene, and the lines of its wires.
    fn new<'a>(scene: &Scene, lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut space = Space::new(scene.width, scene.height);
        for lane in &scene.lanes {
            for words in lane.notes.iter().chain([&lane.header]) {
                space.add(*words, BADGES, None);
            }
            for border in borders(lane.rect) {
                space.add(border, BORDER, None);
            }
            for node in &lane.nodes {
                space.add(node.rect, BOX, None);
            }
        }
        for part in &scene.outside {
            space.add(part.rect, BOX, None);
        }
        for (index, line) in lines.enumerate() {
            for (a, b) in line.pieces() {
                space.add(around(a, b, 2.5), WIRE, Some(index));
            }
            if let Some(&tip) = line.points.last() {
                space.add(around(tip, tip, TIP), WIRE, Some(index));
            }
        }
        Self {
            space,
            lanes: scene.lanes.iter().map(|it| it.rect).collect(),
        }
    }

    /// Puts the badges and words of `edge` on `wire`, the `index`th line.
    fn mark(&mut self, index: usize, edge: &PictureEdge, line: &Line, wire: &mut Wire) {
        let pieces = Pieces::new(edge.kind, line);
        let (egress, ingress) = (edge.egress_marks.len(), edge.ingress_marks.len());
        let (source, destination) = if egress > 0 && ingress > 0 {
            (Near::Source, Near::Destination)
        } else {
            (Near::Middle, Near::Middle)
        };
        let label = edge.label.as_deref().map(mono);
        let group = Group {
            count: egress,
            near: source,
            label: label.filter(|_| ingress == 0),
        };
        let leaving = self.place_badges(index, &pieces, group, wire);
        let group = Group {
            count: ingress,
            near: destination,
            label,
        };
        let entering = self.place_badges(index, &pieces, group, wire);
        wire.label = leaving.label.or(entering.label);
        wire.egress_marks = leaving.badges;
        wire.ingress_marks = entering.badges;

        if let (Some(width), None) = (label, wire.label) {
            let is_alone = egress + ingress == 0;
            let proposals = pieces.for_words(width, is_alone, Side::Above);
            wire.label = self.place_words(index, &proposals, WIRE, wire);
        }
        if edge.count > 1 {
            let proposals = pieces.for_words(mono(&format!("×{}", edge.count)), false, Side::Below);
            wire.count = self.place_words(index, &proposals, u32::MAX, wire);
        }
    }

    fn place_badges(
        &mut self,
        index: usize,
        pieces: &Pieces,
        group: Group,
        wire: &mut Wire,
    ) -> Placed {
        if group.count == 0 {
            return Placed::default();
        }
        let along = times(group.count - 1) * BADGE_PITCH + BADGE;
        if let Some(label) = group.label {
            let together = along + LABEL_GAP + label;
            let proposals = pieces.for_badges_and_words(together, group.near);
            if let Some((proposal, 0)) = self.best(index, &proposals) {
                self.take(proposal, BADGES, wire);
                let Rect { x, y, width, .. } = proposal.rect;
                let pad = if proposal.lie == Lie::Beside {
                    0.0
                } else {
                    PAD
                };
                return Placed {
                    badges: badges(proposal, group.count),
                    label: Some(Point {
                        x: x + width - pad - label / 2.0,
                        y: y + 14.0,
                    }),
                };
            }
        }
        let best = self.best(index, &pieces.for_badges(along, group.near));
        let best = match best {
            Some((proposal, cost)) if cost < WORDS => Some((proposal, cost)),
            crowded => {
                let around = self.best(index, &pieces.around(along));
                [crowded, around]
                    .into_iter()
                    .flatten()
                    .min_by_key(|(_, cost)| *cost)
            }
        };
        let Some((proposal, _)) = best else {
            return Placed::default();
        };
        self.take(proposal, BADGES, wire);
        Placed {
            badges: badges(proposal, group.count),
            label: None,
        }
    }

    /// Words go where they cover no more than `bearable`; their point is the
    /// middle of their base line.
    fn place_words(
        &mut self,
        index: usize,
        proposals: &[Proposal],
        bearable: u32,
        wire: &mut Wire,
    ) -> Option<Point> {
        let (proposal, cost) = self.best(index, proposals)?;
        if cost >= bearable {
            return None;
        }
        self.take(proposal, WORDS, wire);
        let Rect {
            x,
            y,
            width,
            height,
        } = proposal.rect;
        Some(Point {
            x: x + width / 2.0,
            y: y + height / 2.0 + 4.0,
        })
    }

    /// The best liked proposal that covers nothing, else the one that covers
    /// least.
    fn best(&self, index: usize, proposals: &[Proposal]) -> Option<(Proposal, u32)> {
        let liked = |a: &Proposal, b: &Proposal| a.penalty.total_cmp(&b.penalty);
        let first = *proposals.iter().min_by(|a, b| liked(a, b))?;
        let mut best = (first, self.space.cost(first.rect, index));
        if best.1 == 0 {
            return Some(best);
        }
        for proposal in sorted_by(proposals, liked) {
            let cost = self.space.cost(proposal.rect, index);
            if cost < best.1 {
                best = (proposal, cost);
            }
            if cost == 0 {
                break;
            }
        }
        Some(best)
    }

    /// Makes the room taken, and a gap in the wire where it lies on it.
    fn take(&mut self, proposal: Proposal, weight: u32, wire: &mut Wire) {
        self.space.add(proposal.rect, weight, None);
        if proposal.lie == Lie::Beside {
            return;
        }
        let on_lane = self.lanes.iter().any(|it| contains(*it, proposal.rect));
        let on_canvas = !self.lanes.iter().any(|it| overlap(*it, proposal.rect));
        // Across a lane's frame there is no one ground to fill a gap with.
        let fits = wire.pads.is_empty() || wire.pads_on_lane == on_lane;
        if on_lane != on_canvas && fits {
            wire.pads.push(proposal.rect);
            wire.pads_on_lane = on_lane;
        }
    }
}

/// The badges of a group, from the first on.
fn badges(proposal: Proposal, count: usize) -> Vec<MarkBox> {
    let Rect { x, y, .. } = proposal.rect;
    let (x, y, right, down) = match proposal.lie {
        Lie::Level => (x + PAD, y, BADGE_PITCH, 0.0),
        Lie::Upright => (x + PAD, y + PAD, 0.0, BADGE_PITCH),
        Lie::Beside => (x, y, BADGE_PITCH, 0.0),
    };
    let badge = |index: usize| MarkBox {
        rect: Rect {
            x: x + right * times(index),
            y: y + down * times(index),
            width: BADGE,
            height: BADGE,
        },
    };
    (0..count).map(badge).collect()
}

/// A piece of wire, as thick as `thickness` to each side.
fn around(a: Point, b: Point, thickness: f64) -> Rect {
    Rect {
        x: a.x.min(b.x) - thickness,
        y: a.y.min(b.y) - thickness,
        width: (a.x - b.x).abs() + 2.0 * thickness,
        height: (a.y - b.y).abs() + 2.0 * thickness,
    }
}

fn borders(rect: Rect) -> [Rect; 4] {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    let (right, bottom) = (x + width, y + height);
    [
        Rect {
            x,
            y: y - 1.0,
            width,
            height: 2.0,
        },
        Rect {
            x,
            y: bottom - 1.0,
            width,
            height: 2.0,
        },
        Rect {
            x: x - 1.0,
            y,
            width: 2.0,
            height,
        },
        Rect {
            x: right - 1.0,
            y,
            width: 2.0,
            height,
        },
    ]
}
