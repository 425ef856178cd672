use netpol_engine::explain::{Phrase, Piece};
use yew::prelude::*;

use super::badge;
use crate::state::Reading;

/// A sentence of the engine's: code in a typewriter face, branches as badges
/// with the letters of `reading`.
pub fn phrase_text(phrase: &Phrase, reading: &Reading) -> Html {
    phrase.0.iter().map(|it| piece_html(it, reading)).collect()
}

fn piece_html(piece: &Piece, reading: &Reading) -> Html {
    match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Code(text) => html! { <code>{ text }</code> },
        Piece::Strong(text) => html! { <strong>{ text }</strong> },
        Piece::Branch(branch) => {
            let number = reading.letters.number(*branch).unwrap_or_default();
            badge(&reading.letters.letter(*branch), number, true)
        }
    }
}
