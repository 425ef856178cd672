use crate::words::{explanation, intentions, terminal};

/// What stands below the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnswerPane {
    /// Why the pair in focus is connected, or not.
    #[default]
    Explanation,
    /// What is expected of the policies.
    Intentions,
    /// The simulated terminal.
    Terminal,
}

impl AnswerPane {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Explanation, Self::Intentions, Self::Terminal];

    /// What the switch says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Explanation => explanation::TITLE,
            Self::Intentions => intentions::TITLE,
            Self::Terminal => terminal::TITLE,
        }
    }
}
