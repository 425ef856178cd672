//! Puts the parser's events together to one document's tree.

use granit_parser::{ScalarStyle, Tag};

use super::codes;
use super::limits::DEPTH;
use super::node::{Content, Entry, Key, Node};
use super::pieces::Weight;
use super::scalar::Scalar;
use super::yaml::offset;
use crate::diagnostic::Code;
use crate::options::Limits;
use crate::order::{firsts, groups_by};
use crate::text::{SourceId, Span};

/// Whether a container is written by indentation or with brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Block,
    Flow,
}

/// Why a document is refused although the parser could read it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Excess {
    TooDeep,
    TooMuch,
    TooManyAliases,
    AliasInItself,
    KeyNotScalar,
    KeyNull,
    MergeNotMapping,
}

impl Excess {
    pub(super) fn code(self) -> Code {
        match self {
            Self::TooDeep | Self::TooMuch | Self::TooManyAliases => codes::LIMIT,
            _ => codes::SYNTAX,
        }
    }

    pub(super) fn message(self) -> String {
        match self {
            Self::TooDeep => format!("values are nested deeper than {DEPTH} levels here"),
            Self::TooMuch => "this text holds more values than can be read; \
                              nothing from here on was read"
                .to_owned(),
            Self::TooManyAliases => "the aliases of this text stand for more values than can be \
                                     read; nothing from here on was read"
                .to_owned(),
            Self::AliasInItself => "this alias stands for the value it is in".to_owned(),
            Self::KeyNotScalar => "a key must be a single word or text".to_owned(),
            Self::KeyNull => "a key must not be empty".to_owned(),
            Self::MergeNotMapping => {
                "map merge requires map or sequence of maps as the value".to_owned()
            }
        }
    }
}

/// One document while it grows.
pub(super) struct Tree<'t> {
    source: SourceId,
    text: &'t str,
    budget: &'t mut Budget,
    root: Option<Node>,
    open: Vec<Open>,
    /// By the parser's number of the anchor, in ascending order.
    anchors: Vec<(usize, Anchored)>,
}

/// How much a text may still hold.
#[derive(Debug)]
pub(super) struct Budget {
    values: usize,
    aliases: usize,
    is_spent: bool,
}

impl Budget {
    /// Nothing is read yet.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            values: limits.values,
            aliases: limits.aliased_values,
            is_spent: false,
        }
    }

    /// Whether nothing more can be read.
    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// What of the limits was used up.
    pub(super) fn spent(&self, limits: &Limits) -> Weight {
        Weight {
            values: limits.values - self.values,
            aliases: limits.aliased_values - self.aliases,
        }
    }

    fn spend(&mut self, excess: Excess) -> Excess {
        self.is_spent = true;
        excess
    }
}

/// A container whose end has not come yet.
struct Open {
    style: Style,
    start: u32,
    anchor: usize,
    inside: Inside,
}

enum Inside {
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>, Option<Key>),
}

/// What an alias stands for.
struct Anchored {
    node: Node,
    weight: usize,
    height: usize,
}

impl<'t> Tree<'t> {
    /// An empty document of `text`; what it holds is taken off the budget.
    pub(super) fn new(source: SourceId, text: &'t str, budget: &'t mut Budget) -> Self {
        Self {
            source,
            text,
            budget,
            root: None,
            open: Vec::new(),
            anchors: Vec::new(),
        }
    }

    /// The root; a null at `end` when nothing was written.
    pub(super) fn finish(self, end: Span) -> Node {
        self.root.unwrap_or_else(|| Node::null(end))
    }

    /// Where the innermost bracket stands that is not closed yet.
    pub(super) fn open_bracket(&self) -> Option<u32> {
        let flow = self.open.iter().rev().find(|it| it.style == Style::Flow)?;
        Some(flow.start)
    }

    pub(super) fn scalar(
        &mut self,
        word: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        anchor: usize,
        place: Span,
    ) -> Result<(), Excess> {
        // The parser reports an empty place as `~` without length.
        let is_empty = style == ScalarStyle::Plain && place.start == place.end;
        let node = if is_empty {
            Node::null(self.empty_place(place))
        } else {
            let is_plain = means_more_than_text(style, tag);
            let value = if is_plain {
                Scalar::plain(word)
            } else {
                Scalar::Text(word.to_owned())
            };
            Node {
                span: self.trimmed(place),
                content: Content::Scalar {
                    value,
                    written: word.to_owned(),
                    is_plain,
                },
            }
        };
        self.charge(node.weight())?;
        self.put(node, anchor)
    }

    /// A copy of the anchored value, which keeps its places; only the alias
    /// itself stands where it is written.
    pub(super) fn alias(&mut self, anchor: usize, place: Span) -> Result<(), Excess> {
        let found = self.anchors.binary_search_by_key(&anchor, |it| it.0).ok();
        let found = found.and_then(|it| self.anchors.get(it));
        let (_, anchored) = found.ok_or(Excess::AliasInItself)?;
        if self.open.len() + anchored.height > DEPTH {
            return Err(Excess::TooDeep);
        }
        let left = self.budget.aliases.checked_sub(anchored.weight);
        self.budget.aliases = left.ok_or_else(|| self.budget.spend(Excess::TooManyAliases))?;
        let node = Node {
            span: place,
            content: anchored.node.content.clone(),
        };
        self.put(node, 0)
    }

    pub(super) fn open_sequence(
        &mut self,
        style: Style,
        anchor: usize,
        place: Span,
    ) -> Result<(), Excess> {
        self.open(style, anchor, place, Inside::Sequence(Vec::new()))
    }

    pub(super) fn open_mapping(
        &mut self,
        style: Style,
        anchor: usize,
        place: Span,
    ) -> Result<(), Excess> {
        self.open(style, anchor, place, Inside::Mapping(Vec::new(), None))
    }

    fn open(
        &mut self,
        style: Style,
        anchor: usize,
        place: Span,
        inside: Inside,
    ) -> Result<(), Excess> {
        self.charge(1)?;
        if self.open.len() >= DEPTH {
            return Err(Excess::TooDeep);
        }
        self.open.push(Open {
            style,
            start: place.start,
            anchor,
            inside,
        });
        Ok(())
    }

    /// Ends the innermost container. The parser ends a block at the next word,
    /// behind blank lines and comments; ours ends with its last descendant.
    pub(super) fn close(&mut self, place: Span) -> Result<(), Excess> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let (start, last, content) = match open.inside {
            Inside::Sequence(items) => {
                let start = match open.style {
                    Style::Block => self.dash_before(open.start),
                    Style::Flow => open.start,
                };
                let last = items.last().map(|it| it.span.end);
                (start, last, Content::Sequence(items))
            }
            Inside::Mapping(mut entries, _) => {
                let last = entries.last().map(|it| it.value.span.end);
                mark_repeated(&mut entries);
                (open.start, last, Content::Mapping(merged(entries)?))
            }
        };
        let end = match open.style {
            Style::Flow if place.end > place.start => place.end,
            _ => last.unwrap_or(start),
        };
        let span = Span::new(self.source, start, end);
        self.put(Node { span, content }, open.anchor)
    }

    /// Adds a complete value to the innermost container.
    fn put(&mut self, node: Node, anchor: usize) -> Result<(), Excess> {
        if anchor != 0 {
            let weight = node.weight();
            self.charge(weight)?;
            let anchored = Anchored {
                weight,
                height: node.height(),
                node: node.clone(),
            };
            let at = self.anchors.partition_point(|it| it.0 < anchor);
            self.anchors.insert(at, (anchor, anchored));
        }
        match self.open.last_mut().map(|it| &mut it.inside) {
            None => self.root = Some(node),
            Some(Inside::Sequence(items)) => items.push(node),
            Some(Inside::Mapping(entries, key)) => match key.take() {
                Some(key) => entries.push(Entry { key, value: node }),
                None => *key = Some(as_key(node)?),
            },
        }
        Ok(())
    }

    fn charge(&mut self, weight: usize) -> Result<(), Excess> {
        let left = self.budget.values.checked_sub(weight);
        self.budget.values = left.ok_or_else(|| self.budget.spend(Excess::TooMuch))?;
        Ok(())
    }

    /// Where a value that is not written would stand: the colon or the dash
    /// that announces it.
    fn empty_place(&self, place: Span) -> Span {
        let at = place.start as usize;
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let next = after.trim_start_matches([' ', '\t']);
        if next.starts_with(':') {
            let colon = at + after.len() - next.len();
            return Span::new(self.source, offset(colon), offset(colon + 1));
        }
        let before = before.trim_end_matches([' ', '\t']);
        if before.ends_with('-') {
            return Span::new(self.source, offset(before.len() - 1), offset(before.len()));
        }
        place
    }

    /// The dash of the item at `start`: the parser begins a list that is not
    /// indented only behind it.
    fn dash_before(&self, start: u32) -> u32 {
        let (before, after) = self
            .text
            .split_at_checked(start as usize)
            .unwrap_or((self.text, ""));
        let is_dash = after
            .strip_prefix('-')
            .is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t', '\r', '\n']));
        let before = before.trim_end_matches([' ', '\t']);
        if !is_dash && before.ends_with('-') {
            return offset(before.len() - 1);
        }
        start
    }

    /// The place without the blank lines that the parser counts to a block of
    /// text.
    fn trimmed(&self, place: Span) -> Span {
        let written = self.text.get(place.range()).unwrap_or_default();
        let length = offset(written.trim_end().len());
        Span::new(self.source, place.start, place.start + length)
    }
}

/// Whether a word may mean a number, a truth or nothing: if it is unquoted, or
/// tagged as such.
fn means_more_than_text(style: ScalarStyle, tag: Option<&Tag>) -> bool {
    match tag {
        None => style == ScalarStyle::Plain,
        Some(tag) => {
            let names = ["int", "float", "bool", "null"];
            names.iter().any(|name| tag.is_yaml_core_schema_tag(name))
        }
    }
}

fn as_key(node: Node) -> Result<Key, Excess> {
    let Content::Scalar {
        value,
        written,
        is_plain,
    } = node.content
    else {
        return Err(Excess::KeyNotScalar);
    };
    let text = value.as_key().ok_or(Excess::KeyNull)?;
    Ok(Key {
        written: Some(written).filter(|it| is_plain && *it != text),
        text,
        span: node.span,
        repeats: None,
    })
}

fn mark_repeated(entries: &mut [Entry]) {
    let keys: Vec<&str> = entries.iter().map(|it| it.key.text.as_str()).collect();
    let firsts = firsts(&keys).into_iter().enumerate();
    let repeated: Vec<_> = firsts
        .filter(|(position, first)| position != first)
        .collect();
    for (position, first) in repeated {
        let first = entries.get(first).map(|it| it.key.span);
        if let Some(it) = entries.get_mut(position) {
            it.key.repeats = first;
        }
    }
}

/// Where an entry of a mapping comes from; what is written goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Written,
    Merged,
}

/// Replaces `<<` by the entries it stands for; what is written here wins, then
/// what is merged first (SEMANTICS.md I-1).
fn merged(entries: Vec<Entry>) -> Result<Vec<Entry>, Excess> {
    let is_merge = |it: &Entry| it.key.text == "<<" && it.key.span.range().len() == 2;
    if !entries.iter().any(is_merge) {
        return Ok(entries);
    }
    let mut all = Vec::new();
    for entry in entries {
        if !is_merge(&entry) {
            all.push((Origin::Written, entry));
            continue;
        }
        let sources = match entry.value.content {
            Content::Sequence(items) => items,
            Content::Mapping(_) => vec![entry.value],
            Content::Scalar { .. } => return Err(Excess::MergeNotMapping),
        };
        for source in sources {
            let Content::Mapping(inherited) = source.content else {
                return Err(Excess::MergeNotMapping);
            };
            all.extend(inherited.into_iter().map(|it| (Origin::Merged, it)));
        }
    }
    let alike = groups_by(
        &all,
        |a, b| (&a.1.key.text, a.0).cmp(&(&b.1.key.text, b.0)),
        |a, b| a.1.key.text == b.1.key.text,
    );
    let mut wins = vec![false; all.len()];
    for winner in alike.iter().filter_map(|it| it.first()) {
        if let Some(it) = wins.get_mut(*winner) {
            *it = true;
        }
    }
    let kept = all.into_iter().zip(wins);
    let kept = kept.filter(|((origin, _), wins)| *wins || *origin == Origin::Written);
    Ok(kept.map(|((_, entry), _)| entry).collect())
}
