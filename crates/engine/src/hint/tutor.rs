use super::words::Matter;
use super::{Hint, Strength};
use crate::analysis::{Analysis, analyze};
use crate::edit::{TextEdit, edited};
use crate::eval::Verdict;
use crate::expectation::{Claim, Outcome, check};
use crate::explain::Phrase;
use crate::fix::{Fix, Pair, Workshop};
use crate::model::Ports;
use crate::options::Options;
use crate::query;
use crate::text::{SourceId, Sources, Span};

/// Where a source stands that names no namespace.
const DEFAULT_NAMESPACE: &str = "default";

/// Helps with goals.
#[derive(Debug, Clone, Copy)]
pub struct Tutor<'a> {
    sources: &'a Sources,
    options: &'a Options,
    analysis: &'a Analysis,
    goals: &'a [Claim],
    editable: &'a [SourceId],
}

impl<'a> Tutor<'a> {
    /// For texts and what there is to say about them; `goals` are all that has to
    /// hold in the end, and `editable` the texts that may be changed for it.
    pub fn new(
        sources: &'a Sources,
        options: &'a Options,
        analysis: &'a Analysis,
        goals: &'a [Claim],
        editable: &'a [SourceId],
    ) -> Self {
        Self {
            sources,
            options,
            analysis,
            goals,
            editable,
        }
    }

    /// What helps with a goal, the weakest first, each strength once; nothing for
    /// one that is met, and less than three where the texts that may be changed
    /// leave nothing to be done.
    pub fn hints(&self, goal: &Claim) -> Vec<Hint> {
        match check(&self.analysis.world, goal, DEFAULT_NAMESPACE) {
            Outcome::Holds(_) => Vec::new(),
            Outcome::Unanswered(fault) => {
                vec![Hint::new(Strength::Where, Phrase::from(fault.to_string()))]
            }
            Outcome::Fails { counterexample, .. } => {
                if let Some(pair) = counterexample.pair() {
                    return self.about(pair, counterexample.expected);
                }
                let remarks = &counterexample.answer.remarks;
                let remark =
                    |it: &query::Remark| Hint::new(Strength::Where, Phrase::from(it.to_string()));
                remarks.iter().take(1).map(remark).collect()
            }
        }
    }

    fn about(&self, pair: &query::Pair, expected: Verdict) -> Vec<Hint> {
        let ports = pair.port.ports().unwrap_or_else(Ports::all);
        let matter = Matter {
            analysis: self.analysis,
            reach: &pair.reach,
            ports: &ports,
        };
        let told = if expected == Verdict::Allowed {
            let whole = self.analysis.explain_reach(&pair.reach, pair.port);
            matter.to_open(whole.near.as_ref())
        } else {
            matter.to_close()
        };
        let mut hints: Vec<Hint> = Vec::new();
        for strength in [Strength::Where, Strength::What] {
            hints.extend(joined(told.iter().filter(|it| it.strength == strength)));
        }
        hints.extend(self.edit(pair, expected));
        hints
    }

    /// The edit that leaves the fewest goals unmet, and changes the least.
    fn edit(&self, pair: &query::Pair, expected: Verdict) -> Option<Hint> {
        let (source, destination) = (pair.source.endpoint, pair.destination.endpoint);
        let wanted = Pair::of(&self.analysis.world, source, destination, pair.port)?;
        let workshop = Workshop::new(self.sources, self.options, self.analysis);
        let fixes = if expected == Verdict::Allowed {
            let mut ways = workshop.allow(&wanted);
            ways.extend(workshop.allow_by_isolating_less(&wanted));
            ways
        } else {
            workshop.deny(&wanted)
        };
        let fixes = fixes.into_iter().filter_map(|it| self.within_reach(it));
        let best = fixes.min_by_key(|it| self.unmet_after(&it.edits))?;
        let mut hint = Hint::new(Strength::How, Phrase::from(best.title).text("."));
        hint.places = best.edits.iter().map(|it| it.span).collect();
        hint.edits = best.edits;
        Some(hint)
    }

    /// The fix as it can be made in the texts that may be changed.
    fn within_reach(&self, mut fix: Fix) -> Option<Fix> {
        let is_editable = |it: &TextEdit| self.editable.contains(&it.span.source);
        if fix.edits.iter().all(is_editable) {
            return Some(fix);
        }
        let [edit] = fix.edits.as_slice() else {
            return None;
        };
        // A new document means the same in any of the texts.
        let is_insertion = edit.span.range().is_empty();
        let (_, document) = edit.text.split_once("---\n").filter(|_| is_insertion)?;
        fix.edits = vec![self.behind_all(*self.editable.first()?, document)];
        Some(fix)
    }

    /// A document behind those that a text has.
    fn behind_all(&self, source: SourceId, document: &str) -> TextEdit {
        let text = &self.sources[source].text;
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let is_comment = |it: &str| it.trim().is_empty() || it.trim_start().starts_with('#');
        let mut added = String::new();
        if !text.is_empty() && !text.ends_with('\n') {
            added.push('\n');
        }
        if !text.lines().all(is_comment) {
            added.push_str("---\n");
        }
        added.push_str(document);
        if !document.ends_with('\n') {
            added.push('\n');
        }
        TextEdit {
            span: Span::new(source, end, end),
            text: added,
        }
    }

    fn unmet_after(&self, edits: &[TextEdit]) -> usize {
        let after = analyze(&edited(self.sources, edits), self.options);
        let holds = |it: &&Claim| check(&after.world, it, DEFAULT_NAMESPACE).holds();
        self.goals.len() - self.goals.iter().filter(holds).count()
    }
}

/// Hints of one strength as one.
fn joined<'a>(hints: impl Iterator<Item = &'a Hint>) -> Option<Hint> {
    hints.cloned().reduce(|mut all, it| {
        all.phrase = all.phrase.text(" ").then(it.phrase);
        all.places.extend(it.places);
        all
    })
}
