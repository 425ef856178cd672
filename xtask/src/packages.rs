//! Node.js and the npm packages of the lock file.

use std::{fs, path::Path, process::Command};

use crate::{
    console,
    failure::{Failure, Outcome},
    pins, process,
    workshop::Provision,
};

const LOCK: &str = "package-lock.json";
/// A copy of the lock file that the installed packages come from.
const INSTALLED: &str = "node_modules/.installed-lock.json";

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
    if is_current() {
        return Ok(Provision::Folder(programs));
    }

    console::note("installing the npm packages of the lock file");
    let npm = process::find("npm").unwrap_or_else(|| "npm".into());
    let mut install = Command::new(npm);
    install
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut install).map_err(|failure| {
        Failure::new(format!(
            "the npm packages could not be installed: {failure}"
        ))
    })?;
    fs::copy(LOCK, INSTALLED)
        .map_err(|error| Failure::new(format!("cannot write `{INSTALLED}`: {error}")))?;
    Ok(Provision::Folder(programs))
}

fn is_current() -> bool {
    match (fs::read(LOCK), fs::read(INSTALLED)) {
        (Ok(wanted), Ok(installed)) => {
            wanted == installed && Path::new("node_modules/.bin").is_dir()
        }
        _ => false,
    }
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
