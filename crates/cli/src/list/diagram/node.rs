use netpol_engine::layout::{NodeBox, PictureNode, Point};

use super::cut;
use super::element::{escaped, rect, text};

/// A workload: name, labels, ports, and a lock for each direction, ingress
/// first.
pub(super) fn node(shape: &NodeBox, it: &PictureNode, locks: [bool; 2]) -> String {
    let title = escaped(&it.title);
    let mut svg = format!("<g><title>{title}</title>");
    svg.push_str(&rect(shape.rect, 9.0, "pod"));
    let name = cut(&it.title, shape.title_chars);
    svg.push_str(&text("name", shape.title, &name));
    if let Some(count) = shape.count {
        svg.push_str(&text("fine", count, &format!("×{}", it.count)));
    }
    let [ingress, egress] = locks;
    svg.push_str(&lock(shape.lock_in, "in", ingress));
    svg.push_str(&lock(shape.lock_out, "out", egress));
    if !shape.folded {
        let labels = cut(&it.subtitle, shape.subtitle_chars);
        svg.push_str(&text("fine", shape.subtitle, &labels));
        svg.push_str(&text("fine end", shape.ports, &it.ports));
    }
    svg.push_str("</g>");
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
