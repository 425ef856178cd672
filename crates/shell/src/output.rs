use netpol_engine::edit::TextEdit;
use netpol_engine::text::Span;
use serde::{Deserialize, Serialize};

/// Where a line belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// What the command prints.
    Out,
    /// What it complains about.
    Err,
    /// What the simulation adds, and no cluster would say.
    Note,
}

/// A line of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where it belongs.
    pub stream: Stream,
    /// Its text, without the end of the line.
    pub text: String,
}

/// What becomes of a command.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Output {
    /// What is shown, in order.
    pub lines: Vec<Line>,
    /// The exit status: 0 where it did what it was told.
    pub status: u8,
    /// What changes in the texts, from the last edit to the first.
    pub edits: Vec<TextEdit>,
    /// What the editor is to show.
    pub opens: Option<Span>,
    /// Whether everything that was shown before goes.
    pub clears: bool,
}

impl Output {
    /// Adds what the command prints, line by line.
    pub(crate) fn print(&mut self, text: &str) {
        self.add(Stream::Out, text);
    }

    /// Adds what it complains about.
    pub(crate) fn complain(&mut self, text: &str) {
        self.add(Stream::Err, text);
    }

    /// Adds what the simulation has to say.
    pub(crate) fn note(&mut self, text: &str) {
        self.add(Stream::Note, text);
    }

    fn add(&mut self, stream: Stream, text: &str) {
        let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
        self.lines.extend(lines.map(|it| Line {
            stream,
            text: it.trim_end_matches('\r').to_owned(),
        }));
    }

    /// What is said of a command whose changes are not wanted where it was entered.
    pub fn refused(why: &str) -> Self {
        let mut output = Self {
            status: 1,
            ..Self::default()
        };
        output.note(why);
        output
    }

    /// What a command prints and nothing else.
    pub(crate) fn of(text: &str) -> Self {
        let mut output = Self::default();
        output.print(text);
        output
    }
}
