//! What is said above the answer, or below everything.

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use crate::components::{link_notice, notice};
use crate::state::Action;
use crate::words::page as words;
use crate::worker::Trouble;

impl Page {
    pub(super) fn notice(&self) -> Html {
        match self.trouble {
            Some(Trouble::Restarted) => {
                return notice(words::RESTARTED, None);
            }
            Some(Trouble::GaveUp) => {
                return notice(words::GAVE_UP, None);
            }
            None => {}
        }
        html! { <>{ self.partial() }{ self.left_out() }</> }
    }

    /// That the text cannot be read in full.
    fn partial(&self) -> Html {
        if !self.report.texts.is_partial {
            return html! {};
        }
        if self.report.picture.is_stale {
            let wanted = self.on(|()| Action::PartialWanted);
            return notice(words::STALE, Some((words::SHOW_PARTIAL, wanted)));
        }
        notice(words::PARTIAL, None)
    }

    /// That policies do not count is never passed over in silence.
    fn left_out(&self) -> Html {
        let take_back = (words::TAKE_ALL_BACK, self.on(|()| Action::AllTakenBack));
        match self.state.left_out.as_slice() {
            [] => html! {},
            all => notice(words::left_out(all.len()), Some(take_back)),
        }
    }

    pub(super) fn link_notice(&self) -> Html {
        let Some(news) = &*self.news else {
            return html! {};
        };
        let close = {
            let news = self.news.setter();
            Callback::from(move |()| news.set(None))
        };
        let restore = {
            let (close, state) = (close.clone(), self.state.clone());
            Callback::from(move |()| {
                if let Some(draft) = state.set_aside.first() {
                    state.dispatch(Action::Opened(Rc::clone(draft), None));
                }
                close.emit(());
            })
        };
        link_notice(news, &restore, &close)
    }
}
