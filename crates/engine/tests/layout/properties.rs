//! What holds for every picture in every frame.

use std::sync::LazyLock;

use netpol_engine::layout::{EdgeKind, Frame, Picture, Place, Rect, Refusal, Scene, Wire, lay_out};

use crate::geometry::{badges, contains, frames, nodes, overlap, pieces, shrunk};
use crate::pictures::{edge, gallery, generated, node};

const SEEDS: u64 = 60;
const WIDTHS: [u32; 8] = [320, 358, 500, 620, 700, 899, 932, 1400];

/// A picture in a frame, and what became of it.
struct Case {
    name: String,
    picture: Picture,
    scene: Scene,
}

/// Many pictures, from a single node to more than anyone would draw.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let drawn = gallery()
        .into_iter()
        .map(|(name, width, picture)| (name, vec![width], picture));
    let generated =
        (0..SEEDS).map(|seed| (format!("seed {seed}"), WIDTHS.to_vec(), generated(seed)));
    let mut cases = Vec::new();
    for (name, widths, picture) in drawn.chain(generated) {
        for width in widths {
            cases.push(Case {
                name: format!("{name}, {width} px wide"),
                scene: lay_out(&picture, Frame { width }),
                picture: picture.clone(),
            });
        }
    }
    cases
});

#[track_caller]
fn check(property: impl Fn(&Picture, &Scene) -> Result<(), String>) {
    for Case {
        name,
        picture,
        scene,
    } in CASES.iter()
    {
        if let Err(problem) = property(picture, scene) {
            crate::svg::write("failing", picture, scene);
            panic!("{name}: {problem}");
        }
    }
}

fn disjoint(rects: &[Rect]) -> Result<(), String> {
    for (index, a) in rects.iter().enumerate() {
        for b in &rects[index + 1..] {
            if overlap(*a, *b) {
                return Err(format!("{a:?} overlaps {b:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn every_node_lies_in_its_lane() {
    check(|picture, scene| {
        assert_eq!(scene.lanes.len(), picture.lanes.len());
        for (lane, it) in scene.lanes.iter().zip(&picture.lanes) {
            assert_eq!(lane.nodes.len(), it.nodes.len());
            for node in &lane.nodes {
                if !contains(lane.rect, node.rect) {
                    return Err(format!("{:?} is not in {:?}", node.rect, lane.rect));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn boxes_do_not_overlap() {
    check(|_, scene| {
        disjoint(&nodes(scene))?;
        let lanes = scene.lanes.iter().map(|it| it.rect);
        let all: Vec<Rect> = lanes
            .chain(scene.outside.iter().map(|it| it.rect))
            .collect();
        disjoint(&all)
    });
}

#[test]
fn titles_keep_clear_of_nodes() {
    check(|_, scene| {
        for lane in &scene.lanes {
            for node in &lane.nodes {
                if overlap(lane.header, node.rect) {
                    return Err(format!("{:?} covers {:?}", lane.header, node.rect));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn wires_run_through_no_box() {
    check(|_, scene| {
        let parts = scene.outside.iter().map(|it| it.rect);
        let frames: Vec<Rect> = nodes(scene).into_iter().chain(parts).collect();
        for wire in &scene.wires {
            let pieces = pieces(wire);
            for frame in &frames {
                let inside = shrunk(*frame, 1.0);
                if pieces.iter().any(|it| overlap(*it, inside)) {
                    return Err(format!("{} runs through {frame:?}", name(wire)));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn wires_do_not_lie_on_each_other() {
    check(|picture, scene| {
        if picture.edges.len() > 60 {
            return Ok(());
        }
        let wires: Vec<_> = scene.wires.iter().map(|it| (it, pieces(it))).collect();
        for (index, (a, a_pieces)) in wires.iter().enumerate() {
            for (b, b_pieces) in &wires[index + 1..] {
                for a_piece in a_pieces {
                    for b_piece in b_pieces {
                        if are_on_top(*a_piece, *b_piece) {
                            let names = (name(a), name(b));
                            return Err(format!("{names:?}: {a_piece:?} {b_piece:?}"));
                        }
                    }
                }
            }
        }
        Ok(())
    });
}

/// Whether two pieces run side by side, too near to be told apart.
fn are_on_top(a: Rect, b: Rect) -> bool {
    let shared =
        |a: f64, a_length: f64, b: f64, b_length: f64| (a + a_length).min(b + b_length) - a.max(b);
    let across = shared(a.x, a.width, b.x, b.width);
    let down = shared(a.y, a.height, b.y, b.height);
    across > 6.0 && down > -4.0 && a.height + b.height < 1.0
        || down > 6.0 && across > -4.0 && a.width + b.width < 1.0
}

#[test]
fn badges_cover_no_box() {
    check(|_, scene| {
        let badges = badges(scene);
        let headers = scene.lanes.iter().map(|it| it.header);
        for frame in nodes(scene).into_iter().chain(headers) {
            if let Some(badge) = badges.iter().find(|it| overlap(**it, frame)) {
                return Err(format!("{badge:?} covers {frame:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn badges_do_not_overlap() {
    check(|_, scene| disjoint(&badges(scene)));
}

#[test]
fn every_badge_has_its_place() {
    check(|picture, scene| {
        for wire in &scene.wires {
            let edge = &picture.edges[wire.edge];
            assert_eq!(wire.egress_marks.len(), edge.egress_marks.len());
            assert_eq!(wire.ingress_marks.len(), edge.ingress_marks.len());
            assert_eq!(wire.count.is_some(), edge.count > 1, "{}", name(wire));
        }
        Ok(())
    });
}

#[test]
fn everything_lies_in_the_scene() {
    check(|_, scene| {
        let all = Rect {
            x: 0.0,
            y: 0.0,
            width: scene.width,
            height: scene.height,
        };
        let wires = scene.wires.iter().flat_map(pieces);
        for rect in frames(scene).into_iter().chain(badges(scene)).chain(wires) {
            if !contains(all, rect) {
                return Err(format!("{rect:?} is outside of {all:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn the_scene_is_as_wide_as_the_frame_unless_it_needs_more() {
    for width in [358, 700, 932, 1200] {
        let scene = lay_out(&crate::pictures::founding(), Frame { width });
        assert!((scene.width - f64::from(width)).abs() < 0.01);
    }
}

#[test]
fn the_same_picture_gives_the_same_scene() {
    for seed in 0..SEEDS {
        let again = || lay_out(&generated(seed), Frame { width: 932 });
        assert_eq!(again(), again(), "seed {seed}");
    }
}

#[test]
fn looking_at_a_denied_connection_moves_no_box() {
    for seed in 0..SEEDS {
        let mut picture = generated(seed);
        let ends = [
            node(0, 0),
            node(0, 1),
            node(picture.lanes.len() - 1, 0),
            Place::Outside(0),
        ];
        for width in [358, 700, 932] {
            let before = frames(&lay_out(&picture, Frame { width }));
            for (source, destination) in ends.iter().zip(ends.iter().rev()) {
                let denied = EdgeKind::Denied(Refusal::AtBoth);
                picture.edges.push(edge(*source, *destination, denied));
                let after = frames(&lay_out(&picture, Frame { width }));
                picture.edges.pop();
                assert_eq!(before.len(), after.len());
                let moved = before
                    .iter()
                    .zip(&after)
                    .find(|(a, b)| (a.x, a.y) != (b.x, b.y));
                assert_eq!(moved, None, "seed {seed}, {source:?} to {destination:?}");
            }
        }
    }
}

#[test]
fn nothing_is_no_problem() {
    for width in [0, 1, 358, 932, u32::MAX] {
        let scene = lay_out(&Picture::default(), Frame { width });
        assert!(scene.wires.is_empty() && scene.lanes.is_empty());
    }
}

#[test]
fn edges_to_nowhere_are_left_out() {
    let mut picture = crate::pictures::founding();
    let drawn = lay_out(&picture, Frame { width: 932 }).wires.len();
    let open = EdgeKind::Open;
    picture.edges.extend([
        edge(node(0, 0), node(0, 9), open),
        edge(node(7, 0), node(0, 0), open),
        edge(Place::Outside(3), node(0, 0), open),
        edge(Place::Lane(2), Place::Outside(0), open),
        edge(node(0, 0), node(0, 0), open),
        edge(Place::Outside(0), Place::Outside(0), open),
    ]);
    for width in WIDTHS {
        assert_eq!(lay_out(&picture, Frame { width }).wires.len(), drawn);
    }
}

fn name(wire: &Wire) -> String {
    format!("{:?} to {:?}", wire.source, wire.destination)
}
