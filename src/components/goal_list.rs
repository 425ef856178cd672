use std::rc::Rc;

use yew::prelude::*;

use super::{MarkKind, mark, phrase_text};
use crate::lessons::Lesson;
use crate::report::{
    CheckedLine, IntentionsReport, LineOutcome, Offer, OffersReport, Outline, Place,
};
use crate::state::{Focus, LessonAction, Study, Workspace};
use crate::words::explanation::{OF_LAST_VALID, lines};
use crate::words::lessons as words;

/// What [`goal_list`] is made from.
pub struct Goals<'a> {
    /// The lesson, with the goal that help is wanted with.
    pub study: &'a Study,
    /// What became of the goals, if it is known for the texts as they are.
    pub report: Option<&'a IntentionsReport>,
    /// Whether that is of the last valid text.
    pub is_stale: bool,
    /// The hints about the goal that help is wanted with.
    pub hints: Option<&'a OffersReport>,
    /// The texts that the hints are about.
    pub read: Rc<Workspace>,
    /// What branches are called.
    pub outline: &'a Outline,
    /// Something happened.
    pub on_act: Callback<LessonAction>,
    /// The user wants to see why a goal does not hold.
    pub on_focus: Callback<Focus>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Place>,
}

/// What has to hold in the end, each with what became of it and with help.
pub fn goal_list(goals: &Goals<'_>) -> Html {
    let lesson = goals.study.lesson;
    let all = lesson.goals.len();
    let held = goals.report.map(IntentionsReport::held);
    html! {
        <section class="goal-list" aria-label={words::GOALS}>
            <header class="goal-list__head">
                <h3>{ words::GOALS }</h3>
                <span class="goal-list__sum" role="status">
                    { held.map(|it| words::held(it, all)).unwrap_or_default() }
                    if goals.is_stale && held.is_some() {
                        { " " }<em>{ OF_LAST_VALID }</em>
                    }
                </span>
                <span class="goal-list__pips" aria-hidden="true">
                    for goal in 0..all {
                        <i data-holds={holds(goals, goal).to_string()}></i>
                    }
                </span>
            </header>
            <ol class="goal-list__all">
                for goal in 0..all {
                    { entry(goals, goal, lesson) }
                }
            </ol>
        </section>
    }
}

/// The line of the report about a goal.
fn checked<'a>(goals: &Goals<'a>, goal: usize) -> Option<&'a CheckedLine> {
    let mut lines = goals.report?.lines.iter();
    lines.find(|it| usize::try_from(it.line) == Ok(goal + 1))
}

fn holds(goals: &Goals<'_>, goal: usize) -> bool {
    checked(goals, goal).is_some_and(|it| it.outcome == LineOutcome::Holds)
}

fn entry(goals: &Goals<'_>, goal: usize, lesson: &'static Lesson) -> Html {
    let line = lesson.goals.get(goal).copied().unwrap_or_default();
    let checked = checked(goals, goal);
    let (kind, spoken) = match checked.map(|it| &it.outcome) {
        Some(LineOutcome::Holds) => (MarkKind::Yes, words::HOLDS),
        Some(_) => (MarkKind::No, words::FAILS),
        None => (MarkKind::Open, ""),
    };
    let fails = checked.filter(|it| it.outcome != LineOutcome::Holds);
    html! {
        <li key={goal} class="goal-list__goal" data-holds={holds(goals, goal).to_string()}>
            { mark(kind) }
            <div class="goal-list__line">
                <code>{ line }</code>
                <span class="visually-hidden">{ " " }{ spoken }</span>
                if let Some(it) = fails {
                    { help(goals, goal, it) }
                }
            </div>
        </li>
    }
}

/// Why a goal does not hold, and what helps.
fn help(goals: &Goals<'_>, goal: usize, line: &CheckedLine) -> Html {
    let strength = goals.study.hint.filter(|it| it.0 == goal).map(|it| it.1);
    let button = |name: &'static str, onclick: Callback<MouseEvent>| {
        html! {
            <button
                type="button"
                class="goal-list__button"
                aria-label={words::about(name, &line.text)}
                {onclick}
            >
                { name }
            </button>
        }
    };
    let why = match &line.outcome {
        LineOutcome::Fails { focus, .. } => {
            let focus = focus.clone();
            button(words::WHY, goals.on_focus.reform(move |_| focus.clone()))
        }
        LineOutcome::Holds | LineOutcome::Unanswered(_) => html! {},
    };
    html! {
        <>
            if let Some(strength) = strength {
                { hints(goals, strength) }
            }
            <div class="goal-list__actions">
                { why }
                if let Some(name) = next_hint(goals, strength) {
                    { button(name, goals.on_act.reform(move |_| LessonAction::Asked(goal))) }
                }
                if strength.is_some() {
                    { button(
                        words::CLOSE_HINT,
                        goals.on_act.reform(|_| LessonAction::Understood),
                    ) }
                }
            </div>
        </>
    }
}

/// What the button for the next hint says, while there is one.
fn next_hint(goals: &Goals<'_>, strength: Option<usize>) -> Option<&'static str> {
    let Some(strength) = strength else {
        return Some(words::HINT);
    };
    let all = goals.hints.map_or(0, |it| it.offers.len());
    (strength < all).then_some(words::NEXT_HINT)
}

fn hints(goals: &Goals<'_>, strength: usize) -> Html {
    let Some(report) = goals.hints else {
        return html! { <p class="goal-list__hint">{ words::THINKING }</p> };
    };
    html! {
        <ol class="goal-list__hints" aria-label={words::HINTS} aria-live="polite">
            for offer in report.offers.iter().take(strength) {
                { hint(goals, offer) }
            }
            if report.offers.is_empty() {
                <li class="goal-list__hint">{ words::NO_HINT }</li>
            }
        </ol>
    }
}

fn hint(goals: &Goals<'_>, offer: &Offer) -> Html {
    let taken = (Rc::clone(&goals.read), offer.clone());
    html! {
        <li class="goal-list__hint">
            <p>{ phrase_text(&offer.said, goals.outline) }</p>
            <div class="goal-list__actions">
                for place in offer.places.iter().copied() {
                    <button
                        type="button"
                        class="goal-list__button"
                        onclick={goals.on_reveal.reform(move |_| place)}
                    >
                        { lines(place.first, place.last) }
                    </button>
                }
                if !offer.edits.is_empty() {
                    <button
                        type="button"
                        class="goal-list__button"
                        data-kind="main"
                        onclick={goals.on_act.reform(move |_| {
                            let (read, offer) = taken.clone();
                            LessonAction::Accepted(read, Box::new(offer))
                        })}
                    >
                        { words::APPLY }
                    </button>
                }
            </div>
        </li>
    }
}
