//! Other programs: finding them, asking their version, running them.
//!
//! Everything a program prints is passed on while it runs. None of them gets
//! our standard input, so none can wait for an answer.

use std::{
    env,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    failure::{Failure, Outcome},
    tally::Tally,
};

/// The cargo that runs us, so that a run never mixes two.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| unstarted(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "`{}` failed: {status}",
            line(command)
        )))
    }
}

/// Runs a program to its end and adds up the closing lines of its test runners.
pub(crate) fn run_counting(command: &mut Command) -> (Tally, Outcome) {
    let mut tally = Tally::default();
    let outcome = stream(command, |line| {
        if let Some(counted) = Tally::from_line(line) {
            tally += counted;
        }
    });
    (tally, outcome)
}

/// Runs a program, passing on what it prints as it comes, and shows `each` line.
fn stream(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| unstarted(command, &error))?;
    let Some(mut output) = child.stdout.take() else {
        return Err(Failure::new(format!(
            "`{}` has no output to read",
            line(command)
        )));
    };

    let broken = |error: io::Error| Failure::new(format!("cannot pass on output: {error}"));
    let mut pending = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let length = output.read(&mut chunk).map_err(broken)?;
        let fresh = chunk.get(..length).unwrap_or_default();
        if fresh.is_empty() {
            break;
        }
        // Raw, and not by lines: a test's name appears while the test runs.
        let mut terminal = io::stdout().lock();
        terminal
            .write_all(fresh)
            .and_then(|()| terminal.flush())
            .map_err(broken)?;
        pending.extend_from_slice(fresh);
        while let Some(end) = pending.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = pending.drain(..=end).collect();
            each(&String::from_utf8_lossy(&line));
        }
    }
    each(&String::from_utf8_lossy(&pending));

    let status = child.wait().map_err(broken)?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "`{}` failed: {status}",
            line(command)
        )))
    }
}

/// What a program answers to `--version`, if it can be started at all.
pub(crate) fn version(program: &Path) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.trim().to_owned())
}

/// Where a program is on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).find_map(|folder| in_folder(&folder, program))
}

/// A program of that name in that folder, whatever its ending is here.
pub(crate) fn in_folder(folder: &Path, program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    endings
        .iter()
        .map(|ending| folder.join(format!("{program}{ending}")))
        .find(|it| it.is_file())
}

fn unstarted(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!(
        "`{}` could not be started: {error}",
        command.get_program().display()
    ))
}

/// The command as one would type it, for a message.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/somewhere/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(line(&command), "cargo test --workspace");
    }

    #[test]
    fn output_is_counted_while_it_is_passed_on() {
        let mut command = cargo();
        command.arg("--version");
        let mut lines = Vec::new();
        stream(&mut command, |line| lines.push(line.to_owned())).unwrap();
        assert!(lines.first().unwrap().starts_with("cargo "), "{lines:?}");
    }

    #[test]
    fn a_missing_program_is_a_clear_failure() {
        let failure = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(
            failure
                .to_string()
                .starts_with("`no-such-program` could not be started"),
            "{failure}"
        );
    }
}
