use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::manifest::{Manifest, PredictEntry, StepEntry};
use crate::{Focus, LessonFault, Moment, Prose, Stage, View};

/// A lesson: what there is to read, to foretell and to bring about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Stable; the name of its folder, and what links name.
    pub id: String,
    /// What the list of lessons shows.
    pub title: String,
    /// What it teaches, in a sentence.
    pub summary: String,
    /// Its place in the course.
    pub order: u32,
    /// The files that the reader may change.
    pub editable: Vec<String>,
    /// What has to hold in the end, as expectation lines.
    pub goals: Vec<String>,
    /// What there is to read, in order.
    pub steps: Vec<Step>,
    /// The files at the start, by name.
    pub start: BTreeMap<String, String>,
    /// Those of them that a solution changes.
    pub solution: BTreeMap<String, String>,
}

/// A page of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it says.
    pub prose: Prose,
    /// The pair that it points at.
    pub focus: Option<Focus>,
    /// The view that it opens.
    pub view: Option<View>,
    /// The file that it opens.
    pub open: Option<String>,
    /// What the reader is to foretell before going on.
    pub predict: Option<Prediction>,
}

/// A question that is asked before its answer is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// The question, in words.
    pub question: String,
    /// The same for the engine: `shop/web -> shop/db:3306`.
    pub ask: String,
    /// `allowed` or `denied`.
    pub answer: String,
    /// The state that it is about.
    pub moment: Moment,
    /// Why the answer is what it is; shown with it.
    pub why: Prose,
}

impl Lesson {
    /// Reads the files of a lesson's folder, by their paths in it.
    ///
    /// # Errors
    ///
    /// The first thing that is not as `lessons/README.md` says.
    pub fn read(id: &str, files: &BTreeMap<String, String>) -> Result<Self, LessonFault> {
        let folder = Folder(files);
        let manifest: Manifest = toml::from_str(folder.file("lesson.toml")?)
            .map_err(|it| LessonFault::Manifest(it.to_string()))?;
        let mut start = BTreeMap::new();
        for name in manifest.given.iter().chain(&manifest.editable) {
            let text = folder.file(&format!("start/{name}"))?;
            start.insert(name.clone(), text.to_owned());
        }
        let steps: Result<Vec<Step>, _> = manifest.steps.iter().map(|it| folder.step(it)).collect();
        folder.holds_nothing_else(&manifest)?;
        let fault = |it: &&String| Stage::claim(it).is_err();
        if let Some(line) = manifest.goals.iter().find(fault) {
            return Err(LessonFault::Goal(line.clone()));
        }
        Ok(Self {
            id: id.to_owned(),
            title: manifest.title,
            summary: manifest.summary,
            order: manifest.order,
            solution: folder.solution(&manifest.editable)?,
            editable: manifest.editable,
            goals: manifest.goals,
            steps: steps?,
            start,
        })
    }

    /// The cluster before the reader has changed anything.
    pub fn at_start(&self) -> Stage {
        Stage::new(self.start.iter().map(|it| (it.0.as_str(), it.1.as_str())))
    }

    /// The cluster when the lesson is solved.
    pub fn when_solved(&self) -> Stage {
        Stage::new(self.start.iter().map(|(name, text)| {
            let text = self.solution.get(name).unwrap_or(text);
            (name.as_str(), text.as_str())
        }))
    }

    /// Every text of it that is shown: of the steps, and of the predictions.
    pub fn proses(&self) -> impl Iterator<Item = &Prose> {
        self.steps.iter().flat_map(|step| {
            let why = step.predict.iter().map(|it| &it.why);
            std::iter::once(&step.prose).chain(why)
        })
    }
}

/// The files of a lesson.
struct Folder<'a>(&'a BTreeMap<String, String>);

impl<'a> Folder<'a> {
    fn file(&self, name: &str) -> Result<&'a str, LessonFault> {
        let found = self.0.get(name).map(String::as_str);
        found.ok_or_else(|| LessonFault::Missing(name.to_owned()))
    }

    fn step(&self, entry: &StepEntry) -> Result<Step, LessonFault> {
        let prose = prose(&entry.text, self.file(&entry.text)?)?;
        let predict = entry.predict.as_ref().map(prediction).transpose()?;
        Ok(Step {
            prose,
            focus: entry.focus.clone(),
            view: entry.view,
            open: entry.open.clone(),
            predict,
        })
    }

    fn solution(&self, editable: &[String]) -> Result<BTreeMap<String, String>, LessonFault> {
        let mut solution = BTreeMap::new();
        for (path, text) in self.0 {
            let Some(name) = path.strip_prefix("solution/") else {
                continue;
            };
            if !editable.iter().any(|it| it == name) {
                return Err(LessonFault::NotEditable(name.to_owned()));
            }
            solution.insert(name.to_owned(), text.clone());
        }
        Ok(solution)
    }

    fn holds_nothing_else(&self, manifest: &Manifest) -> Result<(), LessonFault> {
        let is_named = |path: &String| {
            let of_start = path.strip_prefix("start/");
            let mut files = manifest.given.iter().chain(&manifest.editable);
            path == "lesson.toml"
                || path.starts_with("solution/")
                || manifest.steps.iter().any(|it| it.text == *path)
                || of_start.is_some_and(|path| files.any(|it| it == path))
        };
        match self.0.keys().find(|it| !is_named(it)) {
            Some(path) => Err(LessonFault::Unnamed(path.clone())),
            None => Ok(()),
        }
    }
}

fn prediction(entry: &PredictEntry) -> Result<Prediction, LessonFault> {
    if !["allowed", "denied"].contains(&entry.answer.as_str()) {
        let what = format!("`{}` is neither allowed nor denied", entry.answer);
        return Err(LessonFault::Manifest(what));
    }
    Ok(Prediction {
        question: entry.question.clone(),
        ask: entry.ask.clone(),
        answer: entry.answer.clone(),
        moment: entry.moment,
        why: prose("lesson.toml", &entry.why)?,
    })
}

fn prose(file: &str, text: &str) -> Result<Prose, LessonFault> {
    Prose::read(text).map_err(|what| LessonFault::Prose {
        file: file.to_owned(),
        what,
    })
}
