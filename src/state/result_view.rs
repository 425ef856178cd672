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
    /// What is not as it was at the baseline.
    Changes,
}

impl ResultView {
    /// All, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Diagram, Self::Matrix, Self::Policies, Self::Changes];

    /// What the switch says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Diagram => words::DIAGRAM,
            Self::Matrix => words::MATRIX,
            Self::Policies => words::POLICIES,
            Self::Changes => words::CHANGES,
        }
    }

    /// Whether there is a diagram in it.
    pub fn has_diagram(self) -> bool {
        matches!(self, Self::Diagram | Self::Changes)
    }
}
