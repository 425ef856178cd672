use netpol_engine::explain::{Phrase, Piece};
use yew::prelude::*;

use super::badge;
use crate::report::Outline;

/// A sentence of the engine's: code in a typewriter face, branches as badges
/// with the letters of `outline`.
pub fn phrase_text(phrase: &Phrase, outline: &Outline) -> Html {
    phrase.0.iter().map(|it| piece_html(it, outline)).collect()
}

fn piece_html(piece: &Piece, outline: &Outline) -> Html {
    match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Code(text) => html! { <code>{ text }</code> },
        Piece::Strong(text) => html! { <strong>{ text }</strong> },
        Piece::Branch(branch) => badge(outline.letter(*branch), outline.number(*branch), true),
    }
}
