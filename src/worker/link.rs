use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{HtmlScriptElement, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::service::{ALIVE, GAVE_UP, NEWER, READY};
use crate::evaluation::Task;
use crate::report::Update;

/// What comes from the worker.
#[derive(Debug)]
pub(super) enum Word {
    /// It can be asked now.
    Ready,
    /// It is at work.
    Alive,
    /// It left what it was at, since there is something newer.
    GaveUp,
    /// It answered.
    Answer(Box<Update>),
    /// It is broken.
    Broken,
}

/// A worker that runs; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Link {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl Link {
    /// Starts a worker, if this place allows any; frames of another origin do
    /// not.
    pub(super) fn start(hear: impl Fn(Word) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address()?, &options).ok()?;
        let tell = hear.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            tell(word(&event.data()));
        });
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| hear(Word::Broken));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a task.
    pub(super) fn send(&self, task: &Task) {
        let Ok(bytes) = postcard::to_allocvec(task) else {
            return;
        };
        let bytes = Uint8Array::from(&*bytes);
        // Fails only for what cannot be sent, and bytes can.
        let _ = self
            .worker
            .post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }

    /// Says that what it is at is of no use any more.
    pub(super) fn hurry(&self) {
        // As above.
        let _ = self.worker.post_message(&JsValue::from_str(NEWER));
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn word(data: &JsValue) -> Word {
    if let Some(word) = data.as_string() {
        return match &*word {
            READY => Word::Ready,
            ALIVE => Word::Alive,
            GAVE_UP => Word::GaveUp,
            _ => Word::Broken,
        };
    }
    let bytes = Uint8Array::new(data).to_vec();
    match postcard::from_bytes(&bytes) {
        Ok(update) => Word::Answer(Box::new(update)),
        Err(_) => Word::Broken,
    }
}

/// The worker's script, told where the program is: as the page's own start is,
/// on the element that Trunk writes.
fn address() -> Option<String> {
    let document = gloo::utils::document();
    let script = document.query_selector("script[data-wasm]").ok()??;
    let script: HtmlScriptElement = script.dyn_into().ok()?;
    let absolute = |name: &str| {
        let address = script.get_attribute(name)?;
        let url = web_sys::Url::new_with_base(&address, &document.base_uri().ok()??).ok()?;
        Some(url.href())
    };
    let worker = web_sys::Url::new_with_base("worker.js", &document.base_uri().ok()??).ok()?;
    let search = worker.search_params();
    search.set("js", &absolute("data-js")?);
    search.set("wasm", &absolute("data-wasm")?);
    Some(worker.href())
}
