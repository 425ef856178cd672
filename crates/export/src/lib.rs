//! What the engine found, written down for others: JSON for programs, CSV for
//! spreadsheets, Markdown, Mermaid and Graphviz for documents, and the picture
//! as a file that stands alone.
//!
//! Every function takes an analysis and gives text, or types that serde turns
//! into text. No verdict is worked out here, and there is no terminal and no
//! file: the command line and the page print and save the same bytes.

mod comparison;
pub mod list;
mod picture;
mod policies;
mod room;
mod sarif;
mod text;
pub mod wire;

pub use comparison::{Comparison, Kind, Share};
pub use list::{Ends, List};
pub use picture::{Poster, Theme, svg, tally};
pub use policies::policies;
pub use room::Room;
pub use sarif::sarif;
pub use text::clean;
