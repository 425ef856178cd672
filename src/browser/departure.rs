use std::rc::Rc;

use gloo::events::EventListener;

/// Calls `prepare` when the page may be gone in a moment: it is left, closed or
/// no longer seen. Until dropped; nothing else is sure to be told in time.
pub fn before_departure(prepare: impl Fn() + 'static) -> [EventListener; 2] {
    let (prepare, window) = (Rc::new(prepare), gloo::utils::window());
    let (left, hidden) = (Rc::clone(&prepare), prepare);
    [
        EventListener::new(&window, "pagehide", move |_| left()),
        EventListener::new(&gloo::utils::document(), "visibilitychange", move |_| {
            hidden();
        }),
    ]
}
