use netpol_engine::eval::World;
use netpol_engine::layout::Focus as Pair;
use netpol_engine::model::Protocol;
use netpol_engine::query::{PortQuestion, split_port};
use serde::{Deserialize, Serialize};

use super::PlaceName;

/// The pair the user looks at, as a question: can the source reach the
/// destination? By name, since the engine's ids are positions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// Who would open the connection.
    pub source: PlaceName,
    /// Who would be connected to.
    pub destination: PlaceName,
    /// On which port; `None` asks whether there is any.
    pub port: Option<(Protocol, u16)>,
}

impl Focus {
    /// Whether any port connects the two.
    pub fn between(source: PlaceName, destination: PlaceName) -> Self {
        Self {
            source,
            destination,
            port: None,
        }
    }

    /// A question as it is typed: two endpoints, a port behind the second.
    ///
    /// # Errors
    ///
    /// What is wrong with the port, for whoever typed it.
    pub fn read(source: &str, destination: &str) -> Result<Self, String> {
        let (destination, port) = split_port(destination.trim());
        let port = match port.filter(|it| !it.is_empty()) {
            Some(port) => match PortQuestion::parse(port) {
                Ok(PortQuestion::One(protocol, number)) => Some((protocol, number)),
                Ok(PortQuestion::Any) => None,
                Err(fault) => return Err(fault.to_string()),
            },
            None => None,
        };
        Ok(Self {
            source: PlaceName::Named(source.trim().to_owned()),
            destination: PlaceName::Named(destination.to_owned()),
            port,
        })
    }

    /// The pair without the port: what an edge of the diagram stands for.
    #[must_use]
    pub fn pair(&self) -> Self {
        Self::between(self.source.clone(), self.destination.clone())
    }

    /// The names of a pair.
    pub fn of(world: &World, pair: Pair) -> Self {
        Self::between(
            PlaceName::of(world, pair.source),
            PlaceName::of(world, pair.destination),
        )
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
        let pair = self.resolve(world)?;
        Some(Self {
            port: self.port,
            ..Self::of(world, pair)
        })
    }
}

/// Where the user types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// In which tab, from 0.
    pub file: usize,
    /// Before which byte.
    pub offset: u32,
}
