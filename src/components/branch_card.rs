use std::rc::Rc;

use netpol_engine::explain::{BranchCard, ClauseLine};
use netpol_engine::model::{PolicyId, Truth};
use netpol_engine::text::{FieldPath, Span};
use yew::prelude::*;

use super::{Badge, ClauseView, hue};
use crate::state::Reading;

#[derive(Properties)]
pub struct BranchCardViewProps {
    /// The branch.
    pub card: BranchCard,
    /// What it is a part of.
    pub reading: Rc<Reading>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Span>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Span>,
}

impl PartialEq for BranchCardViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.card == other.card
            && Rc::ptr_eq(&self.reading, &other.reading)
            && self.on_point == other.on_point
            && self.on_reveal == other.on_reveal
    }
}

/// One alternative of a rule, its clauses stacked with AND between them.
#[component]
pub fn BranchCardView(props: &BranchCardViewProps) -> Html {
    let card = &props.card;
    let letter = props.reading.letters.letter(card.branch);
    let number = props.reading.letters.number(card.branch).unwrap_or_default();
    let on = card.admits == Truth::Yes;
    html! {
        <article
            class="branch-card"
            data-hue={hue(number)}
            data-admits={if on { "yes" } else { "no" }}
            aria-label={format!("Branch {letter}: {}", card.title)}
        >
            <header class="branch-card__head">
                <Badge {letter} {number} {on} />
                <strong>{ &card.title }</strong>
                { lines_button(&props.reading, card.branch.policy, &card.path, &props.on_reveal) }
            </header>
            <div class="branch-card__clauses">
                for (index, clause) in card.clauses.iter().enumerate() {
                    if index > 0 {
                        <div class="branch-card__and"><span>{ "AND" }</span></div>
                    }
                    <ClauseView
                        clause={clause.clone()}
                        reading={Rc::clone(&props.reading)}
                        on_point={point(props, clause)}
                    />
                }
            </div>
        </article>
    }
}

fn point(props: &BranchCardViewProps, clause: &ClauseLine) -> Callback<bool> {
    let path = clause.path.as_ref();
    let policy = props.card.branch.policy;
    let span = path.and_then(|it| props.reading.analysis.policy_span(policy, it));
    props.on_point.reform(move |over: bool| span.filter(|_| over))
}

/// A button that leads to the lines where a policy says something: `lines 21–23`.
pub(super) fn lines_button(
    reading: &Reading,
    policy: PolicyId,
    path: &FieldPath,
    on_reveal: &Callback<Span>,
) -> Html {
    let Some(span) = reading.analysis.policy_span(policy, path) else { return html! {} };
    span_button(reading, span, on_reveal)
}

/// A button that leads to the lines of a span.
pub(super) fn span_button(reading: &Reading, span: Span, on_reveal: &Callback<Span>) -> Html {
    let (first, last) = reading.lines(span);
    let label = if first == last { format!("line {first}") } else { format!("lines {first}–{last}") };
    html! {
        <button type="button" class="lines-button" onclick={on_reveal.reform(move |_| span)}>
            { label }
        </button>
    }
}
