use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::edit::{TextEdit, Wish};
use netpol_shell::Output;
use yew::Reducible;

use super::{
    Action, AnswerPane, Caret, Console, Course, File, Focus, Mended, Pane, PlaceName, Plea,
    ResultView, Sizes, Theme, ViewOptions, Workspace,
};
use crate::report::{ConsoleAnswer, ConsoleReply, Offer, Place, WishOutcome};
use crate::words::{editor as words, intentions, lessons};

/// Everything the user decided. What follows from it (the analysis, the drawing)
/// is not here.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The user's own texts that an example took the place of, the latest first.
    pub set_aside: Vec<Rc<Workspace>>,
    /// What the texts are held against: those that were opened, or pinned.
    pub baseline: Rc<Workspace>,
    /// How many baselines there were; the number of this one.
    pub pins: u64,
    /// Whether the user changed the texts since they were opened.
    pub is_edited: bool,
    /// The tab that is open, from 0.
    pub file: usize,
    /// Where the user types, while they do.
    pub caret: Option<Caret>,
    /// The pair in focus.
    pub focus: Option<Focus>,
    /// The pair looked at in passing.
    pub preview: Option<Focus>,
    /// The first end of a pair that is being picked.
    pub picked: Option<PlaceName>,
    /// How the diagram is wanted.
    pub options: ViewOptions,
    /// The place in the text that the user points at elsewhere.
    pub pointed: Option<Place>,
    /// Whether an incomplete picture is wanted while the text is broken.
    pub wants_partial: bool,
    /// The policies that do not count for the moment.
    pub left_out: Vec<PolicyName>,
    /// What the answer is shown as.
    pub view: ResultView,
    /// Whether the builder stands in place of the texts.
    pub builds: bool,
    /// How many wishes there were; the number of the last.
    pub wishes: u64,
    /// The wish that is not answered yet.
    pub wish: Option<(u64, Wish)>,
    /// Why the last wish was not fulfilled, as a sentence fragment.
    pub wish_fault: Option<String>,
    /// What is expected of the policies, line by line.
    pub intended: Rc<str>,
    /// What stands below the diagram.
    pub answer: AnswerPane,
    /// What the user wants to be offered.
    pub plea: Option<Plea>,
    /// What was done last on the user's behalf.
    pub mended: Option<Mended>,
    /// The terminal.
    pub console: Rc<Console>,
    /// What a narrow screen shows.
    pub pane: Pane,
    /// How the panes share the window.
    pub sizes: Sizes,
    /// The colours.
    pub theme: Theme,
    /// The course, with the lesson that is open.
    pub course: Rc<Course>,
}

impl AppState {
    /// How many texts are kept when examples take their place.
    pub const KEPT: usize = 12;

    /// A fresh page on these texts.
    pub fn new(workspace: Workspace, focus: Option<Focus>) -> Self {
        let workspace = Rc::new(workspace);
        Self {
            baseline: Rc::clone(&workspace),
            pins: 0,
            workspace,
            set_aside: Vec::new(),
            is_edited: false,
            file: 0,
            caret: None,
            focus,
            preview: None,
            picked: None,
            options: ViewOptions::default(),
            pointed: None,
            wants_partial: false,
            left_out: Vec::new(),
            view: ResultView::default(),
            builds: false,
            wishes: 0,
            wish: None,
            wish_fault: None,
            intended: "".into(),
            answer: AnswerPane::default(),
            plea: None,
            mended: None,
            console: Rc::default(),
            pane: Pane::default(),
            sizes: Sizes::default(),
            theme: Theme::default(),
            course: Rc::default(),
        }
    }

    /// The pair that is shown: the one in passing before the one in focus.
    pub fn shown_focus(&self) -> Option<&Focus> {
        self.preview.as_ref().or(self.focus.as_ref())
    }

    /// Whether anything is not as at the baseline.
    pub fn is_changed(&self) -> bool {
        self.workspace != self.baseline || !self.left_out.is_empty()
    }

    /// Texts are held against these from now on.
    pub(super) fn pin(&mut self, baseline: Rc<Workspace>) {
        if self.baseline != baseline {
            self.baseline = baseline;
            self.pins += 1;
        }
    }

    /// The texts and what they are held against change places.
    fn swap(&mut self) {
        let before = Rc::clone(&self.workspace);
        self.change((*self.baseline).clone());
        self.pin(before);
        self.file = self.file.min(self.workspace.files().len() - 1);
        self.caret = None;
    }

    fn edit(&mut self, file: usize, text: Rc<str>) {
        if *self.workspace.text(file) != *text {
            self.change(self.workspace.with(file, text));
        }
    }

    /// The texts became others by the user's doing.
    pub(super) fn change(&mut self, workspace: Workspace) {
        self.workspace = Rc::new(workspace);
        self.is_edited = true;
        self.preview = None;
        self.pointed = None;
        self.plea = None;
        if self.course.study.is_some() {
            self.note_files();
        }
    }

    /// The texts with what is expected of them: what is kept.
    pub fn kept(&self) -> Rc<Workspace> {
        self.workspace.with_intended(&self.intended)
    }

    fn intend(&mut self, intended: Rc<str>) {
        if *self.intended != *intended {
            self.intended = intended;
            self.is_edited = true;
        }
    }

    /// Does what was offered, if the texts are still those that it was tried on.
    pub(super) fn accept(&mut self, read: &Rc<Workspace>, offer: Offer) {
        if *read != self.workspace {
            return;
        }
        self.plea = None;
        if let Some(intended) = offer.intended {
            self.intend(intended.into());
        }
        if offer.edits.is_empty() && offer.added.is_none() {
            return;
        }
        let added = offer.added.map(|it| File::new(intentions::PROPOSED, it));
        self.mend(offer.title, &offer.edits, added);
    }

    /// Changes the texts in a way that can be taken back.
    fn mend(&mut self, title: String, edits: &[TextEdit], added: Option<File>) {
        let files = self.workspace.edited(edits).files().to_vec();
        self.replace(title, Workspace::new(files.into_iter().chain(added)));
    }

    /// Brings other texts, with a way back.
    pub(super) fn replace(&mut self, title: String, workspace: Workspace) {
        let before = Rc::clone(&self.workspace);
        self.change(workspace);
        self.mended = Some(Mended {
            title,
            before,
            after: Rc::clone(&self.workspace),
        });
    }

    /// Shows what became of a line, and changes the texts as it says.
    fn answer_console(&mut self, reply: &ConsoleReply) {
        let refused = match &reply.answer {
            ConsoleAnswer::Ran(it) if self.touches_given(&it.edits) => Some(ConsoleReply {
                number: reply.number,
                answer: ConsoleAnswer::Ran(Output::refused(lessons::GIVEN)),
            }),
            _ => None,
        };
        let reply = refused.as_ref().unwrap_or(reply);
        let answered = Rc::make_mut(&mut self.console).take(reply);
        if let Some(it) = answered.filter(|it| !it.output.edits.is_empty()) {
            self.mend(it.line.trim().to_owned(), &it.output.edits, None);
        }
    }

    fn take_back(&mut self) {
        if let Some(mended) = self.mended.take()
            && mended.after == self.workspace
        {
            self.change((*mended.before).clone());
            self.file = self.file.min(self.workspace.files().len() - 1);
        }
    }

    /// Files come behind the others, or in place of nothing. Expectations have a place
    /// of their own.
    fn add(&mut self, files: Vec<File>) {
        let (intended, files): (Vec<File>, _) = files.into_iter().partition(File::is_intended);
        for it in intended {
            let both = match self.intended.trim() {
                "" => it.text,
                before => [before, "\n", &it.text].concat().into(),
            };
            self.intend(both);
            self.answer = AnswerPane::Intentions;
        }
        if files.is_empty() {
            return;
        }
        if self.workspace.is_blank() {
            self.change(Workspace::new(files));
            self.file = 0;
            self.caret = None;
        } else {
            self.append(files);
        }
    }

    fn append(&mut self, files: Vec<File>) {
        let before = self.workspace.files().len();
        self.change(self.workspace.and(files));
        self.file = before.min(self.workspace.files().len() - 1);
        self.caret = None;
    }

    fn close(&mut self, file: usize) {
        if !self.workspace.text(file).trim().is_empty() {
            self.set_aside.insert(0, self.kept());
            self.set_aside.truncate(Self::KEPT);
        }
        self.change(self.workspace.without(file));
        if self.file > file || self.file == self.workspace.files().len() {
            self.file = self.file.saturating_sub(1);
        }
        self.caret = None;
    }

    fn move_file(&mut self, from: usize, to: usize) {
        let open = self.workspace.name(self.file).to_owned();
        self.change(self.workspace.moved(from, to));
        let found = self
            .workspace
            .files()
            .iter()
            .position(|it| *it.name == *open);
        self.file = found.unwrap_or_default();
        self.caret = None;
    }

    fn wish(&mut self, wish: Wish) {
        self.wishes += 1;
        self.wish = Some((self.wishes, wish));
        self.wish_fault = None;
    }

    /// Changes the texts as was wished, unless they changed in the meantime.
    fn fulfil(&mut self, outcome: &WishOutcome) {
        if self.wish.take_if(|it| it.0 == outcome.number).is_none() {
            return;
        }
        match &outcome.edits {
            Ok(edits) if self.touches_given(edits) => {
                self.wish_fault = Some(lessons::GIVEN.to_owned());
            }
            Ok(edits) => self.change(self.workspace.edited(edits)),
            Err(fault) => self.wish_fault = Some(fault.clone()),
        }
    }

    /// Brings the baseline back; what the user wrote is kept aside, never lost.
    fn go_back(&mut self) {
        if self.course.study.is_some() {
            self.restart();
            return;
        }
        let (focus, view) = (self.focus.clone(), self.view);
        let intended = Rc::clone(&self.intended);
        self.open(Rc::clone(&self.baseline), focus);
        self.view = view;
        self.intended = intended;
    }

    /// Opens other texts; what the user wrote is kept aside, never lost.
    fn open(&mut self, workspace: Rc<Workspace>, focus: Option<Focus>) {
        if self.course.is_open() {
            self.leave_lesson();
        }
        let takes_back = self.set_aside.contains(&workspace);
        self.set_aside.retain(|it| *it != workspace);
        let kept = self.kept();
        if self.is_edited && !kept.is_blank() {
            self.set_aside.insert(0, kept);
        }
        self.set_aside.truncate(Self::KEPT);
        self.is_edited = takes_back;
        let (texts, intended) = workspace.without_intended();
        let workspace = if intended.is_empty() {
            workspace
        } else {
            Rc::new(texts)
        };
        self.intended = intended;
        self.pin(Rc::clone(&workspace));
        self.show(workspace);
        self.file = 0;
        self.left_out.clear();
        self.look_at(focus, None);
    }

    /// Other texts, of which nothing was asked yet.
    pub(super) fn show(&mut self, workspace: Rc<Workspace>) {
        self.workspace = workspace;
        self.caret = None;
        self.pointed = None;
        self.plea = None;
        self.wish = None;
        self.wish_fault = None;
        self.mended = None;
        self.wants_partial = false;
        self.options = ViewOptions::default();
    }

    /// A policy does not count any more.
    fn leave_out(&mut self, policy: PolicyName) {
        if !self.left_out.contains(&policy) {
            self.left_out.push(policy);
        }
    }

    /// One end was picked: the first of a pair, or the second of it.
    fn pick(&mut self, place: PlaceName) {
        match self.picked.take() {
            None => self.look_at(None, Some(place)),
            Some(first) if first == place => {}
            Some(source) => self.look_at(Some(Focus::between(source, place)), None),
        }
    }

    /// Looks at a pair, or begins one; a glance in passing ends.
    pub(super) fn look_at(&mut self, focus: Option<Focus>, picked: Option<PlaceName>) {
        self.focus = focus;
        self.picked = picked;
        self.preview = None;
    }
}

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if self.is_refused(&action) {
            return self;
        }
        let mut next = (*self).clone();
        match action {
            Action::Edited(file, text) => next.edit(file, text),
            Action::FileAdded => next.append(vec![File::new(words::NEW, "")]),
            Action::FilesBrought(files) => next.add(files),
            Action::FileRenamed(file, name) => next.change(next.workspace.renamed(file, &name)),
            Action::BuilderTurned => next.builds = !next.builds,
            Action::Wished(wish) => next.wish(wish),
            Action::WishAnswered(outcome) => next.fulfil(&outcome),
            Action::FileClosed(file) => next.close(file),
            Action::FileMoved(from, to) => next.move_file(from, to),
            Action::Opened(workspace, focus) => next.open(workspace, focus),
            Action::Intended(intended) => next.intend(intended),
            Action::AnswerChosen(answer) => next.answer = answer,
            Action::Pleaded(plea) => next.plea = plea,
            Action::Accepted(read, offer) => next.accept(&read, *offer),
            Action::Console(event) => Rc::make_mut(&mut next.console).follow(event),
            Action::ConsoleReplied(reply) => next.answer_console(&reply),
            Action::TookBack => next.take_back(),
            Action::Pinned => next.pin(Rc::clone(&next.workspace)),
            Action::BaselineChosen(baseline) => next.pin(baseline),
            Action::Swapped => next.swap(),
            Action::WentBack => next.go_back(),
            Action::FileChosen(file) => (next.file, next.caret) = (file, None),
            Action::CaretMoved(caret) => next.caret = Some(caret),
            Action::CaretLeft => next.caret = None,
            Action::Focused(focus) => next.look_at(Some(focus), None),
            Action::Previewed(preview) => next.preview = preview,
            Action::Picked(place) => next.pick(place),
            Action::Viewed(options) => next.options = options,
            Action::FocusCleared => next.look_at(None, None),
            Action::Pointed(pointed) => next.pointed = pointed,
            Action::PartialWanted => next.wants_partial = true,
            Action::ViewChosen(view) => next.view = view,
            Action::LeftOut(policy) => next.leave_out(policy),
            Action::AllTakenBack => next.left_out.clear(),
            Action::TakenBack(policy) => next.left_out.retain(|it| *it != policy),
            Action::PaneChosen(pane) => next.pane = pane,
            Action::Resized(sizes) => next.sizes = sizes,
            Action::ThemeTurned => next.theme = next.theme.next(),
            Action::Lesson(it) => next.attend(it),
        }
        // Yew skips the render when the same `Rc` comes back.
        if next == *self { self } else { Rc::new(next) }
    }
}
