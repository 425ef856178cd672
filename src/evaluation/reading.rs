use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use netpol_engine::letters::Letters;
use netpol_engine::manifest::Memory;
use netpol_engine::model::PolicyId;
use netpol_engine::text::{FieldPath, LineIndex, Span};
use netpol_engine::{Analysis, Limits, Options, PolicyName, Unevaluated};

use crate::report::Place;
use crate::state::Workspace;

/// How many steps an evaluation may take on the page, and how many connections it
/// may list: a browser has less room and time than a terminal, and somebody waits.
const STEPS: u64 = 300_000_000;
const CONNECTIONS: usize = 1_100_000;

/// What one state of the texts means.
#[derive(Debug)]
pub struct Reading {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// What they say.
    pub analysis: Analysis,
    /// Every branch in document order.
    pub branches: Vec<BranchRef>,
    /// What its branches are called.
    pub letters: Letters,
    /// Where the lines of each text begin.
    lines: Vec<LineIndex>,
}

/// A reading is made once and shared; comparing two by value would cost more
/// than reading again.
impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Reading {
    /// Reads the texts; branches that `before` had keep their letters.
    pub fn of(workspace: Rc<Workspace>, before: Option<&Self>) -> Self {
        Self::without(workspace, before, &[])
    }

    /// The same while some policies do not count.
    pub fn without(
        workspace: Rc<Workspace>,
        before: Option<&Self>,
        left_out: &[PolicyName],
    ) -> Self {
        let draft = draft(&workspace, left_out, &mut Memory::default());
        Self::evaluated(workspace, before, draft)
    }

    /// The same of texts that were read already.
    fn evaluated(workspace: Rc<Workspace>, before: Option<&Self>, draft: Unevaluated) -> Self {
        let analysis = draft.evaluate();
        let branches = analysis.branches();
        let letters = match before {
            Some(before) => Letters::following(&before.letters, analysis.cluster(), &branches),
            None => Letters::of(analysis.cluster(), &branches),
        };
        let texts = workspace.files().iter();
        Self {
            lines: texts.map(|it| LineIndex::new(&it.text)).collect(),
            workspace,
            branches,
            analysis,
            letters,
        }
    }

    /// Where a span is, in lines.
    pub fn place(&self, span: Span) -> Place {
        let last = span.end.saturating_sub(1).max(span.start);
        let line = |offset| {
            let index = self.lines.get(span.source.index());
            index.map_or(1, |it| it.line(offset))
        };
        Place {
            span,
            first: line(span.start),
            last: line(last),
        }
    }

    /// Where a field of a policy stands, with the key that names it.
    pub fn policy_place(&self, policy: PolicyId, path: &FieldPath) -> Option<Place> {
        let span = self.analysis.policy_span(policy, path)?;
        Some(self.place(span))
    }
}

/// Reads the texts, with what the page allows.
pub(super) fn draft(
    workspace: &Workspace,
    left_out: &[PolicyName],
    memory: &mut Memory,
) -> Unevaluated {
    Unevaluated::read_again(&workspace.sources(), &options(left_out), memory)
}

/// What the page allows, while some policies do not count.
pub(super) fn options(left_out: &[PolicyName]) -> Options {
    Options {
        left_out: left_out.to_vec(),
        limits: Limits {
            steps: STEPS,
            connections: CONNECTIONS,
            ..Limits::default()
        },
        ..Options::default()
    }
}

/// What the page shows of the texts: the picture and the problems may come from
/// different moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What diagram, explanation and badges speak of.
    pub reading: Rc<Reading>,
    /// What the texts say now; the problems come from here.
    pub current: Rc<Reading>,
}

impl Shown {
    /// Whether the picture is that of an earlier text, since the present one
    /// cannot be read in full.
    pub fn is_stale(&self) -> bool {
        !Rc::ptr_eq(&self.reading, &self.current)
    }
}

/// Remembers the last text that could be read in full, so that the picture
/// stays while one types.
#[derive(Debug, Default)]
pub struct Timeline {
    last_good: Option<Rc<Reading>>,
    /// The policies that do not count for the moment.
    pub left_out: Vec<PolicyName>,
    /// What was read of the texts, which are nearly the same with every key.
    memory: Memory,
}

impl Timeline {
    /// Reads the texts, and decides whether they or the last good ones are
    /// shown.
    pub fn show(&mut self, workspace: Rc<Workspace>, wants_partial: bool) -> Shown {
        let draft = self.read(&workspace);
        self.show_evaluated(workspace, draft, wants_partial)
    }

    /// What was read of the texts.
    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Reads the texts, and only what is new in them.
    pub(super) fn read(&mut self, workspace: &Workspace) -> Unevaluated {
        draft(workspace, &self.left_out, &mut self.memory)
    }

    /// The same for texts that were read already.
    pub(super) fn show_evaluated(
        &mut self,
        workspace: Rc<Workspace>,
        draft: Unevaluated,
        wants_partial: bool,
    ) -> Shown {
        let ancestor = self
            .last_good
            .take_if(|good| workspace.is_edit_of(&good.workspace));
        let current = Rc::new(Reading::evaluated(workspace, ancestor.as_deref(), draft));
        match ancestor {
            Some(good) if current.analysis.is_partial() && !good.analysis.is_partial() => {
                self.last_good = Some(Rc::clone(&good));
                let reading = if wants_partial {
                    Rc::clone(&current)
                } else {
                    good
                };
                Shown { reading, current }
            }
            _ => {
                // A text that was opened broken is the best there is.
                self.last_good = Some(Rc::clone(&current));
                Shown {
                    reading: Rc::clone(&current),
                    current,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "kind: Namespace\napiVersion: v1\nmetadata:\n  name: shop\n";

    #[track_caller]
    fn check(texts: &[&str], stale: bool) {
        let mut timeline = Timeline::default();
        let mut shown = None;
        for text in texts {
            let workspace = Rc::new(Workspace::of("", text));
            shown = Some(timeline.show(workspace, false));
        }
        assert_eq!(shown.map(|it| it.is_stale()), Some(stale), "{texts:?}");
    }

    #[test]
    fn a_text_that_can_be_read_is_shown() {
        check(&[GOOD], false);
        check(&["", GOOD], false);
    }

    #[test]
    fn while_one_types_nonsense_the_last_good_picture_stays() {
        check(&[GOOD, &format!("{GOOD}  labels: {{")], true);
        check(
            &[
                GOOD,
                &format!("{GOOD}  labels: {{"),
                &format!("{GOOD}  labels: {{a"),
            ],
            true,
        );
    }

    #[test]
    fn it_goes_when_the_text_can_be_read_again() {
        check(
            &[
                GOOD,
                &format!("{GOOD}  labels: {{"),
                &format!("{GOOD}  labels: {{}}"),
            ],
            false,
        );
    }

    #[test]
    fn a_broken_text_that_replaces_everything_is_shown_as_far_as_it_goes() {
        check(
            &[
                GOOD,
                "something else entirely: {",
                "something else entirely: {",
            ],
            false,
        );
    }
}
