use std::fmt;

/// Why a folder is no lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LessonFault {
    /// A file that the lesson cannot do without.
    Missing(String),
    /// `lesson.toml` is not what the format says.
    Manifest(String),
    /// A file of the folder that nothing names.
    Unnamed(String),
    /// A solution changes a file that the reader may not.
    NotEditable(String),
    /// A line under `goals` that is no expectation.
    Goal(String),
    /// Something in a step that a lesson cannot show, or that says nothing.
    Prose {
        /// The file.
        file: String,
        /// What is wrong there.
        what: String,
    },
}

impl fmt::Display for LessonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(file) => write!(f, "{file} is missing"),
            Self::Manifest(what) => write!(f, "lesson.toml: {what}"),
            Self::Unnamed(file) => write!(f, "{file} is named nowhere in lesson.toml"),
            Self::NotEditable(file) => {
                write!(f, "solution/{file} changes a file that is not editable")
            }
            Self::Goal(line) => write!(f, "`{line}` under `goals` is no expectation"),
            Self::Prose { file, what } => write!(f, "{file}: {what}"),
        }
    }
}

impl std::error::Error for LessonFault {}
