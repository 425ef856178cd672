use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::state::Plea;
use crate::words::intentions as words;

/// What [`TierPicker`] is made from.
#[derive(Properties, PartialEq)]
pub struct TierPickerProps {
    /// The workloads that can be tiers: `shop/web`.
    pub workloads: Rc<[String]>,
    /// The user wants the lines of this order.
    pub on_plea: Callback<Option<Plea>>,
}

/// Workloads, picked one after the other: each is to reach the next, and nobody else.
#[component]
pub fn TierPicker(props: &TierPickerProps) -> Html {
    let order = use_state_eq(Vec::<String>::new);
    let on_add = {
        let order = order.clone();
        let workloads = Rc::clone(&props.workloads);
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            // The first entry is the name of the list.
            let chosen = usize::try_from(select.selected_index() - 1).ok();
            if let Some(name) = chosen.and_then(|it| workloads.get(it))
                && !order.contains(name)
            {
                order.set([&order[..], std::slice::from_ref(name)].concat());
            }
            select.set_selected_index(0);
        })
    };
    let remove = |at: usize| {
        let order = order.clone();
        Callback::from(move |_: MouseEvent| {
            let others = order.iter().enumerate().filter(|it| it.0 != at);
            order.set(others.map(|it| it.1.clone()).collect());
        })
    };
    let plea = Plea::Tiers((*order).clone());
    html! {
        <div class="tier-picker" role="group" aria-label={words::TIERS}>
            <select class="tier-picker__add" aria-label={words::TIER_ADD} onchange={on_add}>
                <option selected=true>{ words::TIER_ADD }{ "…" }</option>
                for name in props.workloads.iter() {
                    <option>{ name }</option>
                }
            </select>
            for (at, name) in order.iter().enumerate() {
                if at > 0 {
                    <span aria-hidden="true">{ "→" }</span>
                }
                <button
                    type="button"
                    class="tier-picker__tier"
                    aria-label={words::without_tier(name)}
                    onclick={remove(at)}
                >
                    { name }{ " ×" }
                </button>
            }
            if order.len() > 1 {
                <button
                    type="button"
                    class="tier-picker__write"
                    onclick={props.on_plea.reform(move |_| Some(plea.clone()))}
                >
                    { words::WRITE_TIERS }
                </button>
            }
        </div>
    }
}
