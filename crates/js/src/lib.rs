//! The engine for programs in JavaScript, which npm knows as `netpol-engine`.
//!
//! [`answer`] is the whole of it: the name of a function and its request as JSON
//! go in, and the JSON of `crates/export/schema/netpol.v1.json` comes out. What
//! is wrong with a request is a part of the answer, so that no text can make a
//! program stop. The JavaScript around it, and its types, are in
//! `crates/js/package/`.

mod analysis;
mod check;
mod diff;
mod files;
mod function;
mod lint;
mod list;
mod query;
mod refusal;
mod wishes;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::function::Function;
use crate::refusal::Refusal;

/// One line of JSON for a request; `function` is `list`, say.
#[wasm_bindgen]
pub fn answer(function: &str, request: &str) -> String {
    let found = Function::from_name(function).and_then(|it| it.answer(request));
    found.unwrap_or_else(Refusal::line)
}
