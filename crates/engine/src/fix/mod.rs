//! What the user could do: edits of their own text that change who reaches whom,
//! with all that they change.
//!
//! A draft is thought up from an explanation: from what closes a connection, or
//! from what is near to admitting it. Then it is made in memory, the text is read
//! and evaluated again, and what came of it is held against what the draft
//! promised. Only then is it a [`Fix`], and it lists every connection that is
//! otherwise. What can be written in the user's style, and that nothing else
//! changes, is the affair of `edit`.

mod allow;
mod complaint;
mod deny;
mod draft;
mod effect;
mod pair;
mod policy;
mod problem;
mod remedy;
mod selection;
mod shapes;

pub use effect::{Effect, Link};
pub use pair::Pair;
pub use remedy::Remedy;

use self::draft::Draft;
use crate::analysis::Analysis;
use crate::edit::{TextEdit, changed};
use crate::manifest::Memory;
use crate::options::Options;
use crate::text::Sources;

/// Something that can be done about a connection or a finding, and that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: ``Remove `ingress[0].from[1]` of shop/db-np``.
    pub title: String,
    /// The edits, from the last to the first.
    pub edits: Vec<TextEdit>,
    /// Everything that connects differently afterwards.
    pub effect: Effect,
}

/// Thinks up fixes for texts, and tries them.
#[derive(Debug, Clone, Copy)]
pub struct Workshop<'a> {
    sources: &'a Sources,
    options: &'a Options,
    before: &'a Analysis,
    memory: Option<&'a Memory>,
}

impl<'a> Workshop<'a> {
    /// For texts and what there is to say about them.
    pub fn new(sources: &'a Sources, options: &'a Options, analysis: &'a Analysis) -> Self {
        Self {
            sources,
            options,
            before: analysis,
            memory: None,
        }
    }

    /// The same with what is remembered of the texts, so that a trial reads only what it
    /// changed in them.
    #[must_use]
    pub fn remembering(self, memory: &'a Memory) -> Self {
        Self {
            memory: Some(memory),
            ..self
        }
    }

    /// Tries drafts and offers those that do what they say: first what changes the
    /// fewest connections, then what changes the least text.
    fn offers(&self, drafts: Vec<Draft>) -> Vec<Fix> {
        let mut offers: Vec<Fix> = Vec::new();
        for draft in drafts {
            let Some(fix) = self.offer(draft) else {
                continue;
            };
            if offers.iter().all(|it| it.edits != fix.edits) {
                offers.push(fix);
            }
        }
        offers.sort_by_key(|it| (it.effect.size(), it.edits.len()));
        offers
    }

    /// A draft that was tried and does what it says.
    fn offer(&self, draft: Draft) -> Option<Fix> {
        if !self.before.is_evaluated() {
            return None;
        }
        let changed = changed(
            self.sources,
            self.options,
            self.before,
            &draft.changes,
            self.memory,
        )?;
        let effect = Effect::between(self.before, &changed.analysis)?;
        let is_kept = draft
            .promise
            .is_kept(self.before, &changed.analysis, &effect);
        is_kept.then_some(Fix {
            title: draft.title,
            edits: changed.edits,
            effect,
        })
    }
}
