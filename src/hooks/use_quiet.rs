use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::state::Workspace;

/// How long the texts must stay as they are, in milliseconds.
const QUIET: u32 = 600;

/// Whether the texts have been as they are for a moment: what nobody waits for while they
/// type is worked out then.
#[hook]
pub fn use_quiet(workspace: &Rc<Workspace>) -> bool {
    let settled = use_state_eq(|| None::<Rc<Workspace>>);
    {
        let setter = settled.setter();
        use_effect_with(Rc::clone(workspace), move |workspace| {
            let workspace = Rc::clone(workspace);
            let later = Timeout::new(QUIET, move || setter.set(Some(workspace)));
            move || drop(later)
        });
    }
    settled.as_ref().is_some_and(|it| Rc::ptr_eq(it, workspace))
}
