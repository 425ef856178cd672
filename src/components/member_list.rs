use netpol_engine::explain::Member;
use yew::prelude::*;

use super::explanation_answer::{verdict_mark, verdict_name};
use super::{Telling, mark, phrase_text};
use crate::words::explanation as words;

/// Those that an answer is about and that differ, each with its own verdict and
/// reason; nothing where there is only one.
pub fn member_list(members: &[Member], telling: &Telling) -> Html {
    if members.len() < 2 {
        return html! {};
    }
    html! {
        <ul class="member-list" aria-label={words::ONE_BY_ONE}>
            for it in members.iter() {
                <li class="member-list__item" data-verdict={verdict_name(it.verdict)}>
                    { mark(verdict_mark(it.verdict)) }
                    <code>{ &it.name }</code>
                    if it.count > 1 {
                        <span class="member-list__count">{ format!("×{}", it.count) }</span>
                    }
                    <span>{ phrase_text(&it.reason, telling.outline()) }</span>
                </li>
            }
        </ul>
    }
}
