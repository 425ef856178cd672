//! The parts of the Rust toolchain that `rust-toolchain.toml` names, for
//! machines where rustup does not install them by itself.

use std::{
    path::PathBuf,
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
    let folder = printed(&["--print", "target-libdir", "--target", name]);
    if folder.is_some_and(|it| it.is_dir()) {
        return Ok(Provision::Present);
    }
    add("target", name)
}

/// The standard library as source.
pub(crate) fn std_source() -> Outcome<Provision> {
    let folder = printed(&["--print", "sysroot"]);
    let lock = folder.map(|it| it.join("lib/rustlib/src/rust/library/Cargo.lock"));
    if lock.is_some_and(|it| it.is_file()) {
        return Ok(Provision::Present);
    }
    add("component", "rust-src")
}

/// The path that the compiler answers with.
fn printed(question: &[&str]) -> Option<PathBuf> {
    let answer = Command::new("rustc")
        .args(question)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let path = String::from_utf8(answer.stdout).ok()?;
    Some(PathBuf::from(path.trim()))
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
