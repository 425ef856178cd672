//! The course that comes with the page; `build.rs` reads it from `lessons/`.

use std::hint::black_box;

use crate::sought::Sought;
use crate::state::{File, Focus, ResultView, Workspace};

/// A lesson: what there is to read, to foretell and to bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lesson {
    /// Stable; what links name.
    pub id: &'static str,
    /// What the list of lessons shows.
    pub title: &'static str,
    /// What it teaches, in a sentence or two.
    pub summary: &'static str,
    /// What has to hold in the end, as expectation lines.
    pub goals: &'static [&'static str],
    /// Its texts; those that the reader may change come first.
    pub files: &'static [LessonFile],
    /// What there is to read, in order.
    pub steps: &'static [LessonStep],
}

/// A text of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonFile {
    /// What its tab says.
    pub name: &'static str,
    /// The text at the start.
    pub text: &'static str,
    /// The text of one solution.
    pub solved: &'static str,
    /// Whether the reader may only read it.
    pub is_given: bool,
}

/// A page of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonStep {
    /// What it says.
    pub prose: &'static [Block],
    /// The pair that it points at, as a question names it.
    pub focus: Option<(&'static str, &'static str)>,
    /// The view that it opens.
    pub view: Option<ResultView>,
    /// The file that it opens.
    pub open: Option<&'static str>,
    /// What the reader is to foretell before going on.
    pub predict: Option<Prediction>,
}

/// A question that is asked before its answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prediction {
    /// The question, in words.
    pub question: &'static str,
    /// The pair that it is about.
    pub ask: (&'static str, &'static str),
    /// The right answer.
    pub is_allowed: bool,
    /// Whether it is about the end of the lesson, not about its start.
    pub is_about_solution: bool,
    /// Why the answer is what it is.
    pub why: &'static [Block],
}

/// A paragraph, or what stands in place of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(&'static [Inline]),
    /// Points, each of one paragraph.
    List(&'static [&'static [Inline]]),
    /// Lines of YAML or of a shell.
    Code(&'static str),
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(&'static str),
    /// Something from a text, in a typewriter face.
    Code(&'static str),
    /// Words to stress.
    Strong(&'static str),
    /// Words to set apart.
    Emphasis(&'static str),
    /// Words that are true.
    Fact {
        /// The words.
        words: &'static str,
        /// Where that can be seen.
        shown: Shown,
        /// Whether they are true in the end, not at the start.
        is_about_solution: bool,
    },
    /// Words that lead to another lesson, or to an example.
    Link {
        /// The words.
        words: &'static str,
        /// The fragment of the address: `lesson=03-labels`.
        to: &'static str,
    },
}

/// Where a fact can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In the answer about this pair.
    Pair(&'static str, &'static str),
    /// In this view of everything.
    View(ResultView),
}

/// Every lesson, in the order of the course.
const LESSONS: &[Lesson] = include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

impl Lesson {
    /// Every lesson, in the order of the course. Only this function says where the
    /// texts are, and no compiler that tells others: they come with the part of the program
    /// that runs it.
    #[inline(never)]
    pub fn all() -> &'static [Self] {
        black_box(LESSONS)
    }

    /// The lesson of this identifier, with its place in the course, from 0.
    pub fn find(id: &str) -> Option<(usize, &'static Self)> {
        Self::all().iter().enumerate().find(|it| it.1.id == id)
    }

    /// Those whose title or summary has every word that is sought, in whatever case.
    pub fn sought(words: &str) -> impl Iterator<Item = &'static Self> {
        let sought = Sought::new(words);
        let has = move |it: &&Self| sought.is_in(&[it.title, it.summary, it.id]);
        Self::all().iter().filter(has)
    }

    /// Its texts at the start.
    pub fn workspace(&self) -> Workspace {
        let files = self.files.iter();
        Workspace::new(files.map(|it| File::new(it.name, it.text)))
    }

    /// Its texts when it is solved.
    pub fn solution(&self) -> Workspace {
        let files = self.files.iter();
        Workspace::new(files.map(|it| File::new(it.name, it.solved)))
    }

    /// Whether the reader may only read the text at a position.
    pub fn is_given(&self, file: usize) -> bool {
        self.files.get(file).is_none_or(|it| it.is_given)
    }
}

impl LessonStep {
    /// The pair that it points at.
    pub fn focus(&self) -> Option<Focus> {
        let (from, to) = self.focus?;
        Focus::read(from, to).ok()
    }
}

impl Prediction {
    /// The pair that it is about.
    pub fn focus(&self) -> Option<Focus> {
        Focus::read(self.ask.0, self.ask.1).ok()
    }
}

impl Shown {
    /// The pair in whose answer it is seen, if it is about one.
    pub fn focus(&self) -> Option<Focus> {
        match self {
            Self::Pair(from, to) => Focus::read(from, to).ok(),
            Self::View(_) => None,
        }
    }
}
