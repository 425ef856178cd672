//! Starts the playground's page.

use netpol_playground::{App, browser};

fn main() {
    match browser::mount_point() {
        Some(element) => yew::Renderer::<App>::with_root(element).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
