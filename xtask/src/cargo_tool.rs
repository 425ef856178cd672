//! Programs from crates.io, compiled once into a cache of their own.
//!
//! The cache lies outside the checkout, so that a clean one does not compile
//! them again, and holds a folder per version, so that two checkouts agree.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    console,
    failure::{Failure, Outcome},
    pins::Pin,
    process,
    workshop::Provision,
};

/// Finds a pinned program on the machine or in the cache, or compiles it.
pub(crate) fn provide(pin: Pin) -> Outcome<Provision> {
    if pin
        .programs
        .iter()
        .all(|it| process::find(it).is_some_and(|path| is_pinned(&path, pin)))
    {
        return Ok(Provision::Present);
    }

    let root = cache()?.join(format!("{}-{}", pin.package, pin.version));
    let folder = root.join("bin");
    if !is_complete(&folder, pin) {
        install(pin, &root)?;
    }
    if is_complete(&folder, pin) {
        Ok(Provision::Folder(folder))
    } else {
        Err(Failure::new(format!(
            "{} {} was installed but does not answer as that version; delete {} and try again",
            pin.package,
            pin.version,
            root.display()
        )))
    }
}

fn install(pin: Pin, root: &Path) -> Outcome {
    console::note(format_args!(
        "compiling {} {} into {}: once per machine, 5 to 10 minutes",
        pin.package,
        pin.version,
        root.display()
    ));
    process::run(
        process::cargo()
            .args(["install", "--locked", "--root"])
            .arg(root)
            .args(pin.flags)
            .arg(format!("{}@{}", pin.package, pin.version)),
    )
    .map_err(|failure| {
        Failure::new(format!(
            "{} {} could not be installed: {failure}. \
             It needs the crates registry and a C compiler, or the same version on the PATH",
            pin.package, pin.version
        ))
    })
}

fn is_complete(folder: &Path, pin: Pin) -> bool {
    pin.programs
        .iter()
        .all(|it| process::in_folder(folder, it).is_some_and(|path| is_pinned(&path, pin)))
}

fn is_pinned(program: &Path, pin: Pin) -> bool {
    process::version(program).is_some_and(|answer| names_version(&answer, pin.version))
}

/// Whether the answer to `--version` names exactly this one.
fn names_version(answer: &str, version: &str) -> bool {
    let mut words = answer.split_whitespace();
    words.any(|word| word.strip_prefix('v').unwrap_or(word) == version)
}

/// Where compiled tools are kept: `NETPOL_TOOLS`, or the user's cache.
fn cache() -> Outcome<PathBuf> {
    if let Some(folder) = env::var_os("NETPOL_TOOLS") {
        return Ok(folder.into());
    }
    let user = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        env::home_dir().map(|home| home.join("Library/Caches"))
    } else {
        env::var_os("XDG_CACHE_HOME")
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
    };
    user.map(|folder| folder.join("netpol-playground").join("tools"))
        .ok_or_else(|| {
            Failure::new("no home folder to keep tools in; set NETPOL_TOOLS to a folder")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_counts() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version(
            "wasm-bindgen-test-runner 0.2.126 (abc 2026-01-01)",
            "0.2.126"
        ));
        assert!(names_version("mdbook v0.5.4", "0.5.4"));
        assert!(!names_version("trunk 0.21.140", "0.21.14"));
        assert!(!names_version("trunk 0.21.14-beta.1", "0.21.14"));
    }
}
