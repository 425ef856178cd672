//! The founding case: exactly so, and not jumping.

use expect_test::{Expect, expect};
use netpol_engine::layout::{EdgeKind, Frame, Picture, Rect, Refusal, Scene, Segment, lay_out};

use crate::geometry::frames;
use crate::pictures::{edge, founding, node};

const WIDTHS: [u32; 4] = [358, 700, 932, 1200];

#[test]
fn no_denied_connection_moves_a_box() {
    for width in WIDTHS {
        let still = frames(&lay_out(&founding(), Frame { width }));
        for (a, b) in (0..6)
            .flat_map(|a| (0..6).map(move |b| (a, b)))
            .filter(|(a, b)| a != b)
        {
            let mut picture = founding();
            let denied = EdgeKind::Denied(Refusal::AtBoth);
            picture
                .edges
                .push(edge(node(a / 3, a % 3), node(b / 3, b % 3), denied));
            let moved = frames(&lay_out(&picture, Frame { width }));
            assert_eq!(still, moved, "{a} to {b}, {width} px wide");
        }
    }
}

#[test]
fn one_connection_less_moves_no_box() {
    for width in [700, 932, 1200] {
        let still = frames(&lay_out(&founding(), Frame { width }));
        for index in 0..founding().edges.len() {
            let mut picture = founding();
            picture.edges.remove(index);
            let moved = frames(&lay_out(&picture, Frame { width }));
            assert_eq!(still, moved, "without edge {index}, {width} px wide");
        }
    }
}

fn check(picture: &Picture, width: u32, expected: &Expect) {
    expected.assert_eq(&compact(picture, &lay_out(picture, Frame { width })));
}

/// A scene as text: one line for each box and wire.
fn compact(picture: &Picture, scene: &Scene) -> String {
    let mut text = format!("{:?} {}×{}\n", scene.orientation, scene.width, scene.height);
    for (it, part) in scene.outside.iter().zip(&picture.outside) {
        text += &format!("{} {}\n", part.title, rect(it.rect));
    }
    for (it, lane) in scene.lanes.iter().zip(&picture.lanes) {
        text += &format!("{} {}\n", lane.title, rect(it.rect));
        for (it, node) in it.nodes.iter().zip(&lane.nodes) {
            let folded = if it.folded { " folded" } else { "" };
            text += &format!("  {} {}{folded}\n", node.title, rect(it.rect));
        }
    }
    for wire in &scene.wires {
        text += &format!("{}:", wire.edge);
        for segment in &wire.path {
            text += &match segment {
                Segment::Move(to) => format!(" M{} {}", to.x, to.y),
                Segment::Line(to) => format!(" L{} {}", to.x, to.y),
                Segment::Corner { corner, end } => {
                    format!(" Q{} {} {} {}", corner.x, corner.y, end.x, end.y)
                }
            };
        }
        for mark in wire.egress_marks.iter().chain(&wire.ingress_marks) {
            text += &format!(" [{} {}]", mark.rect.x, mark.rect.y);
        }
        if let Some(count) = wire.count {
            text += &format!(" ×({} {})", count.x, count.y);
        }
        text += "\n";
    }
    text
}

fn rect(it: Rect) -> String {
    format!("{} {} {}×{}", it.x, it.y, it.width, it.height)
}

#[test]
fn side_by_side() {
    check(
        &founding(),
        932,
        &expect![[r#"
            Across 932×418
            Outside 16 14 95×390
            qa-test 159 14 757×173
              frontend 199 109 156×56
              api 460 109 156×56
              db 721 109 156×56
            staging 159 231 757×173
              frontend 199 326 156×56
              api 460 326 156×56
              db 721 326 156×56
            0: M356 128 L450 128 [399.5 118]
            1: M617 128 L711 128 [648.5 118] [672.5 118]
            2: M255 108 L255 84 Q255 54 285 54 L791 54 Q821 54 821 84 L821 99 [528 44]
            3: M538 166 L538 193 Q538 209 554 209 L783 209 Q799 209 799 225 L799 316 [658.5 199]
            4: M459 150 L359 150
            5: M777 108 L777 105 Q777 82 754 82 L319 82 Q299 82 299 102 L299 105
            6: M112 128 L195 128
            7: M158 164 L115 164 ×(135 179)
        "#]],
    );
}

#[test]
fn below_the_outside() {
    check(
        &founding(),
        700,
        &expect![[r#"
            Across 700×476
            Outside 16 14 668×34
            qa-test 16 72 668×173
              frontend 34 167 156×56
              api 272 167 156×56
              db 510 167 156×56
            staging 16 289 668×173
              frontend 34 384 156×56
              api 272 384 156×56
              db 510 384 156×56
            0: M191 186 L262 186 [223 176]
            1: M429 186 L500 186 [449 176] [473 176]
            2: M161 166 L161 142 Q161 112 191 112 L580 112 Q610 112 610 142 L610 157 [375.5 102]
            3: M350 224 L350 251 Q350 267 366 267 L572 267 Q588 267 588 283 L588 374 [459 257]
            4: M271 208 L194 208
            5: M566 166 L566 163 Q566 140 543 140 L194 140 Q174 140 174 160 L174 163
            6: M147 49 L147 163
            7: M675 71 L675 52 ×(659.35 64)
        "#]],
    );
}

#[test]
fn below_each_other() {
    check(
        &founding(),
        358,
        &expect![[r#"
            Down 358×576
            Outside 12 8 334×30
            qa-test 12 66 334×282
              frontend 80 104 198×52
              api 80 192 198×52
              db 80 280 198×52
            staging 12 376 334×190
              frontend 80 414 198×34 folded
              api 80 456 198×34 folded
              db 80 498 198×52
            0: M128 157 L128 182 [137 164]
            1: M128 245 L128 270 [137 252] [161 252]
            2: M79 120 L52 120 Q30 120 30 142 L30 294 Q30 316 52 316 L70 316 [20 208]
            3: M279 218 L286 218 Q300 218 300 232 L300 515 Q300 524 291 524 L288 524 [290 386]
            4: M219 191 L219 160
            5: M79 296 L76 296 Q58 296 58 278 L58 155 Q58 140 73 140 L76 140
            6: M199 39 L199 100
            7: M300 65 L300 42 ×(315.65 56)
        "#]],
    );
}
