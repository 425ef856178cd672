//! What `kubectl` does with its words.

use crate::apply::apply;
use crate::arguments::{Arguments, VERBS};
use crate::delete::delete;
use crate::describe::describe;
use crate::exec::exec;
use crate::fault::Fault;
use crate::get::get;
use crate::help::help;
use crate::label::label;
use crate::open::open;
use crate::output::Output;
use crate::session::Session;

/// Runs one command.
///
/// # Errors
///
/// Whatever cannot be meant.
pub(crate) fn kubectl(session: &Session<'_>, words: &[String]) -> Result<Output, Fault> {
    let arguments = Arguments::read(words)?;
    let Session {
        sources,
        options,
        analysis,
        letters,
        ..
    } = *session;
    match arguments.verb.as_str() {
        "" | "help" => Ok(help(sources)),
        "get" => get(analysis, &arguments),
        "describe" => describe(analysis, &arguments),
        "edit" => open(analysis, &arguments),
        "exec" => exec(analysis, letters, &arguments),
        "apply" => apply(sources, options, analysis, &arguments),
        "delete" => delete(sources, options, analysis, &arguments),
        "label" => label(sources, options, analysis, &arguments),
        other => Err(
            Fault::error(format!("unknown command {other:?} for \"kubectl\""))
                .noting(format!("Simulated are {}: see help.", VERBS.join(", "))),
        ),
    }
}
