use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::link::{Link, Word};
use super::{Backlog, Offer};
use crate::evaluation::{Evaluator, Look, Task};
use crate::report::{Report, Update};
use crate::state::Workspace;

/// How long the worker may say nothing before it counts as dead, in
/// milliseconds. It says something after every part of an answer, and what a
/// part may cost is bounded.
const PATIENCE: u32 = 10_000;
/// After how many failures in a row for one text it is not tried again.
const TRIES: u32 = 2;

/// What went wrong with the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The worker did not answer, and another one took its place.
    Restarted,
    /// No worker could answer for this text; the last report stays.
    GaveUp,
}

/// Where the page has its texts evaluated.
#[derive(Debug, Default)]
pub struct Office {
    /// Evaluates on the page itself while there is no worker.
    evaluator: Evaluator,
    worker: Option<Link>,
    /// Whether the worker said that it can be asked.
    is_ready: bool,
    backlog: Backlog<Question>,
    /// What is being answered.
    asked: Option<Question>,
    /// The texts that the worker knows.
    known: Option<Rc<Workspace>>,
    /// The number of the baseline that the worker knows.
    known_baseline: Option<u64>,
    /// The texts at the beginning: branches have their letters from them.
    origin: Option<Rc<Workspace>>,
    /// What was asked last, and what it was answered.
    latest: Option<(Question, u64)>,
    report: Option<Rc<Report>>,
    failures: u32,
    trouble: Option<Trouble>,
    watchdog: Option<Timeout>,
}

/// A state of the texts and what is looked at.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    revision: u64,
    workspace: Rc<Workspace>,
    /// What the texts are to be held against, if that is wanted.
    baseline: Option<Rc<Workspace>>,
    look: Look,
}

/// An office that can be told of.
type Shared = Rc<RefCell<Office>>;

impl Office {
    /// Asks about the texts. While there is no worker the answer is there at
    /// once, else `on_news` is called when it is.
    pub fn ask(
        office: &Shared,
        (workspace, baseline): (&Rc<Workspace>, &Rc<Workspace>),
        look: Look,
        on_news: &Rc<dyn Fn()>,
    ) {
        let question = office.borrow_mut().question(workspace, baseline, look);
        let Some(question) = question else { return };
        let mut it = office.borrow_mut();
        if it.worker.is_some() && it.is_ready {
            if it.trouble != Some(Trouble::GaveUp) {
                it.offer(question, office, on_news);
            }
        } else if it.failures == 0 {
            let task = it.task(&question, None, None);
            let update = it.evaluator.answer(task);
            it.take(question.workspace, update);
        }
    }

    /// The latest report; none before anything was asked.
    pub fn report(&self) -> Option<Rc<Report>> {
        self.report.clone()
    }

    /// What went wrong, until it has gone well for more than one answer.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Starts a worker that takes over as soon as it can.
    pub fn hire(office: &Shared, on_news: &Rc<dyn Fn()>) {
        let weak: Weak<RefCell<Self>> = Rc::downgrade(office);
        let on_news = Rc::clone(on_news);
        let link = Link::start(move |word| {
            if let Some(office) = weak.upgrade() {
                Self::hear(&office, word, &on_news);
            }
        });
        let mut it = office.borrow_mut();
        it.worker = link;
        it.is_ready = false;
        it.known = None;
        it.known_baseline = None;
        it.backlog = Backlog::Idle;
        it.asked = None;
    }

    fn hear(office: &Shared, word: Word, on_news: &Rc<dyn Fn()>) {
        match word {
            Word::Ready => {
                let mut it = office.borrow_mut();
                it.is_ready = true;
                // What it says first must be all of it.
                it.evaluator = Evaluator::default();
                let may_ask = it.trouble != Some(Trouble::GaveUp);
                let again = it
                    .latest
                    .as_ref()
                    .filter(|_| may_ask)
                    .map(|it| it.0.clone());
                if let Some(question) = again {
                    it.offer(question, office, on_news);
                }
            }
            Word::Alive => office.borrow_mut().watch(office, on_news),
            Word::GaveUp => {
                let mut it = office.borrow_mut();
                it.watchdog = None;
                it.asked = None;
                // Whether it came to read the texts is not known.
                it.known = None;
                it.known_baseline = None;
                if let Some(next) = it.backlog.give_up() {
                    it.send(next, office, on_news);
                }
            }
            Word::Answer(update) => {
                let mut it = office.borrow_mut();
                it.watchdog = None;
                let asked = it.asked.take();
                if let Some(asked) = asked {
                    // A word about what went wrong stays for one answer, long enough to
                    // be read.
                    if it.failures == 0 {
                        it.trouble = None;
                    }
                    it.failures = 0;
                    it.take(asked.workspace, *update);
                }
                if let Some(next) = it.backlog.finish() {
                    it.send(next, office, on_news);
                }
                drop(it);
                on_news();
            }
            Word::Broken => Self::replace(office, on_news),
        }
    }

    /// Ends a worker that is dead and starts another.
    fn replace(office: &Shared, on_news: &Rc<dyn Fn()>) {
        let is_forbidden = {
            let mut it = office.borrow_mut();
            it.watchdog = None;
            let was_ready = it.is_ready;
            it.worker = None;
            it.is_ready = false;
            it.failures += 1;
            let gives_up = it.failures >= TRIES;
            if was_ready {
                it.trouble = Some(if gives_up {
                    Trouble::GaveUp
                } else {
                    Trouble::Restarted
                });
            }
            let is_forbidden = gives_up && !was_ready;
            if is_forbidden {
                it.failures = 0;
            }
            is_forbidden
        };
        // A worker that never began will not begin the next time.
        if !is_forbidden {
            Self::hire(office, on_news);
        }
        on_news();
    }

    /// What is asked, unless it was asked before.
    fn question(
        &mut self,
        workspace: &Rc<Workspace>,
        baseline: &Rc<Workspace>,
        look: Look,
    ) -> Option<Question> {
        let revision = match &self.latest {
            Some((latest, _)) if latest.workspace == *workspace => {
                if latest.look == look {
                    return None;
                }
                latest.revision
            }
            Some((latest, _)) => {
                if !workspace.is_edit_of(&latest.workspace) {
                    self.origin = Some(Rc::clone(workspace));
                }
                if self.trouble == Some(Trouble::GaveUp) {
                    self.trouble = None;
                    self.failures = 1;
                }
                latest.revision + 1
            }
            None => {
                self.origin = Some(Rc::clone(workspace));
                0
            }
        };
        let question = Question {
            revision,
            workspace: Rc::clone(workspace),
            baseline: look.compared.map(|_| Rc::clone(baseline)),
            look,
        };
        self.latest = Some((question.clone(), revision));
        Some(question)
    }

    fn task(
        &self,
        question: &Question,
        known: Option<&Rc<Workspace>>,
        known_baseline: Option<u64>,
    ) -> Task {
        let pin = question.look.compared;
        let baseline = pin
            .filter(|_| pin != known_baseline)
            .zip(question.baseline.clone());
        let is_known = known.is_some_and(|it| Rc::ptr_eq(it, &question.workspace));
        let origin = self.origin.clone().filter(|_| known.is_none());
        Task {
            revision: question.revision,
            origin,
            workspace: (!is_known).then(|| Rc::clone(&question.workspace)),
            baseline,
            look: question.look.clone(),
        }
    }

    /// Has a question answered as soon as that is possible.
    fn offer(&mut self, question: Question, office: &Shared, on_news: &Rc<dyn Fn()>) {
        match self.backlog.offer(question) {
            Offer::Send(question) => self.send(question, office, on_news),
            Offer::Hurry => {
                if let Some(worker) = &self.worker {
                    worker.hurry();
                }
            }
            Offer::Wait => {}
        }
    }

    fn send(&mut self, question: Question, office: &Shared, on_news: &Rc<dyn Fn()>) {
        let task = self.task(&question, self.known.as_ref(), self.known_baseline);
        self.known = Some(Rc::clone(&question.workspace));
        self.known_baseline = question.look.compared.or(self.known_baseline);
        self.asked = Some(question);
        if let Some(worker) = &self.worker {
            worker.send(&task);
        }
        self.watch(office, on_news);
    }

    /// Waits for a word from the worker, and not for ever.
    fn watch(&mut self, office: &Shared, on_news: &Rc<dyn Fn()>) {
        let (weak, on_news) = (Rc::downgrade(office), Rc::clone(on_news));
        self.watchdog = Some(Timeout::new(PATIENCE, move || {
            if let Some(office) = weak.upgrade() {
                Self::replace(&office, &on_news);
            }
        }));
    }

    fn take(&mut self, workspace: Rc<Workspace>, update: Update) {
        self.report = match &self.report {
            Some(before) => Some(Rc::new(before.updated(update, workspace))),
            None => Report::first(update, workspace).map(Rc::new),
        };
    }
}
