use yew::prelude::*;

use super::{MarkKind, mark};
use crate::lessons::Lesson;
use crate::share::CourseLink;
use crate::state::{Course, LessonAction};
use crate::words::lessons as words;

/// Every lesson, with how far the user is.
pub fn lesson_list(course: &Course, on_act: &Callback<LessonAction>) -> Html {
    let all = Lesson::all();
    let met = all.iter().filter(|it| course.record(it).is_met).count();
    html! {
        <section class="lesson-list" aria-label={words::LESSONS}>
            <header class="lesson-list__bar">
                <strong>{ words::LESSONS }</strong>
                <span class="lesson-list__progress">{ words::progress(met, all.len()) }</span>
                <button
                    type="button"
                    class="lesson-list__button"
                    title={words::LEAVE_WITH}
                    onclick={on_act.reform(|_| LessonAction::Left)}
                >
                    { words::LEAVE }
                </button>
            </header>
            <div class="lesson-list__body">
                <h2 class="lesson-list__title">{ words::course(all.len()) }</h2>
                <p class="lesson-list__words">{ words::INTRODUCTION }</p>
                <ol class="lesson-list__all">
                    for (place, lesson) in all.iter().enumerate() {
                        { entry(course, place, lesson) }
                    }
                </ol>
            </div>
        </section>
    }
}

fn entry(course: &Course, place: usize, lesson: &'static Lesson) -> Html {
    let record = course.records.get(lesson.id);
    let (state, word) = match record {
        Some(it) if it.is_met => ("met", words::MET),
        Some(_) => ("begun", words::BEGUN),
        None => ("new", ""),
    };
    let is_open = course.study.as_ref().is_some_and(|it| it.lesson == lesson);
    html! {
        <li key={lesson.id}>
            <a
                class="lesson-list__lesson"
                data-state={state}
                href={["#", &CourseLink::One(lesson).fragment()].concat()}
                aria-current={is_open.then_some("true")}
            >
                if state == "met" {
                    { mark(MarkKind::Yes) }
                } else {
                    <span class="lesson-list__number" aria-hidden="true">{ place + 1 }</span>
                }
                <span class="lesson-list__what">
                    <strong>{ lesson.title }</strong>
                    <span class="lesson-list__words">{ lesson.summary }</span>
                </span>
                <span class="lesson-list__state">{ word }</span>
            </a>
        </li>
    }
}
