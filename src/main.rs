//! Mounts the playground on the page.

use yew::prelude::*;

/// The whole page.
#[component]
fn App() -> Html {
    html! { <h1>{ "Netpol Playground" }</h1> }
}

fn main() {
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<App>::with_root(root).render();
    }
}
