use std::fmt;

use crate::words::share as words;

/// Why a link or a file cannot be opened, as far as the user can tell the
/// reasons apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// A version that is not known yet.
    Newer,
    /// Something is missing in it, or was changed on the way.
    Damaged,
    /// More text than may be in one.
    TooLarge {
        /// How many bytes there may be.
        most: usize,
    },
    /// More files than may be open.
    TooManyFiles {
        /// How many there are.
        files: usize,
        /// How many there may be.
        most: usize,
    },
    /// An example that does not exist.
    NoSuchExample(String),
    /// A lesson that does not exist.
    NoSuchLesson(String),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer => f.write_str(words::NEWER),
            Self::Damaged => f.write_str(words::DAMAGED),
            Self::TooLarge { most } => f.write_str(&words::too_large(most / 1024)),
            Self::TooManyFiles { files, most } => {
                f.write_str(&words::too_many_files(*files, *most))
            }
            Self::NoSuchExample(id) => f.write_str(&words::no_such_example(id)),
            Self::NoSuchLesson(id) => f.write_str(&words::no_such_lesson(id)),
        }
    }
}

impl std::error::Error for LinkError {}
