use std::borrow::Cow;

use super::Ignored;
use super::node::Node;
use super::objects::Origin;

/// What a row is.
#[derive(Debug)]
pub(super) enum TableRow {
    Object(Node, Origin),
    LeftAside(Ignored),
}

impl TableRow {
    /// The byte it begins at.
    pub(super) fn start(&self) -> u32 {
        match self {
            Self::Object(tree, _) => tree.span.start,
            Self::LeftAside(it) => it.span.start,
        }
    }
}

/// What is in a text besides YAML.
#[derive(Debug)]
pub(super) struct Tables<'t> {
    /// The rows of every table, in document order.
    pub(super) rows: Vec<TableRow>,
    /// The text with blanks where the tables are, and a separator before them.
    pub(super) rest: Cow<'t, str>,
}
