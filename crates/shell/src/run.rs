//! What becomes of a line.

use crate::completion::{Completion, complete};
use crate::fault::Fault;
use crate::help::help;
use crate::kubectl::kubectl;
use crate::output::{Line, Output, Stream};
use crate::session::Session;
use crate::words::words;

impl Session<'_> {
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
            return Err(Fault::error(format!(
                "the line is longer than {most} bytes"
            )));
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
