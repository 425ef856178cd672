use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::state::{Shown, Timeline, Workspace};

/// What the page shows of the texts; worked out again when they change.
#[hook]
pub fn use_shown(workspace: &Rc<Workspace>, wants_partial: bool) -> Rc<Shown> {
    let timeline = use_mut_ref(Timeline::default);
    use_memo(
        (Rc::clone(workspace), wants_partial),
        |(workspace, wants_partial)| show(&timeline, Rc::clone(workspace), *wants_partial),
    )
}

fn show(timeline: &RefCell<Timeline>, workspace: Rc<Workspace>, wants_partial: bool) -> Shown {
    timeline.borrow_mut().show(workspace, wants_partial)
}
