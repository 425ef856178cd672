//! The tabs of the editor, which are the files of a session.

use netpol_engine::text::{SourceId, Sources};

use crate::fault::Fault;

/// The text of a tab.
///
/// # Errors
///
/// There is no such tab.
pub(crate) fn source_of(sources: &Sources, file: &str) -> Result<SourceId, Fault> {
    if file == "-" {
        return Err(Fault::error(
            "no text comes from standard input here: name a tab of the editor",
        ));
    }
    let name = file.strip_prefix("./").unwrap_or(file);
    let found = sources
        .iter()
        .find(|(_, it)| it.name.eq_ignore_ascii_case(name));
    found.map(|it| it.0).ok_or_else(|| {
        let names: Vec<String> = sources.iter().map(|it| quoted(&it.1.name)).collect();
        Fault::error(format!("the path {file:?} does not exist")).noting(format!(
            "The tabs of the editor are the files: {}.",
            names.join(", ")
        ))
    })
}

/// A name as a word of a command line.
pub(crate) fn quoted(name: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "-._/=,@:+".contains(it);
    if !name.is_empty() && name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}
