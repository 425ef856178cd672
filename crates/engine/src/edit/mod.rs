//! Changes of the user's own text: what a click asks for, as ranges of bytes
//! that become others.
//!
//! Only what has to change does: comments, order and style stay, in block, flow
//! and JSON. Before a change is handed out it is made in memory, read again and
//! held against the wish; what does not do what it says is a fault, not a change.

mod change;
mod changes;
mod joint;
mod place;
mod style;
mod template;
mod text_edit;
mod whole;
mod wish;
mod writer;

use std::cmp::Reverse;

pub use change::{Change, What};
pub use changes::{Changed, changed};
pub use text_edit::{TextEdit, edited};
pub use wish::{EditFault, Holder, Wish};

use self::writer::Writer;
pub use self::writer::template_path;
use crate::analysis::analyze;
use crate::options::Options;
use crate::text::Sources;

/// The edits that fulfil a wish, from the last to the first.
///
/// # Errors
///
/// What cannot be done, or would not do what it says.
pub fn edits(
    sources: &Sources,
    options: &Options,
    wish: &Wish,
) -> Result<Vec<TextEdit>, EditFault> {
    let before = analyze(sources, options);
    let mut edits = Writer::new(sources, &before).edits(wish)?;
    edits.sort_by_key(|it| Reverse(it.span));
    let after = analyze(&edited(sources, &edits), options);
    if let Some(new) = changes::new_error(&before, &after) {
        return Err(EditFault::Refused(new.to_owned()));
    }
    if wish.is_fulfilled(&after) {
        Ok(edits)
    } else {
        Err(EditFault::NoEffect)
    }
}
