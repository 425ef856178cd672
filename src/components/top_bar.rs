use yew::prelude::*;

/// The bar over everything: the name, then `children`, menus and the question.
pub fn top_bar(children: Html) -> Html {
    html! {
        <header class="top-bar">
            <h1 class="top-bar__brand">
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <rect class="top-bar__tile" x="1" y="1" width="22" height="22" rx="6.5" />
                    <path class="top-bar__arc" d="M6.5 15.5C6.5 8 17.5 8 17.5 15.5" />
                    <circle class="top-bar__dot" cx="6.5" cy="16" r="2.4" />
                    <circle class="top-bar__dot top-bar__dot--faint" cx="12" cy="16" r="2.4" />
                    <circle class="top-bar__dot" cx="17.5" cy="16" r="2.4" />
                </svg>
                <span>{ "Netpol Playground" }</span>
            </h1>
            { children }
        </header>
    }
}
