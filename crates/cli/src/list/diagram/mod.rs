//! The picture of the page as a file that stands alone: colours inside, for
//! light and dark.

mod element;
mod wire;

use netpol_engine::Analysis;
use netpol_engine::layout::{
    Composition, Frame, LaneBox, NodeBox, OutsideBox, Picture, PictureNode, Scene, compose, lay_out,
};
use netpol_engine::letters::Letters;

use self::element::{escaped, rect, text};

const STYLE: &str = include_str!("style.css");
/// As wide as a page of text likes it.
const WIDTH: u32 = 960;

/// Every connection, drawn.
pub(super) fn svg(analysis: &Analysis) -> String {
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let Composition { picture, .. } =
        compose(&analysis.world, &analysis.connections, &letters, None);
    let scene = lay_out(&picture, Frame { width: WIDTH });
    render(&picture, &scene)
}

fn render(picture: &Picture, scene: &Scene) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Reachability diagram" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><style>{STYLE}</style><rect class="canvas" width="{width}" height="{height}"/>"#
    );
    for lane in &scene.lanes {
        svg += &rect(lane.rect, 14.0, "lane");
    }
    for (part, it) in scene.outside.iter().zip(&picture.outside) {
        svg += &outside(part, &it.title, &it.subtitle);
    }
    for it in &scene.wires {
        if let Some(edge) = picture.edges.get(it.edge) {
            svg += &wire::wire(it, edge);
        }
    }
    for (lane, it) in scene.lanes.iter().zip(&picture.lanes) {
        svg += &header(lane, &it.title, &it.subtitle);
        for (node, it) in lane.nodes.iter().zip(&it.nodes) {
            svg += &workload(node, it);
        }
    }
    svg + "</svg>\n"
}

fn outside(part: &OutsideBox, title: &str, subtitle: &str) -> String {
    let middle = if part.centred { " middle" } else { "" };
    let (x, y) = (part.globe.x, part.globe.y);
    let mut svg = rect(part.rect, 14.0, "outside");
    svg += &format!(
        r#"<path class="globe" d="M{} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0h14M{x} {}a4 7 0 0 0 0 14a4 7 0 0 0 0 -14"/>"#,
        x - 7.0,
        y - 7.0
    );
    let titles = [
        (part.title, title, part.title_chars, "name"),
        (part.subtitle, subtitle, part.subtitle_chars, "fine"),
    ];
    for (at, words, fitting, class) in titles {
        svg += &text(&format!("{class}{middle}"), at, &cut(words, fitting));
    }
    svg
}

fn header(lane: &LaneBox, title: &str, subtitle: &str) -> String {
    let mut svg = rect(lane.header, 0.0, "ground");
    svg += &text("name", lane.title, &cut(title, lane.title_chars));
    svg + &text("fine", lane.subtitle, &cut(subtitle, lane.subtitle_chars))
}

fn workload(node: &NodeBox, it: &PictureNode) -> String {
    let title = format!("<title>{}</title>", escaped(&it.title));
    let mut svg = format!("<g>{title}{}", rect(node.rect, 9.0, "pod"));
    svg += &text("name", node.title, &cut(&it.title, node.title_chars));
    if let Some(count) = node.count {
        svg += &text("fine", count, &format!("×{}", it.count));
    }
    if !node.folded {
        svg += &text(
            "fine",
            node.subtitle,
            &cut(&it.subtitle, node.subtitle_chars),
        );
        svg += &text("fine end", node.ports, &it.ports);
    }
    svg + "</g>"
}

/// As the page does: the last of the characters that fit is an ellipsis.
fn cut(words: &str, fitting: usize) -> String {
    if words.chars().count() <= fitting {
        return words.to_owned();
    }
    let kept = words.chars().take(fitting.saturating_sub(1));
    kept.chain(['…']).collect()
}
