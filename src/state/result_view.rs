use serde::{Deserialize, Serialize};

use crate::words::page as words;

/// What the answer is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ResultView {
    /// A picture.
    #[default]
    Diagram,
    /// A table.
    Matrix,
    /// What each policy is for.
    Policies,
}

impl ResultView {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Diagram, Self::Matrix, Self::Policies];

    /// What the switch says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Diagram => words::DIAGRAM,
            Self::Matrix => words::MATRIX,
            Self::Policies => words::POLICIES,
        }
    }
}
