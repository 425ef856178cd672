use serde::{Deserialize, Serialize};

use super::LinkError;

/// How many files there may be.
const MOST_FILES: usize = 40;
/// How long a name may be; what is behind is cut off.
const NAME_CHARS: usize = 120;

/// The wire form of a whole state, first version. Not the page's own state: that
/// may change, this may not. It may grow by fields that an older page can do
/// without; whatever changes the meaning of the rest needs another version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PayloadV1 {
    /// The texts, in the order of their tabs.
    pub files: Vec<FileV1>,
    /// The position of the tab that is open.
    #[serde(skip_serializing_if = "is_first")]
    pub open: usize,
    /// The pair in focus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionV1>,
    /// The view that is shown, by its name; unknown ones mean the first view.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
    /// The policies that do not count for the moment, as `namespace/name`. An older
    /// page lets them count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// What the texts are held against, if it is something else. An older page holds
    /// them against themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub baseline: Vec<FileV1>,
    /// What is expected of the policies, line by line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expectations: String,
}

/// A text under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileV1 {
    /// What its tab says.
    pub name: String,
    /// The text, exactly as typed.
    pub text: String,
}

/// A pair, by the names that people write: `shop/deployment/web`, `external`,
/// `10.0.0.0/8`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionV1 {
    /// Who would open the connection.
    pub from: String,
    /// Who would be connected to.
    pub to: String,
    /// On which port: `3306`, `53/UDP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_first(position: &usize) -> bool {
    *position == 0
}

impl PayloadV1 {
    /// The version that links and files begin with.
    pub const VERSION: u32 = 1;

    /// Reads its JSON. Without the first look, a list of values would do for the
    /// object.
    pub(super) fn from_json(json: &str) -> Result<Self, LinkError> {
        let object = Some(json).filter(|it| it.trim_start().starts_with('{'));
        let read = object.and_then(|it| serde_json::from_str(it).ok());
        read.ok_or(LinkError::Damaged)
    }

    /// Takes it as it came from outside: refuses what is too much, and puts in
    /// order what can be.
    pub(super) fn admitted(mut self) -> Result<Self, LinkError> {
        let files = self.files.len().max(self.baseline.len());
        if files > MOST_FILES {
            return Err(LinkError::TooManyFiles {
                files,
                most: MOST_FILES,
            });
        }
        for file in self.files.iter_mut().chain(&mut self.baseline) {
            file.name = tidy(&file.name);
        }
        self.open = self.open.min(self.files.len().saturating_sub(1));
        Ok(self)
    }
}

/// A name of one short line, without characters that nobody sees.
pub(super) fn tidy(name: &str) -> String {
    let seen = name.chars().filter(|it| !it.is_control() && !turns(*it));
    let short: String = seen.take(NAME_CHARS).collect();
    short.trim().to_owned()
}

/// Whether a character turns the direction of writing around, so that a name
/// looks like another.
fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
