//! Python, in an environment of its own with the packages of a list of versions.

use std::{path::Path, process::Command};

use crate::{
    console,
    failure::{Failure, Outcome},
    lock_file::LockFile,
    process, system,
    workshop::Provision,
};

/// Every package, the needed and what they need, in exactly one version.
const LOCK: &str = "examples/hosts/mkdocs/requirements.txt";
const ENVIRONMENT: &str = "target/xtask/python";
/// A copy of the list that the installed packages come from.
const INSTALLED: &str = "target/xtask/python/installed.txt";
const PROGRAMS: &str = if cfg!(windows) { "Scripts" } else { "bin" };

/// The environment, made again only when the list changed.
pub(crate) fn provide() -> Outcome<Provision> {
    let folder = std::path::absolute(Path::new(ENVIRONMENT).join(PROGRAMS))
        .map_err(|error| Failure::new(format!("cannot name `{ENVIRONMENT}`: {error}")))?;
    let lock = LockFile::new(LOCK, INSTALLED);
    if lock.is_installed() {
        return Ok(Provision::Folder(folder));
    }

    console::note("installing the Python packages that MkDocs consists of");
    make_environment()?;
    let python = process::in_folder(&folder, "python")
        .ok_or_else(|| Failure::new(format!("there is no Python in {}", folder.display())))?;
    process::run(
        Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--no-deps"])
            .args(["--disable-pip-version-check", "--requirement", LOCK]),
    )
    .map_err(|failure| {
        Failure::new(format!(
            "the Python packages could not be installed: {failure}"
        ))
    })?;
    lock.note_installed()?;
    Ok(Provision::Folder(folder))
}

/// Some distributions have a Python that cannot make environments.
fn make_environment() -> Outcome {
    let make = || {
        let python = ["python3", "python"].into_iter().find_map(process::find);
        let python = python.ok_or_else(|| Failure::new("Python is missing"))?;
        process::run(Command::new(python).args(["-m", "venv", "--clear", ENVIRONMENT]))
    };
    make().or_else(|_| {
        system::install_python()?;
        make()
    })
}
