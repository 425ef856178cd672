use std::fmt::Write as _;

use netpol_engine::layout::{EdgeKind, PictureEdge, Point, Rect, Segment, Wire};

use super::element::{rect, text};

/// How many hues letters have.
const HUES: u8 = 6;

/// One edge: its line, its tip, and on gaps in it badges and ports.
pub(super) fn wire(wire: &Wire, it: &PictureEdge) -> String {
    let class = match it.kind {
        EdgeKind::Admitted => "rule",
        EdgeKind::Open => "open",
        EdgeKind::Denied(_) => "deny",
    };
    let mut svg = format!(
        r#"<g class="{class}"><path class="wire" d="{}"/>"#,
        path(&wire.path)
    );
    if wire.bars.is_empty() {
        let [a, b, c] = wire.tip;
        let close = if it.kind == EdgeKind::Admitted {
            "Z"
        } else {
            ""
        };
        _ = write!(
            svg,
            r#"<path class="tip" d="M{} {}L{} {}L{} {}{close}"/>"#,
            a.x, a.y, b.x, b.y, c.x, c.y
        );
    }
    for bar in &wire.bars {
        let (from, to) = (bar.from, bar.to);
        _ = write!(
            svg,
            r#"<path class="bar" d="M{} {}L{} {}"/>"#,
            from.x, from.y, to.x, to.y
        );
    }
    let ground = if wire.pads_on_lane {
        "ground"
    } else {
        "canvas"
    };
    for pad in &wire.pads {
        svg.push_str(&rect(*pad, 0.0, ground));
    }
    let boxes = wire.egress_marks.iter().chain(&wire.ingress_marks);
    let marks = it.egress_marks.iter().chain(&it.ingress_marks);
    for (place, mark) in boxes.zip(marks) {
        svg.push_str(&badge(&mark.text, place.rect));
    }
    if let (Some(at), Some(label)) = (wire.label, &it.label) {
        svg.push_str(&text("fine middle", at, label));
    }
    if let Some(at) = wire.count {
        svg.push_str(&text("fine middle", at, &format!("×{}", it.count)));
    }
    svg.push_str("</g>");
    svg
}

/// A letter on its hue.
pub(super) fn badge(letter: &str, frame: Rect) -> String {
    let hue = letter.bytes().next().map_or(0, |it| it % HUES);
    let middle = Point {
        x: frame.x + frame.width / 2.0,
        y: frame.y + frame.height / 2.0 + 4.0,
    };
    let ground = rect(frame, 5.8, &format!("badge hue{hue}"));
    ground + &text("letter", middle, letter)
}

fn path(segments: &[Segment]) -> String {
    let mut d = String::new();
    for segment in segments {
        _ = match segment {
            Segment::Move(to) => write!(d, "M{} {}", to.x, to.y),
            Segment::Line(to) => write!(d, "L{} {}", to.x, to.y),
            Segment::Corner { corner, end } => {
                write!(d, "Q{} {} {} {}", corner.x, corner.y, end.x, end.y)
            }
        };
    }
    d
}
