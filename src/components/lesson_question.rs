use yew::prelude::*;

use super::{MarkKind, lesson_prose, mark};
use crate::lessons::{Lesson, Prediction};
use crate::state::LessonAction;
use crate::words::lessons as words;

/// What a step asks before it tells: two answers to choose from, then the right one with its
/// reason.
pub fn lesson_question(
    asked: &Prediction,
    chosen: Option<bool>,
    lesson: &'static Lesson,
    on_act: &Callback<LessonAction>,
) -> Html {
    let choice = |is_allowed: bool, name: &'static str| {
        html! {
            <button
                type="button"
                class="lesson-question__choice"
                aria-pressed={(chosen == Some(is_allowed)).to_string()}
                onclick={on_act.reform(move |_| LessonAction::Predicted(is_allowed))}
            >
                { name }
            </button>
        }
    };
    let is_right = chosen.map(|it| it == asked.is_allowed);
    html! {
        <section class="lesson-question" aria-label={words::PREDICT}>
            <p class="lesson-question__asked">{ asked.question }</p>
            <div class="lesson-question__choices" role="group" aria-label={words::PREDICT}>
                { choice(true, words::ALLOWED) }
                { choice(false, words::DENIED) }
            </div>
            <div role="status">
                if let Some(is_right) = is_right {
                    <p class="lesson-question__told" data-right={is_right.to_string()}>
                        { mark(if asked.is_allowed { MarkKind::Yes } else { MarkKind::No }) }
                        <span>
                            <strong>{ if is_right { words::RIGHT } else { words::WRONG } }</strong>
                            { " " }
                            { words::answered(asked.is_allowed) }
                        </span>
                    </p>
                    { lesson_prose(asked.why, lesson, on_act) }
                }
            </div>
        </section>
    }
}
