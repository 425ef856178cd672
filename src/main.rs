//! Starts the playground's page.

fn main() {
    yew::Renderer::<netpol_playground::App>::new().render();
}
