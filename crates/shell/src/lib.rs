//! A simulated terminal: `kubectl` over the user's texts.
//!
//! A [`Session`] reads a line as a shell would and answers as kubectl does, from an
//! analysis that is there already. Nothing runs: what stands in the texts is taken to be
//! applied, and `kubectl exec … -- curl` is answered by the evaluator. A command that
//! changes something hands out edits of the texts, which somebody else makes.
//!
//! The shapes of tables and the wording of errors are kubectl's, since that is what people
//! are to recognise; whatever kubectl would not say is a [`Stream::Note`].

mod apply;
mod arguments;
mod cells;
mod change;
mod completion;
mod delete;
mod describe;
mod exec;
mod fault;
mod files;
mod flag;
mod get;
mod help;
mod history;
mod identity;
mod item;
mod kubectl;
mod label;
mod label_query;
mod named;
mod open;
mod output;
mod pod_state;
mod resource;
mod run;
mod selector_words;
mod session;
mod table;
mod value;
mod words;
mod yaml;

pub use completion::Completion;
pub use history::History;
pub use output::{Line, Output, Stream};
pub use session::Session;
