use std::fmt::Write as _;

use netpol_engine::layout::{EdgeChange, EdgeKind, PictureEdge, Point, Rect, Segment, Wire};
use netpol_engine::letters::number_of_letter;

use super::element::{rect, text};
use super::sheet::HUES;

/// One edge: its line, its tip, and on gaps in it badges and ports.
pub(super) fn wire(wire: &Wire, it: &PictureEdge, light: &str) -> String {
    let kind = match it.kind {
        EdgeKind::Admitted => "rule",
        EdgeKind::Open => "open",
        EdgeKind::Denied(_) => "deny",
    };
    let change = it.change.map_or("", |it| match it {
        EdgeChange::Gained => "gained",
        EdgeChange::Lost => "lost",
        EdgeChange::Mixed => "mixed",
    });
    let words = [kind, light, change];
    let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
    let line = path(&wire.path);
    let mut svg = format!(r#"<g class="{}">"#, words.join(" "));
    let is_denied = matches!(it.kind, EdgeKind::Denied(_));
    if !is_denied && (light == "focus" || it.change.is_some()) {
        _ = write!(svg, r#"<path class="halo" d="{line}"/>"#);
    }
    _ = write!(svg, r#"<path class="wire" d="{line}"/>"#);
    if !wire.rest.is_empty() {
        _ = write!(svg, r#"<path class="rest" d="{}"/>"#, path(&wire.rest));
    }
    if !is_denied {
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
        svg.push_str(&text("words middle", at, label));
    }
    if let Some(at) = wire.count {
        svg.push_str(&text("words middle", at, &format!("×{}", it.count)));
    }
    svg.push_str("</g>");
    svg
}

/// A letter on its hue.
pub(super) fn badge(letter: &str, frame: Rect) -> String {
    // A mere count has no hue.
    let hue = number_of_letter(letter)
        .map_or_else(|| "more".to_owned(), |it| format!("hue{}", it % HUES + 1));
    let middle = Point {
        x: frame.x + frame.width / 2.0,
        y: frame.y + frame.height / 2.0 + 4.0,
    };
    let ground = rect(frame, 5.8, &format!("badge {hue}"));
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
