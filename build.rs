//! Reads the examples and the lessons and writes them as Rust, so that the page
//! carries the texts but no second reader of YAML, TOML or Markdown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use netpol_lesson::{Block, Inline, Lesson, Moment, Prediction, Prose, Statement, Step, Target};
use netpol_lesson::{Counted, View};
use serde::Deserialize;

/// Where the examples are.
const EXAMPLES: &str = "static/examples";
/// Those of the menu and those of the gallery; the page opens on the first.
const INDEXES: [&str; 2] = ["index.yaml", "gallery/index.yaml"];
/// Where the lessons are.
const LESSONS: &str = "lessons";

/// What is wrong with what was written.
type Fault = Box<dyn std::error::Error>;

/// An entry of an index.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: String,
    lesson: String,
    policies: Option<String>,
    cluster: Option<String>,
    focus: Option<Pair>,
    /// What proves the lesson: for tests.
    #[serde(default, rename = "shows")]
    _shows: Vec<String>,
}

/// The pair an example is about, as `namespace/workload`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    source: String,
    destination: String,
}

fn main() -> Result<(), Fault> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={EXAMPLES}");
    println!("cargo::rerun-if-changed={LESSONS}");
    let examples = examples(&root.join(EXAMPLES))?;
    let first = examples.first().ok_or("there is no example to open on")?;
    fs::write(out.join("first_example.rs"), first)?;
    fs::write(out.join("examples.rs"), list(examples))?;
    let lessons = lessons(&root.join(LESSONS))?;
    fs::write(out.join("lessons.rs"), list(lessons.iter().map(lesson)))?;
    Ok(())
}

/// A slice as a Rust expression.
fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    ["&[", &items.join(","), "]"].concat()
}

/// Every example as a Rust expression.
fn examples(folder: &Path) -> Result<Vec<String>, Fault> {
    let mut all = Vec::new();
    for index in INDEXES {
        let index = fs::read_to_string(folder.join(index))?;
        let entries: Vec<Entry> = serde_yaml::from_str(&index)?;
        for entry in &entries {
            all.push(example(entry, folder)?);
        }
    }
    Ok(all)
}

/// An entry as a Rust expression. Strings are written as Rust's own `Debug`
/// does, which is how Rust reads them.
fn example(entry: &Entry, folder: &Path) -> Result<String, String> {
    let text = |name: &Option<String>| match name {
        Some(name) => include(&folder.join(name)),
        None => Ok("\"\"".to_owned()),
    };
    let focus = entry.focus.as_ref().map(|it| (&it.source, &it.destination));
    let Entry {
        id,
        title,
        lesson,
        policies,
        cluster,
        ..
    } = entry;
    Ok(format!(
        "Example {{ id: {id:?}, title: {title:?}, lesson: {lesson:?}, \
         policies: {}, cluster: {}, focus: {focus:?} }}",
        text(policies)?,
        text(cluster)?,
    ))
}

fn include(path: &Path) -> Result<String, String> {
    if path.is_file() {
        let path = path.display().to_string();
        Ok(format!("include_str!({path:?})"))
    } else {
        Err(format!(
            "the index names {}, which is not there",
            path.display()
        ))
    }
}

/// Every lesson, in the order of the course.
fn lessons(folder: &Path) -> Result<Vec<Lesson>, Fault> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            let id = path.file_name().unwrap_or_default().to_string_lossy();
            let mut files = BTreeMap::new();
            read(&path, "", &mut files)?;
            let lesson = Lesson::read(&id, &files).map_err(|it| format!("{id}: {it}"))?;
            all.push(lesson);
        }
    }
    all.sort_by_key(|it| it.order);
    Ok(all)
}

/// Every file of a folder, by its path in it.
fn read(folder: &Path, before: &str, files: &mut BTreeMap<String, String>) -> Result<(), Fault> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = [before, &name].concat();
        if path.is_dir() {
            read(&path, &[&name, "/"].concat(), files)?;
        } else {
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn lesson(lesson: &Lesson) -> String {
    let Lesson {
        id,
        title,
        summary,
        goals,
        ..
    } = lesson;
    let is_editable = |name: &String| lesson.editable.contains(name);
    let (mut files, given): (Vec<_>, Vec<_>) =
        lesson.start.iter().partition(|it| is_editable(it.0));
    files.extend(given);
    let files = files.into_iter().map(|(name, text)| {
        let solved = lesson.solution.get(name).unwrap_or(text);
        let is_given = !is_editable(name);
        format!(
            "LessonFile {{ name: {name:?}, text: {text:?}, solved: {solved:?}, \
             is_given: {is_given} }}"
        )
    });
    format!(
        "Lesson {{ id: {id:?}, title: {title:?}, summary: {summary:?}, goals: &{goals:?}, \
         files: {}, steps: {} }}",
        list(files),
        list(lesson.steps.iter().map(step)),
    )
}

fn step(step: &Step) -> String {
    let Step { open, .. } = step;
    let focus = step.focus.as_ref().map(|it| {
        let port = it.port.iter().map(|it| [":", it].concat());
        (it.from.clone(), it.to.clone() + &port.collect::<String>())
    });
    let view = step.view.map(view);
    let view = view.map_or_else(|| "None".to_owned(), |it| format!("Some({it})"));
    let predict = step.predict.as_ref().map(prediction);
    let predict = predict.map_or_else(|| "None".to_owned(), |it| format!("Some({it})"));
    format!(
        "LessonStep {{ prose: {}, focus: {focus:?}, view: {view}, open: {open:?}, \
         predict: {predict} }}",
        prose(&step.prose),
    )
}

fn view(view: View) -> &'static str {
    match view {
        View::Diagram => "ResultView::Diagram",
        View::Matrix => "ResultView::Matrix",
        View::Policies => "ResultView::Policies",
    }
}

fn prediction(it: &Prediction) -> String {
    let Prediction { question, ask, .. } = it;
    let is_allowed = it.answer == "allowed";
    let is_about_solution = it.moment == Moment::Solution;
    let ask = pair(ask).unwrap_or_default();
    format!(
        "Prediction {{ question: {question:?}, ask: {ask:?}, is_allowed: {is_allowed}, \
         is_about_solution: {is_about_solution}, why: {} }}",
        prose(&it.why),
    )
}

fn prose(prose: &Prose) -> String {
    list(prose.0.iter().map(block))
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(line) => format!("Block::Paragraph({})", inlines(line)),
        Block::List(lines) => {
            let lines = lines.iter().map(|it| inlines(it));
            format!("Block::List({})", list(lines))
        }
        Block::Code(text) => format!("Block::Code({text:?})"),
    }
}

fn inlines(line: &[Inline]) -> String {
    list(line.iter().map(inline))
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(it) => format!("Inline::Text({it:?})"),
        Inline::Code(it) => format!("Inline::Code({it:?})"),
        Inline::Strong(it) => format!("Inline::Strong({it:?})"),
        Inline::Emphasis(it) => format!("Inline::Emphasis({it:?})"),
        Inline::Quote(it) => format!(
            "Inline::Fact {{ words: {:?}, shown: {}, is_about_solution: {} }}",
            it.words,
            shown(&it.statement),
            it.moment == Moment::Solution,
        ),
        Inline::Link { words, to } => {
            let to = match to {
                Target::Lesson(id) => format!("lesson={id}"),
                Target::Example(id) => format!("example={id}"),
            };
            format!("Inline::Link {{ words: {words:?}, to: {to:?} }}")
        }
    }
}

/// Where a fact can be seen.
fn shown(statement: &Statement) -> String {
    let table = "ResultView::Matrix";
    let question = match statement {
        Statement::Verdict(it) => it,
        Statement::Admitted { question, .. } | Statement::Refused { question, .. } => question,
        Statement::Count { of, .. } => {
            let view = match of {
                Counted::Connections => "ResultView::Diagram",
                Counted::Sources { .. } => table,
                Counted::Policies | Counted::Isolating { .. } | Counted::Selected { .. } => {
                    "ResultView::Policies"
                }
            };
            return format!("Shown::View({view})");
        }
    };
    match pair(question) {
        Some((from, to)) if ![&from, &to].iter().any(|it| it.contains('*')) => {
            format!("Shown::Pair({from:?}, {to:?})")
        }
        _ => format!("Shown::View({table})"),
    }
}

/// The ends of `a -> b:80 allowed`, or of the same without a verdict.
fn pair(question: &str) -> Option<(String, String)> {
    let (from, to) = question.split_once("->")?;
    let to = to.split_whitespace().next()?;
    Some((from.trim().to_owned(), to.to_owned()))
}
