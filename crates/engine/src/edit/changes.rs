//! Changes of objects as edits of the text, held against what the text then says.

use std::cmp::Reverse;

use super::change::{Change, What};
use super::place::Place;
use super::{TextEdit, edited};
use crate::analysis::{Analysis, Unevaluated};
use crate::diagnostic::Severity;
use crate::manifest::{Memory, SourceMap, Value};
use crate::model::ObjectId;
use crate::options::Options;
use crate::text::Sources;

/// Texts in which something was changed, and what they say now.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The edits, from the last to the first.
    pub edits: Vec<TextEdit>,
    /// The texts after them.
    pub sources: Sources,
    /// What there is to say about those.
    pub analysis: Analysis,
}

/// Makes changes in the texts that an analysis is of.
///
/// `memory` is what is remembered of the texts, for those who read them before; it stays.
///
/// `None` when they cannot be made in the style the text is written in, when the
/// texts then say anything else than what was changed, or when there are errors
/// that were not there before.
pub fn changed(
    sources: &Sources,
    options: &Options,
    before: &Analysis,
    changes: &[Change],
    memory: Option<&Memory>,
) -> Option<Changed> {
    let places = before.places();
    let mut edits = Vec::new();
    for change in changes {
        edits.extend(written(sources, places, change)?);
    }
    // Of several that come to one place, the last is made first.
    edits.reverse();
    edits.sort_by_key(|it| Reverse(it.span));
    let are_apart = edits.windows(2).all(|pair| match pair {
        [later, earlier] => {
            later.span.source != earlier.span.source || earlier.span.end <= later.span.start
        }
        _ => true,
    });
    if !are_apart {
        return None;
    }
    let sources = edited(sources, &edits);
    let mut memory = memory.cloned().unwrap_or_default();
    let analysis = Unevaluated::read_again(&sources, options, &mut memory).evaluate();
    if !says(analysis.places(), places, changes)? || has_new_errors(before, &analysis) {
        return None;
    }
    Some(Changed {
        edits,
        sources,
        analysis,
    })
}

fn written(sources: &Sources, places: &SourceMap, change: &Change) -> Option<Vec<TextEdit>> {
    let place = Place {
        sources,
        places,
        object: change.object,
    };
    if !place.has_fields() {
        return None;
    }
    let one = |edit: Option<TextEdit>| edit.map(|it| vec![it]);
    match &change.what {
        What::Set(path, value) => one(place.set(path, value)),
        What::Unset(path) => one(place.remove(path)),
        What::Rename(path, key) => one(place.rename(path, key)),
        What::Push(list, item) => one(place.push(list, item)),
        What::Remove(list, indexes) => place.remove_items(list, indexes),
        What::Join(list, first) => place.join(list, *first),
        What::Part(list, item, key) => place.part(list, *item, key),
        What::Add(object) => one(place.add_behind(object)),
        What::Delete => one(place.delete()),
    }
}

/// Whether the objects say what they said, but for these changes.
fn says(now: &SourceMap, before: &SourceMap, changes: &[Change]) -> Option<bool> {
    let mut left = now.objects();
    for object in before.objects() {
        let own: Vec<Change> = changes
            .iter()
            .filter(|it| it.object == object)
            .cloned()
            .collect();
        if own.is_empty() {
            if !left
                .next()
                .is_some_and(|it| now.says_as(it, before, object))
            {
                return Some(false);
            }
            continue;
        }
        for expected in expected(before, object, &own)? {
            let found = left.next().and_then(|it| now.says(it));
            if found != Some(expected) {
                return Some(false);
            }
        }
    }
    Some(left.next().is_none())
}

fn expected(before: &SourceMap, object: ObjectId, changes: &[Change]) -> Option<Vec<Value>> {
    let mut objects = vec![before.says(object)?];
    for change in Change::in_order(changes) {
        change.make(&mut objects)?;
    }
    Some(objects)
}

/// Whether the one has an error that the other has not.
pub(super) fn has_new_errors(before: &Analysis, after: &Analysis) -> bool {
    new_error(before, after).is_some()
}

/// An error that was not there before, in the API server's words.
pub(super) fn new_error<'a>(before: &Analysis, after: &'a Analysis) -> Option<&'a str> {
    let mut known: Vec<&str> = errors(before).collect();
    errors(after).find(|it| match known.iter().position(|known| known == it) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    })
}

fn errors(analysis: &Analysis) -> impl Iterator<Item = &str> {
    let errors = analysis.diagnostics.iter();
    let errors = errors.filter(|it| it.severity == Severity::Error);
    errors.map(|it| it.message.as_str())
}
