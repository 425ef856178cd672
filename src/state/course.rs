use std::collections::BTreeMap;
use std::rc::Rc;

use netpol_engine::PolicyName;
use serde::{Deserialize, Serialize};

use super::{AnswerPane, File, Focus, Plea, ResultView, Workspace};
use crate::lessons::{Lesson, LessonStep};

/// How far the user is in the course, and what of it is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// Whether it is known what earlier visits left.
    pub is_known: bool,
    /// Whether the list of lessons is open.
    pub is_listed: bool,
    /// How far the user is, by the identifier of the lesson.
    pub records: BTreeMap<String, Record>,
    /// The lesson that is open.
    pub study: Option<Study>,
}

/// How far the user is in a lesson: what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The step, from 0.
    pub step: usize,
    /// Whether every goal has held once.
    pub is_met: bool,
    /// What was foretold: the step, and whether the connection would be allowed.
    pub predicted: Vec<(usize, bool)>,
    /// The texts, if they are not as at the start.
    pub files: Option<Workspace>,
}

impl Record {
    /// What was foretold in a step.
    pub fn prediction(&self, step: usize) -> Option<bool> {
        let found = self.predicted.iter().find(|it| it.0 == step);
        found.map(|it| it.1)
    }

    /// The texts to go on with. Those that are given are always the lesson's own, which may
    /// have changed since.
    pub fn workspace(&self, lesson: &Lesson) -> Workspace {
        let Some(kept) = &self.files else {
            return lesson.workspace();
        };
        Workspace::new(lesson.files.iter().map(|it| {
            let mut kept = kept.files().iter();
            let kept = kept.find(|kept| *kept.name == *it.name && !it.is_given);
            File::new(it.name, kept.map_or(it.text, |it| &it.text))
        }))
    }
}

/// A lesson that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// Its place in the course, from 0.
    pub place: usize,
    /// Its goals, line by line.
    pub goals: Rc<str>,
    /// The goal that help is wanted with, from 0, and how strong a hint, from 1.
    pub hint: Option<(usize, usize)>,
    /// Whether the picture is shown although it answers what the step asks.
    pub peeks: bool,
    /// What the page showed before the first lesson: the user's own.
    pub before: Rc<Before>,
}

/// What a lesson takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// What they are held against.
    pub baseline: Rc<Workspace>,
    /// Whether the user changed them.
    pub is_edited: bool,
    /// The policies that do not count.
    pub left_out: Vec<PolicyName>,
    pub(super) intended: Rc<str>,
    pub(super) file: usize,
    pub(super) focus: Option<Focus>,
    pub(super) view: ResultView,
    pub(super) answer: AnswerPane,
    pub(super) builds: bool,
}

impl Before {
    /// The texts with what is expected of them: what is kept.
    pub fn kept(&self) -> Rc<Workspace> {
        self.workspace.with_intended(&self.intended)
    }
}

impl Course {
    /// Whether there is something of it to be seen.
    pub fn is_open(&self) -> bool {
        self.is_listed || self.study.is_some()
    }

    /// How far the user is in a lesson.
    pub fn record(&self, lesson: &Lesson) -> Record {
        self.records.get(lesson.id).cloned().unwrap_or_default()
    }

    /// Whether the user may not change the text at a position.
    pub fn is_given(&self, file: usize) -> bool {
        let study = self.study.as_ref();
        study.is_some_and(|it| it.lesson.is_given(file))
    }

    /// The step that is read.
    pub fn step(&self) -> Option<(usize, &'static LessonStep)> {
        let lesson = self.study.as_ref()?.lesson;
        let step = self.record(lesson).step.min(lesson.steps.len() - 1);
        Some((step, lesson.steps.get(step)?))
    }

    /// Whether the step that is read asks something that was not answered yet.
    pub fn is_asking(&self) -> bool {
        let asks = |(number, step): (usize, &LessonStep)| {
            let study = self.study.as_ref()?;
            step.predict?;
            Some(self.record(study.lesson).prediction(number).is_none())
        };
        self.step().and_then(asks).unwrap_or_default()
    }

    /// Whether the picture would give away what the step asks.
    pub fn is_covered(&self) -> bool {
        let peeks = self.study.as_ref().is_none_or(|it| it.peeks);
        let asked = self.step().and_then(|it| it.1.predict);
        !peeks && self.is_asking() && asked.is_some_and(|it| !it.is_about_solution)
    }

    /// What help is wanted with.
    pub fn plea(&self) -> Option<Plea> {
        let study = self.study.as_ref()?;
        let (goal, _) = study.hint?;
        let files = 0..study.lesson.files.len();
        Some(Plea::Hint {
            goal,
            editable: files.filter(|it| !study.lesson.is_given(*it)).collect(),
        })
    }

    pub(super) fn record_mut(&mut self) -> Option<&mut Record> {
        let id = self.study.as_ref()?.lesson.id;
        Some(self.records.entry(id.to_owned()).or_default())
    }
}
