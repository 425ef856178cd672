//! A scene as a page to look at, in the colours of the design.

use std::fmt::Write as _;

use netpol_engine::layout::{
    EdgeKind, LaneBox, NodeBox, OutsideBox, Picture, PictureEdge, PictureNode, Rect, Scene,
    Segment, Wire,
};

const STYLE: &str = include_str!("svg.css");

/// Writes `<name>.html` beside the other output of the tests.
#[expect(
    clippy::disallowed_methods,
    reason = "for eyes: the engine itself does no I/O"
)]
pub(crate) fn write(name: &str, picture: &Picture, scene: &Scene) {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/layout");
    std::fs::create_dir_all(folder).unwrap();
    let svg = render(picture, scene);
    let html = format!("<!doctype html><meta charset=utf-8><style>{STYLE}</style>{svg}");
    std::fs::write(format!("{folder}/{name}.html"), html).unwrap();
}

pub(crate) fn render(picture: &Picture, scene: &Scene) -> String {
    let mut svg = String::new();
    let (width, height) = (scene.width, scene.height);
    write!(
        svg,
        r#"<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    )
    .unwrap();
    for lane in &scene.lanes {
        svg += &format!(r#"<g class="d-ns">{}</g>"#, rect(lane.rect, 14.0, ""));
    }
    for (part, it) in scene.outside.iter().zip(&picture.outside) {
        svg += &outside(part, &it.title, &it.subtitle);
    }
    for wire in &scene.wires {
        svg += &edge(wire, &picture.edges[wire.edge]);
    }
    for (lane, it) in scene.lanes.iter().zip(&picture.lanes) {
        svg += &header(lane, &it.title, &it.subtitle);
        for (node, it) in lane.nodes.iter().zip(&it.nodes) {
            svg += &pod(node, it);
        }
    }
    svg += "</svg>";
    svg
}

fn outside(part: &OutsideBox, title: &str, subtitle: &str) -> String {
    let class = if part.centred { "d-out mid" } else { "d-out" };
    let (x, y) = (part.globe.x, part.globe.y);
    format!(
        r#"<g class="{class}">{}<circle cx="{x}" cy="{y}" r="7"/>{}{}</g>"#,
        rect(part.rect, 14.0, ""),
        text(
            "",
            part.title.x,
            part.title.y,
            &cut(title, part.title_chars)
        ),
        text(
            "lab",
            part.subtitle.x,
            part.subtitle.y,
            &cut(subtitle, part.subtitle_chars)
        ),
    )
}

fn header(lane: &LaneBox, title: &str, subtitle: &str) -> String {
    format!(
        r#"<g class="d-ns">{}{}{}</g>"#,
        rect(lane.header, 0.0, "ground"),
        text(
            "title",
            lane.title.x,
            lane.title.y,
            &cut(title, lane.title_chars)
        ),
        text(
            "lab",
            lane.subtitle.x,
            lane.subtitle.y,
            &cut(subtitle, lane.subtitle_chars)
        ),
    )
}

fn pod(node: &NodeBox, it: &PictureNode) -> String {
    let mut svg = format!(r#"<g class="d-pod">{}"#, rect(node.rect, 9.0, ""));
    svg += &text(
        "name",
        node.title.x,
        node.title.y,
        &cut(&it.title, node.title_chars),
    );
    if let Some(count) = node.count {
        svg += &text("lab", count.x, count.y, &format!("×{}", it.count));
    }
    for (at, word) in [(node.lock_in, "in"), (node.lock_out, "out")] {
        let (x, y) = (at.x, at.y);
        write!(
            svg,
            r#"<g class="d-lock"><path class="shackle" d="M{} {}v-2a2.3 2.3 0 0 1 4.6 0v2"/><rect x="{}" y="{}" width="7.4" height="5.4" rx="1.3"/><text x="{}" y="{}">{word}</text></g>"#,
            x + 2.2, y + 5.0, x + 0.8, y + 5.0, x + 12.0, y + 9.3,
        )
        .unwrap();
    }
    if !node.folded {
        svg += &text(
            "lab",
            node.subtitle.x,
            node.subtitle.y,
            &cut(&it.subtitle, node.subtitle_chars),
        );
        svg += &text("lab port", node.ports.x, node.ports.y, &it.ports);
    }
    svg + "</g>"
}

fn edge(wire: &Wire, it: &PictureEdge) -> String {
    let class = match it.kind {
        EdgeKind::Admitted => "rule",
        EdgeKind::Open => "open",
        EdgeKind::Denied(_) => "deny",
    };
    let mut svg = format!(
        r#"<g class="d-edge {class}"><path class="wire" d="{}"/>"#,
        path(&wire.path)
    );
    write!(svg, r#"<path class="rest" d="{}"/>"#, path(&wire.rest)).unwrap();
    let [a, b, c] = wire.tip;
    let close = if it.kind == EdgeKind::Admitted {
        "Z"
    } else {
        ""
    };
    if wire.bars.is_empty() {
        write!(
            svg,
            r#"<path class="tip" d="M{} {}L{} {}L{} {}{close}"/>"#,
            a.x, a.y, b.x, b.y, c.x, c.y
        )
        .unwrap();
    }
    for bar in &wire.bars {
        let (a, b) = (bar.from, bar.to);
        write!(
            svg,
            r#"<path class="bar" d="M{} {}L{} {}"/>"#,
            a.x, a.y, b.x, b.y
        )
        .unwrap();
    }
    let ground = if wire.pads_on_lane { "pad" } else { "pad2" };
    for pad in &wire.pads {
        svg += &rect(*pad, 0.0, ground);
    }
    let boxes = wire.egress_marks.iter().chain(&wire.ingress_marks);
    let marks = it.egress_marks.iter().chain(&it.ingress_marks);
    for (place, mark) in boxes.zip(marks) {
        let hue = mark.text.bytes().next().map_or(0, |it| it % 6);
        svg += &format!(r#"<g class="d-badge h{hue}">{}"#, rect(place.rect, 5.8, ""));
        svg += &text("", place.rect.x + 10.0, place.rect.y + 14.0, &mark.text);
        svg += "</g>";
    }
    if let (Some(at), Some(label)) = (wire.label, &it.label) {
        svg += &text("port", at.x, at.y, label);
    }
    if let Some(at) = wire.count {
        svg += &text("num", at.x, at.y, &format!("×{}", it.count));
    }
    svg + "</g>"
}

fn path(segments: &[Segment]) -> String {
    let mut d = String::new();
    for segment in segments {
        match segment {
            Segment::Move(to) => write!(d, "M{} {}", to.x, to.y),
            Segment::Line(to) => write!(d, "L{} {}", to.x, to.y),
            Segment::Corner { corner, end } => {
                write!(d, "Q{} {} {} {}", corner.x, corner.y, end.x, end.y)
            }
        }
        .unwrap();
    }
    d
}

fn rect(it: Rect, radius: f64, class: &str) -> String {
    format!(
        r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}" rx="{radius}"/>"#,
        it.x, it.y, it.width, it.height
    )
}

fn text(class: &str, x: f64, y: f64, words: &str) -> String {
    format!(r#"<text class="{class}" x="{x}" y="{y}">{words}</text>"#)
}

/// As the page does: the last of the characters that fit is an ellipsis.
fn cut(words: &str, fitting: usize) -> String {
    if words.chars().count() <= fitting {
        return words.into();
    }
    words
        .chars()
        .take(fitting.saturating_sub(1))
        .chain(['…'])
        .collect()
}
