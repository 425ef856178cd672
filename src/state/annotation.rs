use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use netpol_engine::Severity;
use netpol_engine::eval::BranchRef;
use netpol_engine::explain::{Explanation, GateState, PolicyCard, Side};
use netpol_engine::model::Truth;
use netpol_engine::text::{FieldPath, LineIndex, Span, Step};

use super::{FileRole, Reading};

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
}

/// The notes on every line of every text; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations {
    /// By the text's position, then by line.
    texts: [Vec<Option<Rc<LineNote>>>; 2],
}

impl Annotations {
    /// The note on one line.
    pub fn line(&self, role: FileRole, line: u32) -> Option<&Rc<LineNote>> {
        self.text(role).get(line as usize)?.as_ref()
    }

    fn text(&self, role: FileRole) -> &[Option<Rc<LineNote>>] {
        let text = self.texts.get(role.index());
        text.map_or(&[], Vec::as_slice)
    }

    /// The note on one line, to write on.
    fn entry(&mut self, role: FileRole, line: u32) -> Option<&mut LineNote> {
        let lines = self.texts.get_mut(role.index())?;
        let line = line as usize;
        if lines.len() <= line {
            lines.resize(line + 1, None);
        }
        // Nobody else has it yet.
        Rc::get_mut(lines.get_mut(line)?.get_or_insert_default())
    }

    /// The first line of a text that something in focus stands on.
    pub fn first_lit(&self, role: FileRole) -> Option<u32> {
        let lit = |note: &LineNote| {
            note.branch.as_ref().is_some_and(|it| it.on) || note.tone != LineTone::Plain
        };
        let notes = (0..).zip(self.text(role));
        let mut lit = notes.filter(|(_, note)| note.as_deref().is_some_and(lit));
        lit.next().map(|(line, _)| line)
    }
}

/// Collects notes; turns the engine's spans into lines.
#[derive(Debug)]
pub struct Annotator<'a> {
    reading: &'a Reading,
    policies: LineIndex,
    cluster: LineIndex,
    notes: Annotations,
}

impl<'a> Annotator<'a> {
    /// Begins with nothing noted on the texts of `reading`.
    pub fn new(reading: &'a Reading) -> Self {
        let index = |role| LineIndex::new(reading.workspace.text(role));
        Self {
            reading,
            policies: index(FileRole::Policies),
            cluster: index(FileRole::Cluster),
            notes: Annotations::default(),
        }
    }

    /// What was noted.
    pub fn finish(self) -> Annotations {
        self.notes
    }

    /// Notes every branch, lit where `is_on` says so, with OR and AND.
    pub fn branches(&mut self, is_on: impl Fn(BranchRef) -> bool) {
        for &(branch, span) in &self.reading.branches {
            let letter = self.reading.letters.letter(branch);
            let number = self.reading.letters.number(branch).unwrap_or_default();
            let lines = self.lines(span);
            let on = is_on(branch);
            for line in lines.clone() {
                let branch = BranchLine {
                    branch,
                    letter: letter.clone(),
                    number,
                    on,
                    first: line == *lines.start(),
                    last: line == *lines.end(),
                };
                self.note(span, line, |it| it.branch = Some(branch));
            }
            self.joins(branch, span);
        }
    }

    /// OR stands before every entry but the first, AND before the second
    /// selector of an entry.
    fn joins(&mut self, branch: BranchRef, span: Span) {
        if branch.peer.is_some_and(|it| it > 0) {
            self.join(Join::Or, span, true);
        }
        let selector = |name: &str| {
            let path = branch.path().field(name);
            self.reading.analysis.policy_span(branch.policy, &path)
        };
        let both = selector("namespaceSelector").zip(selector("podSelector"));
        if let Some((a, b)) = both.filter(|_| branch.peer.is_some()) {
            let second = if a.start < b.start { b } else { a };
            self.join(Join::And, second, false);
        }
    }

    fn join(&mut self, join: Join, span: Span, before_dash: bool) {
        let Some(role) = role(span) else { return };
        let index = self.index(role);
        let line = index.line(span.start);
        let start = index.line_start(line) as usize;
        let text = &self.reading.workspace.text(role)[start..span.start as usize];
        let indent = text.len() - text.trim_start_matches(' ').len();
        let at = if before_dash { indent } else { text.len() };
        // In flow style the indentation is taken by other things.
        if text.chars().all(|it| it == ' ' || it == '-') {
            self.note(span, line, |it| it.join = Some((join, at)));
        }
    }

    /// Notes where the text says what the explanation speaks of.
    pub fn explanation(&mut self, explanation: &Explanation) {
        for side in [&explanation.egress, &explanation.ingress] {
            for card in &side.policies {
                self.subject(side, card);
            }
        }
    }

    /// What says that the policy applies: its `podSelector`, and the type it
    /// lists, with the key above it.
    fn subject(&mut self, side: &Side, card: &PolicyCard) {
        let refuses = side.state == GateState::Rejected && card.rules.is_empty();
        let mut locked = false;
        for path in &card.subject.paths {
            let is_type = matches!(path.steps().last(), Some(Step::Index(_)));
            let above = path
                .parent()
                .filter(|_| is_type)
                .and_then(|it| self.span(card, &it));
            let Some(span) = self.span(card, path) else {
                continue;
            };
            if let Some(above) = above {
                let line = *self.lines(above).start();
                self.note(span, line, |it| it.tone = LineTone::Subject);
            }
            for line in self.lines(span) {
                self.note(span, line, |it| {
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

    fn span(&self, card: &PolicyCard, path: &FieldPath) -> Option<Span> {
        self.reading.analysis.policy_span(card.policy, path)
    }

    /// Notes every problem.
    pub fn problems(&mut self) {
        let reading = self.reading;
        for problem in &reading.analysis.diagnostics {
            let span = problem.primary;
            let line = *self.lines(span).start();
            self.note(span, line, |it| {
                let worst = it
                    .problem
                    .map_or(problem.severity, |it| it.min(problem.severity));
                it.problem = Some(worst);
            });
            if problem.severity != Severity::Hint {
                self.mark(span, RangeMark::Problem(problem.severity));
            }
        }
    }

    /// Marks a range, on every line it touches.
    pub fn mark(&mut self, span: Span, mark: RangeMark) {
        let Some(role) = role(span) else { return };
        let text = self.reading.workspace.text(role);
        for line in self.lines(span) {
            let index = self.index(role);
            let start = index.line_start(line);
            let length = text[start as usize..]
                .find('\n')
                .unwrap_or(text.len() - start as usize);
            let from = span.start.saturating_sub(start) as usize;
            let to = (span.end.saturating_sub(start) as usize)
                .min(length)
                .max(from + 1);
            self.note(span, line, |it| it.marks.push((from..to, mark)));
        }
    }

    fn index(&self, role: FileRole) -> &LineIndex {
        match role {
            FileRole::Policies => &self.policies,
            FileRole::Cluster => &self.cluster,
        }
    }

    fn note(&mut self, span: Span, line: u32, write: impl FnOnce(&mut LineNote)) {
        let note = role(span).and_then(|it| self.notes.entry(it, line));
        if let Some(note) = note {
            write(note);
        }
    }

    fn lines(&self, span: Span) -> RangeInclusive<u32> {
        let index = self.index(role(span).unwrap_or(FileRole::Policies));
        let last = span.end.saturating_sub(1).max(span.start);
        index.line(span.start)..=index.line(last)
    }
}

/// The branches that admit the explained connection.
pub fn admitting(explanation: &Explanation) -> impl Iterator<Item = BranchRef> {
    let sides = [&explanation.egress, &explanation.ingress];
    let policies = sides.into_iter().flat_map(|side| &side.policies);
    let cards = policies
        .flat_map(|it| &it.rules)
        .flat_map(|it| &it.branches);
    cards
        .filter(|it| it.admits != Truth::No)
        .map(|it| it.branch)
}

/// The tab a span is in.
pub fn role(span: Span) -> Option<FileRole> {
    FileRole::ALL.get(span.source.index()).copied()
}
