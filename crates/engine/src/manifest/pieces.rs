//! Texts that were read before: what stayed as it was is not read again.
//!
//! Whoever types changes one object of many. YAML reads what stands between two lines
//! `---` by itself, so a text falls into pieces, and those before and behind the one that
//! changed keep their trees.

use std::cell::OnceCell;
use std::rc::Rc;

use super::node::Node;
use super::yaml;
use crate::options::Limits;
use crate::text::SourceId;

/// What stands between two documents.
const DASHES: &str = "---";

/// What is remembered of the texts that were read last, for those who read them again and
/// again. What is read is the same with and without; only how long it takes is not.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The pieces of each text.
    texts: Vec<Vec<Rc<Piece>>>,
}

impl Memory {
    /// What is remembered of one text.
    pub(super) fn of(&mut self, source: SourceId) -> Option<&mut Vec<Rc<Piece>>> {
        let index = source.index();
        if self.texts.len() <= index {
            self.texts.resize_with(index + 1, Vec::new);
        }
        self.texts.get_mut(index)
    }

    /// Forgets the texts behind the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.texts.truncate(count);
    }
}

/// A part of a text from one `---` to the next.
#[derive(Debug)]
pub(super) struct Piece {
    text: Box<str>,
    /// What it says, once it was read a second time: what is typed in is another with every
    /// key, and a copy of its tree would be for nothing. None inside where that is unclear.
    kept: OnceCell<Option<Document>>,
}

/// What is read of a piece.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Its places count from the beginning of the piece. None where nothing is written.
    pub(super) root: Option<Node>,
    /// What it holds.
    pub(super) weight: Weight,
}

/// How much of what a text may hold is used up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) values: usize,
    pub(super) aliases: usize,
}

/// The documents of a text, with the help of what is known of it from before. `None` when
/// that is not possible: something is wrong with the text, or it is too long, which only
/// reading all of it can say in full.
pub(super) fn documents(
    source: SourceId,
    text: &str,
    limits: &Limits,
    known: &mut Vec<Rc<Piece>>,
) -> Option<Vec<Node>> {
    let texts = pieces(text);
    let mut weight = Weight::default();
    let (mut roots, mut all) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (text, before) in texts.iter().zip(counterparts(&texts, known)) {
        let read = || yaml::only_document((source, text), limits);
        let document = match &before {
            Some(piece) => piece.kept.get_or_init(read).clone()?,
            None => read()?,
        };
        all.push(before.unwrap_or_else(|| {
            let (text, kept) = ((*text).into(), OnceCell::new());
            Rc::new(Piece { text, kept })
        }));
        weight.values += document.weight.values;
        weight.aliases += document.weight.aliases;
        if let Some(mut root) = document.root {
            root.place_at(source, yaml::offset(start));
            roots.push(root);
        }
        // Behind the last piece nothing comes.
        start += text.len().saturating_sub(DASHES.len());
    }
    *known = all;
    let fits = weight.values <= limits.values
        && weight.aliases <= limits.aliased_values
        && roots.len() <= limits.documents;
    fits.then_some(roots)
}

/// What each piece was before: those before and behind what changed are as they were.
fn counterparts(texts: &[&str], known: &[Rc<Piece>]) -> Vec<Option<Rc<Piece>>> {
    let pair = |text: usize, piece: usize| match (texts.get(text), known.get(piece)) {
        (Some(text), Some(piece)) => **text == *piece.text,
        _ => false,
    };
    let (count, before) = (texts.len(), known.len());
    let most = count.min(before);
    let front = (0..most).find(|it| !pair(*it, *it)).unwrap_or(most);
    let behind = |it: usize| pair(count - 1 - it, before - 1 - it);
    let most = most - front;
    let back = (0..most).find(|it| !behind(*it)).unwrap_or(most);
    let counterpart = |index| match index {
        _ if index < front => known.get(index),
        _ if index + back >= count => known.get(index + before - count),
        _ => None,
    };
    (0..texts.len())
        .map(|it| counterpart(it).cloned())
        .collect()
}

/// The text, cut before every line that begins with `---`. Each piece has the dashes that
/// end it, too: the parser ends a value otherwise where they are than where a text ends.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let behind = at + DASHES.len();
        let rest = line.strip_prefix(DASHES).map(str::as_bytes);
        if at > 0 && matches!(rest, Some([] | [b' ' | b'\t' | b'\r' | b'\n', ..])) {
            pieces.extend(text.get(start..behind));
            start = at;
        }
        at += line.len();
    }
    pieces.extend(text.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(pieces(text), expected, "{text:?}");
    }

    #[test]
    fn a_text_falls_into_pieces_before_each_line_of_dashes() {
        check("", &[""]);
        check("a: 1\n", &["a: 1\n"]);
        check("---\na: 1\n", &["---\na: 1\n"]);
        check(
            "a: 1\n---\nb: 2\n--- # c\n",
            &["a: 1\n---", "---\nb: 2\n---", "--- # c\n"],
        );
        check("a: 1\r\n---\r\nb: 2", &["a: 1\r\n---", "---\r\nb: 2"]);
        check("a\n---", &["a\n---", "---"]);
        check("a\n---\n---\nb", &["a\n---", "---\n---", "---\nb"]);
    }

    #[test]
    fn other_dashes_do_not_part_it() {
        check("a: |\n  ---\n ---\n", &["a: |\n  ---\n ---\n"]);
        check(
            "a\n----\nb\n---c\n--- d\n",
            &["a\n----\nb\n---c\n---", "--- d\n"],
        );
    }
}
