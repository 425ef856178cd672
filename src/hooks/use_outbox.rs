use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser;

/// How long news may wait until they are written, in milliseconds: writing them for every
/// key would make typing slow.
const WRITE_AFTER: u32 = 400;

/// Writes news; it is told what was written before, as far as this page knows.
type Write<T> = dyn Fn(Option<&T>, &T);

/// News on their way into the storage.
pub(super) struct Outbox<T> {
    write: Box<Write<T>>,
    waiting: RefCell<Option<T>>,
    written: RefCell<Option<T>>,
    timer: RefCell<Option<Timeout>>,
}

/// An outbox that is empty when the page is left, at the latest.
#[hook]
pub(super) fn use_outbox<T: 'static>(write: impl Fn(Option<&T>, &T) + 'static) -> Rc<Outbox<T>> {
    let outbox = use_memo((), |()| Outbox {
        write: Box::new(write),
        waiting: RefCell::default(),
        written: RefCell::default(),
        timer: RefCell::default(),
    });
    {
        let outbox = Rc::clone(&outbox);
        use_effect_with((), move |()| {
            let listeners = browser::before_departure(move || outbox.clear());
            move || drop(listeners)
        });
    }
    outbox
}

impl<T: 'static> Outbox<T> {
    /// Has news written in a moment, in place of those that wait.
    pub(super) fn put(self: &Rc<Self>, news: T) {
        self.waiting.replace(Some(news));
        let is_due = self.timer.borrow().is_some();
        if !is_due {
            let later = Rc::clone(self);
            let timer = Timeout::new(WRITE_AFTER, move || later.clear());
            self.timer.replace(Some(timer));
        }
    }

    /// Whether something is true of the latest news, written or not; of none nothing is.
    pub(super) fn is_latest(&self, is_true: impl FnOnce(&T) -> bool) -> bool {
        let (waiting, written) = (self.waiting.borrow(), self.written.borrow());
        waiting.as_ref().or(written.as_ref()).is_some_and(is_true)
    }

    /// Writes what waits.
    pub(super) fn clear(&self) {
        self.timer.replace(None);
        if let Some(news) = self.waiting.take() {
            let before = self.written.take();
            (self.write)(before.as_ref(), &news);
            self.written.replace(Some(news));
        }
    }
}
