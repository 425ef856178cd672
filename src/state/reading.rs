use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use netpol_engine::letters::Letters;
use netpol_engine::text::{LineIndex, Span};
use netpol_engine::{Analysis, Options, analyze};

use super::{Caret, Workspace, role};

/// What one state of the texts means.
#[derive(Debug)]
pub struct Reading {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// What they say.
    pub analysis: Analysis,
    /// Every branch in document order, with its place.
    pub branches: Vec<(BranchRef, Span)>,
    /// What its branches are called.
    pub letters: Letters,
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
        let analysis = analyze(&workspace.sources(), &Options::default());
        let branches = analysis.branches();
        let letters = match before {
            Some(before) => Letters::following(&before.letters, analysis.cluster(), &branches),
            None => Letters::of(analysis.cluster(), &branches),
        };
        let place = |it: BranchRef| Some((it, analysis.branch_span(it)?));
        Self {
            workspace,
            branches: branches.into_iter().filter_map(place).collect(),
            analysis,
            letters,
        }
    }

    /// The branch that a caret stands in.
    pub fn branch_at(&self, caret: Caret) -> Option<BranchRef> {
        let holds =
            |span: Span| role(span) == Some(caret.role) && span.touches(span.source, caret.offset);
        let found = self.branches.iter().find(|it| holds(it.1));
        found.map(|it| it.0)
    }

    /// The first and the last line of a span, from 1.
    pub fn lines(&self, span: Span) -> (u32, u32) {
        let Some(role) = role(span) else {
            return (1, 1);
        };
        let index = LineIndex::new(self.workspace.text(role));
        let last = span.end.saturating_sub(1).max(span.start);
        (index.line(span.start), index.line(last))
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
}

impl Timeline {
    /// Reads the texts, and decides whether they or the last good ones are
    /// shown.
    pub fn show(&mut self, workspace: Rc<Workspace>, wants_partial: bool) -> Shown {
        let ancestor = self
            .last_good
            .take_if(|good| workspace.is_edit_of(&good.workspace));
        let current = Rc::new(Reading::of(workspace, ancestor.as_deref()));
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
            let workspace = Rc::new(Workspace::new("", (*text).to_owned()));
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
