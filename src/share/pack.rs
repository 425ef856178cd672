//! Text made small enough for an address, and back: raw deflate, then base64 for
//! addresses without padding. The browser's `deflate-raw` streams read and write
//! the same.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::LinkError;

/// What a link may unpack to, in bytes; also the most that the engine reads.
pub(super) const MOST_UNPACKED: usize = 1024 * 1024;
/// More cannot come out of less: an address this long is not looked into.
const MOST_PACKED: usize = 2 * MOST_UNPACKED;
const TOO_LARGE: LinkError = LinkError::TooLarge {
    most: MOST_UNPACKED,
};
/// Links are made rarely and sent often.
const SMALLEST: u8 = 9;

/// Packs a text.
pub(super) fn packed(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), SMALLEST))
}

/// Unpacks a text, up to [`MOST_UNPACKED`].
pub(super) fn unpacked(packed: &str) -> Result<String, LinkError> {
    if packed.len() > MOST_PACKED {
        return Err(TOO_LARGE);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(packed)
        .map_err(|_| LinkError::Damaged)?;
    let text = decompress_to_vec_with_limit(&bytes, MOST_UNPACKED).map_err(|it| {
        if it.status == TINFLStatus::HasMoreOutput {
            TOO_LARGE
        } else {
            LinkError::Damaged
        }
    })?;
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}
