use gloo::events::EventListener;

/// What `static/boot.js` sets on the document, and the event that it then sends.
const MARK: &str = "data-program";
const ARRIVED: &str = "program-whole";

/// Whether both parts of the program are here.
pub fn is_whole() -> bool {
    let root = gloo::utils::document().document_element();
    root.is_some_and(|it| it.has_attribute(MARK))
}

/// Calls `then` when both parts are here, if it has not happened yet; until dropped.
pub fn when_whole(then: impl FnOnce() + 'static) -> EventListener {
    EventListener::once(&gloo::utils::window(), ARRIVED, move |_| then())
}
