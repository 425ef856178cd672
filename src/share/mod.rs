//! What travels from one page to another: links and files that hold the whole
//! state.
//!
//! A link carries its state in the fragment, which browsers never send to a
//! server. [`Link::read`] says what a fragment asks for, [`write()`] makes one;
//! [`bundle`] does the same for files. Both end in a [`PayloadV1`], a wire form
//! that outlives whatever the page's own state becomes.
//!
//! A link is hostile input: everything is bounded, and whatever cannot be opened
//! is a [`LinkError`], which is a sentence.

pub mod bundle;
mod course_link;
mod export;
mod frame;
mod length;
mod link;
mod link_error;
mod opening;
mod pack;
mod payload;

pub use course_link::CourseLink;
pub use export::{Export, on_disk};
pub use frame::{FrameEditor, FrameFocus, FrameOptions};
pub use length::LinkLength;
pub use link::{Link, write};
pub use link_error::LinkError;
pub use opening::{Opening, payload_of, question_of};
pub use payload::{FileV1, PayloadV1, QuestionV1};
