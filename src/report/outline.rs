use netpol_engine::eval::BranchRef;
use netpol_engine::text::Span;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::state::Caret;

/// Every branch of the texts in document order: what it is called and where it
/// stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outline(pub Vec<OutlineBranch>);

/// A branch in the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineBranch {
    /// The branch.
    pub at: BranchRef,
    /// Its letter.
    pub letter: String,
    /// What its hue is chosen by.
    pub number: usize,
    /// Where it stands.
    pub place: Place,
    /// Where the second of its two selectors stands, if it has two.
    pub second_selector: Option<Span>,
}

impl Outline {
    fn find(&self, branch: BranchRef) -> Option<&OutlineBranch> {
        self.0.iter().find(|it| it.at == branch)
    }

    /// The letter of a branch; empty for one that is not there.
    pub fn letter(&self, branch: BranchRef) -> &str {
        self.find(branch).map_or("", |it| &it.letter)
    }

    /// What the hue of a branch is chosen by.
    pub fn number(&self, branch: BranchRef) -> usize {
        self.find(branch).map_or(0, |it| it.number)
    }

    /// Where a branch stands.
    pub fn place(&self, branch: BranchRef) -> Option<Place> {
        self.find(branch).map(|it| it.place)
    }

    /// The branch that a caret stands in.
    pub fn at_caret(&self, caret: Caret) -> Option<BranchRef> {
        let holds = |it: &&OutlineBranch| {
            let span = it.place.span;
            it.place.file() == caret.file && span.touches(span.source, caret.offset)
        };
        self.0.iter().find(holds).map(|it| it.at)
    }
}
