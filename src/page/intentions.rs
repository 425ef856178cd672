//! What is expected of the policies, and what can be done about it.

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use crate::components::{
    Bargain, Expecting, IntentionPanelProps, done_bar, expect_bar, intention_panel, offer_list,
};
use crate::report::{Choice, Offer};
use crate::state::{Action, AnswerPane, Focus, Pane, PlaceName, Plea, expectation_of, noted_line};

impl Page {
    pub(super) fn intentions(&self) -> Html {
        let is_workload = |it: &&Choice| matches!(it.place, PlaceName::Workload { .. });
        let choices = self.report.picture.choices.iter();
        let workloads = choices.filter(is_workload).map(|it| it.label.clone());
        let on_focus = {
            let dispatcher = self.state.dispatcher();
            Callback::from(move |focus| {
                dispatcher.dispatch(Action::Focused(focus));
                dispatcher.dispatch(Action::AnswerChosen(AnswerPane::Explanation));
            })
        };
        intention_panel(&IntentionPanelProps {
            intended: Rc::clone(&self.state.intended),
            report: self.report.intentions.clone(),
            expecting: self.expecting(),
            workloads: workloads.collect(),
            bargain: self.bargain(),
            on_write: self.on(Action::Intended),
            on_focus,
        })
    }

    /// What can be done about the pair that is explained.
    pub(super) fn deeds(&self) -> Html {
        // A lesson expects by itself, and helps in its own way.
        if self.state.course.study.is_some() {
            return html! {};
        }
        let bargain = self.bargain();
        let is_own = |plea: &Plea| matches!(plea, Plea::Deny(_) | Plea::Allow(_));
        html! {
            <>
                if let Some(it) = self.expecting() {
                    { expect_bar(&it) }
                }
                { done_bar(&bargain) }
                if bargain.offers.as_ref().is_some_and(|it| is_own(&it.plea)) {
                    { offer_list(&bargain) }
                }
            </>
        }
    }

    /// The pair in focus, while nothing else is looked at.
    fn expecting(&self) -> Option<Expecting> {
        let focus = self.state.focus.as_ref()?;
        let told = self.report.told.as_ref()?;
        let pair = expectation_of(focus, &self.report.picture.choices)?;
        let shown = self.report.focus.as_ref();
        Some(Expecting {
            focus: Focus {
                port: focus.port,
                ..shown.unwrap_or(focus).clone()
            },
            pair: pair.into(),
            verdict: told.verdict,
            is_answered: self.report.asked.as_ref() == Some(focus),
            on_plea: self.on(Action::Pleaded),
            on_expect: self.on_expect(),
        })
    }

    /// Writes a line of expectations, in place of one about the same pair.
    fn on_expect(&self) -> Callback<String> {
        let (dispatcher, intended) = (self.state.dispatcher(), Rc::clone(&self.state.intended));
        Callback::from(move |line: String| {
            if let Some(text) = noted_line(&intended, &line) {
                dispatcher.dispatch(Action::Intended(text.into()));
                dispatcher.dispatch(Action::AnswerChosen(AnswerPane::Intentions));
                dispatcher.dispatch(Action::PaneChosen(Pane::Explain));
            }
        })
    }

    pub(super) fn bargain(&self) -> Bargain {
        let is_present = self.report.workspace == self.state.workspace;
        let offers = self.report.offers.as_ref().filter(|_| is_present);
        let offers = offers.filter(|it| self.state.plea.as_ref() == Some(&it.plea));
        let mended = self.state.mended.as_ref();
        let read = Rc::clone(&self.report.workspace);
        Bargain {
            offers: offers.cloned(),
            mended: mended
                .filter(|it| it.after == self.state.workspace)
                .cloned(),
            on_accept: self.on(move |it: Offer| Action::Accepted(Rc::clone(&read), Box::new(it))),
            on_plea: self.on(Action::Pleaded),
            on_take_back: self.on(|()| Action::TookBack),
            on_reveal: self.on_reveal(),
        }
    }
}
