//! Lists of packages in exact versions, and whether what is installed comes of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Outcome};

/// A list, and the copy of it that lies beside what was installed.
pub(crate) struct LockFile {
    wanted: PathBuf,
    installed: PathBuf,
}

impl LockFile {
    pub(crate) fn new(wanted: impl AsRef<Path>, installed: impl AsRef<Path>) -> Self {
        Self {
            wanted: wanted.as_ref().to_owned(),
            installed: installed.as_ref().to_owned(),
        }
    }

    /// That of an npm package in a folder.
    pub(crate) fn npm(folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        Self::new(
            folder.join("package-lock.json"),
            folder.join("node_modules/.installed-lock.json"),
        )
    }

    /// Whether exactly this list was installed.
    pub(crate) fn is_installed(&self) -> bool {
        match (fs::read(&self.wanted), fs::read(&self.installed)) {
            (Ok(wanted), Ok(installed)) => wanted == installed,
            _ => false,
        }
    }

    /// Says that it is installed now.
    pub(crate) fn note_installed(&self) -> Outcome {
        let copied = fs::copy(&self.wanted, &self.installed);
        let fault = |error| {
            Failure::new(format!(
                "cannot write `{}`: {error}",
                self.installed.display()
            ))
        };
        copied.map(drop).map_err(fault)
    }
}
