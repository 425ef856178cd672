use super::{FileRole, PlaceName};

/// The pair the user looks at, as a question: can the source reach the
/// destination?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Focus {
    /// Who would open the connection.
    pub source: PlaceName,
    /// Who would be connected to.
    pub destination: PlaceName,
}

/// Where the user types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// In which tab.
    pub role: FileRole,
    /// Before which byte.
    pub offset: u32,
}
