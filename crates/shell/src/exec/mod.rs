//! `kubectl exec … -- curl db-svc:3306`, answered by the evaluator.

mod attempt;
mod client;
mod lookup;
mod program;

use netpol_engine::Analysis;
use netpol_engine::letters::Letters;
use netpol_engine::query::{Call, CommandFault};

use self::attempt::attempt;
use self::client::{Client, client};
use crate::arguments::Arguments;
use crate::fault::Fault;
use crate::output::Output;
use crate::words::words;

/// Runs a program, as far as it connects or looks up a name.
///
/// # Errors
///
/// Pods that are not there, and programs that are not simulated.
pub(crate) fn exec(
    analysis: &Analysis,
    letters: &Letters,
    arguments: &Arguments,
) -> Result<Output, Fault> {
    let client = client(analysis, arguments)?;
    let mut output = Output::default();
    if let Some(container) = &client.defaulted {
        output.complain(container);
    }
    let run = program_of(&arguments.program)?;
    let run: Vec<&str> = run.iter().map(String::as_str).collect();
    let name = run.first().and_then(|it| it.rsplit('/').next());
    match name.unwrap_or_default() {
        "nslookup" => lookup::nslookup(analysis, &client, &run, &mut output),
        "ping" | "ping6" => lookup::ping(analysis, &client, &run, &mut output),
        _ => connect(analysis, letters, &client, &run, &mut output)?,
    }
    if output.status != 0 {
        let status = output.status;
        output.complain(&format!("command terminated with exit code {status}"));
    }
    Ok(output)
}

/// The program that is run in the end: a shell runs what it is given as one word.
fn program_of(run: &[String]) -> Result<Vec<String>, Fault> {
    match run {
        [] => Err(Fault::error(
            "you must specify at least one command for the container",
        )),
        [shell, flag, script, ..]
            if matches!(
                shell.as_str(),
                "sh" | "bash" | "ash" | "/bin/sh" | "/bin/bash"
            ) && flag.ends_with('c') =>
        {
            words(script)
        }
        [timeout, _, rest @ ..] if timeout == "timeout" && !rest.is_empty() => Ok(rest.to_vec()),
        run => Ok(run.to_vec()),
    }
}

fn connect(
    analysis: &Analysis,
    letters: &Letters,
    client: &Client<'_>,
    run: &[&str],
    output: &mut Output,
) -> Result<(), Fault> {
    match Call::read(run) {
        Some(Ok(call)) => {
            let tried = attempt(analysis, letters, client, &call);
            program::tell(&call, &tried, output);
            Ok(())
        }
        None | Some(Err(CommandFault::Ping)) => Err(not_simulated(run)),
        Some(Err(fault)) => {
            let program = run.first().copied().unwrap_or_default();
            output.complain(&format!("{program}: {fault}"));
            output.status = 2;
            Ok(())
        }
    }
}

fn not_simulated(run: &[&str]) -> Fault {
    let program = run.first().copied().unwrap_or_default();
    let note = "Simulated are curl, wget, nc, telnet, nslookup and ping: see help.";
    Fault {
        status: 126,
        ..Fault::error(format!(
            "no process runs here, and {program:?} is not simulated"
        ))
    }
    .noting(note)
}
