use yew::prelude::*;

use crate::words::mark as words;

/// How many hues the branches share; after the last the first comes again.
const HUES: usize = 6;

/// The value of `data-hue` for a branch with this number, from 0.
pub(super) fn hue(number: usize) -> String {
    (number % HUES + 1).to_string()
}

/// The mark of a branch, the same in the gutter, on edges and on cards: its
/// letter, in the hue of its number. Filled, it admits what is in focus;
/// outlined, it does not.
pub fn badge(letter: &str, number: usize, on: bool) -> Html {
    html! {
        <b class="badge" data-hue={hue(number)} data-state={if on { "on" } else { "off" }}>
            <span class="visually-hidden">{ words::BRANCH }</span>
            { letter }
        </b>
    }
}
