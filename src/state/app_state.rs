use std::rc::Rc;

use netpol_engine::text::Span;
use yew::{AttrValue, Reducible};

use super::{Action, Caret, FileRole, Focus, Pane, PlaceName, Sizes, Theme, Workspace};

/// Everything the user decided. What follows from it (the analysis, the drawing)
/// is not here.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The user's own texts that an example took the place of, the latest first.
    pub set_aside: Vec<Rc<Workspace>>,
    /// Whether the user changed the texts since they were opened.
    pub is_edited: bool,
    /// The tab that is open.
    pub file: FileRole,
    /// Where the user types, while they do.
    pub caret: Option<Caret>,
    /// The pair in focus.
    pub focus: Option<Focus>,
    /// The pair looked at in passing.
    pub preview: Option<Focus>,
    /// The first end of a pair that is being picked.
    pub picked: Option<PlaceName>,
    /// The place in the text that the user points at elsewhere.
    pub pointed: Option<Span>,
    /// Whether an incomplete picture is wanted while the text is broken.
    pub wants_partial: bool,
    /// What a narrow screen shows.
    pub pane: Pane,
    /// How the panes share the window.
    pub sizes: Sizes,
    /// The colours.
    pub theme: Theme,
}

impl AppState {
    /// How many texts are kept when examples take their place.
    pub const KEPT: usize = 12;

    /// A fresh page on these texts.
    pub fn new(workspace: Workspace, focus: Option<Focus>) -> Self {
        Self {
            workspace: Rc::new(workspace),
            set_aside: Vec::new(),
            is_edited: false,
            file: FileRole::Policies,
            caret: None,
            focus,
            preview: None,
            picked: None,
            pointed: None,
            wants_partial: false,
            pane: Pane::default(),
            sizes: Sizes::default(),
            theme: Theme::default(),
        }
    }

    /// The pair that is shown: the one in passing before the one in focus.
    pub fn shown_focus(&self) -> Option<&Focus> {
        self.preview.as_ref().or(self.focus.as_ref())
    }

    fn edit(&mut self, role: FileRole, text: AttrValue) {
        if *self.workspace.text(role) != text {
            self.workspace = Rc::new(self.workspace.with(role, text));
            self.is_edited = true;
            self.preview = None;
            self.pointed = None;
        }
    }

    /// Opens other texts; what the user wrote is kept aside, never lost.
    fn open(&mut self, workspace: Rc<Workspace>, focus: Option<Focus>) {
        let takes_back = self.set_aside.contains(&workspace);
        self.set_aside.retain(|it| *it != workspace);
        if self.is_edited && !self.workspace.is_blank() {
            self.set_aside.insert(0, Rc::clone(&self.workspace));
        }
        self.set_aside.truncate(Self::KEPT);
        self.is_edited = takes_back;
        self.workspace = workspace;
        self.file = FileRole::Policies;
        self.caret = None;
        self.pointed = None;
        self.wants_partial = false;
        self.look_at(focus, None);
    }

    /// One end was picked: the first of a pair, or the second of it.
    fn pick(&mut self, place: PlaceName) {
        match self.picked.take() {
            None => self.look_at(None, Some(place)),
            Some(first) if first == place => {}
            Some(source) => {
                let destination = place;
                self.look_at(
                    Some(Focus {
                        source,
                        destination,
                    }),
                    None,
                );
            }
        }
    }

    /// Looks at a pair, or begins one; a glance in passing ends.
    fn look_at(&mut self, focus: Option<Focus>, picked: Option<PlaceName>) {
        self.focus = focus;
        self.picked = picked;
        self.preview = None;
    }
}

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Edited(role, text) => next.edit(role, text),
            Action::Opened(workspace, focus) => next.open(workspace, focus),
            Action::FileChosen(file) => (next.file, next.caret) = (file, None),
            Action::CaretMoved(caret) => next.caret = Some(caret),
            Action::CaretLeft => next.caret = None,
            Action::Focused(focus) => next.look_at(Some(focus), None),
            Action::Previewed(preview) => next.preview = preview,
            Action::Picked(place) => next.pick(place),
            Action::SourceChosen(place) => next.look_at(None, Some(place)),
            Action::FocusCleared => next.look_at(None, None),
            Action::Pointed(pointed) => next.pointed = pointed,
            Action::PartialWanted => next.wants_partial = true,
            Action::PaneChosen(pane) => next.pane = pane,
            Action::Resized(sizes) => next.sizes = sizes,
            Action::ThemeTurned => next.theme = next.theme.next(),
        }
        // Yew skips the render when the same `Rc` comes back.
        if next == *self { self } else { Rc::new(next) }
    }
}
