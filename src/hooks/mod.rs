//! What joins components to state and browser.

mod use_kept_state;
mod use_shown;
mod use_width;

pub use use_kept_state::use_kept_state;
pub use use_shown::use_shown;
pub use use_width::use_width;
