//! The picture of the page as a file that stands alone: colours inside, for
//! light and dark or one of them. The page saves the same bytes as the command line prints.

mod element;
mod light;
mod node;
mod poster;
mod sheet;
mod tally;
mod wire;

use netpol_engine::Analysis;
use netpol_engine::layout::{
    Composition, Frame, Lane, LaneBox, LaneKind, Note, OutsideBox, PictureOutside, Place, Point,
    Rect, Scene, compose, lay_out,
};
use netpol_engine::letters::Letters;

use self::element::{escaped, group, rect, text};
use self::light::Lights;
pub use self::poster::{Poster, Theme};
pub use self::tally::tally;

/// What the picture is called.
const TITLE: &str = "Who can reach whom";

/// The picture of every connection between workloads, as a file that stands
/// alone; `letters` are those that the page or text beside it shows.
pub fn svg(analysis: &Analysis, letters: &Letters, poster: &Poster) -> String {
    let composition = compose(&analysis.material(letters), &poster.aspect);
    let frame = Frame {
        width: poster.width,
    };
    let scene = lay_out(&composition.picture, frame);
    render(&composition, &scene, (poster.theme, &tally(analysis)))
}

fn render(composition: &Composition, scene: &Scene, (theme, about): (Theme, &str)) -> String {
    let picture = &composition.picture;
    let lights = Lights::of(composition);
    let mut svg = opening(scene, theme, about);
    for (shape, lane) in scene.lanes.iter().zip(&picture.lanes) {
        if lane.kind != LaneKind::Folded {
            svg.push_str(&rect(shape.rect, 14.0, "lane"));
        }
    }
    for (index, (part, it)) in scene.outside.iter().zip(&picture.outside).enumerate() {
        svg.push_str(&outside(part, it, lights.place(Place::Outside(index))));
    }
    // What is in focus lies above all others.
    let (above, below): (Vec<_>, Vec<_>) = scene
        .wires
        .iter()
        .partition(|it| lights.is_in_focus(it.edge));
    for it in below.into_iter().chain(above) {
        if let Some(edge) = picture.edges.get(it.edge) {
            svg.push_str(&wire::wire(it, edge, lights.edge(it.edge)));
        }
    }
    for (lane, (shape, it)) in scene.lanes.iter().zip(&picture.lanes).enumerate() {
        svg.push_str(&header(shape, it));
        for (node, (shape, it)) in shape.nodes.iter().zip(&it.nodes).enumerate() {
            svg.push_str(&node::node(
                shape,
                it,
                lights.place(Place::Node { lane, node }),
            ));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn opening(scene: &Scene, theme: Theme, about: &str) -> String {
    let style = theme.style();
    let (width, height) = (scene.width, scene.height);
    let size = format!(r#"width="{width}" height="{height}""#);
    let about = escaped(about);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} viewBox="0 0 {width} {height}"><title>{TITLE}</title><desc>{about}</desc><style>{style}</style><rect class="canvas" {size}/>"#
    )
}

fn outside(shape: &OutsideBox, it: &PictureOutside, light: &str) -> String {
    let middle = if shape.centred { " middle" } else { "" };
    let (x, y) = (shape.globe.x, shape.globe.y);
    let (left, top) = (x - 7.0, y - 7.0);
    let group = group(light);
    let frame = rect(shape.rect, 14.0, "outside");
    let title = text(
        &format!("name{middle}"),
        shape.title,
        &cut(&it.title, shape.title_chars),
    );
    let subtitle = text(
        &format!("fine{middle}"),
        shape.subtitle,
        &cut(&it.subtitle, shape.subtitle_chars),
    );
    format!(
        r#"{group}{frame}<path class="globe" d="M{left} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0h14M{x} {top}a4 7 0 0 0 0 14a4 7 0 0 0 0 -14"/>{title}{subtitle}</g>"#
    )
}

/// Name and labels one behind the other, whatever font the reader has.
fn header(shape: &LaneBox, lane: &Lane) -> String {
    if lane.kind == LaneKind::Folded {
        return String::new();
    }
    let ground = rect(shape.header, 0.0, "ground");
    let (x, y) = (shape.title.x, shape.title.y);
    let title = escaped(&cut(&lane.title, shape.title_chars));
    let labels = escaped(&cut(&lane.subtitle, shape.subtitle_chars));
    let notes: String = shape.notes.iter().zip(&lane.notes).map(note).collect();
    format!(
        r#"{ground}<text x="{x}" y="{y}"><tspan class="name">{title}</tspan><tspan dx="8">{labels}</tspan></text>{notes}"#
    )
}

/// Badges and words on a ground of their own.
fn note((shape, note): (&Rect, &Note)) -> String {
    const BADGE: f64 = 18.0;
    let mut svg = rect(*shape, 9.5, "note");
    let mut x = shape.x + 7.0;
    for mark in &note.marks {
        let frame = Rect {
            x,
            y: shape.y + 1.5,
            width: 16.0,
            height: 16.0,
        };
        svg.push_str(&wire::badge(&mark.text, frame));
        x += BADGE;
    }
    let words = Point {
        x,
        y: shape.y + 13.5,
    };
    svg.push_str(&text("fine", words, &note.text));
    svg
}

/// As the page does: the last of the characters that fit is an ellipsis.
fn cut(words: &str, fitting: usize) -> String {
    if words.chars().count() <= fitting {
        return words.to_owned();
    }
    let kept = words.chars().take(fitting.saturating_sub(1));
    kept.chain(['…']).collect()
}
