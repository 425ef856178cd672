use std::rc::Rc;

use netpol_engine::text::Span;
use netpol_shell::{Completion, History, Output};
use serde::{Deserialize, Serialize};

use crate::report::{ConsoleAnswer, ConsoleReply};

/// What the terminal wants to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsoleQuestion {
    /// What becomes of a line, after these.
    Run(String, Vec<String>),
    /// What could stand at its end.
    Complete(String),
}

/// What happened in the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsoleEvent {
    /// The line is this now.
    Typed(String),
    /// The line is to be answered.
    Entered,
    /// The line before is wanted back.
    Older,
    /// The line behind it is.
    Newer,
    /// The line is to be completed.
    Completing,
    /// The next Tab is to leave.
    LetGo,
}

/// A line with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Which of all lines it is.
    pub number: u64,
    /// What was entered.
    pub line: String,
    /// What became of it.
    pub output: Output,
}

/// The terminal: what was entered and answered, and what is being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Console {
    /// What is shown, the oldest first.
    pub log: Vec<Rc<Exchange>>,
    /// The line that is being written.
    pub line: String,
    /// What could stand at its end, after that was asked for.
    pub candidates: Option<Completion>,
    /// Whether Tab leaves instead of completing.
    pub lets_go: bool,
    /// What is not answered yet, with its number.
    pub asked: Option<(u64, ConsoleQuestion)>,
    /// The lines that wait for their turn.
    waiting: Vec<ConsoleQuestion>,
    history: History,
    questions: u64,
}

impl Console {
    /// How many lines are shown with their answers.
    const MOST: usize = 50;

    /// What follows from something that happened.
    pub(super) fn follow(&mut self, event: ConsoleEvent) {
        match event {
            ConsoleEvent::Typed(line) => self.write(line),
            ConsoleEvent::Entered => self.enter(),
            ConsoleEvent::Older => {
                let written = self.line.clone();
                if let Some(older) = self.history.older(&written).map(str::to_owned) {
                    self.write(older);
                }
            }
            ConsoleEvent::Newer => {
                if let Some(newer) = self.history.newer().map(str::to_owned) {
                    self.write(newer);
                }
            }
            ConsoleEvent::Completing => {
                let line = self.line.clone();
                self.ask(ConsoleQuestion::Complete(line));
            }
            ConsoleEvent::LetGo => {
                self.candidates = None;
                self.lets_go = true;
            }
        }
    }

    /// Whether Tab completes: there is something to go on with, and nobody wants to leave.
    pub fn completes(&self) -> bool {
        !self.line.is_empty() && !self.lets_go
    }

    fn write(&mut self, line: String) {
        self.line = line;
        self.candidates = None;
        self.lets_go = false;
    }

    fn enter(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.write(String::new());
        if line.trim().is_empty() {
            return;
        }
        self.history.push(&line);
        let history = self.history.lines().to_vec();
        self.ask(ConsoleQuestion::Run(line, history));
    }

    /// Asks, or waits until the line before is answered. What could stand at the end of a
    /// line is only asked while nothing else is.
    fn ask(&mut self, question: ConsoleQuestion) {
        if let Some((_, ConsoleQuestion::Run(..))) = &self.asked {
            let is_line = matches!(question, ConsoleQuestion::Run(..));
            self.waiting.extend(is_line.then_some(question));
            return;
        }
        self.questions += 1;
        self.asked = Some((self.questions, question));
    }

    /// Takes an answer, unless it is to an earlier question. Returns what was entered and
    /// what becomes of the texts.
    pub(super) fn take(&mut self, reply: &ConsoleReply) -> Option<Rc<Exchange>> {
        let (number, question) = self.asked.take_if(|it| it.0 == reply.number)?;
        if !self.waiting.is_empty() {
            let next = self.waiting.remove(0);
            self.ask(next);
        }
        match (question, &reply.answer) {
            (ConsoleQuestion::Run(line, _), ConsoleAnswer::Ran(output)) => {
                let exchange = Rc::new(Exchange {
                    number,
                    line,
                    output: output.clone(),
                });
                if output.clears {
                    self.log.clear();
                } else {
                    self.log.push(Rc::clone(&exchange));
                    let excess = self.log.len().saturating_sub(Self::MOST);
                    self.log.drain(..excess);
                }
                Some(exchange)
            }
            (ConsoleQuestion::Complete(before), ConsoleAnswer::Completed(found)) => {
                if self.line == before {
                    let completed = found.completed(&before);
                    let is_further = completed != before;
                    self.write(if found.candidates.is_empty() {
                        before
                    } else {
                        completed
                    });
                    self.candidates =
                        (!is_further || found.candidates.len() > 1).then(|| found.clone());
                }
                None
            }
            _ => None,
        }
    }

    /// What the last answer shows in the editor, with its number.
    pub fn opened(&self) -> Option<(u64, Span)> {
        let last = self.log.last()?;
        Some((last.number, last.output.opens?))
    }
}
