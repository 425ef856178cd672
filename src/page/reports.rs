//! What the components tell the state.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::TabChange;
use crate::examples::Example;
use crate::state::{
    Action, AppState, Caret, ConsoleEvent, File, Focus, PlaceName, ResultView, ViewOptions,
    Workspace,
};

/// What the components tell the state. Made once: a component that got the same
/// data and the same callbacks is not drawn again.
#[expect(clippy::struct_field_names, reason = "as the components call them")]
pub(crate) struct Reports {
    pub(super) on_choose: Callback<Example>,
    pub(super) on_restore: Callback<Rc<Workspace>>,
    pub(super) on_edit: Callback<(usize, Rc<str>)>,
    pub(super) on_open: Callback<usize>,
    pub(super) on_tabs: Callback<TabChange>,
    pub(super) on_arrive: Callback<(Vec<File>, usize)>,
    pub(super) on_caret: Callback<Option<Caret>>,
    pub(super) on_preview: Callback<Option<Focus>>,
    pub(super) on_focus: Callback<Focus>,
    pub(super) on_pick: Callback<PlaceName>,
    pub(super) on_clear: Callback<()>,
    pub(super) on_view: Callback<ViewOptions>,
    pub(super) on_matrix: Callback<()>,
    pub(super) on_console: Callback<ConsoleEvent>,
}

impl Reports {
    pub(crate) fn to(dispatcher: &UseReducerDispatcher<AppState>) -> Self {
        Self {
            on_choose: on(dispatcher, |it: Example| {
                Action::Opened(Rc::new(it.workspace()), it.focus())
            }),
            on_restore: on(dispatcher, |draft| Action::Opened(draft, None)),
            on_edit: on(dispatcher, |(file, text)| Action::Edited(file, text)),
            on_open: on(dispatcher, Action::FileChosen),
            on_tabs: on(dispatcher, |change| match change {
                TabChange::Added => Action::FileAdded,
                TabChange::Renamed(file, name) => Action::FileRenamed(file, name),
                TabChange::Closed(file) => Action::FileClosed(file),
                TabChange::Moved(from, to) => Action::FileMoved(from, to),
            }),
            on_arrive: on(dispatcher, |(files, _)| Action::FilesBrought(files)),
            on_caret: on(dispatcher, |caret: Option<_>| {
                caret.map_or(Action::CaretLeft, Action::CaretMoved)
            }),
            on_preview: on(dispatcher, Action::Previewed),
            on_focus: on(dispatcher, Action::Focused),
            on_pick: on(dispatcher, Action::Picked),
            on_clear: on(dispatcher, |()| Action::FocusCleared),
            on_view: on(dispatcher, Action::Viewed),
            on_matrix: on(dispatcher, |()| Action::ViewChosen(ResultView::Matrix)),
            on_console: on(dispatcher, Action::Console),
        }
    }
}

/// A callback that tells the state what happened.
pub(super) fn on<T: 'static>(
    dispatcher: &UseReducerDispatcher<AppState>,
    action: impl Fn(T) -> Action + 'static,
) -> Callback<T> {
    let dispatcher = dispatcher.clone();
    Callback::from(move |it| dispatcher.dispatch(action(it)))
}
