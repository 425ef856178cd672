use std::cmp::Reverse;
use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::roster::Standing;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::policy_entry::policy_entry;
use crate::report::{ListedPolicy, Place, RosterReport};
use crate::words::policies as words;

/// What [`PolicyList`] is made from.
#[derive(Properties, PartialEq)]
pub struct PolicyListProps {
    /// The policies.
    pub roster: Rc<RosterReport>,
    /// Those that the user left out.
    pub left_out: Vec<PolicyName>,
    /// What the last change did to connections.
    pub news: AttrValue,
    /// The user wants a policy to count, or not.
    pub on_toggle: Callback<(PolicyName, bool)>,
    /// The user wants to see where something stands.
    pub on_reveal: Callback<Place>,
}

/// In which order they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum PolicyOrder {
    /// As they stand in the texts.
    #[default]
    Document,
    /// By name.
    Name,
    /// Those first without which the most connections go.
    Needed,
}

impl PolicyOrder {
    const ALL: [(Self, &str); 3] = [
        (Self::Document, words::DOCUMENT_ORDER),
        (Self::Name, words::BY_NAME),
        (Self::Needed, words::MOST_NEEDED),
    ];

    fn apply(self, policies: &mut [&ListedPolicy]) {
        match self {
            Self::Document => {}
            Self::Name => policies.sort_by(|a, b| a.entry.name.name.cmp(&b.entry.name.name)),
            Self::Needed => policies.sort_by_key(|it| Reverse(needed_for(it))),
        }
    }
}

/// How many connections there are only through it, entry by entry.
fn needed_for(policy: &ListedPolicy) -> usize {
    let branches = policy.entry.scopes.iter().flat_map(|it| &it.branches);
    branches.map(|it| it.alone.count).sum()
}

/// Every policy with what it selects, isolates and admits, and a switch that
/// leaves it out for a moment.
#[component]
pub fn PolicyList(props: &PolicyListProps) -> Html {
    let filter = use_state_eq(String::new);
    let order = use_state_eq(PolicyOrder::default);
    let wanted = filter.trim();
    let all = props.roster.policies.iter();
    let mut shown: Vec<_> = all.filter(|it| has(it, wanted)).collect();
    order.apply(&mut shown);
    html! {
        <section class="policy-list" aria-label={words::TITLE}>
            <div class="policy-list__bar">
                <input
                    class="policy-list__filter"
                    type="search"
                    placeholder={words::ANY}
                    aria-label={words::FILTER}
                    value={(*filter).clone()}
                    oninput={on_filter(filter.setter())}
                />
                { order_choice(*order, order.setter()) }
                <p class="policy-list__news">{ props.news.clone() }</p>
                <p class="policy-list__count" role="status">{ count(&props.roster) }</p>
            </div>
            if shown.is_empty() && !wanted.is_empty() {
                <p class="policy-list__empty">{ words::EMPTY }</p>
            }
            <ul class="policy-list__items">
                for policy in shown {
                    { policy_entry(policy, !props.left_out.contains(&policy.entry.name), &props.on_toggle, &props.on_reveal) }
                }
            </ul>
        </section>
    }
}

/// Whether a policy, or a workload that it selects, has this in its name.
fn has(policy: &ListedPolicy, wanted: &str) -> bool {
    let entry = &policy.entry;
    let name = [&entry.name.namespace, "/", &entry.name.name].concat();
    // Names of Kubernetes are written small.
    let wanted = wanted.to_ascii_lowercase();
    name.contains(&wanted) || entry.workloads.iter().any(|it| it.contains(&wanted))
}

fn on_filter(setter: UseStateSetter<String>) -> Callback<InputEvent> {
    Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        setter.set(input.value());
    })
}

fn order_choice(current: PolicyOrder, setter: UseStateSetter<PolicyOrder>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let chosen = usize::try_from(select.selected_index()).ok();
        if let Some((order, _)) = chosen.and_then(|it| PolicyOrder::ALL.get(it)) {
            setter.set(*order);
        }
    });
    html! {
        <select class="policy-list__order" aria-label={words::ORDER} {onchange}>
            for (order, text) in PolicyOrder::ALL {
                <option selected={order == current}>{ text }</option>
            }
        </select>
    }
}

fn count(roster: &RosterReport) -> String {
    let all = roster.policies.len();
    let is_left_out = |it: &&ListedPolicy| it.entry.standing == Standing::LeftOut;
    words::count(all, roster.policies.iter().filter(is_left_out).count())
}
