use netpol_engine::explain::BranchCard;
use netpol_engine::model::Truth;
use yew::prelude::*;

use super::badge::hue;
use super::{Telling, badge, clause, lines_button};

/// One alternative of a rule, its clauses stacked with AND between them.
pub fn branch_card(card: &BranchCard, telling: &Telling) -> Html {
    let reading = &telling.reading;
    let letter = reading.letters.letter(card.branch);
    let number = reading.letters.number(card.branch).unwrap_or_default();
    let on = card.admits == Truth::Yes;
    let place = |path| reading.analysis.policy_span(card.branch.policy, path);
    html! {
        <article
            class="branch-card"
            data-hue={hue(number)}
            data-admits={if on { "yes" } else { "no" }}
            aria-label={["Branch ", &letter, ": ", &card.title].concat()}
        >
            <header class="branch-card__head">
                { badge(&letter, number, on) }
                <strong>{ &card.title }</strong>
                { lines_button(reading.analysis.branch_span(card.branch), telling) }
            </header>
            <div class="branch-card__clauses">
                for (index, line) in card.clauses.iter().enumerate() {
                    if index > 0 {
                        <div class="branch-card__and"><span>{ "AND" }</span></div>
                    }
                    { clause(line, line.path.as_ref().and_then(place), telling) }
                }
            </div>
        </article>
    }
}
