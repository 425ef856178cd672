use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{self, Storage};
use crate::components::LinkNews;
use crate::examples::Example;
use crate::share::{Link, LinkError, Opening};
use crate::state::AppState;

/// Opens what the address asks for, now and whenever it asks for something else,
/// and takes that out of the address once the page shows something else.
#[hook]
pub fn use_link(state: &UseReducerHandle<AppState>) -> UseStateHandle<Option<LinkNews>> {
    let news = use_state_eq(first_news);
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    {
        let news = news.setter();
        use_effect_with((), move |()| {
            let listener = browser::watch_fragment(move || {
                let state = latest.borrow().clone();
                match asked_for() {
                    Ok(Some(opening)) => open(&state, &news, opening),
                    Ok(None) => {}
                    Err(error) => news.set(Some(LinkNews::LinkRefused(error))),
                }
            });
            move || drop(listener)
        });
    }
    use_effect_with(Rc::clone(&state.workspace), |workspace| {
        let shows = |it: Opening| it.workspace == *workspace;
        // What is embedded begins as it was meant to whenever it is loaded.
        if !browser::is_embedded() && asked_for().is_ok_and(|it| it.is_some_and(|it| !shows(it))) {
            browser::forget_fragment();
        }
    });
    news
}

/// Shows other texts, and says so if the user's own had to make room.
pub fn open(
    state: &UseReducerHandle<AppState>,
    news: &UseStateSetter<Option<LinkNews>>,
    opening: Opening,
) {
    let own = state.own();
    let makes_room = own.is_edited && own.workspace != opening.workspace;
    let had_text = makes_room && !own.workspace.is_blank();
    for action in opening.actions(state) {
        state.dispatch(action);
    }
    news.set(had_text.then_some(LinkNews::SetAside));
}

/// The state in which a page begins: what the address asks for goes before what
/// was there at the last visit, which is set aside.
pub fn begun(state: AppState) -> AppState {
    let Ok(Some(opening)) = asked_for() else {
        return state;
    };
    let opened = opening
        .actions(&state)
        .into_iter()
        .fold(Rc::new(state), AppState::reduce);
    Rc::unwrap_or_clone(opened)
}

fn asked_for() -> Result<Option<Opening>, LinkError> {
    let link = Link::read(&browser::fragment())?;
    let opening = link.map(|it| Opening::of(&it));
    Ok(if browser::is_embedded() {
        in_frame(opening)
    } else {
        opening
    })
}

/// What a frame is to show: without a link, the first example.
fn in_frame(opening: Option<Opening>) -> Option<Opening> {
    let options = browser::frame_options();
    let first = || Example::first().map(|it| Opening::of(&Link::Example(*it)));
    opening.or_else(first).map(|it| it.in_frame(&options))
}

/// What there is to say when the page begins. A draft of the last visit is still
/// in the storage; it is set aside by now.
fn first_news() -> Option<LinkNews> {
    let had_text = || Storage::open().load("draft.count").is_some();
    match asked_for() {
        Err(error) => Some(LinkNews::LinkRefused(error)),
        Ok(Some(_)) => had_text().then_some(LinkNews::SetAside),
        Ok(None) => None,
    }
}
