use netpol_engine::fix;
use netpol_engine::text::Sources;
use serde::Serialize;

use super::{Moved, Place};

/// Something that can be done, and all that it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    title: String,
    gained: Vec<Moved>,
    lost: Vec<Moved>,
    unsettled: Vec<Moved>,
    /// From the last to the first, so that none moves another.
    edits: Vec<Edit>,
}

/// A range of the text, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Edit {
    span: Place,
    text: String,
}

impl Fix {
    /// Fixes as they are offered.
    pub fn all(sources: &Sources, fixes: &[fix::Fix]) -> Vec<Self> {
        let of = |it: &fix::Fix| Self {
            title: it.title.clone(),
            gained: Moved::all(&it.effect.gained),
            lost: Moved::all(&it.effect.lost),
            unsettled: Moved::all(&it.effect.unsettled),
            edits: it
                .edits
                .iter()
                .map(|it| Edit {
                    span: Place::new(sources, it.span),
                    text: it.text.clone(),
                })
                .collect(),
        };
        fixes.iter().map(of).collect()
    }
}
