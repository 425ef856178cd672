use web_sys::Element;
use yew::prelude::*;

use crate::browser::{Viewport, ViewportObserver};

/// What is seen before it was measured: enough for a first picture, and so little that
/// laying it out does not keep anybody waiting.
const FIRST: Viewport = Viewport {
    left: 0,
    top: 0,
    width: 720,
    height: 360,
};

/// Which part of an element's content is seen, in steps: it grows by one in each
/// direction, so that scrolling less than that changes nothing.
#[hook]
pub fn use_viewport(node: &NodeRef) -> Viewport {
    const STEP: u32 = 120;

    let viewport = use_state_eq(|| FIRST);
    {
        let viewport = viewport.clone();
        use_effect_with(node.clone(), move |node| {
            let setter = viewport.setter();
            let observer = node.cast::<Element>().and_then(|element| {
                ViewportObserver::new(&element, move |it| {
                    setter.set(Viewport {
                        left: it.left / STEP * STEP,
                        top: it.top / STEP * STEP,
                        width: it.width.next_multiple_of(STEP) + STEP,
                        height: it.height.next_multiple_of(STEP) + STEP,
                    });
                })
            });
            move || drop(observer)
        });
    }
    *viewport
}
