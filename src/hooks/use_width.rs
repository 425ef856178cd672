use web_sys::Element;
use yew::prelude::*;

use crate::browser::WidthObserver;

/// The width of an element in CSS pixels, in steps, so that dragging a splitter
/// does not lay out the diagram for every pixel. `None` before it is known.
#[hook]
pub fn use_width(node: &NodeRef) -> Option<u32> {
    const STEP: u32 = 4;

    let width = use_state_eq(|| None);
    {
        let width = width.clone();
        use_effect_with(node.clone(), move |node| {
            let setter = width.setter();
            let observer = node.cast::<Element>().and_then(|element| {
                WidthObserver::new(&element, move |width| {
                    // What is hidden has none.
                    if width > 0 {
                        setter.set(Some(width - width % STEP));
                    }
                })
            });
            move || drop(observer)
        });
    }
    *width
}
