use percent_encoding::percent_decode_str;

use super::LinkError;
use crate::lessons::Lesson;

/// What the fragment of an address asks for of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseLink {
    /// `#lessons`: the list.
    All,
    /// `#lesson=…`: a lesson, by its stable identifier.
    One(&'static Lesson),
}

impl CourseLink {
    /// Reads a fragment, with or without its `#`; nothing if it is about something else.
    ///
    /// # Errors
    ///
    /// A lesson that does not exist.
    pub fn read(fragment: &str) -> Result<Option<Self>, LinkError> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment == "lessons" {
            return Ok(Some(Self::All));
        }
        let Some(id) = fragment.strip_prefix("lesson=") else {
            return Ok(None);
        };
        let id = percent_decode_str(id).decode_utf8();
        let id = id.map_err(|_| LinkError::Damaged)?;
        match Lesson::find(&id) {
            Some((_, lesson)) => Ok(Some(Self::One(lesson))),
            None => Err(LinkError::NoSuchLesson(id.into())),
        }
    }

    /// Whether a fragment is about the course.
    pub fn is_one(fragment: &str) -> bool {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        fragment == "lessons" || fragment.starts_with("lesson=")
    }

    /// The fragment that asks for it, without its `#`.
    pub fn fragment(self) -> String {
        match self {
            Self::All => "lessons".to_owned(),
            Self::One(lesson) => ["lesson=", lesson.id].concat(),
        }
    }
}
