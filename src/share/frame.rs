use netpol_engine::query::PortQuestion;

use super::opening::place;
use crate::state::{Focus, PlaceName, ResultView};

/// What an embedded page is to be like. It stands in the query of the address, where
/// people write it, or behind the state in the fragment, where `static/embed.js` does:
/// then every frame has the same address for the browser's cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameOptions {
    /// What there is of the texts.
    pub editor: FrameEditor,
    /// What the answer is shown as, if the address says so.
    pub view: Option<ResultView>,
    /// What is in focus, if the address says so.
    pub focus: Option<FrameFocus>,
    /// Whether the diagram has its tools and its legend.
    pub controls: bool,
    /// Whether the page fills its frame, instead of the frame growing with it.
    pub fills: bool,
}

/// What an embedded page has of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FrameEditor {
    /// They are not shown.
    None,
    /// They can be read.
    #[default]
    ReadOnly,
    /// They can be written.
    Editable,
}

/// What an embedded page has in focus at the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameFocus {
    /// A pair.
    Pair(Focus),
    /// One end of it; the reader picks the other.
    End(PlaceName),
}

impl FrameOptions {
    /// Reads the query and the fragment of an address. What means nothing is as if it
    /// was not there.
    pub fn read(query: &str, fragment: &str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        let behind = fragment.split_once('&').map_or("", |it| it.1);
        let value = |key: &str| {
            let mut all = behind.split('&').chain(query.split('&'));
            all.find_map(|it| it.strip_prefix(key)?.strip_prefix('='))
        };
        let view = value("view");
        let editor = match (value("editor"), view) {
            (Some("rw"), _) => FrameEditor::Editable,
            (Some("none"), _) | (None, Some("graph" | "matrix" | "policies")) => FrameEditor::None,
            _ => FrameEditor::ReadOnly,
        };
        Self {
            editor,
            view: view.and_then(|it| match it {
                "graph" | "split" => Some(ResultView::Diagram),
                "matrix" => Some(ResultView::Matrix),
                "policies" => Some(ResultView::Policies),
                _ => None,
            }),
            focus: value("focus").and_then(|it| FrameFocus::read(&super::link::decoded(it).ok()?)),
            controls: value("controls") == Some("1"),
            fills: value("fit") == Some("1"),
        }
    }
}

impl FrameFocus {
    /// Reads `shop/web -> shop/db:5432/TCP`, or one end of it.
    fn read(text: &str) -> Option<Self> {
        let Some((source, destination)) = text.split_once("->") else {
            let end = text.trim();
            return (!end.is_empty()).then(|| Self::End(place(end)));
        };
        let (source, destination) = (source.trim(), destination.trim());
        if source.is_empty() || destination.is_empty() {
            return None;
        }
        let (name, port) = split_port(destination);
        Some(Self::Pair(Focus {
            source: place(source),
            destination: place(name),
            port,
        }))
    }
}

/// A name without its port. An IPv6 address has colons of its own.
fn split_port(text: &str) -> (&str, Option<(netpol_engine::model::Protocol, u16)>) {
    let split = text.rsplit_once(':').filter(|it| !it.0.contains(':'));
    let asked = split.and_then(|(name, port)| match PortQuestion::parse(port) {
        Ok(PortQuestion::One(protocol, number)) => Some((name, Some((protocol, number)))),
        _ => None,
    });
    asked.unwrap_or((text, None))
}
