use std::rc::Rc;

use gloo::timers::callback::Timeout;
use netpol_engine::text::{LineIndex, Span};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::NodeRef;

use super::editor_port;
use crate::state::{File, Sizes};

/// The height of a line of text, in pixels, and what stands beside it: as in the
/// style sheets of the lines.
const LINE: usize = 20;
const BESIDE_TEXT: usize = 82;

/// The element of the document that the page is drawn into, emptied of what
/// stood there while it loaded.
pub fn mount_point() -> Option<Element> {
    let element = gloo::utils::document().get_element_by_id("app")?;
    element.set_text_content(None);
    Some(element)
}

/// Gives the panes their shares of the window, as custom properties of the
/// document. Style sheets under a strict content security policy can read them;
/// a `style` attribute they could not have.
pub fn share_out(sizes: Sizes) {
    let root = gloo::utils::document().document_element();
    let Some(root) = root.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    for (property, share) in [
        ("--editor-share", sizes.editor),
        ("--diagram-share", sizes.diagram),
    ] {
        // Fails only for properties that do not exist.
        let _ = root.style().set_property(property, &format!("{share}%"));
    }
}

/// Says how much room lines of text take while they are out of sight and not
/// laid out.
pub fn reserve(node: &NodeRef, columns: usize, lines: usize) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let size = format!("calc({BESIDE_TEXT}px + {columns}ch) {}px", lines * LINE);
        // Where it is unknown, everything is laid out at once.
        let _ = element
            .style()
            .set_property("contain-intrinsic-size", &size);
    }
}

/// Selects a range of a tab's text and brings it into view, once the tab is open.
pub fn select(editor: &NodeRef, file: &File, span: Span) {
    let (name, text) = (Rc::clone(&file.name), &*file.text);
    let unit = |offset| LineIndex::utf16_of_offset(text, offset);
    let (start, end) = (unit(span.start), unit(span.end));
    let line = LineIndex::new(text).line(span.start);
    let editor = editor.clone();
    Timeout::new(0, move || {
        if let Some(placed) = editor
            .cast::<Element>()
            .and_then(|it| editor_port::inside(&it))
        {
            placed.select(start, end);
            return;
        }
        let areas = editor
            .cast::<Element>()
            .and_then(|it| it.query_selector_all("textarea").ok());
        let areas = areas.into_iter().flat_map(|it| {
            let all = (0..it.length()).filter_map(move |at| it.get(at));
            all.filter_map(|it| it.dyn_into::<HtmlTextAreaElement>().ok())
        });
        let mut named =
            areas.filter(|it| it.get_attribute("aria-label").as_deref() == Some(&*name));
        let area = named.next();
        if let Some(area) = area {
            // A text area that is gone by now needs no selection.
            let _ = area.focus();
            let _ = area.set_selection_range(start, end);
        }
        scroll_to_line(&editor, line);
    })
    .forget();
}

/// Brings the line (from 1) of an editor into the middle, unless it can be seen.
pub fn scroll_to_line(editor: &NodeRef, line: u32) {
    let Some(editor) = editor.cast::<Element>() else {
        return;
    };
    if let Some(placed) = editor_port::inside(&editor) {
        // Once the text is the one that was meant.
        Timeout::new(0, move || placed.reveal(line)).forget();
        return;
    }
    let selector = format!("[data-line=\"{line}\"]");
    let Some(element) = editor.query_selector(&selector).ok().flatten() else {
        return;
    };
    let (around, it) = (
        editor.get_bounding_client_rect(),
        element.get_bounding_client_rect(),
    );
    let is_out = it.top() < around.top() || it.bottom() > around.bottom();
    if is_out && super::is_embedded() {
        // Otherwise the page around it would scroll as well.
        let middle = (around.height() - it.height()) / 2.0;
        let by = whole(it.top() - around.top() - middle);
        editor.set_scroll_top(editor.scroll_top() + by);
    } else if is_out {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Brings the end of what an element holds into view.
pub fn scroll_to_end(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        element.set_scroll_top(element.scroll_height());
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is scrolled on a screen is a small number"
)]
fn whole(length: f64) -> i32 {
    length as i32
}

/// Gives the first element in `within` that matches `selector` the focus. Returns
/// whether there is one.
pub fn focus(within: &NodeRef, selector: &str) -> bool {
    let found = within
        .cast::<Element>()
        .and_then(|it| it.query_selector(selector).ok())
        .flatten();
    let is_found = found.is_some();
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
    is_found
}
