use std::rc::Rc;

use yew::prelude::*;

use super::quoted::quoted;
use crate::report::{Offer, OffersReport, Place};
use crate::state::{Mended, Plea};
use crate::words::explanation::lines;
use crate::words::intentions as words;

/// What the user can do with offers.
#[derive(Clone, PartialEq)]
pub struct Bargain {
    /// What is offered, if the texts are still those that it was tried on.
    pub offers: Option<Rc<OffersReport>>,
    /// What was done last, while it can be taken back.
    pub mended: Option<Mended>,
    /// The user takes an offer.
    pub on_accept: Callback<Offer>,
    /// The user wants to be offered something, or no longer.
    pub on_plea: Callback<Option<Plea>>,
    /// The user takes back what was done last.
    pub on_take_back: Callback<()>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Place>,
}

/// What can be done about what the user asked for, each with all that it changes.
pub fn offer_list(bargain: &Bargain) -> Html {
    let Some(report) = &bargain.offers else {
        return html! {};
    };
    html! {
        <section class="offer-list" aria-label={words::OFFERS}>
            <header class="offer-list__head">
                <h2>{ words::OFFERS }</h2>
                <button
                    type="button"
                    class="offer-list__close"
                    onclick={bargain.on_plea.reform(|_| None)}
                >
                    { words::CLOSE }
                </button>
            </header>
            if let Some(fault) = &report.fault {
                <p role="status">{ fault }</p>
            }
            <ol class="offer-list__all">
                for offer in &report.offers {
                    { entry(offer, bargain) }
                }
            </ol>
        </section>
    }
}

fn entry(offer: &Offer, bargain: &Bargain) -> Html {
    let taken = offer.clone();
    let text = offer.added.as_ref().or(offer.intended.as_ref());
    html! {
        <li class="offer-list__offer">
            <div class="offer-list__what">
                <b class="offer-list__title">{ quoted(&offer.title) }</b>
                for place in offer.places.iter().copied() {
                    <button
                        type="button"
                        class="offer-list__place"
                        onclick={bargain.on_reveal.reform(move |_| place)}
                    >
                        { lines(place.first, place.last) }
                    </button>
                }
                <button
                    type="button"
                    class="offer-list__apply"
                    aria-label={[words::APPLY, ": ", &offer.title].concat()}
                    onclick={bargain.on_accept.reform(move |_| taken.clone())}
                >
                    { words::APPLY }
                </button>
            </div>
            for note in &offer.notes {
                <p class="offer-list__note">{ quoted(note) }</p>
            }
            if offer.effect.is_empty() && offer.intended.is_none() {
                <p class="offer-list__note">{ words::NO_EFFECT }</p>
            }
            <ul class="offer-list__effect">
                for line in &offer.effect {
                    <li data-sign={sign(line)}>{ line }</li>
                }
            </ul>
            if let Some(text) = text {
                <pre class="offer-list__text" tabindex="0">{ text }</pre>
            }
        </li>
    }
}

fn sign(line: &str) -> &'static str {
    match line.as_bytes().first() {
        Some(b'+') => "gained",
        Some(b'-') => "lost",
        _ => "other",
    }
}

/// What was done last on the user's behalf, with a way back.
pub fn done_bar(bargain: &Bargain) -> Html {
    let Some(mended) = &bargain.mended else {
        return html! {};
    };
    html! {
        <div class="offer-list__done" role="status">
            <span>{ quoted(&words::done(&mended.title)) }</span>
            <button
                type="button"
                class="offer-list__close"
                onclick={bargain.on_take_back.reform(|_| ())}
            >
                { words::UNDO }
            </button>
        </div>
    }
}
