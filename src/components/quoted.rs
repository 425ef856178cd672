use yew::prelude::*;

/// A sentence whose words between backticks stand for themselves, as in a text.
pub(super) fn quoted(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| match at % 2 {
            0 => html! { { part } },
            _ => html! { <code>{ part }</code> },
        })
        .collect()
}
