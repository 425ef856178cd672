use crate::words::share as words;

/// How far a link of some length gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkLength {
    /// Everywhere.
    Fine,
    /// Not through every chat or mail program.
    Long,
    /// Not into every browser: a file is the better way.
    TooLong,
}

impl LinkLength {
    /// What programs that handle links at all can be trusted with.
    pub const LONG: usize = 8_000;
    /// A little below what the address bars of browsers take.
    pub const TOO_LONG: usize = 32_000;

    /// That of a whole address.
    pub fn of(address: &str) -> Self {
        let length = address.len();
        if length <= Self::LONG {
            Self::Fine
        } else if length <= Self::TOO_LONG {
            Self::Long
        } else {
            Self::TooLong
        }
    }

    /// The value of `data-length`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Long => "long",
            Self::TooLong => "too-long",
        }
    }

    /// What there is to be said about it.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Fine => words::FINE,
            Self::Long => words::LONG,
            Self::TooLong => words::TOO_LONG,
        }
    }
}
