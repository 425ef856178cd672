use std::rc::Rc;

use netpol_engine::text::Span;
use yew::Reducible;

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

    fn edited(&self, role: FileRole, text: yew::AttrValue) -> Self {
        Self {
            workspace: Rc::new(self.workspace.with(role, text)),
            is_edited: true,
            preview: None,
            pointed: None,
            ..self.clone()
        }
    }

    /// Opens other texts; what the user wrote is kept aside, never lost.
    fn opened(&self, workspace: Rc<Workspace>, focus: Option<Focus>) -> Self {
        let takes_back = self.set_aside.contains(&workspace);
        let mut set_aside = self.set_aside.clone();
        set_aside.retain(|it| *it != workspace);
        if self.is_edited && !self.workspace.is_blank() {
            set_aside.insert(0, Rc::clone(&self.workspace));
        }
        set_aside.truncate(Self::KEPT);
        Self {
            set_aside,
            is_edited: takes_back,
            workspace,
            file: FileRole::Policies,
            caret: None,
            focus,
            preview: None,
            picked: None,
            pointed: None,
            wants_partial: false,
            ..self.clone()
        }
    }

    /// One end was picked: the first of a pair, or the second of it.
    fn picked(&self, place: PlaceName) -> Self {
        match &self.picked {
            None => Self {
                picked: Some(place),
                focus: None,
                preview: None,
                ..self.clone()
            },
            Some(first) if *first == place => Self {
                picked: None,
                ..self.clone()
            },
            Some(first) => {
                let focus = Focus {
                    source: first.clone(),
                    destination: place,
                };
                Self {
                    picked: None,
                    focus: Some(focus),
                    preview: None,
                    ..self.clone()
                }
            }
        }
    }
}

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = match action {
            Action::Edited(role, text) if *self.workspace.text(role) == text => return self,
            Action::Edited(role, text) => self.edited(role, text),
            Action::Opened(workspace, focus) => self.opened(workspace, focus),
            Action::FileChosen(file) => Self {
                file,
                caret: None,
                ..(*self).clone()
            },
            Action::CaretMoved(caret) => Self {
                caret: Some(caret),
                ..(*self).clone()
            },
            Action::CaretLeft => Self {
                caret: None,
                ..(*self).clone()
            },
            Action::Focused(focus) => Self {
                focus: Some(focus),
                preview: None,
                picked: None,
                ..(*self).clone()
            },
            Action::Previewed(preview) => Self {
                preview,
                ..(*self).clone()
            },
            Action::Picked(place) => self.picked(place),
            Action::SourceChosen(place) => Self {
                picked: Some(place),
                focus: None,
                preview: None,
                ..(*self).clone()
            },
            Action::FocusCleared => Self {
                focus: None,
                preview: None,
                picked: None,
                ..(*self).clone()
            },
            Action::Pointed(pointed) => Self {
                pointed,
                ..(*self).clone()
            },
            Action::PartialWanted => Self {
                wants_partial: true,
                ..(*self).clone()
            },
            Action::PaneChosen(pane) => Self {
                pane,
                ..(*self).clone()
            },
            Action::Resized(sizes) => Self {
                sizes,
                ..(*self).clone()
            },
            Action::ThemeTurned => Self {
                theme: self.theme.next(),
                ..(*self).clone()
            },
        };
        // Yew skips the render when the same `Rc` comes back.
        if next == *self { self } else { Rc::new(next) }
    }
}
