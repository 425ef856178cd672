use netpol_engine::PolicyName;
use netpol_engine::model::Direction;
use netpol_engine::roster::{Permits, RosterBranch, RosterEntry, RosterScope, Standing};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{MarkKind, badge, mark};
use crate::report::{ListedPolicy, Place};
use crate::words::policies as words;

/// One policy of the list. Its switch stands as the user `wants` it, also in the moment
/// before the rest of the entry follows.
pub fn policy_entry(
    policy: &ListedPolicy,
    wants: bool,
    on_toggle: &Callback<(PolicyName, bool)>,
    on_reveal: &Callback<Place>,
) -> Html {
    let entry = &policy.entry;
    let counts = entry.standing == Standing::Counts;
    html! {
        <li class="policy-entry" data-standing={if counts { "counts" } else { "left-out" }}>
            <header class="policy-entry__head">
                { switch(entry, wants, on_toggle) }
                <h3 class="policy-entry__name">{ &entry.name.name }</h3>
                <span class="policy-entry__namespace">{ &entry.name.namespace }</span>
                if !counts {
                    <span class="policy-entry__out">{ words::LEFT_OUT }</span>
                }
                { lines(policy.place, on_reveal) }
            </header>
            <p class="policy-entry__line">{ selects(entry) }</p>
            { entry.scopes.iter().zip(&policy.branches).map(|(it, places)| scope(it, places, on_reveal)).collect::<Html>() }
        </li>
    }
}

fn switch(entry: &RosterEntry, wants: bool, on_toggle: &Callback<(PolicyName, bool)>) -> Html {
    let name = entry.name.clone();
    let label = words::let_count(&name.namespace, &name.name);
    let onchange = on_toggle.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        (name.clone(), input.checked())
    });
    html! {
        <input
            class="policy-entry__switch"
            type="checkbox"
            role="switch"
            aria-label={label}
            checked={wants}
            {onchange}
        />
    }
}

fn lines(place: Option<Place>, on_reveal: &Callback<Place>) -> Html {
    let Some(place) = place else {
        return html! {};
    };
    html! {
        <button
            type="button"
            class="policy-entry__lines"
            onclick={on_reveal.reform(move |_| place)}
        >
            { words::lines(place.first, place.last) }
        </button>
    }
}

fn selects(entry: &RosterEntry) -> Html {
    if entry.pods == 0 {
        let nothing = words::selects_nothing(&entry.subject, &entry.name.namespace);
        return html! { <>{ mark(MarkKind::Look) }{ nothing }</> };
    }
    html! { { words::selects(&entry.subject, &entry.workloads, entry.pods) } }
}

fn scope(scope: &RosterScope, places: &[Option<Place>], on_reveal: &Callback<Place>) -> Html {
    if !scope.isolates {
        return html! {
            <p class="policy-entry__line" data-kind="open">
                { mark(MarkKind::Unlocked) }
                { words::does_not_isolate(scope.direction, &scope.why) }
            </p>
        };
    }
    html! {
        <>
            <p class="policy-entry__line">
                { mark(MarkKind::Lock) }
                { words::isolates(scope.direction, &scope.why) }
                if scope.branches.is_empty() {
                    { words::ADMITS_NOTHING }
                }
            </p>
            if !scope.branches.is_empty() {
                <ul class="policy-entry__branches">
                    for (it, place) in scope.branches.iter().zip(places) {
                        { branch(it, scope.direction, *place, on_reveal) }
                    }
                </ul>
            }
        </>
    }
}

fn branch(
    branch: &RosterBranch,
    direction: Direction,
    place: Option<Place>,
    on_reveal: &Callback<Place>,
) -> Html {
    html! {
        <li class="policy-entry__branch">
            if branch.branch.is_some() {
                { badge(&branch.letter, branch.number, true) }
            }
            <div class="policy-entry__words">
                <p>{ words::rule_admits(branch.rule + 1, direction, &branch.words) }</p>
                if branch.branch.is_some() {
                    { effect(branch) }
                }
            </div>
            { lines(place, on_reveal) }
        </li>
    }
}

/// What it is for on this cluster.
fn effect(branch: &RosterBranch) -> Html {
    let (alone, among) = (&branch.alone, &branch.among_others);
    if alone.count == 0 && among.count == 0 {
        return html! { <p class="policy-entry__effect">{ words::PERMITS_NOTHING }</p> };
    }
    html! {
        <>
            { permits(words::only_it_permits, alone) }
            { permits(words::permits_among_others, among) }
        </>
    }
}

fn permits(told: fn(&[String], usize) -> String, permits: &Permits) -> Html {
    if permits.count == 0 {
        return html! {};
    }
    let more = permits.count.saturating_sub(permits.first.len());
    html! { <p class="policy-entry__effect">{ told(&permits.first, more) }</p> }
}
