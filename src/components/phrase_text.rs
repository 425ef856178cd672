use std::rc::Rc;

use netpol_engine::explain::{Phrase, Piece};
use yew::prelude::*;

use super::Badge;
use crate::state::Reading;

/// What [`PhraseText`] is made from.
#[derive(Properties, PartialEq)]
pub struct PhraseTextProps {
    /// The words.
    pub phrase: Phrase,
    /// Where the letters of branches come from.
    pub reading: Rc<Reading>,
}

/// A sentence of the engine's: code in a typewriter face, branches as badges.
#[component]
pub fn PhraseText(props: &PhraseTextProps) -> Html {
    props
        .phrase
        .0
        .iter()
        .map(|piece| piece_html(piece, &props.reading))
        .collect()
}

fn piece_html(piece: &Piece, reading: &Reading) -> Html {
    match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Code(text) => html! { <code>{ text }</code> },
        Piece::Strong(text) => html! { <strong>{ text }</strong> },
        Piece::Branch(branch) => {
            let letter = reading.letters.letter(*branch);
            let number = reading.letters.number(*branch).unwrap_or_default();
            html! { <Badge {letter} {number} /> }
        }
    }
}
