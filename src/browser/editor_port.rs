use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Array, Reflect};
use web_sys::{Element, HtmlElement, HtmlScriptElement, HtmlTextAreaElement};

use crate::state::File;

#[wasm_bindgen]
extern "C" {
    /// `<code-editor>`, as `editor/element.js` defines it.
    #[wasm_bindgen(extends = HtmlElement)]
    #[derive(Clone, Debug)]
    type CodeEditorElement;

    #[wasm_bindgen(method)]
    fn open(this: &CodeEditorElement, name: &str, text: &str, hint: &str, is_given: bool);
    #[wasm_bindgen(method)]
    fn keep(this: &CodeEditorElement, names: &Array, renamed: &Array);
    #[wasm_bindgen(method, js_name = takeOver)]
    fn take_over(this: &CodeEditorElement, field: &HtmlTextAreaElement);
    #[wasm_bindgen(method)]
    fn mark(this: &CodeEditorElement, json: &str);
    #[wasm_bindgen(method)]
    fn offer(this: &CodeEditorElement, json: &str);
    #[wasm_bindgen(method)]
    fn select(this: &CodeEditorElement, from: u32, to: u32);
    #[wasm_bindgen(method)]
    fn reveal(this: &CodeEditorElement, line: u32);
    #[wasm_bindgen(method, getter)]
    fn text(this: &CodeEditorElement) -> String;
    #[wasm_bindgen(method, getter)]
    fn caret(this: &CodeEditorElement) -> i32;
}

/// Where the script of the editor is, beside the page.
const SCRIPT: &str = "editor.js";

/// Fetches the script that makes an editor of `<code-editor>`, and calls
/// `on_ready` when it is there. Where it cannot be had, nothing happens: the
/// plain text field does the same with less comfort.
pub fn fetch_code_editor(on_ready: impl FnOnce() + 'static) -> Option<EventListener> {
    let document = gloo::utils::document();
    let script = document.create_element("script").ok()?;
    let script: HtmlScriptElement = script.dyn_into().ok()?;
    script.set_type("module");
    script.set_src(SCRIPT);
    let listener = EventListener::once(&script, "load", move |_| on_ready());
    document.head()?.append_child(&script).ok()?;
    Some(listener)
}

/// Whether the address asks for the plain text field: `?editor=plain`.
pub fn wants_plain_editor() -> bool {
    let search = gloo::utils::window().location().search().ok();
    let parameters = search.and_then(|it| web_sys::UrlSearchParams::new_with_str(&it).ok());
    parameters.and_then(|it| it.get("editor")).as_deref() == Some("plain")
}

/// What an editor tells.
#[derive(Debug, Clone)]
pub enum EditorNews {
    /// Somebody changed the open text; it is this now.
    Edited(Rc<str>),
    /// The caret is before this UTF-16 unit of the open text, or it left.
    Moved(Option<u32>),
    /// Texts were dropped or pasted, and so many files left aside.
    Arrived(Vec<File>, usize),
}

/// An editor on the page.
#[derive(Debug)]
pub struct EditorPort {
    element: CodeEditorElement,
    _listeners: [EventListener; 3],
}

impl EditorPort {
    /// Makes the editor of an element and hears what it tells; `None` where the
    /// element is not one, since the script is not there.
    pub fn new(element: &Element, hear: impl Fn(EditorNews) + Clone + 'static) -> Option<Self> {
        let is_made = Reflect::has(element, &"takeOver".into()).unwrap_or(false);
        let element: CodeEditorElement = is_made.then(|| element.clone().unchecked_into())?;
        let (editing, moving, arriving) = (hear.clone(), hear.clone(), hear);
        let (edited, moved) = (element.clone(), element.clone());
        let listeners = [
            EventListener::new(&element, "edited", move |_| {
                editing(EditorNews::Edited(edited.text().into()));
            }),
            EventListener::new(&element, "moved", move |_| {
                moving(EditorNews::Moved(u32::try_from(moved.caret()).ok()));
            }),
            EventListener::new(&element, "arrived", move |event| {
                if let Some((files, left_aside)) = arrived(event) {
                    arriving(EditorNews::Arrived(files, left_aside));
                }
            }),
        ];
        Some(Self {
            element,
            _listeners: listeners,
        })
    }

    /// Shows a text. One that it already has keeps its history; one that is given may only
    /// be read.
    pub fn open(&self, file: &File, hint: &str, is_given: bool) {
        self.element.open(&file.name, &file.text, hint, is_given);
    }

    /// Forgets all texts but those of these names; some had others before.
    pub fn keep<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
        renamed: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        let names: Array = names.map(JsValue::from_str).collect();
        let renamed: Array = renamed
            .map(|(before, now)| Array::of2(&before.into(), &now.into()))
            .collect();
        self.element.keep(&names, &renamed);
    }

    /// Takes the place of a text field: selection, focus and what is seen.
    pub fn take_over(&self, field: &HtmlTextAreaElement) {
        self.element.take_over(field);
    }

    /// Draws on the open text; see [`crate::state::EditorMarks`].
    pub fn mark(&self, json: &str) {
        self.element.mark(json);
    }

    /// Says which words of the input there are to complete with.
    pub fn offer(&self, json: &str) {
        self.element.offer(json);
    }
}

/// The editor inside an element, if it has taken the text field's place.
pub(super) fn inside(element: &Element) -> Option<Placed> {
    let found = element.query_selector("code-editor:not([hidden])").ok()?;
    Some(Placed(found?.unchecked_into()))
}

/// An editor that is seen.
pub(super) struct Placed(CodeEditorElement);

impl Placed {
    /// Selects a range in UTF-16 units and gives it the focus.
    pub(super) fn select(&self, from: u32, to: u32) {
        self.0.select(from, to);
    }

    /// Brings a line (from 1) into view.
    pub(super) fn reveal(&self, line: u32) {
        self.0.reveal(line);
    }
}

/// The texts in the `detail` of an event, and how many files were none.
fn arrived(event: &web_sys::Event) -> Option<(Vec<File>, usize)> {
    let detail = Reflect::get(event, &"detail".into()).ok()?;
    let texts = Reflect::get(&detail, &"texts".into()).ok()?;
    let file = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some(File::new(
            pair.get(0).as_string()?,
            pair.get(1).as_string()?,
        ))
    };
    let files = texts
        .dyn_into::<Array>()
        .ok()?
        .iter()
        .filter_map(file)
        .collect();
    let left_aside = Reflect::get(&detail, &"leftAside".into()).ok()?;
    Some((files, count(left_aside.as_f64()?)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of files is a small positive number"
)]
fn count(number: f64) -> usize {
    number as usize
}
