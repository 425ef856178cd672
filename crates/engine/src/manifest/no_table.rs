//! In place of `table` where the engine is built without: every text is YAML.

use std::borrow::Cow;

use super::Ignored;
use super::assembly::Declaration;
use super::node::Node;
use super::objects::Origin;
use super::source_map::SourceMap;
use crate::diagnostic::Diagnostic;
use crate::options::Options;
use crate::text::SourceId;

/// What a row would be; there are none.
#[derive(Debug)]
pub(super) enum TableRow {
    Object(Node, Origin),
    LeftAside(Ignored),
}

impl TableRow {
    pub(super) fn start(&self) -> u32 {
        match self {
            Self::Object(tree, _) => tree.span.start,
            Self::LeftAside(it) => it.span.start,
        }
    }
}

/// A text without tables.
#[derive(Debug)]
pub(super) struct Tables<'t> {
    pub(super) rows: Vec<TableRow>,
    pub(super) rest: Cow<'t, str>,
}

pub(super) fn tables<'t>(
    _: SourceId,
    text: &'t str,
    _: &Options,
    _: &mut Vec<Diagnostic>,
) -> Tables<'t> {
    Tables {
        rows: Vec::new(),
        rest: Cow::Borrowed(text),
    }
}

pub(super) fn join_rows(declarations: Vec<Declaration>) -> Vec<Declaration> {
    declarations
}

pub(super) fn guess_host_network(_: &mut [Declaration], _: &SourceMap, _: &mut Vec<Diagnostic>) {}
