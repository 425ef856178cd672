//! Files that hold everything and can be opened again.
//!
//! The JSON form holds the whole state, as a link does. The YAML form holds the
//! manifests, ready for `kubectl apply -f`; remarks in it say which tab each part
//! came from.

use serde::{Deserialize, Serialize};

use super::payload::tidy;
use super::{FileV1, LinkError, PayloadV1};

/// The largest file that is opened, in bytes. Whether the texts in it are too
/// long is for the engine to say.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// What begins a part of the YAML form, before the name of its tab.
const REMARK: &str = "# netpol-playground file: ";
const SEPARATOR: &str = "---\n";

/// What a file turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bundle {
    /// A whole state, which takes the place of the present one.
    State(PayloadV1),
    /// Manifests under the names of their tabs.
    Files(Vec<FileV1>),
}

/// The JSON form begins by saying what it is.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(rename = "netpolPlayground")]
    version: u32,
    #[serde(flatten)]
    payload: &'a PayloadV1,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "netpolPlayground")]
    version: u32,
}

/// The whole state as JSON.
pub fn json(payload: &PayloadV1) -> String {
    let whole = Whole {
        version: PayloadV1::VERSION,
        payload,
    };
    // Text under names can always be written.
    let json = serde_json::to_string_pretty(&whole).unwrap_or_default();
    [&json, "\n"].concat()
}

/// The manifests as one YAML file. Every text ends with a line of its own.
pub fn yaml<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut yaml = String::new();
    for (name, text) in files {
        if !yaml.is_empty() {
            yaml.push_str(SEPARATOR);
        }
        yaml.push_str(REMARK);
        yaml.push_str(&tidy(name));
        yaml.push('\n');
        yaml.push_str(text);
        if !text.is_empty() && !text.ends_with('\n') {
            yaml.push('\n');
        }
    }
    yaml
}

/// Reads a file of this name: one of ours, or any manifest.
///
/// # Errors
///
/// A file of ours that cannot be opened, or one that is too large.
pub fn read(name: &str, text: &str) -> Result<Bundle, LinkError> {
    if text.len() > MOST_BYTES {
        return Err(LinkError::TooLarge { most: MOST_BYTES });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Ok(Head { version }) = serde_json::from_str(text) {
        if version > PayloadV1::VERSION {
            return Err(LinkError::Newer);
        }
        return PayloadV1::from_json(text)?.admitted().map(Bundle::State);
    }
    let files = parts(text).unwrap_or_else(|| vec![file(name, text)]);
    let payload = PayloadV1 {
        files,
        ..PayloadV1::default()
    };
    payload.admitted().map(|it| Bundle::Files(it.files))
}

/// The parts of the YAML form, if this is it.
fn parts(yaml: &str) -> Option<Vec<FileV1>> {
    let border = [SEPARATOR, REMARK].concat();
    let all = yaml.strip_prefix(REMARK)?.split(&border);
    let part = |it: &str| {
        let (name, text) = it.split_once('\n').unwrap_or((it, ""));
        file(name, text)
    };
    Some(all.map(part).collect())
}

fn file(name: &str, text: &str) -> FileV1 {
    FileV1 {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}
