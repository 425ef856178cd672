use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::words::builder as words;

/// What [`ChipInput`] is made from.
#[derive(Properties, PartialEq)]
pub struct ChipInputProps {
    /// What is entered.
    pub label: AttrValue,
    /// How it is written.
    pub placeholder: AttrValue,
    /// The user entered something.
    pub on_enter: Callback<String>,
}

/// A small field that becomes a chip with Enter or its button.
#[component]
pub fn ChipInput(props: &ChipInputProps) -> Html {
    let text = use_state_eq(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let enter = {
        let (text, on_enter) = (text.clone(), props.on_enter.clone());
        Callback::from(move |()| {
            if !text.trim().is_empty() {
                on_enter.emit((*text).clone());
                text.set(String::new());
            }
        })
    };
    let onkeydown = {
        let enter = enter.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                enter.emit(());
            }
        })
    };
    html! {
        <span class="chip-input">
            <input
                class="chip-input__field"
                type="text"
                aria-label={props.label.clone()}
                placeholder={props.placeholder.clone()}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                value={(*text).clone()}
                {oninput}
                {onkeydown}
            />
            if !text.trim().is_empty() {
                <button
                    type="button"
                    class="chip-input__add"
                    aria-label={words::add(&props.label)}
                    onclick={enter.reform(|_| ())}
                >
                    { words::ADD }
                </button>
            }
        </span>
    }
}
