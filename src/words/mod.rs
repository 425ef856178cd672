//! Every text of the page, one file per view: constants, and functions that build
//! a sentence.
//!
//! A sentence is built here and nowhere else, with its plurals and the order of its
//! words, so that another language can have others. What decides a connection is
//! told by the engine, in its module `explain`.
//!
//! Texts are joined, not formatted: a format costs the program far more.

mod number;

pub(crate) mod builder;
pub(crate) mod changes;
pub(crate) mod diagram;
pub(crate) mod editor;
pub(crate) mod explanation;
pub(crate) mod frame;
pub(crate) mod intentions;
pub(crate) mod lessons;
pub(crate) mod mark;
pub(crate) mod matrix;
pub(crate) mod news;
pub(crate) mod page;
pub(crate) mod policies;
pub(crate) mod question;
pub(crate) mod share;
pub(crate) mod terminal;
