use std::rc::Rc;

use netpol_engine::explain::{BranchCard, ClauseLine};
use netpol_engine::model::Truth;
use netpol_engine::text::Span;
use yew::prelude::*;

use super::{Badge, ClauseView, LinesButton, hue};
use crate::state::Reading;

/// What [`BranchCardView`] is made from.
#[derive(Properties, PartialEq)]
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

/// One alternative of a rule, its clauses stacked with AND between them.
#[component]
pub fn BranchCardView(props: &BranchCardViewProps) -> Html {
    let card = &props.card;
    let letter = props.reading.letters.letter(card.branch);
    let number = props
        .reading
        .letters
        .number(card.branch)
        .unwrap_or_default();
    let on = card.admits == Truth::Yes;
    let span = props.reading.analysis.branch_span(card.branch);
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
                if let Some(span) = span {
                    <LinesButton
                        reading={Rc::clone(&props.reading)}
                        {span}
                        on_reveal={props.on_reveal.clone()}
                    />
                }
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
    props
        .on_point
        .reform(move |over: bool| span.filter(|_| over))
}
