use std::rc::Rc;

use yew::prelude::*;

use crate::browser;
use crate::evaluation::Look;
use crate::report::Report;
use crate::share::FrameEditor;
use crate::state::Workspace;
use crate::worker::{Office, Trouble};

/// What the page shows of the texts: worked out again when they or the look at
/// them change, and shown as soon as it is known.
#[hook]
pub fn use_report(
    workspace: &Rc<Workspace>,
    baseline: &Rc<Workspace>,
    look: Look,
    is_whole: bool,
) -> (Option<Rc<Report>>, Option<Trouble>) {
    let office = use_mut_ref(Office::default);
    let update = use_force_update();
    let on_news = use_memo((), move |()| -> Rc<dyn Fn()> {
        Rc::new(move || update.force_update())
    });
    {
        let (office, on_news) = (Rc::clone(&office), Rc::clone(&on_news));
        // A worker needs all of the program, and so does the page to understand it.
        use_effect_with(is_whole, move |is_whole| {
            if *is_whole && is_worth_a_worker() {
                Office::hire(&office, &on_news);
            }
        });
    }
    Office::ask(&office, (workspace, baseline), look, &on_news);
    let office = office.borrow();
    (office.report(), office.trouble())
}

/// A text that nobody can change is evaluated too seldom for a worker's start.
fn is_worth_a_worker() -> bool {
    !browser::is_embedded() || browser::frame_options().editor == FrameEditor::Editable
}
