use netpol_engine::layout::{NodeBox, NodeKind, PictureNode, Point, Rect};

use super::cut;
use super::element::{escaped, group, rect, text};

/// A box: name, labels, ports, a lock for each direction, and its Services. A
/// folded namespace looks like a pile.
pub(super) fn node(shape: &NodeBox, it: &PictureNode, light: &str) -> String {
    let title = escaped(&it.title);
    let mut svg = format!("{}<title>{title}</title>", group(light));
    if it.kind == NodeKind::Namespace {
        let below = Rect {
            x: shape.rect.x + 4.0,
            y: shape.rect.y + 4.0,
            ..shape.rect
        };
        svg.push_str(&rect(below, 9.0, "pod"));
    }
    svg.push_str(&rect(shape.rect, 9.0, "pod"));
    let name = cut(&it.title, shape.title_chars);
    svg.push_str(&text("name", shape.title, &name));
    if let Some(count) = shape.count {
        svg.push_str(&text("fine", count, &format!("×{}", it.count)));
    }
    if let Some(isolated) = it.isolated {
        svg.push_str(&lock(shape.lock_in, "in", isolated.ingress));
        svg.push_str(&lock(shape.lock_out, "out", isolated.egress));
    }
    if !shape.folded {
        let labels = cut(&it.subtitle, shape.subtitle_chars);
        svg.push_str(&text("fine", shape.subtitle, &labels));
        svg.push_str(&text("fine end", shape.ports, &it.ports));
    }
    svg.push_str(&chips(shape, it));
    svg.push_str("</g>");
    svg
}

/// The Services that lead to it.
fn chips(shape: &NodeBox, it: &PictureNode) -> String {
    let mut svg = String::new();
    for (place, chip) in shape.chips.iter().zip(&it.chips) {
        let class = if chip.is_headless {
            "chip headless"
        } else {
            "chip"
        };
        let sentence = escaped(&chip.sentence);
        svg.push_str(&["<g><title>", &sentence, "</title>"].concat());
        svg.push_str(&rect(place.rect, 8.5, class));
        svg.push_str(&text("small", place.text, &cut(&chip.text, place.chars)));
        svg.push_str("</g>");
    }
    if let Some(more) = shape.more_chips {
        let count = it.chips.len() - shape.chips.len();
        svg.push_str(&text("small", more, &format!("+{count}")));
    }
    svg
}

/// Shut where something isolates.
fn lock(at: Point, word: &str, is_shut: bool) -> String {
    let Point { x, y } = at;
    let (class, shackle) = if is_shut {
        ("lock shut", "M3 5.5v-2a2.2 2.2 0 0 1 4.4 0v2")
    } else {
        ("lock", "M3 5.5v-2.4a2.2 2.2 0 0 1 4.2-0.9")
    };
    format!(
        r#"<g class="{class}" transform="translate({x} {y})"><path d="{shackle}"/><rect x="1.5" y="5.5" width="7.4" height="5.4" rx="1.3"/><text x="12.7" y="9.9">{word}</text></g>"#
    )
}
