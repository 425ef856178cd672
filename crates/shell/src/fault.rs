use crate::output::Output;
use crate::resource::Resource;

/// Why a command does nothing, in the words that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) text: String,
    /// What the simulation adds.
    pub(crate) note: Option<String>,
    pub(crate) status: u8,
}

impl Fault {
    /// As kubectl says what is wrong with a command.
    pub(crate) fn error(text: impl AsRef<str>) -> Self {
        Self::plain(format!("error: {}", text.as_ref()))
    }

    pub(crate) fn plain(text: String) -> Self {
        Self {
            text,
            note: None,
            status: 1,
        }
    }

    /// As an API server says that there is no such object.
    pub(crate) fn not_found(resource: Resource, name: &str) -> Self {
        let kind = resource.qualified();
        Self::plain(format!(
            "Error from server (NotFound): {kind} \"{name}\" not found"
        ))
    }

    #[must_use]
    pub(crate) fn noting(self, note: impl Into<String>) -> Self {
        Self {
            note: Some(note.into()),
            ..self
        }
    }

    pub(crate) fn tell(&self, output: &mut Output) {
        output.complain(&self.text);
        if let Some(note) = &self.note {
            output.note(note);
        }
        output.status = self.status;
    }
}
