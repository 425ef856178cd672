//! What belongs to the browser: storage, the document's theme, sizes on the
//! screen. The only module that touches them.

mod departure;
mod element;
mod storage;
mod theme;
mod width;

pub use departure::before_departure;
pub use element::{focus, mount_point, reserve, scroll_to_line, select, share_out};
pub use storage::Storage;
pub use theme::wear;
pub use width::WidthObserver;
