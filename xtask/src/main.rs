//! `cargo xtask`: builds, serves and tests the playground.
//!
//! Works on a machine with Rust, Node.js and a network: what else is missing it
//! installs, in pinned versions. Uses the standard library only, so that it is
//! compiled in seconds.

mod bench;
mod browser;
mod cargo_tool;
mod command_line;
mod console;
mod failure;
mod hosts;
mod lock_file;
mod package;
mod packages;
mod pins;
mod process;
mod python;
mod report;
mod site;
mod stage;
mod system;
mod tally;
mod toolchain;
mod workshop;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use command_line::Task;
use failure::{Failure, Outcome};
use report::Report;
use stage::Stage;
use workshop::{Need, Workshop};

fn main() -> ExitCode {
    let task = match command_line::parse(env::args().skip(1)) {
        Ok(task) => task,
        Err(failure) => {
            eprintln!("xtask: {failure}\nTry `cargo xtask --help`.");
            return ExitCode::from(2);
        }
    };
    match perform(task) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Outcome<ExitCode> {
    let mut workshop = Workshop::default();
    let task = with_absolute_paths(task)?;
    enter_workspace()?;
    match task {
        Task::Help => print!("{}", command_line::help()),
        Task::Setup => {
            workshop.provide(Need::ALL)?;
            console::note("everything is installed");
        }
        Task::Serve { port, release } => site::serve(&mut workshop, port, release)?,
        Task::Build => {
            site::build(&mut workshop)?;
            console::note("the site is in dist/");
        }
        Task::Package => {
            package::build(&mut workshop)?;
            console::note("the npm package is in target/package/");
        }
        Task::Profile => {
            site::profile(&mut workshop)?;
            console::note("xtask/hooks/first_view.txt is as the page is now");
        }
        Task::Test { mut stages, corpus } => {
            stages.extend(corpus.map(Stage::Corpus));
            return Ok(test(&stages, &mut workshop));
        }
        Task::Corpus(folder) => return Ok(test(&[Stage::Corpus(folder)], &mut workshop)),
        Task::Bench => bench::run(&mut workshop)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs stages, and closes with their count as the last line of all.
fn test(stages: &[Stage], workshop: &mut Workshop) -> ExitCode {
    console::headline("what the tests need");
    let needs: Vec<Need> = Need::ALL
        .iter()
        .copied()
        .filter(|need| stages.iter().any(|stage| stage.needs().contains(need)))
        .collect();
    if workshop.provide(&needs).is_ok() {
        console::note("everything is installed");
    }

    let report = Report::of(stages, workshop);
    console::headline("summary");
    println!("{report}");
    println!("{}", report.total());
    if report.passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Paths are meant from where the command is typed.
fn with_absolute_paths(task: Task) -> Outcome<Task> {
    Ok(match task {
        Task::Corpus(folder) => Task::Corpus(absolute_folder(&folder)?),
        Task::Test {
            stages,
            corpus: Some(folder),
        } => Task::Test {
            stages,
            corpus: Some(absolute_folder(&folder)?),
        },
        other => other,
    })
}

fn absolute_folder(folder: &Path) -> Outcome<PathBuf> {
    folder
        .canonicalize()
        .map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", folder.display())))
}

/// Everything else is meant from the root of the workspace.
fn enter_workspace() -> Outcome {
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let root = here.parent().unwrap_or(&here);
    env::set_current_dir(root)
        .map_err(|error| Failure::new(format!("cannot work in {}: {error}", root.display())))
}
