use web_sys::Element;
use yew::prelude::*;

use crate::state::Sizes;

/// What a splitter is made from.
pub struct SplitterProps {
    /// What it resizes.
    pub label: &'static str,
    /// Whether it stands upright, between left and right.
    pub upright: bool,
    /// The share of the pane before it, in per cent.
    pub share: u8,
    /// The share that a double click brings back.
    pub initial: u8,
    /// The user wants another share.
    pub on_resize: Callback<u8>,
}

/// The line between two panes: dragged with a pointer, moved with arrow keys.
pub fn splitter(props: &SplitterProps) -> Html {
    let upright = props.upright;
    let onpointerdown = |event: PointerEvent| {
        let element: Element = event.target_unchecked_into();
        // Without capture the drag ends where the line does: still usable.
        let _ = element.set_pointer_capture(event.pointer_id());
        event.prevent_default();
    };
    let onpointermove = {
        let on_resize = props.on_resize.clone();
        move |event: PointerEvent| {
            let element: Element = event.target_unchecked_into();
            if !element.has_pointer_capture(event.pointer_id()) {
                return;
            }
            if let Some(share) = share_at(&element, &event, upright) {
                on_resize.emit(share);
            }
        }
    };
    html! {
        <div
            class="splitter"
            role="separator"
            tabindex="0"
            aria-label={props.label}
            aria-orientation={if upright { "vertical" } else { "horizontal" }}
            aria-valuenow={props.share.to_string()}
            aria-valuemin={Sizes::RANGE.0.to_string()}
            aria-valuemax={Sizes::RANGE.1.to_string()}
            {onpointerdown}
            {onpointermove}
            ondblclick={let initial = props.initial; props.on_resize.reform(move |_| initial)}
            onkeydown={on_key(props)}
        ></div>
    }
}

/// The share of the pane before the line, if the line were at the pointer.
fn share_at(element: &Element, event: &PointerEvent, upright: bool) -> Option<u8> {
    let around = element.parent_element()?.get_bounding_client_rect();
    let (at, length) = if upright {
        (f64::from(event.client_x()) - around.left(), around.width())
    } else {
        (f64::from(event.client_y()) - around.top(), around.height())
    };
    let percent = (100.0 * at / length.max(1.0)).round();
    (1..=99u8)
        .find(|it| f64::from(*it) >= percent)
        .or(Some(99))
        .map(Sizes::clamp)
}

fn on_key(props: &SplitterProps) -> Callback<KeyboardEvent> {
    const STEP: u8 = 2;

    let share = props.share;
    let on_resize = props.on_resize.clone();
    Callback::from(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => share.saturating_sub(STEP),
            "ArrowRight" | "ArrowDown" => share + STEP,
            "Home" => Sizes::RANGE.0,
            "End" => Sizes::RANGE.1,
            _ => return,
        };
        event.prevent_default();
        on_resize.emit(Sizes::clamp(next));
    })
}
