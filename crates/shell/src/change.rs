//! Changes of objects as edits of the texts.

use std::cmp::Reverse;

use netpol_engine::edit::{Change, TextEdit, changed};
use netpol_engine::text::{SourceId, Sources, Span};
use netpol_engine::{Analysis, Options, analyze};

use crate::fault::Fault;

/// Why a change is not made.
pub(crate) const CANNOT_CHANGE: &str = "the change cannot be made: Kubernetes would refuse what the texts would say then, or they are written in a way that cannot be changed here";

/// The edits that make these changes, from the last to the first. Each was held against
/// what the texts say then.
///
/// # Errors
///
/// Changes that cannot be made.
pub(crate) fn edits(
    sources: &Sources,
    options: &Options,
    analysis: &Analysis,
    changes: &[Change],
) -> Result<Vec<TextEdit>, Fault> {
    if let Some(changed) = changed(sources, options, analysis, changes, None) {
        return Ok(changed.edits);
    }
    // From the last object to the first, so that the others keep their numbers.
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|it| Reverse(it.object));
    let changes: Vec<Change> = changes.into_iter().cloned().collect();
    let after = made(sources, options, &changes);
    let after = after.ok_or_else(|| Fault::error(CANNOT_CHANGE))?;
    let mut edits: Vec<TextEdit> = sources
        .iter()
        .zip(after.iter())
        .filter_map(|((id, before), (_, after))| difference(id, &before.text, &after.text))
        .collect();
    edits.reverse();
    Ok(edits)
}

/// The texts after these changes. Those that touch the same place cannot be made at once,
/// but they can in halves, the second on texts that are read again.
fn made(sources: &Sources, options: &Options, changes: &[Change]) -> Option<Sources> {
    let before = analyze(sources, options);
    if let Some(changed) = changed(sources, options, &before, changes, None) {
        return Some(changed.sources);
    }
    if changes.len() < 2 {
        return None;
    }
    let (first, second) = changes.split_at_checked(changes.len() / 2)?;
    made(&made(sources, options, first)?, options, second)
}

/// What lies between the lines at the beginning and at the end that are the same.
fn difference(source: SourceId, before: &str, after: &str) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let length = |lines: &mut dyn Iterator<Item = (&str, &str)>| {
        let same = lines.take_while(|(a, b)| a == b);
        same.map(|it| it.0.len()).sum::<usize>()
    };
    let lines = |text| str::split_inclusive(text, '\n');
    let start = length(&mut lines(before).zip(lines(after)));
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let kept = length(&mut lines(old).rev().zip(lines(new).rev()));
    let end = u32::try_from(before.len() - kept).ok()?;
    Some(TextEdit {
        span: Span::new(source, u32::try_from(start).ok()?, end),
        text: new.get(..new.len() - kept)?.to_owned(),
    })
}
