use std::cell::RefCell;
use std::rc::Rc;

use netpol_engine::text::LineIndex;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser::{self, EditorNews, EditorPort};
use crate::report::{PictureReport, TextReport};
use crate::state::{Annotations, Caret, EditorMarks, File, Workspace};
use crate::words::editor as words;

/// What an editor shows, and whom it tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The tab that is open.
    pub open: usize,
    /// Whether its text may only be read.
    pub is_given: bool,
    /// Whether the tabs are what they are.
    pub is_fixed: bool,
    /// The texts that the reports are about.
    pub read: Rc<Workspace>,
    /// What is drawn on their lines.
    pub annotations: Rc<Annotations>,
    /// What is wrong with them.
    pub report: Rc<TextReport>,
    /// What there is to complete with.
    pub picture: Rc<PictureReport>,
    /// The user typed.
    pub on_edit: Callback<(usize, Rc<str>)>,
    /// The caret moved, or left the text.
    pub on_caret: Callback<Option<Caret>>,
    /// Texts came, and so many files that were none.
    pub on_arrive: Callback<(Vec<File>, usize)>,
}

impl Desk {
    /// Passes on what the editor tells; `text` is what it shows.
    fn hear(&self, news: EditorNews, text: &str) {
        match news {
            EditorNews::Edited(text) => self.on_edit.emit((self.open, text)),
            EditorNews::Moved(None) => self.on_caret.emit(None),
            EditorNews::Moved(Some(unit)) => {
                let offset = LineIndex::offset_of_utf16(text, unit);
                let file = self.open;
                self.on_caret.emit(Some(Caret { file, offset }));
            }
            EditorNews::Arrived(files, left_aside) => self.on_arrive.emit((files, left_aside)),
        }
    }

    fn file(&self) -> Option<&File> {
        self.workspace.files().get(self.open)
    }

    /// Whether the reports are about the open text as it is now.
    fn is_read(&self) -> bool {
        self.file() == self.read.files().get(self.open)
    }
}

/// The editor, once it is there, and what it knows already.
#[derive(Debug, Default)]
struct Seat {
    port: Option<EditorPort>,
    /// What it was told last.
    told: Option<Desk>,
    /// The name and the text that it shows.
    shown: Option<File>,
    /// Whether that may only be read.
    is_given: bool,
}

/// Puts an editor over the plain text field as soon as its script has come, and
/// keeps both in step. Returns whether it is there.
///
/// `node` is the `<code-editor>`, `field` finds the text field that it takes the
/// place of.
#[hook]
pub fn use_code_editor(node: &NodeRef, field: &NodeRef, desk: Desk) -> bool {
    let is_fetched = use_state_eq(|| false);
    let is_placed = use_state_eq(|| false);
    let now = use_mut_ref(|| desk.clone());
    now.replace(desk.clone());
    let seat = use_mut_ref(Seat::default);
    {
        let is_fetched = is_fetched.setter();
        use_effect_with((), move |()| {
            let wanted = !browser::wants_plain_editor();
            let fetching = wanted.then(|| browser::fetch_code_editor(move || is_fetched.set(true)));
            move || drop(fetching)
        });
    }
    {
        let (node, field) = (node.clone(), field.clone());
        let setter = is_placed.setter();
        use_effect_with((*is_fetched, desk), move |(is_fetched, desk)| {
            let made = node.cast::<Element>().filter(|_| *is_fetched);
            let is_new = seat.borrow().port.is_none();
            let made = made
                .filter(|_| is_new)
                .and_then(|it| port(&it, &now, &seat));
            let mut seat = seat.borrow_mut();
            if made.is_some() {
                seat.port = made;
                seat.tell(desk);
                seat.take_over(&field);
                setter.set(true);
            } else {
                seat.tell(desk);
            }
        });
    }
    *is_placed
}

fn port(
    element: &Element,
    now: &Rc<RefCell<Desk>>,
    seat: &Rc<RefCell<Seat>>,
) -> Option<EditorPort> {
    let (now, seat) = (Rc::clone(now), Rc::downgrade(seat));
    EditorPort::new(element, move |news| {
        let desk = now.borrow().clone();
        let mut shown = desk.file().cloned();
        // While it is being told something, it shows what it is told.
        if let Some(seat) = seat.upgrade()
            && let Ok(mut seat) = seat.try_borrow_mut()
        {
            if let EditorNews::Edited(text) = &news {
                let name = shown.as_ref().map(|it| Rc::clone(&it.name));
                seat.shown = name.map(|it| File::new(it, Rc::clone(text)));
            }
            shown.clone_from(&seat.shown);
        }
        desk.hear(news, shown.as_ref().map_or("", |it| &it.text));
    })
}

impl Seat {
    /// Tells the editor what is new.
    fn tell(&mut self, desk: &Desk) {
        let Some(port) = &self.port else { return };
        let Some(file) = desk.file() else { return };
        let told = self.told.take();
        let told = told.as_ref();
        if told.is_none_or(|it| names(it).ne(names(desk))) {
            port.keep(names(desk), renamed(told, desk).into_iter());
        }
        // What was typed comes back from the state and is there already.
        if self.shown.as_ref() != Some(file) || self.is_given != desk.is_given {
            port.open(file, words::hint(desk.open), desk.is_given);
            self.shown = Some(file.clone());
            self.is_given = desk.is_given;
        }
        if told.is_none_or(|it| it.picture.vocabulary != desk.picture.vocabulary)
            && let Ok(json) = serde_json::to_string(&desk.picture.vocabulary)
        {
            port.offer(&json);
        }
        if desk.is_read() && told.is_none_or(|it| has_other_marks(it, desk)) {
            let problems = &desk.report.problems;
            let marks = EditorMarks::of(desk.open, &file.text, &desk.annotations, problems);
            port.mark(&marks.json());
        }
        self.told = Some(desk.clone());
    }

    fn take_over(&self, field: &NodeRef) {
        let field = field
            .cast::<Element>()
            .and_then(|it| it.query_selector("[data-open] textarea").ok().flatten());
        if let Some((port, field)) = self.port.as_ref().zip(field)
            && let Ok(field) = wasm_bindgen::JsCast::dyn_into::<HtmlTextAreaElement>(field)
        {
            port.take_over(&field);
        }
    }
}

fn names(desk: &Desk) -> impl Iterator<Item = &str> {
    desk.workspace.files().iter().map(|it| &*it.name)
}

/// The tabs that have another name now, before and after.
fn renamed<'a>(told: Option<&'a Desk>, desk: &'a Desk) -> Vec<(&'a str, &'a str)> {
    let Some(told) = told else { return Vec::new() };
    let (before, now) = (told.workspace.files(), desk.workspace.files());
    if before.len() != now.len() {
        return Vec::new();
    }
    let pairs = before.iter().zip(now);
    pairs
        .filter(|(before, now)| before.name != now.name && before.text == now.text)
        .filter(|(before, now)| !has(desk, &before.name) && !has(told, &now.name))
        .map(|(before, now)| (&*before.name, &*now.name))
        .collect()
}

fn has(desk: &Desk, name: &str) -> bool {
    names(desk).any(|it| it == name)
}

fn has_other_marks(told: &Desk, desk: &Desk) -> bool {
    !told.is_read()
        || told.open != desk.open
        || told.file() != desk.file()
        || told.annotations != desk.annotations
        || told.report != desk.report
}
