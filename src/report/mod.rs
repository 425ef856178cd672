//! What the page is told of the texts: plain data that crosses from the
//! evaluator, which may run in a worker, to the components.
//!
//! Nothing in here knows the cluster or works out a verdict: names, sentences,
//! places and geometry are ready to be shown. Parts that did not change are the
//! same `Rc` as before, so that nothing is drawn again because of them.

mod changes;
mod console_reply;
mod intentions;
mod inventory;
mod offers;
mod outline;
mod picture;
mod place;
mod problem;
mod roster;
mod table;
mod told;
mod update;
mod wish_outcome;

pub use changes::{ChangeKind, ChangedLines, ChangesReport, LineChange, ListedChange};
pub use console_reply::{ConsoleAnswer, ConsoleReply};
pub use intentions::{CheckedLine, IntentionsReport, LineFault, LineOutcome};
pub use inventory::{Inventory, ListedNamespace, ListedService, ListedWorkload};
pub use offers::{Offer, OffersReport};
pub use outline::{Outline, OutlineBranch};
pub use picture::{Choice, PictureReport};
pub use place::Place;
pub use problem::{FindingsReport, LeftAside, Problem, RelatedPlace, TextReport};
pub use roster::{ListedPolicy, RosterReport};
pub use table::TableReport;
pub use told::Told;
pub use update::{Change, Later, Report, Update};
pub use wish_outcome::WishOutcome;
