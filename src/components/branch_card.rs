use netpol_engine::explain::BranchCard;
use netpol_engine::model::Truth;
use yew::prelude::*;

use super::badge::hue;
use super::{Telling, badge, clause, lines_button};
use crate::words::explanation as words;

/// One alternative of a rule, its clauses stacked with AND between them.
pub fn branch_card(card: &BranchCard, telling: &Telling) -> Html {
    let outline = telling.outline();
    let letter = outline.letter(card.branch);
    let number = outline.number(card.branch);
    let on = card.admits == Truth::Yes;
    let place = |path| telling.told.place(card.branch.policy, path);
    html! {
        <article
            class="branch-card"
            data-hue={hue(number)}
            data-admits={if on { "yes" } else { "no" }}
            aria-label={words::branch(letter, &card.title)}
        >
            <header class="branch-card__head">
                { badge(letter, number, on) }
                <strong>{ &card.title }</strong>
                { lines_button(outline.place(card.branch), telling) }
            </header>
            <div class="branch-card__clauses">
                for (index, line) in card.clauses.iter().enumerate() {
                    if index > 0 {
                        <div class="branch-card__and"><span>{ words::AND }</span></div>
                    }
                    { clause(line, line.path.as_ref().and_then(place), telling) }
                }
            </div>
        </article>
    }
}
