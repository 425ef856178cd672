use crate::words::{lessons, page as words};

/// What a narrow screen shows; a wide one shows all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The texts.
    Editor,
    /// The diagram.
    #[default]
    Diagram,
    /// The explanation.
    Explain,
    /// The lesson, while there is one.
    Lesson,
}

impl Pane {
    /// All that are always there, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Editor, Self::Diagram, Self::Explain];

    /// What the tab says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Editor => words::EDITOR,
            Self::Diagram => words::DIAGRAM,
            Self::Explain => words::EXPLAIN,
            Self::Lesson => lessons::LESSON,
        }
    }

    /// The value of `data-pane`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Diagram => "diagram",
            Self::Explain => "explain",
            Self::Lesson => "lesson",
        }
    }
}

/// How the panes share the window, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// The editor's share of the width.
    pub editor: u8,
    /// The diagram's share of the height.
    pub diagram: u8,
}

impl Sizes {
    /// The smallest and the largest share that leaves both sides usable.
    pub const RANGE: (u8, u8) = (20, 80);

    /// A share within [`Sizes::RANGE`].
    pub fn clamp(share: u8) -> u8 {
        share.clamp(Self::RANGE.0, Self::RANGE.1)
    }
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            editor: 35,
            diagram: 57,
        }
    }
}
