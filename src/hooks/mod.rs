//! What joins components to state and browser.

mod use_code_editor;
mod use_course;
mod use_kept_state;
mod use_link;
mod use_outbox;
mod use_quiet;
mod use_report;
mod use_viewport;
mod use_whole_program;
mod use_width;

pub use use_code_editor::{Desk, use_code_editor};
pub use use_course::{course_begun, use_course, use_met_goals};
pub use use_kept_state::use_kept_state;
pub use use_link::{begun, open, use_link};
pub use use_quiet::use_quiet;
pub use use_report::use_report;
pub use use_viewport::use_viewport;
pub use use_whole_program::use_whole_program;
pub use use_width::use_width;
