//! The examples of the gallery: small, without a mistake, and as they say they are.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use netpol_lesson::Stage;
use serde::Deserialize;

/// An entry of the index, as far as it can be held against something.
#[derive(Deserialize)]
struct Entry {
    id: String,
    title: String,
    lesson: String,
    policies: Option<String>,
    cluster: Option<String>,
    #[serde(default)]
    shows: Vec<String>,
}

/// Longer policies are no example but a case.
const MOST_LINES: usize = 40;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples")
}

fn entries() -> Vec<Entry> {
    let index = fs::read_to_string(folder().join("gallery/index.yaml")).expect("there is an index");
    serde_yaml::from_str(&index).expect("it is one")
}

fn text(name: Option<&String>) -> String {
    name.map(|it| fs::read_to_string(folder().join(it)).expect("the file is there"))
        .unwrap_or_default()
}

#[test]
fn there_are_many_and_none_twice() {
    let entries = entries();
    let ids: BTreeSet<&str> = entries.iter().map(|it| it.id.as_str()).collect();
    let titles: BTreeSet<&str> = entries.iter().map(|it| it.title.as_str()).collect();
    assert!(entries.len() >= 18, "{}", entries.len());
    assert_eq!((ids.len(), titles.len()), (entries.len(), entries.len()));
}

#[test]
fn an_example_shows_what_its_lesson_says() {
    for it in entries() {
        let (policies, cluster) = (text(it.policies.as_ref()), text(it.cluster.as_ref()));
        let stage = Stage::new([("cluster", &*cluster), ("policies", &*policies)]);
        assert_eq!(stage.errors(), Vec::<&str>::new(), "{}", it.id);
        for line in &it.shows {
            assert_eq!(stage.holds(line), Ok(()), "{}", it.id);
        }
        assert!(!it.shows.is_empty(), "{} proves nothing", it.id);
        assert!(policies.lines().count() <= MOST_LINES, "{}", it.id);
        assert!(it.lesson.len() <= 90, "{}: {}", it.id, it.lesson);
    }
}
