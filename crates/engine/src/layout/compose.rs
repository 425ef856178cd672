use super::Picture;
use crate::eval::{Connection, Party, World};
use crate::letters::Letters;

/// The pair the user looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// Who opens the connection.
    pub source: Party,
    /// Who is connected to.
    pub destination: Party,
}

/// Says what is to be drawn: every connection, and the focus even when it is
/// denied (then as the last edge).
pub fn compose(
    world: &World,
    connections: &[Connection],
    letters: &Letters,
    focus: Option<Focus>,
) -> Picture {
    let _ = (world, connections, letters, focus);
    unimplemented!()
}
