use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::NodeRef;

/// The element of the document that the page is drawn into, emptied of what
/// stood there while it loaded.
pub fn mount_point() -> Option<Element> {
    let element = gloo::utils::document().get_element_by_id("app")?;
    element.set_text_content(None);
    Some(element)
}

/// Sets a custom property of an element, as a percentage. Style sheets under a
/// strict content security policy can read it; a `style` attribute they could
/// not have.
pub fn set_share(element: &NodeRef, property: &str, share: u8) {
    if let Some(element) = element.cast::<HtmlElement>() {
        // Fails only for properties that do not exist.
        let _ = element.style().set_property(property, &format!("{share}%"));
    }
}

/// Brings the line (from 1) of an editor into view, if it is not.
pub fn scroll_to_line(editor: &NodeRef, line: u32) {
    let found = editor
        .cast::<Element>()
        .and_then(|it| it.query_selector(&format!("[data-line=\"{line}\"]")).ok())
        .flatten();
    if let Some(element) = found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Gives the first element in `within` that matches `selector` the focus.
pub fn focus(within: &NodeRef, selector: &str) {
    let found = within
        .cast::<Element>()
        .and_then(|it| it.query_selector(selector).ok())
        .flatten();
    match found.map(JsCast::dyn_into::<HtmlElement>) {
        Some(Ok(element)) => {
            // Fails only for elements that cannot have it.
            let _ = element.focus();
        }
        Some(Err(element)) => {
            if let Some(svg) = element.dyn_ref::<web_sys::SvgElement>() {
                let _ = svg.focus();
            }
        }
        None => {}
    }
}
