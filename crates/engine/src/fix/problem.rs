//! What could be done about a problem of the text: a word that means something else than it
//! looks like, or that an API server writes otherwise.

use super::{Effect, Fix, Workshop};
use crate::analysis::{Analysis, Unevaluated};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{TextEdit, edited};
use crate::manifest;
use crate::text::Span;

impl Workshop<'_> {
    /// What does away with a problem that was found when the text was read: a word that is
    /// quoted, or is not any more, or a block of addresses as it should be written. It was
    /// tried; `None` where somebody has to know what was meant.
    pub fn correct(&self, problem: &Diagnostic) -> Option<Fix> {
        let span = problem.primary;
        let word = self.sources[span.source].text.get(span.range())?;
        let spellings = [canonical(word), unquoted(word), quoted(word)];
        let mut spellings = spellings.into_iter().flatten();
        spellings.find_map(|it| self.spelt(problem, it))
    }

    /// The word of a problem spelt like this, if nothing is wrong with it then.
    fn spelt(&self, problem: &Diagnostic, spelling: Spelling) -> Option<Fix> {
        let edit = TextEdit {
            span: problem.primary,
            text: spelling.text,
        };
        let edits = vec![edit];
        let sources = edited(self.sources, &edits);
        let mut memory = self.memory.cloned().unwrap_or_default();
        let after = Unevaluated::read_again(&sources, self.options, &mut memory).evaluate();
        let is_mended = count(&after, problem) < count(self.before, problem);
        if !is_mended || is_wrong_at(&after, edits.first()?) {
            return None;
        }
        Some(Fix {
            title: spelling.title,
            effect: Effect::between(self.before, &after)?,
            edits,
        })
    }
}

/// A word spelt otherwise.
#[derive(Debug)]
struct Spelling {
    title: String,
    text: String,
}

/// A block of addresses as every API server reads it.
fn canonical(word: &str) -> Option<Spelling> {
    let bare = word.trim_matches(['"', '\'']);
    let quote = word.get(..(word.len() - bare.len()) / 2)?;
    let block = manifest::canonical(bare)?.to_string();
    (block != bare).then(|| Spelling {
        title: format!("Write `{block}` for `{bare}`"),
        text: [quote, &block, quote].concat(),
    })
}

/// A number or a truth value without its quotes.
fn unquoted(word: &str) -> Option<Spelling> {
    let bare = ['"', '\''].into_iter().find_map(|quote| {
        let inside = word.strip_prefix(quote)?.strip_suffix(quote)?;
        Some(inside)
    })?;
    let is_plain = bare.parse::<i32>().is_ok_and(|it| it.to_string() == bare)
        || ["true", "false"].contains(&bare);
    is_plain.then(|| Spelling {
        title: format!("Write `{bare}` without quotes"),
        text: bare.to_owned(),
    })
}

/// A plain word as a text.
fn quoted(word: &str) -> Option<Spelling> {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-+._:/~".contains(it);
    let is_word = !word.is_empty() && word.chars().all(is_plain);
    is_word.then(|| Spelling {
        title: format!("Quote `{word}`"),
        text: ["\"", word, "\""].concat(),
    })
}

/// How often this is said.
fn count(analysis: &Analysis, problem: &Diagnostic) -> usize {
    let same = |it: &&Diagnostic| (it.code, &it.message) == (problem.code, &problem.message);
    analysis.diagnostics.iter().filter(same).count()
}

/// Whether there is an error at what an edit wrote.
fn is_wrong_at(analysis: &Analysis, edit: &TextEdit) -> bool {
    let end = edit.span.start + u32::try_from(edit.text.len()).unwrap_or_default();
    let written = Span::new(edit.span.source, edit.span.start, end);
    let mut errors = analysis.diagnostics.iter();
    errors.any(|it| it.severity == Severity::Error && it.primary.to(written) == written)
}
