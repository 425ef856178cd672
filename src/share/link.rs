use percent_encoding::percent_decode_str;

use super::pack::{MOST_UNPACKED, packed, unpacked};
use super::{LinkError, PayloadV1};
use crate::examples::Example;

/// What the fragment of an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// `#v1=…`: a whole state.
    State(PayloadV1),
    /// `#example=…`: an example, by its stable identifier.
    Example(Example),
    /// `#yaml=…`: a text, written by hand into somebody's documentation.
    Yaml(String),
}

impl Link {
    /// Reads a fragment, with or without its `#`. One that means nothing to us is
    /// nothing: the page may be reached by any anchor.
    ///
    /// # Errors
    ///
    /// A fragment that was meant for us and cannot be opened.
    pub fn read(fragment: &str) -> Result<Option<Self>, LinkError> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (key, value) = fragment.split_once('=').unwrap_or((fragment, ""));
        match key {
            "v1" => state(value).map(Self::State),
            "example" => example(value).map(Self::Example),
            "yaml" => yaml(value).map(Self::Yaml),
            _ if is_version(key) => Err(LinkError::Newer),
            _ => return Ok(None),
        }
        .map(Some)
    }
}

/// The fragment that carries `payload`, without its `#`.
///
/// # Errors
///
/// A state that is too large to be opened again.
pub fn write(payload: &PayloadV1) -> Result<String, LinkError> {
    let json = serde_json::to_string(payload).map_err(|_| LinkError::Damaged)?;
    if json.len() > MOST_UNPACKED {
        return Err(LinkError::TooLarge {
            most: MOST_UNPACKED,
        });
    }
    Ok(["v1=", &packed(&json)].concat())
}

/// Programs that pass addresses on like to add to them, and behind `&` stands what a
/// frame is to be like.
fn state(value: &str) -> Result<PayloadV1, LinkError> {
    let value = value.split('&').next().unwrap_or_default();
    let json = unpacked(value.trim_end_matches(['=', '.', ',', ')', '>']))?;
    PayloadV1::from_json(&json)?.admitted()
}

fn example(value: &str) -> Result<Example, LinkError> {
    let id = decoded(value.split('&').next().unwrap_or_default())?;
    let found = Example::find(&id);
    found.copied().ok_or(LinkError::NoSuchExample(id))
}

fn yaml(value: &str) -> Result<String, LinkError> {
    let text = decoded(value)?;
    if text.len() > MOST_UNPACKED {
        return Err(LinkError::TooLarge {
            most: MOST_UNPACKED,
        });
    }
    Ok(text)
}

pub(super) fn decoded(value: &str) -> Result<String, LinkError> {
    let text = percent_decode_str(value).decode_utf8();
    text.map(Into::into).map_err(|_| LinkError::Damaged)
}

/// `v2`, `v17`.
fn is_version(key: &str) -> bool {
    let number = key.strip_prefix('v').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
}
