//! The pane that the diagram scrolls in: moved by dragging, sized by wheel and
//! fingers.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, TouchEvent, WheelEvent};
use yew::NodeRef;

/// How far two fingers move apart for one step.
const SPREAD: f64 = 1.2;

/// What a hand does on a canvas, until dropped.
#[derive(Debug)]
pub struct Gestures {
    _listeners: Vec<EventListener>,
}

impl Gestures {
    /// Drags what is behind everything, and calls `on_zoom` with whether one
    /// step larger is wanted, or smaller: by the wheel with Ctrl or ⌘ held, and
    /// by two fingers.
    pub fn new(canvas: &Element, on_zoom: impl Fn(bool) + 'static) -> Self {
        let on_zoom = Rc::new(on_zoom);
        let mut listeners = drag(canvas);
        let wheel = Rc::clone(&on_zoom);
        listeners.push(own(canvas, "wheel", move |event| {
            let Some(event) = event.dyn_ref::<WheelEvent>() else {
                return;
            };
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
                wheel(event.delta_y() < 0.0);
            }
        }));
        let apart = Cell::new(None);
        listeners.push(own(canvas, "touchmove", move |event| {
            let distance = event.dyn_ref::<TouchEvent>().and_then(distance);
            let Some(distance) = distance else {
                apart.set(None);
                return;
            };
            event.prevent_default();
            let before = apart.get().unwrap_or(distance);
            let ratio = distance / before;
            if (1.0 / SPREAD..=SPREAD).contains(&ratio) {
                apart.set(Some(before));
            } else {
                apart.set(Some(distance));
                on_zoom(ratio > 1.0);
            }
        }));
        Self {
            _listeners: listeners,
        }
    }
}

/// A listener that may keep the browser from doing its own.
fn own(canvas: &Element, name: &'static str, act: impl Fn(&Event) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(canvas, name, options, move |event| act(event))
}

/// How far two fingers are apart; nothing unless there are two.
fn distance(event: &TouchEvent) -> Option<f64> {
    let touches = event.touches();
    if touches.length() != 2 {
        return None;
    }
    let (a, b) = (touches.get(0)?, touches.get(1)?);
    let (x, y) = (
        f64::from(a.client_x() - b.client_x()),
        f64::from(a.client_y() - b.client_y()),
    );
    Some((x * x + y * y).sqrt().max(1.0))
}

/// Moves the view with the mouse, from wherever nothing can be chosen.
fn drag(canvas: &Element) -> Vec<EventListener> {
    let from: Rc<Cell<Option<(i32, i32)>>> = Rc::default();
    let (start, follow, end) = (Rc::clone(&from), Rc::clone(&from), from);
    let (held, moved) = (canvas.clone(), canvas.clone());
    vec![
        own(canvas, "pointerdown", move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else {
                return;
            };
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let is_item = target.and_then(|it| it.closest("[data-item]").ok().flatten());
            if event.pointer_type() == "mouse" && event.button() == 0 && is_item.is_none() {
                start.set(Some((event.client_x(), event.client_y())));
                // Fails only when the pointer is gone again.
                let _ = held.set_pointer_capture(event.pointer_id());
            }
        }),
        own(canvas, "pointermove", move |event| {
            if let (Some((x, y)), Some(event)) = (follow.get(), event.dyn_ref::<PointerEvent>()) {
                let (now_x, now_y) = (event.client_x(), event.client_y());
                moved.set_scroll_left(moved.scroll_left() + x - now_x);
                moved.set_scroll_top(moved.scroll_top() + y - now_y);
                follow.set(Some((now_x, now_y)));
            }
        }),
        own(canvas, "pointerup", move |_| end.set(None)),
    ]
}

/// How large something can be drawn to be all in view, in percent.
pub fn fitting(canvas: &NodeRef, width: f64, height: f64) -> Option<f64> {
    let canvas = canvas.cast::<Element>()?;
    let across = f64::from(canvas.client_width()) / width;
    let down = f64::from(canvas.client_height()) / height;
    Some(100.0 * across.min(down))
}

/// Keeps what is in the middle of the view there, after everything became
/// `ratio` times as large.
pub fn keep_middle(canvas: &NodeRef, ratio: f64) {
    let Some(canvas) = canvas.cast::<Element>() else {
        return;
    };
    let middle = |from: i32, length: i32| {
        let half = f64::from(length) / 2.0;
        whole((f64::from(from) + half) * ratio - half)
    };
    canvas.set_scroll_left(middle(canvas.scroll_left(), canvas.client_width()));
    canvas.set_scroll_top(middle(canvas.scroll_top(), canvas.client_height()));
}

/// Moves the view.
pub fn pan(canvas: &NodeRef, right: i32, down: i32) {
    if let Some(canvas) = canvas.cast::<Element>() {
        canvas.set_scroll_left(canvas.scroll_left() + right);
        canvas.set_scroll_top(canvas.scroll_top() + down);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is scrolled on a screen is a small number"
)]
fn whole(length: f64) -> i32 {
    length.max(0.0) as i32
}
