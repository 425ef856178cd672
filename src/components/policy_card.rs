use std::rc::Rc;

use netpol_engine::explain::{ClauseLine, Phrase, PolicyCard, RuleCard};
use netpol_engine::text::Span;
use yew::prelude::*;

use super::{BranchCardView, ClauseView, LinesButton, Mark, MarkKind, PhraseText};
use crate::state::Reading;

/// What [`PolicyCardView`] is made from.
#[derive(Properties, PartialEq)]
pub struct PolicyCardViewProps {
    /// The policy.
    pub card: PolicyCard,
    /// What is said before its own words: that it isolates, or its name.
    pub opening: Phrase,
    /// Whether the connection fails here, so that a policy that admits nothing
    /// is to blame.
    pub refuses: bool,
    /// What it is a part of.
    pub reading: Rc<Reading>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Span>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Span>,
}

/// One policy that isolates an end: why it applies, then its rules; branches
/// side by side with OR between them.
#[component]
pub fn PolicyCardView(props: &PolicyCardViewProps) -> Html {
    let lead = props
        .opening
        .clone()
        .text(" ")
        .then(props.card.lead.clone());
    html! {
        <div class="policy-card" role="group" aria-label={format!("Policy {}", props.card.name)}>
            <div class="policy-card__lead">
                <Mark kind={MarkKind::Lock} />
                <p><PhraseText phrase={lead} reading={Rc::clone(&props.reading)} /></p>
                { subject_lines(props) }
            </div>
            if props.card.rules.is_empty() {
                <div class="policy-card__branches">{ no_rules(props) }</div>
            }
            for rule in props.card.rules.iter() {
                { rule_row(props, rule) }
            }
        </div>
    }
}

/// The link to what makes the policy apply.
fn subject_lines(props: &PolicyCardViewProps) -> Html {
    let place = |path| props.reading.analysis.policy_span(props.card.policy, path);
    let spans = props.card.subject.paths.iter().filter_map(place);
    lines_button(props, spans.reduce(Span::to))
}

fn lines_button(props: &PolicyCardViewProps, span: Option<Span>) -> Html {
    let Some(span) = span else { return html! {} };
    html! {
        <LinesButton
            reading={Rc::clone(&props.reading)}
            {span}
            on_reveal={props.on_reveal.clone()}
        />
    }
}

/// A policy without rules says no by what isolates: shown as clauses too.
fn no_rules(props: &PolicyCardViewProps) -> Html {
    let subject = &props.card.subject;
    html! {
        <article
            class="branch-card"
            data-admits={if props.refuses { "refuses" } else { "no" }}
            aria-label="Why it isolates"
        >
            <header class="branch-card__head">
                <Mark kind={if props.refuses { MarkKind::No } else { MarkKind::Lock }} />
                <strong>{ format!("{} admits nothing", props.card.name) }</strong>
            </header>
            <div class="branch-card__clauses">
                { subject_clause(props, &subject.selects) }
                <div class="branch-card__and"><span>{ "AND" }</span></div>
                { subject_clause(props, &subject.lists) }
            </div>
        </article>
    }
}

fn subject_clause(props: &PolicyCardViewProps, clause: &ClauseLine) -> Html {
    let place = |path| props.reading.analysis.policy_span(props.card.policy, path);
    let span = clause.path.as_ref().and_then(place);
    let on_point = props
        .on_point
        .reform(move |over: bool| span.filter(|_| over));
    html! {
        <ClauseView clause={clause.clone()} reading={Rc::clone(&props.reading)} {on_point} />
    }
}

fn rule_row(props: &PolicyCardViewProps, rule: &RuleCard) -> Html {
    let several = props.card.rules.len() > 1;
    let place = |path| props.reading.analysis.policy_span(props.card.policy, path);
    html! {
        <>
            if several {
                <div class="policy-card__rule">
                    if rule.rule > 0 { <span class="policy-card__or">{ "OR" }</span> }
                    <span>{ format!("rule {}", rule.rule + 1) }</span>
                    { lines_button(props, place(&rule.path)) }
                </div>
            }
            <div class="policy-card__branches">
                for (index, card) in rule.branches.iter().enumerate() {
                    if index > 0 {
                        <div class="policy-card__between"><span>{ "OR" }</span></div>
                    }
                    <BranchCardView
                        card={card.clone()}
                        reading={Rc::clone(&props.reading)}
                        on_point={props.on_point.clone()}
                        on_reveal={props.on_reveal.clone()}
                    />
                }
            </div>
        </>
    }
}
