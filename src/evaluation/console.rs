//! What the terminal is told.

use netpol_engine::Options;
use netpol_shell::Session;

use super::Reading;
use crate::report::{ConsoleAnswer, ConsoleReply};
use crate::state::ConsoleQuestion;

/// Answers a question of the terminal about the texts as they are.
pub(super) fn reply(
    reading: &Reading,
    options: &Options,
    number: u64,
    question: &ConsoleQuestion,
) -> ConsoleReply {
    let sources = reading.workspace.sources();
    let session = |history| Session {
        sources: &sources,
        options,
        analysis: &reading.analysis,
        letters: &reading.letters,
        history,
    };
    let answer = match question {
        ConsoleQuestion::Run(line, history) => ConsoleAnswer::Ran(session(history).run(line)),
        ConsoleQuestion::Complete(before) => {
            ConsoleAnswer::Completed(session(&[]).complete(before))
        }
    };
    ConsoleReply { number, answer }
}
