//! The same objects get the same answers, whoever wrote them down.
//!
//! Texts are read and written again by another YAML library than the engine's: in
//! its style, without comments, anchors and brackets. What the engine found to be
//! without fault before must be so afterwards, with the same connections.

#![expect(
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fs;
use std::path::{Path, PathBuf};

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use serde::Deserialize as _;
use serde_yaml::Value;

/// Every document of a text in the words of the other library; `None` when it
/// cannot read them.
fn rewritten(text: &str) -> Option<String> {
    let mut written = String::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let value = Value::deserialize(document).ok()?;
        written.push_str("---\n");
        written.push_str(&serde_yaml::to_string(&value).ok()?);
    }
    Some(written)
}

fn analysis(text: &str) -> Analysis {
    let sources: Sources = [("all", text)].into_iter().collect();
    analyze(&sources, &Options::default())
}

/// Whether the text was one to compare: without findings, and readable to both.
///
/// The fixture's namespace `y` gets a longer name: the other library writes it
/// without quotes, and kubectl reads that as a truth (SEMANTICS.md I-1).
fn check(name: &str, text: &str) -> bool {
    let text = text.replace("\"y\"", "yy");
    let before = analysis(&text);
    let Some(written) = rewritten(&text).filter(|_| before.diagnostics.is_empty()) else {
        return false;
    };
    let after = analysis(&written);
    assert_eq!(after.diagnostics, [], "{name}, written again:\n{written}");
    assert_eq!(
        after.connections(),
        before.connections(),
        "{name}, written again:\n{written}"
    );
    true
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap();
    for path in entries.map(|it| it.unwrap().path()) {
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn cases_have_the_same_connections_when_written_again() {
    let mut files = Vec::new();
    yaml_files(Path::new("tests/cases"), &mut files);
    let fixture = fs::read_to_string("tests/cases/fixture.yaml").unwrap();
    let mut compared = usize::from(check("the fixture", &fixture));
    for path in files {
        let case: Value =
            serde_yaml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_default();
        if let Some(manifests) = case.get("manifests").and_then(Value::as_str) {
            let text = format!("{fixture}\n---\n{manifests}");
            compared += usize::from(check(&path.display().to_string(), &text));
        }
    }
    assert!(compared > 80, "only {compared} texts were compared");
}

#[test]
fn the_founding_case_has_the_same_connections_when_written_again() {
    for policies in ["policies-before.yaml", "policies-after.yaml"] {
        let read =
            |it: &str| fs::read_to_string(Path::new("static/examples/leaky-policies").join(it));
        let (cluster, policies) = (read("cluster.yaml").unwrap(), read(policies).unwrap());
        assert!(check(
            "the founding case",
            &format!("{cluster}\n---\n{policies}")
        ));
    }
}
