use std::rc::Rc;

use netpol_engine::text::Span;
use yew::prelude::*;

use crate::state::Reading;

/// What every part of an explanation needs besides its own words.
#[derive(Clone, PartialEq)]
pub struct Telling {
    /// What is explained.
    pub reading: Rc<Reading>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Span>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Span>,
}

impl Telling {
    /// Reports that the user points at what stands at `span`, and when they stop.
    pub fn pointing_at(&self, span: Option<Span>) -> Callback<bool> {
        self.on_point
            .reform(move |is_over: bool| span.filter(|_| is_over))
    }
}
