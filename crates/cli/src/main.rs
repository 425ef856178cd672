//! `netpol`: the engine in a terminal.
//!
//! Reads manifests, asks the engine, and prints what it says: in words with the
//! user's lines quoted, or as JSON, which is a contract. No verdict is worked
//! out here.

mod arguments;
mod check;
mod diff;
mod explanation;
mod failure;
mod findings;
mod input;
mod lint;
mod list;
mod output;
mod propose;
mod query;
mod quote;
mod render;
mod style;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory as _};

use crate::arguments::{Arguments, Command, Unread};
use crate::failure::Failure;
use crate::output::Output;

/// What a command answers with; a failure is a third thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// As asked: allowed, held, the same.
    Yes,
    /// Not so.
    No,
    /// Answered, but the input has errors, and `--strict` minds.
    Flawed,
}

fn main() -> ExitCode {
    let arguments = match arguments::read() {
        Ok(it) => it,
        Err(Unread::Told(text)) => {
            // Nothing is left to do if even that cannot be printed.
            _ = text.print();
            return ExitCode::SUCCESS;
        }
        Err(Unread::Wrong(failure)) => return fail(&failure),
    };
    choose_colours(arguments.color);
    let mut output = Output::default();
    let status = run(&arguments, &mut output);
    let printed = output.print();
    match status.and_then(|it| printed.map(|()| it)) {
        Ok(Status::Yes) => ExitCode::SUCCESS,
        Ok(Status::No) => ExitCode::from(1),
        Ok(Status::Flawed) => ExitCode::from(2),
        Err(failure) => fail(&failure),
    }
}

fn run(arguments: &Arguments, output: &mut Output) -> Result<Status, Failure> {
    match &arguments.command {
        Command::List(it) => list::run(it, output),
        Command::Query(it) => query::run(it, output),
        Command::Check(it) => check::run(it, output),
        Command::Diff(it) => diff::run(it, output),
        Command::Lint(it) => lint::run(it, output),
        Command::Propose(it) => propose::run(it, output),
        Command::Render(it) => render::run(it, output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "netpol", &mut script);
            output.answer(&String::from_utf8_lossy(&script));
            Ok(Status::Yes)
        }
    }
}

fn choose_colours(choice: ColorChoice) {
    match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

fn fail(failure: &Failure) -> ExitCode {
    let label = style::painted(style::of_severity(netpol_engine::Severity::Error), "error");
    // Nobody is left to tell if standard error is gone.
    _ = output::print_error(&format!(
        "{label}: {}\n",
        netpol_export::clean(&failure.to_string())
    ));
    ExitCode::from(2)
}
