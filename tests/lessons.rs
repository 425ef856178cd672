//! What a lesson makes of the page, and what of it is kept.

#![expect(clippy::expect_used, reason = "a test may stop where it is")]

use std::rc::Rc;

use netpol_engine::eval::Verdict;
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::examples::Example;
use netpol_playground::lessons::{Block, Inline, Lesson, Shown};
use netpol_playground::report::{IntentionsReport, LineOutcome, Offer, Update};
use netpol_playground::share::{CourseLink, LinkError, payload_of};
use netpol_playground::state::{
    Action, AnswerPane, AppState, File, Focus, LessonAction, Pane, Record, ResultView, Workspace,
};
use yew::Reducible;

fn lesson(id: &str) -> &'static Lesson {
    Lesson::find(id).expect("there is such a lesson").1
}

fn after(state: Rc<AppState>, actions: impl IntoIterator<Item = LessonAction>) -> Rc<AppState> {
    let actions = actions.into_iter().map(Action::Lesson);
    actions.fold(state, AppState::reduce)
}

/// A page on which the user has typed something of their own.
fn at_work() -> Rc<AppState> {
    let example = Example::first().expect("an example");
    let state = AppState::new(example.workspace(), example.focus());
    let actions = [
        Action::Edited(0, "# mine".into()),
        Action::Intended("a -> b allowed".into()),
        Action::ViewChosen(ResultView::Matrix),
    ];
    actions.into_iter().fold(Rc::new(state), AppState::reduce)
}

fn in_lesson(id: &str) -> Rc<AppState> {
    after(at_work(), [LessonAction::Opened(lesson(id))])
}

/// What the page is told of a state.
fn told(state: &AppState) -> Update {
    let look = Look {
        focus: state.focus.clone(),
        view: state.view,
        options: state.options.clone(),
        width: 900,
        wants_answer: true,
        intended: Rc::clone(state.expected()),
        plea: state.course.plea(),
        ..Look::default()
    };
    Evaluator::default().answer(Task {
        revision: 0,
        origin: None,
        workspace: Some(Rc::clone(&state.workspace)),
        baseline: None,
        look,
    })
}

fn goals(state: &AppState) -> Rc<IntentionsReport> {
    let later = told(state).later.expect("goals are told later");
    later.intentions.after(None).expect("a lesson has goals")
}

fn hints(state: &AppState) -> Vec<Offer> {
    let later = told(state).later.expect("hints are told later");
    let offers = later.offers.after(None).expect("they were asked for");
    offers.offers.clone()
}

/// What the page answers about a pair in these texts.
fn verdict(workspace: Workspace, focus: Focus) -> Option<Verdict> {
    let update = told(&AppState::new(workspace, Some(focus)));
    update.told.after(None).map(|it| it.verdict)
}

fn inlines(prose: &'static [Block]) -> impl Iterator<Item = &'static Inline> {
    prose.iter().flat_map(|block| match block {
        Block::Paragraph(line) => line.iter().collect::<Vec<_>>(),
        Block::List(lines) => lines.iter().copied().flatten().collect(),
        Block::Code(_) => Vec::new(),
    })
}

#[test]
fn every_pair_that_a_step_points_at_has_an_answer() {
    for lesson in Lesson::all() {
        for step in lesson.steps {
            if let Some(focus) = step.focus() {
                let found = verdict(lesson.workspace(), focus);
                assert!(found.is_some(), "{}: {:?}", lesson.id, step.focus);
            }
            let why = step.predict.iter().flat_map(|it| inlines(it.why));
            for inline in inlines(step.prose).chain(why) {
                let Inline::Fact {
                    shown,
                    is_about_solution,
                    words,
                } = *inline
                else {
                    continue;
                };
                let Shown::Pair(..) = shown else { continue };
                let texts = if is_about_solution {
                    lesson.solution()
                } else {
                    lesson.workspace()
                };
                let focus = shown.focus().expect("its ports can be read");
                let found = verdict(texts, focus);
                assert!(found.is_some(), "{}: {words}", lesson.id);
            }
        }
    }
}

#[test]
fn every_prediction_is_what_the_page_answers() {
    let mut count = 0;
    for lesson in Lesson::all() {
        for asked in lesson.steps.iter().filter_map(|it| it.predict) {
            let texts = if asked.is_about_solution {
                lesson.solution()
            } else {
                lesson.workspace()
            };
            let focus = asked.focus().expect("it is a question");
            let is_allowed = verdict(texts, focus) == Some(Verdict::Allowed);
            assert_eq!(is_allowed, asked.is_allowed, "{}", asked.question);
            count += 1;
        }
    }
    assert!(count >= 10, "{count} predictions");
}

#[test]
fn every_link_of_a_step_leads_somewhere() {
    for step in Lesson::all().iter().flat_map(|it| it.steps) {
        let why = step.predict.iter().flat_map(|it| inlines(it.why));
        for inline in inlines(step.prose).chain(why) {
            let Inline::Link { to, .. } = inline else {
                continue;
            };
            match to.strip_prefix("example=") {
                Some(id) => assert!(Example::find(id).is_some(), "{to}"),
                None => assert!(matches!(CourseLink::read(to), Ok(Some(_))), "{to}"),
            }
        }
    }
}

#[test]
fn a_lesson_brings_its_texts_and_its_goals() {
    for it in Lesson::all() {
        let state = in_lesson(it.id);
        assert_eq!(*state.workspace, it.workspace(), "{}", it.id);
        assert!(!state.course.is_given(0), "{} begins with a task", it.id);
        let goals = goals(&state);
        assert!(goals.faults.is_empty(), "{}", it.id);
        assert_eq!(goals.lines.len(), it.goals.len(), "{}", it.id);
        assert!(goals.held() < it.goals.len(), "{}", it.id);
        let solved = after(state, [LessonAction::Solved]);
        assert_eq!(self::goals(&solved).held(), it.goals.len(), "{}", it.id);
    }
}

#[test]
fn leaving_brings_back_what_was_there() {
    let before = at_work();
    let lessons = Lesson::all().iter().map(LessonAction::Opened);
    let state = after(Rc::clone(&before), lessons);
    assert_eq!(state.own().workspace, before.workspace);
    assert_eq!(state.own().kept(), before.kept());
    assert_ne!(state.workspace, before.workspace);
    assert_eq!(state.pane, Pane::Lesson);
    let state = after(state, [LessonAction::Solved, LessonAction::Left]);
    assert_eq!(state.workspace, before.workspace);
    assert_eq!(state.baseline, before.baseline);
    assert_eq!(state.intended, before.intended);
    assert_eq!(state.focus, before.focus);
    assert_eq!(state.view, before.view);
    assert!(state.is_edited);
    assert!(!state.course.is_open());
    assert_eq!(state.pane, Pane::default());
}

#[test]
fn who_opens_something_else_leaves_the_lesson_and_loses_nothing() {
    let mine = at_work().kept();
    let example = Rc::new(Workspace::of("# other", ""));
    let state = in_lesson("04-and-or").reduce(Action::Opened(Rc::clone(&example), None));
    assert_eq!(state.workspace, example);
    assert_eq!(state.set_aside, [mine]);
    assert!(!state.course.is_open());
}

#[test]
fn what_is_given_stays_as_it_is() {
    let state = in_lesson("12-leaky-policies");
    assert!(state.course.is_given(1));
    let refused = [
        Action::Edited(1, "# mine".into()),
        Action::FileAdded,
        Action::FilesBrought(vec![File::new("a.yaml", "# mine")]),
        Action::FileRenamed(0, "mine".to_owned()),
        Action::FileClosed(0),
        Action::FileMoved(0, 1),
        Action::Accepted(
            Rc::clone(&state.workspace),
            Box::new(Offer {
                added: Some("# mine".to_owned()),
                ..Offer::default()
            }),
        ),
    ];
    for action in refused {
        let name = format!("{action:?}");
        let next = Rc::clone(&state).reduce(action);
        assert!(Rc::ptr_eq(&state, &next), "{name}");
    }
    let next = Rc::clone(&state).reduce(Action::Edited(0, "# mine".into()));
    assert_eq!(next.workspace.text(0), "# mine");
}

#[test]
fn solutions_and_fresh_starts_can_be_undone() {
    let edited = in_lesson("03-labels").reduce(Action::Edited(0, "# mine".into()));
    for act in [LessonAction::Solved, LessonAction::Restarted] {
        let state = after(Rc::clone(&edited), [act]);
        assert_ne!(state.workspace, edited.workspace);
        let state = state.reduce(Action::TookBack);
        assert_eq!(state.workspace, edited.workspace);
    }
}

#[test]
fn going_back_to_the_baseline_starts_a_lesson_again() {
    let state = in_lesson("03-labels").reduce(Action::Edited(0, "# mine".into()));
    let state = state.reduce(Action::WentBack);
    assert_eq!(*state.workspace, lesson("03-labels").workspace());
    assert!(state.course.is_open());
    assert!(state.mended.is_some(), "it can be undone");
}

#[test]
fn a_lesson_goes_on_where_it_was_left() {
    let id = "12-leaky-policies";
    let acts = [LessonAction::Went(1), LessonAction::Predicted(false)];
    let state = after(in_lesson(id), acts).reduce(Action::Edited(0, "# mine".into()));
    let record = state.course.record(lesson(id));
    assert_eq!(record.step, 1);
    assert_eq!(record.prediction(1), Some(false));

    let kept = serde_json::to_string(&state.course.records).expect("it can be written");
    let kept = serde_json::from_str(&kept).expect("and be read");
    let known = [LessonAction::Known(kept), LessonAction::Opened(lesson(id))];
    let state = after(at_work(), known);
    assert_eq!(state.workspace.text(0), "# mine");
    assert_eq!(state.course.step().map(|it| it.0), Some(1));
    assert!(!state.course.is_asking());
    assert_eq!(*state.baseline, lesson(id).workspace());
}

#[test]
fn a_record_of_an_earlier_version_does_no_harm() {
    let lesson = lesson("03-labels");
    let given = Workspace::new([
        File::new("cluster.yaml", "# old"),
        File::new("policies.yaml", "# mine"),
        File::new("gone.yaml", "# old"),
    ]);
    let record = Record {
        step: 99,
        files: Some(given),
        ..Record::default()
    };
    let texts = record.workspace(lesson);
    let start = lesson.workspace();
    assert_eq!(texts.files().len(), start.files().len());
    for (index, file) in texts.files().iter().enumerate() {
        if lesson.is_given(index) {
            assert_eq!(*file.text, *start.text(index));
        } else {
            assert_eq!(&*file.text, "# mine");
        }
    }
    let records = [(lesson.id.to_owned(), record)].into_iter().collect();
    let acts = [LessonAction::Known(records), LessonAction::Opened(lesson)];
    let state = after(at_work(), acts);
    let last = lesson.steps.len() - 1;
    assert_eq!(state.course.step().map(|it| it.0), Some(last));
}

#[test]
fn nothing_is_pointed_at_before_the_prediction() {
    let state = after(in_lesson("12-leaky-policies"), [LessonAction::Went(1)]);
    assert!(state.course.is_covered());
    assert_eq!(state.focus, None);
    let peeked = after(Rc::clone(&state), [LessonAction::Peeked]);
    assert!(!peeked.course.is_covered(), "nothing is locked");
    let state = after(state, [LessonAction::Predicted(true)]);
    assert!(!state.course.is_covered());
    let focus = Focus::read("qa-test/frontend", "qa-test/db:3306").ok();
    assert_eq!(state.focus, focus);
}

#[test]
fn a_step_opens_what_it_is_about() {
    let state = after(in_lesson("12-leaky-policies"), [LessonAction::Went(6)]);
    assert_eq!(state.view, ResultView::Matrix);
    let state = after(state, [LessonAction::Went(4)]);
    assert_eq!(state.workspace.name(state.file), "policies.yaml");
    let pair = Focus::read("qa-test/api", "staging/db:3306").ok();
    assert_eq!(state.focus, pair);
    assert_eq!(state.answer, AnswerPane::Explanation);
}

/// Asks for help with the first goal that does not hold, and takes it, until all hold.
#[test]
fn whoever_takes_every_hint_meets_every_goal() {
    for it in Lesson::all() {
        let mut state = in_lesson(it.id);
        for _ in 0..2 * it.goals.len() {
            let report = goals(&state);
            let mut fails = (0..).zip(&report.lines);
            let goal = fails.find(|it| it.1.outcome != LineOutcome::Holds);
            let Some((goal, _)) = goal else { break };
            state = after(state, [LessonAction::Asked(goal)]);
            let hints = hints(&state);
            assert!(hints.iter().all(|it| !it.said.is_empty()), "{}", it.id);
            let last = hints.last().expect("there is help");
            assert!(!last.edits.is_empty(), "{}: {}", it.id, last.title);
            assert!(!state.touches_given(&last.edits), "{}", it.id);
            let taken = LessonAction::Accepted(Rc::clone(&state.workspace), Box::new(last.clone()));
            state = after(state, [taken]);
        }
        assert_eq!(goals(&state).held(), it.goals.len(), "{}", it.id);
    }
}

#[test]
fn hints_come_one_after_the_other() {
    let asked = |acts: &[usize]| {
        let acts = acts.iter().map(|it| LessonAction::Asked(*it));
        let state = after(in_lesson("04-and-or"), acts);
        state.course.study.as_ref().and_then(|it| it.hint)
    };
    assert_eq!(asked(&[]), None);
    assert_eq!(asked(&[1]), Some((1, 1)));
    assert_eq!(asked(&[1, 1]), Some((1, 2)));
    assert_eq!(asked(&[1, 1, 1, 1]), Some((1, 3)));
    assert_eq!(asked(&[1, 1, 2]), Some((2, 1)), "each goal from the first");
}

#[test]
fn what_is_shared_out_of_a_lesson_has_its_goals() {
    let state = in_lesson("04-and-or");
    let payload = payload_of(&state);
    assert_eq!(payload.expectations.lines().count(), 3);
    assert_eq!(payload.files.len(), 2);
}

/// Compares what a fragment asks for with what it is written as.
#[track_caller]
fn check_link(fragment: &str, expected: Option<&str>) {
    let read = CourseLink::read(fragment).expect("it can be opened");
    let written = read.map(CourseLink::fragment);
    assert_eq!(written.as_deref(), expected, "{fragment}");
    assert_eq!(CourseLink::is_one(fragment), expected.is_some());
}

#[test]
fn a_lesson_is_a_link() {
    check_link("#lessons", Some("lessons"));
    check_link("lesson=03-labels", Some("lesson=03-labels"));
    check_link("#lesson=03%2Dlabels", Some("lesson=03-labels"));
    check_link("#example=empty", None);
    check_link("", None);
    let fault = CourseLink::read("#lesson=none");
    assert_eq!(fault, Err(LinkError::NoSuchLesson("none".to_owned())));
}

/// Compares what a search finds among the examples.
#[track_caller]
fn check_search(words: &str, expected: &[&str]) {
    let found: Vec<&str> = Example::sought(words).map(|it| it.id).collect();
    assert_eq!(found, expected, "{words}");
}

#[test]
fn an_example_is_found_by_its_title_or_its_lesson() {
    check_search("DNS", &["egress-dns"]);
    check_search("internet", &["internet-only"]);
    check_search("dash", &["and-versus-or"]);
    check_search("versus AND", &["and-versus-or"]);
    check_search("no such thing", &[]);
    assert_eq!(Example::sought(" ").count(), Example::all().len());
    assert!(Example::all().len() >= 20, "{}", Example::all().len());
}
