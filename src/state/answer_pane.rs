use crate::words::{explanation, intentions};

/// What stands below the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnswerPane {
    /// Why the pair in focus is connected, or not.
    #[default]
    Explanation,
    /// What is expected of the policies.
    Intentions,
}

impl AnswerPane {
    /// Both, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Explanation, Self::Intentions];

    /// What the switch says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Explanation => explanation::TITLE,
            Self::Intentions => intentions::TITLE,
        }
    }
}
