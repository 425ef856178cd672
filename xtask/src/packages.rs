//! Node.js and the npm packages of the lock file.

use std::{path::Path, process::Command};

use crate::{
    console,
    failure::{Failure, Outcome},
    lock_file::LockFile,
    pins, process,
    workshop::Provision,
};

/// Node.js itself, which only the machine's owner can install well.
pub(crate) fn node() -> Outcome<Provision> {
    let oldest = pins::NODE_MAJOR;
    let advice = format!(
        "install Node.js {oldest} or newer with npm, for example `apt-get install nodejs npm` or `brew install node`"
    );
    let node = process::find("node").and_then(|path| process::version(&path));
    let Some(version) = node else {
        return Err(Failure::new(format!("Node.js is missing: {advice}")));
    };
    if major(&version).is_none_or(|it| it < oldest) {
        return Err(Failure::new(format!(
            "Node.js {version} is too old: {advice}"
        )));
    }
    if process::find("npm").is_none() {
        return Err(Failure::new(format!("npm is missing: {advice}")));
    }
    Ok(Provision::Present)
}

/// The packages, installed again only when the lock file changed.
pub(crate) fn provide() -> Outcome<Provision> {
    node()?;
    let programs = std::path::absolute("node_modules/.bin")
        .map_err(|error| Failure::new(format!("cannot name `node_modules`: {error}")))?;
    let lock = LockFile::npm("");
    if lock.is_installed() && Path::new("node_modules/.bin").is_dir() {
        return Ok(Provision::Folder(programs));
    }

    console::note("installing the npm packages of the lock file");
    install(".", &lock)?;
    Ok(Provision::Folder(programs))
}

/// Installs what the lock file of a folder lists.
pub(crate) fn install(folder: impl AsRef<Path>, lock: &LockFile) -> Outcome {
    let npm = process::find("npm").unwrap_or_else(|| "npm".into());
    let mut install = Command::new(npm);
    install
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder);
    process::run(&mut install).map_err(|failure| {
        Failure::new(format!(
            "the npm packages could not be installed: {failure}"
        ))
    })?;
    lock.note_installed()
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("not a version"), None);
    }
}
