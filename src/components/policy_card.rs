use netpol_engine::explain::{ClauseLine, Phrase, PolicyCard, RuleCard};
use netpol_engine::text::FieldPath;
use yew::prelude::*;

use super::{MarkKind, Telling, branch_card, clause, lines_button, mark, phrase_text};
use crate::report::Place;
use crate::words::explanation as words;

/// One policy that isolates an end: why it applies, then its rules; branches
/// side by side with OR between them.
///
/// `opening` stands before its own words: that it isolates, or its name.
/// `refuses` says that the connection fails here, so that a policy that admits
/// nothing is to blame.
pub fn policy_card(card: &PolicyCard, opening: Phrase, refuses: bool, telling: &Telling) -> Html {
    let lead = opening.text(" ").then(card.lead.clone());
    let places = card
        .subject
        .paths
        .iter()
        .filter_map(|it| place(card, it, telling));
    html! {
        <div class="policy-card" role="group" aria-label={words::policy(&card.name)}>
            <div class="policy-card__lead">
                { mark(MarkKind::Lock) }
                <p>{ phrase_text(&lead, telling.outline()) }</p>
                { lines_button(places.reduce(Place::to), telling) }
            </div>
            if card.rules.is_empty() {
                <div class="policy-card__branches">{ no_rules(card, refuses, telling) }</div>
            }
            for rule in card.rules.iter() {
                { rule_row(card, rule, telling) }
            }
        </div>
    }
}

fn place(card: &PolicyCard, path: &FieldPath, telling: &Telling) -> Option<Place> {
    telling.told.place(card.policy, path)
}

/// A policy without rules says no by what isolates: shown as clauses too.
fn no_rules(card: &PolicyCard, refuses: bool, telling: &Telling) -> Html {
    let (admits, kind) = if refuses {
        ("refuses", MarkKind::No)
    } else {
        ("no", MarkKind::Lock)
    };
    let line = |it: &ClauseLine| {
        let found = it.path.as_ref().and_then(|it| place(card, it, telling));
        clause(it, found, telling)
    };
    html! {
        <article class="branch-card" data-admits={admits} aria-label={words::WHY_ISOLATED}>
            <header class="branch-card__head">
                { mark(kind) }
                <strong>{ words::admits_nothing(&card.name) }</strong>
            </header>
            <div class="branch-card__clauses">
                { line(&card.subject.selects) }
                <div class="branch-card__and"><span>{ words::AND }</span></div>
                { line(&card.subject.lists) }
            </div>
        </article>
    }
}

fn rule_row(card: &PolicyCard, rule: &RuleCard, telling: &Telling) -> Html {
    html! {
        <>
            if card.rules.len() > 1 {
                <div class="policy-card__rule">
                    if rule.rule > 0 {
                        <span class="policy-card__or">{ words::OR }</span>
                    }
                    <span>{ words::rule(rule.rule + 1) }</span>
                    { lines_button(place(card, &rule.path, telling), telling) }
                </div>
            }
            <div class="policy-card__branches">
                for (index, branch) in rule.branches.iter().enumerate() {
                    if index > 0 {
                        <div class="policy-card__between"><span>{ words::OR }</span></div>
                    }
                    { branch_card(branch, telling) }
                }
            </div>
        </>
    }
}
