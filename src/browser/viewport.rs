use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{Element, ResizeObserver};
use yew::NodeRef;

/// The part of a scrolled sheet that is seen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// What is hidden on the left.
    pub left: u32,
    /// What is hidden above.
    pub top: u32,
    /// How wide it is.
    pub width: u32,
    /// How tall it is.
    pub height: u32,
}

/// Watches which part of an element's content is seen, until dropped.
#[derive(Debug)]
pub struct ViewportObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
    _scrolling: EventListener,
}

impl ViewportObserver {
    /// Calls `on_change` with what is seen, now and whenever it is something
    /// else.
    pub fn new(element: &Element, on_change: impl Fn(Viewport) + Clone + 'static) -> Option<Self> {
        let scrolling = {
            let (element, on_change) = (element.clone(), on_change.clone());
            EventListener::new(&element.clone(), "scroll", move |_| {
                on_change(seen(&element));
            })
        };
        let callback = {
            let element = element.clone();
            Closure::new(move |_: Array| on_change(seen(&element)))
        };
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _callback: callback,
            _scrolling: scrolling,
        })
    }
}

impl Drop for ViewportObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn seen(element: &Element) -> Viewport {
    let whole = |it: i32| u32::try_from(it).unwrap_or_default();
    Viewport {
        left: whole(element.scroll_left()),
        top: whole(element.scroll_top()),
        width: whole(element.client_width()),
        height: whole(element.client_height()),
    }
}

/// Scrolls an element as little as it takes to show a part of its content that
/// begins and ends there; `covered` is hidden by what sticks to its edges.
pub fn reveal(element: &NodeRef, x: [u32; 2], y: [u32; 2], covered: [u32; 2]) {
    let Some(element) = element.cast::<Element>() else {
        return;
    };
    let seen = seen(&element);
    let axis = |[start, end]: [u32; 2], from: u32, size: u32, covered: u32| {
        let last = end.saturating_sub(size.saturating_sub(covered));
        let pixels = if start < from { start } else { from.max(last) };
        i32::try_from(pixels).unwrap_or(i32::MAX)
    };
    element.set_scroll_left(axis(x, seen.left, seen.width, covered[0]));
    element.set_scroll_top(axis(y, seen.top, seen.height, covered[1]));
}

/// The value of an attribute of the element that an event is about, or of the
/// closest one around it that has it.
pub fn attribute_around(target: Option<web_sys::EventTarget>, name: &str) -> Option<String> {
    let element = target?.dyn_into::<Element>().ok()?;
    let found = element.closest(&format!("[{name}]")).ok()??;
    found.get_attribute(name)
}
