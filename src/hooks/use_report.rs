use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::evaluation::Look;
use crate::report::Report;
use crate::state::Workspace;
use crate::worker::{Office, Trouble};

/// When a worker is started, in milliseconds after the page is there: the first
/// picture does not wait for it.
const HIRE_AFTER: u32 = 400;

/// What the page shows of the texts: worked out again when they or the look at
/// them change, and shown as soon as it is known.
#[hook]
pub fn use_report(
    workspace: &Rc<Workspace>,
    baseline: &Rc<Workspace>,
    look: Look,
) -> (Option<Rc<Report>>, Option<Trouble>) {
    let office = use_mut_ref(Office::default);
    let update = use_force_update();
    let on_news = use_memo((), move |()| -> Rc<dyn Fn()> {
        Rc::new(move || update.force_update())
    });
    {
        let (office, on_news) = (Rc::clone(&office), Rc::clone(&on_news));
        use_effect_with((), move |()| {
            let later = Timeout::new(HIRE_AFTER, move || Office::hire(&office, &on_news));
            move || drop(later)
        });
    }
    Office::ask(&office, (workspace, baseline), look, &on_news);
    let office = office.borrow();
    (office.report(), office.trouble())
}
