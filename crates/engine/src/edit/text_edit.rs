use serde::{Deserialize, Serialize};

use crate::text::{Sources, Span};

/// A range of one text, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// What goes; empty for something new.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// The texts after these edits, which must not overlap and go from the last to
/// the first.
pub fn edited(sources: &Sources, edits: &[TextEdit]) -> Sources {
    let texts = sources.iter().map(|(id, source)| {
        let mut text = source.text.clone();
        for edit in edits.iter().filter(|it| it.span.source == id) {
            let range = edit.span.range();
            if text.get(range.clone()).is_some() {
                text.replace_range(range, &edit.text);
            }
        }
        (source.name.clone(), text)
    });
    texts.collect()
}
