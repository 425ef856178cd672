//! The same texts have the same answers here and in a browser, to the byte:
//! this writes the digests of all answers down, and `tests/browser.rs` holds
//! what WebAssembly answers against them.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod digest;
mod generator;

use std::fs;
use std::path::Path;

use expect_test::expect_file;

/// The folders whose files are asked about.
const FOLDERS: &[&str] = &[
    "tests/cases",
    "static/examples",
    "fuzz/corpus/analysis",
    "fuzz/corpus/places",
    "fuzz/corpus/tables",
];

fn add_files(folder: &str, paths: &mut Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join(folder)).expect("the folder is there");
    for entry in entries {
        let entry = entry.expect("it can be listed");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add_files(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

#[test]
fn every_file_is_asked_about() {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        add_files(folder, &mut paths);
    }
    paths.sort();
    let item = |it: &String| format!("    (\"{it}\", include_str!(\"../../{it}\")),\n");
    let items: String = paths.iter().map(item).collect();
    expect_file!["digest/files.in"].assert_eq(&format!("&[\n{items}]\n"));
}

#[test]
fn answers_are_those_that_are_written_down() {
    expect_file!["digest/digests.txt"].assert_eq(&digest::digests());
}

#[test]
fn the_manifests_of_a_case_are_what_yaml_reads() {
    for (path, text) in digest::FILES {
        let case: Option<serde_yaml::Value> = path
            .starts_with("tests/cases/")
            .then(|| serde_yaml::from_str(text).ok())
            .flatten();
        let read = case.as_ref().and_then(|it| it["manifests"].as_str());
        let found = digest::manifests_of_case(text);
        let found = found.as_deref().map(str::trim_end);
        assert_eq!(found, read.map(str::trim_end), "{path}");
    }
}

#[test]
fn no_two_inputs_are_answered_alike() {
    let all = digest::digests();
    let mut words: Vec<_> = all.lines().filter_map(|it| it.split(' ').nth(2)).collect();
    let inputs = words.len();
    words.sort_unstable();
    words.dedup();
    assert!(words.len() * 2 > inputs, "{} of {inputs}", words.len());
}
