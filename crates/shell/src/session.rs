use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options};

/// A terminal over texts that were analysed.
#[derive(Debug, Clone, Copy)]
pub struct Session<'a> {
    /// The texts; their names are the files.
    pub sources: &'a Sources,
    /// What they were analysed with.
    pub options: &'a Options,
    /// What there is to say about them.
    pub analysis: &'a Analysis,
    /// The names of branches in reasons.
    pub letters: &'a Letters,
    /// The lines that were entered before, the oldest first.
    pub history: &'a [String],
}

impl Session<'_> {
    /// The longest line that is read, in bytes.
    pub const LONGEST_LINE: usize = 8_192;
    /// The most lines of an answer.
    pub const MOST_LINES: usize = 2_000;
}
