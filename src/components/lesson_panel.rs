use yew::prelude::*;

use super::{Goals, goal_list, lesson_prose, lesson_question};
use crate::lessons::Lesson;
use crate::share::CourseLink;
use crate::state::{Course, LessonAction, Study};
use crate::words::lessons as words;

/// A lesson, one step at a time: what there is to read, what to foretell, and the goals.
/// `done` says what was done last on the user's behalf.
pub fn lesson_panel(course: &Course, goals: &Goals<'_>, done: Html) -> Html {
    let Some((number, step)) = course.step() else {
        return html! {};
    };
    let (study, on_act) = (goals.study, &goals.on_act);
    let lesson = study.lesson;
    let chosen = course.record(lesson).prediction(number);
    let is_met = goals
        .report
        .is_some_and(|it| it.holds_all(lesson.goals.len()));
    html! {
        <section class="lesson-panel" aria-label={words::LESSON}>
            { bar(study, on_act) }
            <div class="lesson-panel__body" key={lesson.id}>
                <h2 class="lesson-panel__title">{ lesson.title }</h2>
                { place(number, lesson) }
                { lesson_prose(step.prose, lesson, on_act) }
                if let Some(asked) = &step.predict {
                    { lesson_question(asked, chosen, lesson, on_act) }
                }
                { done }
                if is_met {
                    { met(study) }
                }
                { goal_list(goals) }
            </div>
            { foot(number, goals) }
        </section>
    }
}

fn bar(study: &Study, on_act: &Callback<LessonAction>) -> Html {
    html! {
        <header class="lesson-panel__bar">
            <strong>{ words::place(study.place, Lesson::all().len()) }</strong>
            <a class="lesson-panel__link" href={["#", &CourseLink::All.fragment()].concat()}>
                { words::ALL_LESSONS }
            </a>
            <button
                type="button"
                class="lesson-panel__button"
                title={words::LEAVE_WITH}
                onclick={on_act.reform(|_| LessonAction::Left)}
            >
                { words::LEAVE }
            </button>
        </header>
    }
}

fn place(number: usize, lesson: &Lesson) -> Html {
    let all = lesson.steps.len();
    html! {
        <p class="lesson-panel__place">
            <span role="status">{ words::step(number, all) }</span>
            <span class="lesson-panel__pips" aria-hidden="true">
                for it in 0..all {
                    <i data-read={(it <= number).to_string()}></i>
                }
            </span>
        </p>
    }
}

/// That the lesson is done, and the way on.
fn met(study: &Study) -> Html {
    let next = Lesson::all().get(study.place + 1);
    html! {
        <p class="lesson-panel__met" role="status">
            <strong>{ words::DONE }</strong>
            { " " }
            if let Some(next) = next {
                <a class="lesson-panel__link" href={["#", &CourseLink::One(next).fragment()].concat()}>
                    { words::next_lesson(next.title) }
                </a>
            } else {
                { words::COURSE_DONE }
            }
        </p>
    }
}

fn foot(number: usize, goals: &Goals<'_>) -> Html {
    let (study, on_act) = (goals.study, &goals.on_act);
    let last = study.lesson.steps.len() - 1;
    let button = |name: &'static str, kind: &'static str, act: LessonAction| {
        html! {
            <button
                type="button"
                class="lesson-panel__button"
                data-kind={kind}
                onclick={on_act.reform(move |_| act.clone())}
            >
                { name }
            </button>
        }
    };
    html! {
        <footer class="lesson-panel__foot">
            { button(words::RESTART, "aside", LessonAction::Restarted) }
            { button(words::SOLUTION, "aside", LessonAction::Solved) }
            <nav class="lesson-panel__steps" aria-label={words::STEPS}>
                if number > 0 {
                    { button(words::PREVIOUS, "step", LessonAction::Went(number - 1)) }
                }
                if number < last {
                    { button(words::NEXT, "main", LessonAction::Went(number + 1)) }
                }
            </nav>
        </footer>
    }
}
