//! What the page does while a lesson is open. The user's own texts wait meanwhile.

use std::rc::Rc;

use netpol_engine::edit::TextEdit;

use super::{
    Action, AnswerPane, AppState, Before, Course, Focus, LessonAction, Pane, ResultView, Study,
    Workspace,
};
use crate::lessons::{Lesson, Shown};
use crate::words::lessons as words;

/// How many strengths a hint has.
const STRENGTHS: usize = 3;

impl AppState {
    /// What is expected: by the lesson, or by the user.
    pub fn expected(&self) -> &Rc<str> {
        let study = self.course.study.as_ref();
        study.map_or(&self.intended, |it| &it.goals)
    }

    /// What is the user's own, whatever lesson stands in its place.
    pub fn own(&self) -> Before {
        let study = self.course.study.as_ref();
        study.map_or_else(|| self.before(), |it| (*it.before).clone())
    }

    /// Whether the texts of a lesson stand in the way of something: they are what they are,
    /// and some are only to be read.
    pub(super) fn is_refused(&self, action: &Action) -> bool {
        match action {
            Action::Edited(file, _) => self.course.is_given(*file),
            Action::FileAdded
            | Action::FilesBrought(_)
            | Action::FileRenamed(..)
            | Action::FileClosed(_)
            | Action::FileMoved(..) => self.course.study.is_some(),
            Action::Accepted(_, offer) => {
                let adds = offer.added.is_some() || offer.intended.is_some();
                self.course.study.is_some() && (adds || self.touches_given(&offer.edits))
            }
            _ => false,
        }
    }

    /// Whether one of the edits is in a text that may only be read.
    pub fn touches_given(&self, edits: &[TextEdit]) -> bool {
        let mut files = edits.iter().map(|it| it.span.source.index());
        files.any(|it| self.course.is_given(it))
    }

    pub(super) fn attend(&mut self, action: LessonAction) {
        match action {
            LessonAction::Known(records) => {
                let course = Rc::make_mut(&mut self.course);
                // What happened in the meantime is newer.
                for (id, record) in records {
                    course.records.entry(id).or_insert(record);
                }
                course.is_known = true;
            }
            LessonAction::Listed => {
                Rc::make_mut(&mut self.course).is_listed = true;
                self.pane = Pane::Lesson;
            }
            LessonAction::Opened(lesson) => self.open_lesson(lesson),
            LessonAction::Left => self.leave_lesson(),
            LessonAction::Went(step) => self.go_to(step),
            LessonAction::Predicted(is_allowed) => self.predict(is_allowed),
            LessonAction::Peeked => {
                if let Some(study) = &mut Rc::make_mut(&mut self.course).study {
                    study.peeks = true;
                }
            }
            LessonAction::Pointed(shown) => self.point_at(shown),
            LessonAction::Asked(goal) => self.hint(goal),
            LessonAction::Understood => self.forget_hint(),
            LessonAction::Accepted(read, offer) => {
                if !self.touches_given(&offer.edits) {
                    self.accept(&read, *offer);
                }
            }
            LessonAction::Solved => {
                if let Some(lesson) = self.lesson() {
                    self.bring(words::SOLUTION_SHOWN, lesson.solution());
                }
            }
            LessonAction::Restarted => self.restart(),
            LessonAction::Met => {
                if let Some(record) = Rc::make_mut(&mut self.course).record_mut() {
                    record.is_met = true;
                }
            }
        }
    }

    fn lesson(&self) -> Option<&'static Lesson> {
        self.course.study.as_ref().map(|it| it.lesson)
    }

    /// Takes what there is aside and brings the lesson's texts as the user left them.
    fn open_lesson(&mut self, lesson: &'static Lesson) {
        if self.lesson() == Some(lesson) {
            Rc::make_mut(&mut self.course).is_listed = false;
            self.pane = Pane::Lesson;
            return;
        }
        let before = match &self.course.study {
            Some(study) => Rc::clone(&study.before),
            None => Rc::new(self.before()),
        };
        let place = Lesson::find(lesson.id).map_or(0, |it| it.0);
        let course = Rc::make_mut(&mut self.course);
        course.is_listed = false;
        course.study = Some(Study {
            lesson,
            place,
            goals: lesson.goals.join("\n").into(),
            hint: None,
            peeks: false,
            before,
        });
        let record = course.record(lesson);
        self.show(Rc::new(record.workspace(lesson)));
        self.pin(Rc::new(lesson.workspace()));
        self.is_edited = false;
        self.intended = "".into();
        self.left_out.clear();
        self.file = 0;
        self.answer = AnswerPane::default();
        self.view = ResultView::default();
        self.builds = false;
        self.pane = Pane::Lesson;
        self.look_at(None, None);
        self.go_to(record.step);
    }

    /// Brings back what was there before the first lesson.
    pub(super) fn leave_lesson(&mut self) {
        let course = Rc::make_mut(&mut self.course);
        course.is_listed = false;
        if self.pane == Pane::Lesson {
            self.pane = Pane::default();
        }
        let Some(study) = course.study.take() else {
            return;
        };
        let before = (*study.before).clone();
        self.show(before.workspace);
        self.pin(before.baseline);
        self.is_edited = before.is_edited;
        self.intended = before.intended;
        self.file = before.file;
        self.left_out = before.left_out;
        self.view = before.view;
        self.answer = before.answer;
        self.builds = before.builds;
        self.look_at(before.focus, None);
    }

    fn before(&self) -> Before {
        Before {
            workspace: Rc::clone(&self.workspace),
            baseline: Rc::clone(&self.baseline),
            is_edited: self.is_edited,
            intended: Rc::clone(&self.intended),
            file: self.file,
            focus: self.focus.clone(),
            view: self.view,
            answer: self.answer,
            left_out: self.left_out.clone(),
            builds: self.builds,
        }
    }

    /// Goes to a step, which opens and points at what it is about. What it asks first is not
    /// pointed at.
    fn go_to(&mut self, step: usize) {
        let course = Rc::make_mut(&mut self.course);
        if let Some(record) = course.record_mut() {
            record.step = step;
        }
        if let Some(study) = &mut course.study {
            study.peeks = false;
        }
        let Some((_, step)) = course.step() else {
            return;
        };
        if let Some(view) = step.view {
            self.view = view;
        }
        if let Some(name) = step.open {
            let mut files = self.workspace.files().iter();
            let found = files.position(|it| *it.name == *name);
            self.file = found.unwrap_or(self.file);
            self.caret = None;
        }
        if self.course.is_asking() {
            self.look_at(None, None);
        } else {
            self.point_at_step();
        }
    }

    /// Points at the pair of the step that is read, or of what it asked.
    fn point_at_step(&mut self) {
        let Some((_, step)) = self.course.step() else {
            return;
        };
        let asked = step.predict.filter(|it| !it.is_about_solution);
        let focus = step.focus().or_else(|| asked.and_then(|it| it.focus()));
        if let Some(focus) = focus {
            self.look_at(Some(focus), None);
        }
    }

    fn predict(&mut self, is_allowed: bool) {
        let course = Rc::make_mut(&mut self.course);
        let Some((step, _)) = course.step() else {
            return;
        };
        if let Some(record) = course.record_mut() {
            record.predicted.retain(|it| it.0 != step);
            record.predicted.push((step, is_allowed));
        }
        self.point_at_step();
    }

    fn point_at(&mut self, shown: Shown) {
        match (shown, shown.focus()) {
            (Shown::View(view), _) => self.view = view,
            (Shown::Pair(..), Some(focus)) => self.look_at(Some::<Focus>(focus), None),
            (Shown::Pair(..), None) => {}
        }
    }

    /// The first hint about a goal, or the next about the same.
    fn hint(&mut self, goal: usize) {
        if let Some(study) = &mut Rc::make_mut(&mut self.course).study {
            let strength = study.hint.filter(|it| it.0 == goal).map_or(0, |it| it.1);
            study.hint = Some((goal, (strength + 1).min(STRENGTHS)));
        }
    }

    fn forget_hint(&mut self) {
        if let Some(study) = &mut Rc::make_mut(&mut self.course).study {
            study.hint = None;
        }
    }

    pub(super) fn restart(&mut self) {
        let Some(lesson) = self.lesson() else {
            return;
        };
        self.bring(words::STARTED_AGAIN, lesson.workspace());
        self.forget_hint();
        if let Some(record) = Rc::make_mut(&mut self.course).record_mut() {
            record.predicted.clear();
        }
        self.go_to(0);
    }

    /// Other texts of the lesson, unless they are these.
    fn bring(&mut self, title: &str, workspace: Workspace) {
        if workspace != *self.workspace {
            self.replace(title.to_owned(), workspace);
        }
    }

    /// Keeps what the user made of the lesson's texts.
    pub(super) fn note_files(&mut self) {
        let Some(lesson) = self.lesson() else {
            return;
        };
        let workspace = (*self.workspace).clone();
        let files = (workspace != lesson.workspace()).then_some(workspace);
        if let Some(record) = Course::record_mut(Rc::make_mut(&mut self.course)) {
            record.files = files;
        }
    }
}
