//! The course beside the work: the list of lessons, or the one that is open.

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use crate::components::{Goals, done_bar, lesson_cover, lesson_list, lesson_panel};
use crate::state::{Action, AnswerPane, LessonAction};

impl Page {
    /// The course, if it is open.
    pub(super) fn lesson_pane(&self) -> Html {
        let course = &self.state.course;
        let on_act = self.on(Action::Lesson);
        if course.is_listed {
            return html! {
                <div class="app__pane app__lesson">{ lesson_list(course, &on_act) }</div>
            };
        }
        let Some(study) = &course.study else {
            return html! {};
        };
        let is_present = self.report.workspace == self.state.workspace;
        let intentions = self.report.intentions.as_deref();
        let hints = self.report.offers.as_deref().filter(|_| is_present);
        let plea = course.plea();
        let dispatcher = self.state.dispatcher();
        let goals = Goals {
            study,
            // What became of them would give away what is asked.
            report: intentions.filter(|_| is_present && !course.is_covered()),
            is_stale: self.report.picture.is_stale,
            hints: hints.filter(|it| Some(&it.plea) == plea.as_ref()),
            read: Rc::clone(&self.report.workspace),
            outline: &self.report.picture.outline,
            on_act,
            on_focus: Callback::from(move |focus| {
                dispatcher.dispatch(Action::Focused(focus));
                dispatcher.dispatch(Action::AnswerChosen(AnswerPane::Explanation));
            }),
            on_reveal: self.on_reveal(),
        };
        let done = done_bar(&self.bargain());
        html! {
            <div class="app__pane app__lesson">{ lesson_panel(course, &goals, done) }</div>
        }
    }

    /// Stands in place of a picture that would give an answer away.
    pub(super) fn cover(&self) -> Html {
        let peek = self.on(|()| Action::Lesson(LessonAction::Peeked));
        lesson_cover(&peek)
    }
}
