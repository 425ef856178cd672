use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Date, Uint8Array, global};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::evaluation::{Errand, Evaluator, Progress};

/// What the worker says when it can be asked.
pub(super) const READY: &str = "ready";
/// What it says between the parts of what takes long.
pub(super) const ALIVE: &str = "alive";
/// What the page says when it would rather ask something else.
pub(super) const NEWER: &str = "newer";
/// What the worker says to that, unless it has answered already.
pub(super) const GAVE_UP: &str = "gave-up";

/// After how many milliseconds the worker looks for messages between two parts:
/// what takes less is done in one go.
const AT_A_TIME: f64 = 20.0;

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    global().dyn_into().ok()
}

/// Whether this is the worker, and not the page.
pub fn is_worker() -> bool {
    scope().is_some()
}

/// Answers tasks from now on: the whole life of the worker.
pub fn serve() {
    let Some(scope) = scope() else { return };
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        evaluator: RefCell::default(),
        errand: Cell::default(),
    });
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        desk.hear(&event.data());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // Fails only for what cannot be sent, and words can.
    let _ = scope.post_message(&JsValue::from_str(READY));
}

/// Where the worker works.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    evaluator: RefCell<Evaluator>,
    /// What it is at, while it looks for messages.
    errand: Cell<Option<Errand>>,
}

impl Desk {
    fn hear(self: &Rc<Self>, data: &JsValue) {
        if data.as_string().as_deref() == Some(NEWER) {
            if self.errand.take().is_some() {
                self.say(GAVE_UP);
            }
            return;
        }
        let bytes = Uint8Array::new(data).to_vec();
        // For bytes that are no task there is no answer: the page takes silence for
        // a failure.
        if let Ok(task) = postcard::from_bytes(&bytes) {
            self.work(Errand::new(task));
        }
    }

    /// Does an errand until it is done, or until it is time to look for messages.
    fn work(self: &Rc<Self>, mut errand: Errand) {
        let begin = Date::now();
        loop {
            let progress = self.evaluator.borrow_mut().advance(errand);
            match progress {
                Progress::More(rest) => errand = *rest,
                Progress::Done(update) => {
                    if let Ok(bytes) = postcard::to_allocvec(&update) {
                        self.send(&bytes);
                    }
                    return;
                }
            }
            if Date::now() - begin > AT_A_TIME {
                break;
            }
        }
        self.say(ALIVE);
        self.errand.set(Some(errand));
        let desk = Rc::clone(self);
        let go_on = move || {
            if let Some(errand) = desk.errand.take() {
                desk.work(errand);
            }
        };
        Timeout::new(0, go_on).forget();
    }

    fn say(&self, word: &str) {
        // As above.
        let _ = self.scope.post_message(&JsValue::from_str(word));
    }

    fn send(&self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        // As above.
        let _ = self
            .scope
            .post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}
