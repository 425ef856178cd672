//! `docs/rules.md` says of every rule where it is implemented and which cases
//! show it. The cases come from the files themselves.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use serde::Deserialize;

/// The rules of the reference: a letter, and the last of its numbers.
const RULES: &[(char, u8)] = &[
    ('M', 9),
    ('N', 14),
    ('L', 9),
    ('P', 8),
    ('B', 9),
    ('Q', 17),
    ('S', 10),
    ('V', 11),
    ('D', 6),
    ('W', 11),
    ('I', 15),
    ('E', 48),
];

/// Rules that stand between two numbers, and those that are a section.
const BETWEEN: &[&str] = &["S-2b", "E-8a", "E-8b", "E-8c", "E-8d", "§9"];

/// Numbers that the reference does not use.
const UNUSED: &[&str] = &["E-35", "E-36", "E-37", "E-38", "E-39"];

/// What of a case is of interest here.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    rules: Vec<String>,
}

/// By rule, the cases that show it, as the table names them.
fn shown() -> BTreeMap<String, BTreeSet<String>> {
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for folder in entries(&root().join("tests/cases")) {
        if !root().join("tests/cases").join(&folder).is_dir() {
            continue;
        }
        for file in entries(&root().join("tests/cases").join(&folder)) {
            let path = root().join("tests/cases").join(&folder).join(&file);
            let text = fs::read_to_string(&path).expect("the case can be read");
            let case: Case = serde_yaml::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = if case.id.starts_with('T') {
                case.id
            } else {
                format!("{folder}/{}", file.trim_end_matches(".yaml"))
            };
            for rule in case.rules {
                shown.entry(rule).or_default().insert(name.clone());
            }
        }
    }
    shown
}

/// By rule, how many entries of the catalogue are about it.
fn catalogued() -> BTreeMap<String, usize> {
    let path = "crates/engine/tests/manifest/fixtures/catalogue.txt";
    let text = fs::read_to_string(root().join(path)).expect("the catalogue is there");
    let mut counts = BTreeMap::new();
    for line in text.lines().filter(|it| it.starts_with("E-")) {
        let rule = line.split(' ').next().unwrap_or_default();
        *counts.entry(rule.to_owned()).or_default() += 1;
    }
    counts
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |it: fs::DirEntry| it.file_name().to_string_lossy().into_owned();
    let mut names: Vec<_> = entries
        .map(|it| name(it.expect("it can be listed")))
        .collect();
    names.sort();
    names
}

fn table() -> String {
    fs::read_to_string(root().join("docs/rules.md")).expect("the table is there")
}

/// The cells of a line that is about a rule.
fn cells(line: &str) -> Option<[&str; 5]> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let ["", rule, words, at, cases, also, ""] = cells.as_slice() else {
        return None;
    };
    let is_rule = rule.starts_with('§') || rule.contains(|it: char| it.is_ascii_digit());
    is_rule.then_some([rule, words, at, cases, also])
}

#[test]
fn the_table_names_the_cases_of_each_rule() {
    let (shown, catalogued) = (shown(), catalogued());
    let mut written = String::new();
    for line in table().lines() {
        match cells(line) {
            Some([rule, words, at, _, also]) => {
                let cases = shown.get(rule).into_iter().flatten().cloned();
                let entries = catalogued.get(rule).map(|it| format!("catalogue {it}"));
                let cases: Vec<_> = cases.chain(entries).collect();
                let cells = [rule, words, at, &cases.join(", "), also].join(" | ");
                written.extend(["| ", &cells, " |"]);
            }
            None => written.push_str(line),
        }
        written.push('\n');
    }
    expect_file!["../docs/rules.md"].assert_eq(&written);
}

#[test]
fn every_rule_has_a_row_with_code_and_a_test() {
    let table = table();
    let rows: Vec<_> = table.lines().filter_map(cells).collect();
    let numbered = RULES
        .iter()
        .flat_map(|&(letter, last)| (1..=last).map(move |it| format!("{letter}-{it}")))
        .filter(|it| !UNUSED.contains(&it.as_str()));
    let known: BTreeSet<_> = numbered
        .chain(BETWEEN.iter().map(ToString::to_string))
        .collect();
    let listed: BTreeSet<_> = rows.iter().map(|it| it[0].to_owned()).collect();
    assert_eq!(listed, known);
    assert_eq!(rows.len(), known.len(), "a rule has two rows");
    let idle: Vec<_> = rows
        .iter()
        .filter(|[_, words, at, cases, also]| {
            words.is_empty() || at.is_empty() || cases.is_empty() && also.is_empty()
        })
        .collect();
    assert!(idle.is_empty(), "no words, code or test: {idle:?}");
    let unknown: Vec<_> = shown()
        .into_keys()
        .filter(|it| !known.contains(it))
        .collect();
    assert!(unknown.is_empty(), "no such rule: {unknown:?}");
}
