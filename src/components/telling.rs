use std::rc::Rc;

use yew::prelude::*;

use crate::report::{Outline, PictureReport, Place, Told};

/// What every part of an explanation needs besides its own words.
#[derive(Clone, PartialEq)]
pub struct Telling {
    /// What is explained, with its places.
    pub told: Rc<Told>,
    /// What its branches are called and where they stand.
    pub picture: Rc<PictureReport>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Place>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Place>,
}

impl Telling {
    /// What branches are called.
    pub fn outline(&self) -> &Outline {
        &self.picture.outline
    }

    /// Reports that the user points at what stands at `place`, and when they stop.
    pub fn pointing_at(&self, place: Option<Place>) -> Callback<bool> {
        self.on_point
            .reform(move |is_over: bool| place.filter(|_| is_over))
    }
}
