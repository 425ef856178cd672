//! Starts the playground: the page, or in a worker its evaluator.

use netpol_playground::{App, browser, worker};

fn main() {
    if worker::is_worker() {
        worker::serve();
        return;
    }
    match browser::mount_point() {
        Some(element) => yew::Renderer::<App>::with_root(element).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
