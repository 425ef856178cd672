use yew::prelude::*;

use crate::share::{LinkError, LinkLength};
use crate::words::share as words;

/// The link to all there is, its length, and what to mind about that.
pub fn share_link(link: &Result<AttrValue, LinkError>, on_copy: &Callback<AttrValue>) -> Html {
    match link {
        Ok(address) => field(address, on_copy),
        Err(error) => html! {
            <p class="share-link__refused">
                { words::no_link(&error.to_string()) }
            </p>
        },
    }
}

fn field(address: &AttrValue, on_copy: &Callback<AttrValue>) -> Html {
    let length = LinkLength::of(address);
    let copied = address.clone();
    html! {
        <div class="share-link" data-length={length.name()}>
            <input
                class="share-link__address"
                aria-label={words::LINK}
                aria-describedby="share-link-remark"
                readonly=true
                value={address.clone()}
                onfocus={Callback::from(|event| select_all(&event))}
            />
            <button
                type="button"
                class="share-link__copy"
                onclick={on_copy.reform(move |_| copied.clone())}
            >
                { words::COPY_LINK }
            </button>
            <p class="share-link__remark" id="share-link-remark">
                { words::length(address.len(), length.remark()) }
            </p>
        </div>
    }
}

fn select_all(event: &FocusEvent) {
    if let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
        field.select();
    }
}
