use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::use_outbox::use_outbox;
use crate::browser::{self, Storage};
use crate::components::LinkNews;
use crate::lessons::Lesson;
use crate::report::Report;
use crate::share::CourseLink;
use crate::state::{Action, AppState, Course, LessonAction, Record};

/// The course, which survives a reload: opens the lesson that the address asks for, now and
/// whenever it asks for another, and keeps the address in step with what is open.
#[hook]
pub fn use_course(
    state: &UseReducerHandle<AppState>,
    news: &UseStateHandle<Option<LinkNews>>,
    is_whole: bool,
) {
    use_kept_records(state);
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    {
        let news = news.setter();
        use_effect_with((), move |()| {
            // What can be opened was opened when the page began.
            if let Err(error) = CourseLink::read(&browser::fragment()) {
                news.set(Some(LinkNews::LinkRefused(error)));
            }
            let listener = browser::watch_fragment(move || {
                let state = latest.borrow().clone();
                heed(&state, &news);
            });
            move || drop(listener)
        });
    }
    {
        let state = state.clone();
        let is_known = state.course.is_known;
        use_effect_with((is_whole, is_known), move |(is_whole, is_known)| {
            if *is_whole && !is_known {
                state.dispatch(Action::Lesson(LessonAction::Known(known())));
            }
        });
    }
    use_effect_with(link_of(&state.course), |link| {
        let asked = browser::fragment();
        match link {
            Some(link) => browser::replace_fragment(&link.fragment()),
            None if CourseLink::is_one(&asked) => browser::forget_fragment(),
            None => {}
        }
    });
}

/// Tells the state when every goal of a lesson holds.
#[hook]
pub fn use_met_goals(state: &UseReducerHandle<AppState>, report: Option<&Rc<Report>>) {
    let report = report.filter(|it| it.workspace == state.workspace);
    let told = report.and_then(|it| it.intentions.as_deref());
    let study = state.course.study.as_ref();
    let met = study.filter(|it| told.is_some_and(|told| told.holds_all(it.lesson.goals.len())));
    let dispatcher = state.dispatcher();
    use_effect_with(met.map(|it| it.lesson.id), move |met| {
        if met.is_some() {
            dispatcher.dispatch(Action::Lesson(LessonAction::Met));
        }
    });
}

/// The state in which a page begins whose address asks for something of the course.
pub fn course_begun(state: AppState) -> AppState {
    let Ok(Some(link)) = CourseLink::read(&browser::fragment()) else {
        return state;
    };
    let actions = [LessonAction::Known(known()), opening(link)].map(Action::Lesson);
    let state = actions.into_iter().fold(Rc::new(state), AppState::reduce);
    Rc::unwrap_or_clone(state)
}

/// Does what the address asks for, which just became another.
fn heed(state: &UseReducerHandle<AppState>, news: &UseStateSetter<Option<LinkNews>>) {
    let fragment = browser::fragment();
    match CourseLink::read(&fragment) {
        Ok(Some(link)) => {
            if !state.course.is_known {
                state.dispatch(Action::Lesson(LessonAction::Known(known())));
            }
            state.dispatch(Action::Lesson(opening(link)));
        }
        Ok(None) if fragment.len() < 2 && state.course.is_open() => {
            state.dispatch(Action::Lesson(LessonAction::Left));
        }
        Ok(None) => {}
        Err(error) => news.set(Some(LinkNews::LinkRefused(error))),
    }
}

fn opening(link: CourseLink) -> LessonAction {
    match link {
        CourseLink::All => LessonAction::Listed,
        CourseLink::One(lesson) => LessonAction::Opened(lesson),
    }
}

fn link_of(course: &Course) -> Option<CourseLink> {
    let one = course.study.as_ref().map(|it| CourseLink::One(it.lesson));
    if course.is_listed {
        Some(CourseLink::All)
    } else {
        one
    }
}

/// How far the user was at the last visit. What cannot be read is no record.
fn known() -> BTreeMap<String, Record> {
    let storage = Storage::open();
    let record = |lesson: &Lesson| {
        let kept = storage.load(&name(lesson.id))?;
        let record = serde_json::from_str(&kept).ok()?;
        Some((lesson.id.to_owned(), record))
    };
    Lesson::all().iter().filter_map(record).collect()
}

/// The name under which the record of a lesson is kept.
fn name(id: &str) -> String {
    ["lesson.", id].concat()
}

/// Keeps how far the user is, soon after that changed.
#[hook]
fn use_kept_records(state: &AppState) {
    let outbox = use_outbox(write_records);
    use_effect_with(Rc::clone(&state.course), move |course| {
        // What earlier visits left is not known before.
        if course.is_known {
            outbox.put(Rc::clone(course));
        }
    });
}

/// Writes the records that are new.
fn write_records(before: Option<&Rc<Course>>, course: &Rc<Course>) {
    let storage = Storage::open();
    for (id, record) in &course.records {
        let old = before.and_then(|it| it.records.get(id));
        if old != Some(record)
            && let Ok(text) = serde_json::to_string(record)
        {
            storage.save(&name(id), &text);
        }
    }
}
