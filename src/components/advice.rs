use netpol_engine::explain::{Closing, EntryUse, Explanation, Near, NearEnd, Phrase, UsedPairs};
use yew::prelude::*;

use super::{MarkKind, Telling, lines_button, mark, phrase_text};
use crate::words::explanation as words;

/// How many entries are told of before the rest is counted.
const MOST: usize = 4;

/// What would have admitted a connection, what closes it, and what the entries
/// that admit it are there for.
pub fn advice(explanation: &Explanation, telling: &Telling) -> Html {
    let is_told =
        explanation.near.is_some() || explanation.closing.is_some() || !explanation.uses.is_empty();
    if !is_told {
        return html! {};
    }
    html! {
        <div class="advice">
            if let Some(it) = &explanation.near {
                { near(it, telling) }
            }
            if let Some(it) = &explanation.closing {
                { closing(it, telling) }
            }
            if !explanation.uses.is_empty() {
                { uses(&explanation.uses, telling) }
            }
        </div>
    }
}

fn near(near: &Near, telling: &Telling) -> Html {
    html! {
        <section class="advice__part" data-about="near">
            <h3>{ words::WHAT_WOULD_ADMIT }</h3>
            { sentence(&near.lead, telling) }
            for it in near.ends.iter() {
                { near_end(it, telling) }
            }
        </section>
    }
}

fn near_end(end: &NearEnd, telling: &Telling) -> Html {
    html! {
        <>
            { sentence(&end.lead, telling) }
            <ul>
                for it in end.branches.iter().take(MOST) {
                    <li>
                        { phrase_text(&it.sentence, telling.outline()) }
                        { lines_button(telling.outline().place(it.branch), telling) }
                    </li>
                }
                { more(end.branches.len(), words::more_as_near) }
            </ul>
        </>
    }
}

fn closing(closing: &Closing, telling: &Telling) -> Html {
    html! {
        <section class="advice__part" data-about="closing">
            <h3>{ words::WHAT_CLOSES }</h3>
            { sentence(&closing.sentence, telling) }
        </section>
    }
}

fn uses(uses: &[EntryUse], telling: &Telling) -> Html {
    html! {
        <section class="advice__part" data-about="uses">
            <h3>{ words::WHAT_ELSE }</h3>
            <ul>
                for it in uses.iter().take(MOST) {
                    <li>
                        { phrase_text(&it.sentence, telling.outline()) }
                        { pairs(&it.alone) }
                    </li>
                }
                { more(uses.len(), words::more_that_admit) }
            </ul>
        </section>
    }
}

/// The connections that go when an entry goes.
fn pairs(pairs: &UsedPairs) -> Html {
    if pairs.first.is_empty() {
        return html! {};
    }
    html! {
        <details class="advice__pairs">
            <summary>{ words::ONLY_THROUGH_IT }</summary>
            <ul>
                for (source, destination) in pairs.first.iter() {
                    <li><code>{ source }</code>{ " → " }<code>{ destination }</code></li>
                }
                if pairs.is_more || pairs.count > pairs.first.len() {
                    <li>{ words::more_pairs(pairs.count.saturating_sub(pairs.first.len())) }</li>
                }
            </ul>
        </details>
    }
}

fn sentence(phrase: &Phrase, telling: &Telling) -> Html {
    if phrase.is_empty() {
        return html! {};
    }
    html! { <p>{ phrase_text(phrase, telling.outline()) }</p> }
}

fn more(count: usize, told: fn(usize) -> String) -> Html {
    match count.checked_sub(MOST) {
        Some(rest) if rest > 0 => {
            html! { <li>{ mark(MarkKind::Open) }{ told(rest) }</li> }
        }
        _ => html! {},
    }
}
