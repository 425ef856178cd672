//! Which files the tests in a browser have with them, since a browser reads
//! none: `tests/digest/files.in` lists them, and this writes the list. It stands
//! alone, so that it compiles when a file of the list is gone.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

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
