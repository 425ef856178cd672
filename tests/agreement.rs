//! The same texts have the same answers here and in a browser, to the byte:
//! this writes the digests of all answers down, and `tests/browser.rs` holds
//! what WebAssembly answers against them.

mod digest;
#[expect(dead_code, reason = "the benchmarks use more of it")]
mod generator;

use expect_test::expect_file;

#[test]
fn answers_are_those_that_are_written_down() {
    expect_file!["digest/digests.txt"].assert_eq(&digest::digests());
}

#[test]
fn an_evaluation_takes_as_many_steps_as_in_a_browser() {
    assert_eq!(digest::steps(), digest::STEPS);
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
