//! What the lints find and what they pass over, as files: the first line of a fixture says
//! what is expected of the lint that its folder is named after, and where.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "fixtures are files, and clippy does not know the functions that tests share"
)]

mod mends;
mod silence;

use std::fs;
use std::path::{Path, PathBuf};

use netpol_engine::lint::{ALL, lint};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Diagnostic, Options, Severity, analyze};

const CLUSTER: &str = include_str!("cluster.yaml");

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

fn read(text: &str) -> (Sources, Analysis) {
    let sources: Sources = [("policies.yaml", text), ("cluster.yaml", CLUSTER)]
        .into_iter()
        .collect();
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:#?}", analysis.diagnostics);
    (sources, analysis)
}

fn findings(text: &str) -> (Sources, Vec<Diagnostic>) {
    let (sources, analysis) = read(text);
    let found = lint(&sources, &Options::default(), &analysis);
    (sources, found)
}

/// `warning 8`, `hint cluster.yaml 6`.
fn told(sources: &Sources, it: &Diagnostic) -> String {
    let level = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let source = &sources[it.primary.source];
    let line = sources.lines(it.primary.source).line(it.primary.start);
    match source.name.as_str() {
        "policies.yaml" => format!("{level} {line}"),
        other => format!("{level} {other} {line}"),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn fixtures_raise_what_they_say_and_nothing_else_of_their_kind() {
    let mut wrong = Vec::new();
    for folder in files(&here().join("fixtures")) {
        let code = folder
            .file_name()
            .and_then(|it| it.to_str())
            .expect("a code");
        for file in files(&folder) {
            let text = fs::read_to_string(&file).expect("a text");
            let first = text.lines().next().expect("a line");
            let expected = first.strip_prefix("# ").expect("what is expected");
            let (sources, found) = findings(&text);
            let own = found.iter().filter(|it| it.code.0 == code);
            let told: Vec<String> = own.map(|it| told(&sources, it)).collect();
            let told = if told.is_empty() {
                "nothing".to_owned()
            } else {
                told.join(", ")
            };
            if told != expected {
                wrong.push((file, told, expected.to_owned()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_lint_has_fixtures_of_both_kinds_and_a_page() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lints");
    let index = fs::read_to_string(pages.join("README.md")).expect("a list");
    for lint in ALL {
        let code = lint.code.0;
        let folder = here().join("fixtures").join(code);
        let texts = files(&folder);
        let is_silent = |it: &PathBuf| {
            let text = fs::read_to_string(it).expect("a text");
            text.starts_with("# nothing")
        };
        let silent = texts.iter().filter(|it| is_silent(it)).count();
        assert!(silent > 0 && silent < texts.len(), "{code}");
        let page = fs::read_to_string(pages.join(format!("{code}.md"))).unwrap_or_default();
        for part in [&format!("# `{code}`"), "## Why", "## Example", "## Instead"] {
            assert!(page.contains(part), "docs/lints/{code}.md lacks {part}");
        }
        assert!(
            index.contains(&format!("({code}.md)")),
            "{code} is not listed"
        );
    }
    assert_eq!(files(&here().join("fixtures")).len(), ALL.len());
}

/// Policies as people write them, and nothing to be said about them but hints.
#[test]
fn idioms_raise_nothing_above_a_hint() {
    let mut policies = 0;
    for file in files(&here().join("idioms")) {
        let text = fs::read_to_string(&file).expect("a text");
        let (sources, analysis) = read(&text);
        policies += analysis.cluster().policies().len();
        let found = lint(&sources, &Options::default(), &analysis);
        let loud: Vec<_> = found
            .iter()
            .filter(|it| it.severity != Severity::Hint)
            .map(|it| (told(&sources, it), it.code.0, &it.message))
            .collect();
        assert!(loud.is_empty(), "{}: {loud:#?}", file.display());
    }
    assert!(policies >= 40, "only {policies}");
}
