use std::ops::Range;
use std::rc::Rc;

use netpol_engine::Severity;
use netpol_engine::eval::BranchRef;
use netpol_engine::explain::{GateState, PolicyCard, Side};
use netpol_engine::text::{LineIndex, Span, Step};

use super::Workspace;
use crate::report::{ChangedLines, LineChange, Outline, OutlineBranch, Place, Problem, Told};

/// The word that joins two things of the text and is not written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Before the second and later entries of one `from` or `to`.
    Or,
    /// Before the second selector of one entry.
    And,
}

impl Join {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Or => "OR",
            Self::And => "AND",
        }
    }
}

/// What ground a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineTone {
    /// None.
    #[default]
    Plain,
    /// It says which pods are isolated in the focused connection.
    Subject,
    /// It is what refuses the focused connection.
    Refusal,
}

/// A line of a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchLine {
    /// Which branch.
    pub branch: BranchRef,
    /// Its letter, on its first line.
    pub letter: String,
    /// What its hue is chosen by.
    pub number: usize,
    /// Whether it admits what is in focus, or holds the caret.
    pub on: bool,
    /// Whether it is its first line.
    pub first: bool,
    /// Whether it is its last line.
    pub last: bool,
}

/// How a range of a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RangeMark {
    /// Something is wrong there.
    Problem(Severity),
    /// The user points at what it says.
    Pointed,
}

/// Everything that is drawn on or beside one line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineNote {
    /// The branch it is a part of.
    pub branch: Option<BranchLine>,
    /// Its ground.
    pub tone: LineTone,
    /// Whether it carries the lock: what isolates the subject begins here.
    pub lock: bool,
    /// The word before something on this line, and the byte of the line where
    /// that begins.
    pub join: Option<(Join, usize)>,
    /// Ranges that stand out, in bytes of the line.
    pub marks: Vec<(Range<usize>, RangeMark)>,
    /// The worst problem on it.
    pub problem: Option<Severity>,
    /// What happened to it since the baseline.
    pub change: Option<LineChange>,
}

/// The notes on every line of every text; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations {
    /// By the text's position, then by line.
    texts: Vec<Vec<Option<Rc<LineNote>>>>,
}

impl Annotations {
    /// The note on one line.
    pub fn line(&self, file: usize, line: u32) -> Option<&Rc<LineNote>> {
        self.text(file).get(line as usize)?.as_ref()
    }

    fn text(&self, file: usize) -> &[Option<Rc<LineNote>>] {
        self.texts.get(file).map_or(&[], Vec::as_slice)
    }

    /// The note on one line, to write on.
    fn entry(&mut self, file: usize, line: u32) -> Option<&mut LineNote> {
        let line = line as usize;
        if self.texts.len() <= file {
            self.texts.resize(file + 1, Vec::new());
        }
        let lines = self.texts.get_mut(file)?;
        if lines.len() <= line {
            lines.resize(line + 1, None);
        }
        // Nobody else has it yet.
        Rc::get_mut(lines.get_mut(line)?.get_or_insert_default())
    }

    /// The first line of a text that something in focus stands on.
    pub fn first_lit(&self, file: usize) -> Option<u32> {
        let lit = |note: &LineNote| {
            note.branch.as_ref().is_some_and(|it| it.on) || note.tone != LineTone::Plain
        };
        let notes = (0..).zip(self.text(file));
        let mut lit = notes.filter(|(_, note)| note.as_deref().is_some_and(lit));
        lit.next().map(|(line, _)| line)
    }

    /// The text that has something in focus on its lines: `preferred` if it has.
    pub fn lit_file(&self, preferred: usize) -> Option<usize> {
        let is_lit = |it: &usize| self.first_lit(*it).is_some();
        let all = 0..self.texts.len();
        std::iter::once(preferred).chain(all).find(is_lit)
    }
}

/// Collects notes; turns places into lines.
#[derive(Debug)]
pub struct Annotator<'a> {
    workspace: &'a Workspace,
    lines: Vec<LineIndex>,
    notes: Annotations,
}

impl<'a> Annotator<'a> {
    /// Begins with nothing noted on these texts.
    pub fn new(workspace: &'a Workspace) -> Self {
        let texts = workspace.files().iter();
        Self {
            workspace,
            lines: texts.map(|it| LineIndex::new(&it.text)).collect(),
            notes: Annotations::default(),
        }
    }

    /// What was noted.
    pub fn finish(self) -> Annotations {
        self.notes
    }

    /// Notes every branch, lit where `is_on` says so, with OR and AND.
    pub fn branches(&mut self, outline: &Outline, is_on: impl Fn(BranchRef) -> bool) {
        for it in &outline.0 {
            let Place { span, first, last } = it.place;
            for line in first..=last {
                let branch = BranchLine {
                    branch: it.at,
                    letter: it.letter.clone(),
                    number: it.number,
                    on: is_on(it.at),
                    first: line == first,
                    last: line == last,
                };
                self.note(span, line, |note| note.branch = Some(branch));
            }
            self.joins(it);
        }
    }

    /// OR stands before every entry but the first, AND before the second
    /// selector of an entry.
    fn joins(&mut self, branch: &OutlineBranch) {
        if branch.at.peer.is_some_and(|it| it > 0) {
            self.join(Join::Or, branch.place.span, true);
        }
        if let Some(second) = branch.second_selector {
            self.join(Join::And, second, false);
        }
    }

    fn join(&mut self, join: Join, span: Span, before_dash: bool) {
        let Some(index) = self.lines.get(span.source.index()) else {
            return;
        };
        let line = index.line(span.start);
        let range = index.line_start(line) as usize..span.start as usize;
        let text = self.workspace.text(span.source.index());
        let Some(text) = text.get(range) else { return };
        let indent = text.len() - text.trim_start_matches(' ').len();
        let at = if before_dash { indent } else { text.len() };
        // In flow style the indentation is taken by other things.
        if text.chars().all(|it| it == ' ' || it == '-') {
            self.note(span, line, |it| it.join = Some((join, at)));
        }
    }

    /// Notes where the text says what the explanation speaks of.
    pub fn explanation(&mut self, told: &Told) {
        for side in told.sides() {
            for card in &side.policies {
                self.subject(told, side, card);
            }
        }
    }

    /// What says that the policy applies: its `podSelector`, and the type it
    /// lists, with the key above it.
    fn subject(&mut self, told: &Told, side: &Side, card: &PolicyCard) {
        let refuses = side.state == GateState::Rejected && card.rules.is_empty();
        let mut locked = false;
        for path in &card.subject.paths {
            let is_type = matches!(path.steps().last(), Some(Step::Index(_)));
            let above = path.parent().filter(|_| is_type);
            let above = above.and_then(|it| told.place(card.policy, &it));
            let Some(place) = told.place(card.policy, path) else {
                continue;
            };
            if let Some(above) = above {
                self.note(above.span, above.first, |it| it.tone = LineTone::Subject);
            }
            for line in place.first..=place.last {
                self.note(place.span, line, |it| {
                    it.lock |= !locked;
                    it.tone = if refuses && is_type {
                        LineTone::Refusal
                    } else {
                        LineTone::Subject
                    };
                });
                locked = true;
            }
        }
    }

    /// Notes every problem.
    pub fn problems(&mut self, problems: &[Problem]) {
        for problem in problems {
            let Place { span, first, .. } = problem.place;
            self.note(span, first, |it| {
                let worst = it
                    .problem
                    .map_or(problem.severity, |it| it.min(problem.severity));
                it.problem = Some(worst);
            });
            if problem.severity != Severity::Hint {
                self.mark(problem.place, RangeMark::Problem(problem.severity));
            }
        }
    }

    /// Notes which lines of a text are not as they were.
    pub fn changes(&mut self, file: usize, lines: &[ChangedLines]) {
        for it in lines {
            for line in it.first..=it.last {
                if let Some(note) = self.notes.entry(file, line) {
                    note.change = Some(it.change);
                }
            }
        }
    }

    /// Marks a range, on every line it touches.
    pub fn mark(&mut self, place: Place, mark: RangeMark) {
        let file = place.file();
        let text = self.workspace.text(file);
        for line in place.first..=place.last {
            let Some(index) = self.lines.get(file) else {
                return;
            };
            let start = index.line_start(line);
            let rest = text.get(start as usize..).unwrap_or_default();
            let length = rest.find('\n').unwrap_or(rest.len());
            let from = place.span.start.saturating_sub(start) as usize;
            let to = (place.span.end.saturating_sub(start) as usize)
                .min(length)
                .max(from + 1);
            self.note(place.span, line, |it| it.marks.push((from..to, mark)));
        }
    }

    fn note(&mut self, span: Span, line: u32, write: impl FnOnce(&mut LineNote)) {
        if let Some(note) = self.notes.entry(span.source.index(), line) {
            write(note);
        }
    }
}
