use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Watches how wide an element is, until dropped.
#[derive(Debug)]
pub struct WidthObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl WidthObserver {
    /// Calls `on_width` with the width in CSS pixels, now and at every change.
    pub fn new(element: &Element, on_width: impl Fn(u32) + 'static) -> Option<Self> {
        let callback = Closure::new(move |entries: Array| {
            let entry = entries.get(0).dyn_into::<ResizeObserverEntry>();
            if let Ok(entry) = entry {
                on_width(whole(entry.content_rect().width()));
            }
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a width on a screen is a small positive number"
)]
fn whole(width: f64) -> u32 {
    width.floor() as u32
}
