use netpol_engine::Severity;
use netpol_engine::text::{LineIndex, Utf16Index};
use serde::Serialize;

use super::{Annotations, BranchLine, LineNote, LineTone, RangeMark};
use crate::report::{LineChange, Problem};
use crate::words::page as words;

/// How many hues the branches share; after the last the first comes again.
const HUES: usize = 6;

/// What is drawn on one text, in the terms of the script that draws it: lines
/// from 1, columns and places in UTF-16 units. `editor/marks.js` reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct EditorMarks {
    lines: Vec<MarkedLine>,
    problems: Vec<MarkedProblem>,
}

/// A line that something is drawn on or beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MarkedLine {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<MarkedBranch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tone: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    join: Option<MarkedJoin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pointed: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MarkedBranch {
    /// On its first line only.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    hue: String,
    on: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    edge: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MarkedJoin {
    word: &'static str,
    column: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MarkedProblem {
    from: u32,
    to: u32,
    severity: &'static str,
    message: String,
    help: Vec<String>,
}

impl EditorMarks {
    /// What is drawn on the text of a tab.
    pub fn of(file: usize, text: &str, annotations: &Annotations, problems: &[Problem]) -> Self {
        let (lines, units) = (LineIndex::new(text), Utf16Index::new(text));
        let column = |line: u32, byte: usize| {
            let start = lines.line_start(line);
            let byte = u32::try_from(byte).unwrap_or(u32::MAX);
            units.unit(start.saturating_add(byte)) - units.unit(start)
        };
        let noted = (1..=lines.line_count())
            .filter_map(|line| Some((line, annotations.line(file, line)?)))
            .map(|(line, note)| marked_line(line, note, &|byte| column(line, byte)));
        let here = problems.iter().filter(|it| it.place.file() == file);
        Self {
            lines: noted.collect(),
            problems: here.map(|it| marked_problem(it, &units)).collect(),
        }
    }

    /// The same for the script.
    pub fn json(&self) -> String {
        // Nothing in here can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn marked_line(line: u32, note: &LineNote, column: &dyn Fn(usize) -> u32) -> MarkedLine {
    let sign = match note.problem {
        Some(Severity::Error | Severity::Warning) => Some("look"),
        _ => note.lock.then_some("lock"),
    };
    let is_pointed = |it: &&(std::ops::Range<usize>, RangeMark)| it.1 == RangeMark::Pointed;
    let pointed = note.marks.iter().filter(is_pointed);
    MarkedLine {
        line,
        branch: note.branch.as_ref().map(marked_branch),
        tone: tone_name(note.tone),
        sign,
        change: note.change.map(|it| match it {
            LineChange::Added => "added",
            LineChange::Changed => "changed",
            LineChange::Removed => "removed",
        }),
        join: note.join.map(|(join, at)| MarkedJoin {
            word: join.word(),
            column: column(at),
        }),
        pointed: pointed
            .map(|(range, _)| (column(range.start), column(range.end)))
            .collect(),
    }
}

fn marked_branch(branch: &BranchLine) -> MarkedBranch {
    MarkedBranch {
        letter: branch.first.then(|| branch.letter.clone()),
        hue: (branch.number % HUES + 1).to_string(),
        on: branch.on,
        edge: match (branch.first, branch.last) {
            (true, true) => Some("both"),
            (true, false) => Some("first"),
            (false, true) => Some("last"),
            (false, false) => None,
        },
    }
}

fn tone_name(tone: LineTone) -> Option<&'static str> {
    match tone {
        LineTone::Plain => None,
        LineTone::Subject => Some("subject"),
        LineTone::Refusal => Some("refusal"),
    }
}

fn marked_problem(problem: &Problem, units: &Utf16Index) -> MarkedProblem {
    let span = problem.place.span;
    let related = problem
        .related
        .iter()
        .map(|it| words::problem_related(it.place.first, &it.message));
    MarkedProblem {
        from: units.unit(span.start),
        to: units.unit(span.end),
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        message: problem.message.clone(),
        help: related.chain(problem.help.clone()).collect(),
    }
}
