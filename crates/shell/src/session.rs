use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options};

use crate::completion::{Completion, complete};
use crate::fault::Fault;
use crate::help::help;
use crate::kubectl::kubectl;
use crate::output::{Line, Output, Stream};
use crate::words::words;

/// A terminal over texts that were analysed.
#[derive(Debug, Clone, Copy)]
pub struct Session<'a> {
    /// The texts; their names are the files.
    pub sources: &'a Sources,
    /// What they were analysed with.
    pub options: &'a Options,
    /// What there is to say about them.
    pub analysis: &'a Analysis,
    /// The names of branches in reasons.
    pub letters: &'a Letters,
    /// The lines that were entered before, the oldest first.
    pub history: &'a [String],
}

impl Session<'_> {
    /// The longest line that is read, in bytes.
    pub const LONGEST_LINE: usize = 8_192;
    /// The most lines of an answer.
    pub const MOST_LINES: usize = 2_000;

    /// Answers a line. It never fails: what is wrong with a line is its answer.
    pub fn run(&self, line: &str) -> Output {
        let answered = self.answer(line);
        let mut output = answered.unwrap_or_else(|fault| {
            let mut output = Output::default();
            fault.tell(&mut output);
            output
        });
        let excess = output.lines.len().saturating_sub(Self::MOST_LINES);
        if excess > 0 {
            output.lines.truncate(Self::MOST_LINES);
            output.lines.push(Line {
                stream: Stream::Note,
                text: format!("{excess} more lines are not shown."),
            });
        }
        output
    }

    fn answer(&self, line: &str) -> Result<Output, Fault> {
        if line.len() > Self::LONGEST_LINE {
            let most = Self::LONGEST_LINE;
            return Err(Fault::error(format!("the line is longer than {most} bytes")));
        }
        let line = line.trim();
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let words = words(line)?;
        let Some((program, rest)) = words.split_first() else {
            return Ok(Output::default());
        };
        match program.as_str() {
            "kubectl" | "k" => kubectl(self, rest),
            "help" | "?" => Ok(help(self.sources)),
            "clear" => Ok(Output {
                clears: true,
                ..Output::default()
            }),
            "history" => Ok(self.past()),
            other => Err(Fault {
                status: 127,
                ..Fault::plain(format!("{other}: command not found"))
            }
            .noting("This is a simulation of kubectl: see help.")),
        }
    }

    fn past(&self) -> Output {
        let mut output = Output::default();
        for (number, line) in (1..).zip(self.history) {
            output.print(&format!("{number:>5}  {line}"));
        }
        output
    }

    /// What could stand where the caret is, at the end of `before`.
    pub fn complete(&self, before: &str) -> Completion {
        complete(self, before)
    }
}
