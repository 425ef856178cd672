use netpol_engine::eval::World;
use netpol_engine::layout::Focus as Pair;

use super::{FileRole, PlaceName};

/// The pair the user looks at, as a question: can the source reach the
/// destination? By name, since the engine's ids are positions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Focus {
    /// Who would open the connection.
    pub source: PlaceName,
    /// Who would be connected to.
    pub destination: PlaceName,
}

impl Focus {
    /// The names of a pair.
    pub fn of(world: &World, pair: Pair) -> Self {
        Self {
            source: PlaceName::of(world, pair.source),
            destination: PlaceName::of(world, pair.destination),
        }
    }

    /// A text that tells the edge of this pair from every other; a bundle that
    /// begins with the pair is another edge.
    pub fn key(&self, is_bundle: bool) -> String {
        let arrow = if is_bundle { " => " } else { " -> " };
        [&self.source.key(), arrow, &self.destination.key()].concat()
    }

    /// The pair of these names, if both are there.
    pub fn resolve(&self, world: &World) -> Option<Pair> {
        Some(Pair {
            source: self.source.find(world)?,
            destination: self.destination.find(world)?,
        })
    }

    /// The same pair by its full names: an example may leave out the kind.
    pub fn in_full(&self, world: &World) -> Option<Self> {
        self.resolve(world).map(|pair| Self::of(world, pair))
    }
}

/// Where the user types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// In which tab.
    pub role: FileRole,
    /// Before which byte.
    pub offset: u32,
}
