use gloo::events::EventListener;
use web_sys::Location;

fn location() -> Location {
    gloo::utils::window().location()
}

/// The fragment of the address, with its `#` if there is one.
pub fn fragment() -> String {
    location().hash().unwrap_or_default()
}

/// The query of the address, with its `?` if there is one.
pub fn query() -> String {
    location().search().unwrap_or_default()
}

/// The address of the page itself, without a query, with another fragment.
pub fn page_with(fragment: &str) -> String {
    let here = location().href().unwrap_or_default();
    let page = here.split(['?', '#']).next().unwrap_or_default();
    [page, "#", fragment].concat()
}

/// The address of this page with another fragment.
pub fn address_with(fragment: &str) -> String {
    let here = location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    [page, "#", fragment].concat()
}

/// Takes the fragment out of the address: the page shows something else by now.
pub fn forget_fragment() {
    let here = location().href().unwrap_or_default();
    if let Some((page, _)) = here.split_once('#') {
        replace_address(page);
    }
}

/// Gives the address another fragment, without asking the page to heed it.
pub fn replace_fragment(fragment: &str) {
    let address = address_with(fragment);
    if location().href().ok().as_ref() != Some(&address) {
        replace_address(&address);
    }
}

fn replace_address(address: &str) {
    let Ok(history) = gloo::utils::window().history() else {
        return;
    };
    // Where an address may not be changed it stays, and only misleads.
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
}

/// Calls `on_change` when the fragment becomes another, until dropped.
pub fn watch_fragment(on_change: impl Fn() + 'static) -> EventListener {
    let window = gloo::utils::window();
    EventListener::new(&window, "hashchange", move |_| on_change())
}
