use netpol_shell::{Completion, Output};
use serde::{Deserialize, Serialize};

/// What becomes of a question of the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleReply {
    /// Which question.
    pub number: u64,
    /// The answer.
    pub answer: ConsoleAnswer,
}

/// The answer to a question of the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsoleAnswer {
    /// What became of the line.
    Ran(Output),
    /// What could stand at its end.
    Completed(Completion),
}
