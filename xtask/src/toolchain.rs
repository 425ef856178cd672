//! The parts of the Rust toolchain that `rust-toolchain.toml` names, for
//! machines where rustup does not install them by itself.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    console,
    failure::{Failure, Outcome},
    process,
    workshop::Provision,
};

/// A component of the toolchain, known by the cargo command that it brings.
pub(crate) fn component(name: &str, subcommand: &str) -> Outcome<Provision> {
    let answers = process::cargo()
        .args([subcommand, "--version"])
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.status.success());
    if answers {
        return Ok(Provision::Present);
    }
    add("component", name)
}

/// The standard library for another machine.
pub(crate) fn target(name: &str) -> Outcome<Provision> {
    let folder = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", name])
        .stdin(Stdio::null())
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok());
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(Provision::Present);
    }
    add("target", name)
}

fn add(kind: &str, name: &str) -> Outcome<Provision> {
    console::note(format_args!(
        "adding the {kind} {name} to the Rust toolchain"
    ));
    process::run(Command::new("rustup").args([kind, "add", name])).map_err(|failure| {
        Failure::new(format!(
            "the Rust {kind} {name} is missing and could not be added: {failure}. \
             Install Rust with rustup, then try again"
        ))
    })?;
    Ok(Provision::Present)
}
