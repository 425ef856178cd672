//! Fixes that start from a connection: deny it, or allow it.

use expect_test::{ExpectFile, expect_file};
use netpol_engine::Options;
use netpol_engine::model::Ports;

use crate::shown::Case;

const CLUSTER: &str = include_str!("../../../../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str =
    include_str!("../../../../static/examples/leaky-policies/policies-before.yaml");

#[track_caller]
fn deny(texts: &[&str], source: &str, destination: &str, expected: &ExpectFile) {
    let case = Case::new(texts);
    let options = Options::default();
    let pair = case.pair(source, destination, Ports::all());
    expected.assert_eq(&case.show(&case.workshop(&options).deny(&pair)));
}

#[track_caller]
fn allow(texts: &[&str], source: &str, destination: &str, expected: &ExpectFile) {
    let case = Case::new(texts);
    let options = Options::default();
    let pair = case.pair(source, destination, Ports::all());
    expected.assert_eq(&case.show(&case.workshop(&options).allow(&pair)));
}

#[test]
fn a_leak_is_closed_where_it_is_admitted() {
    deny(
        &[CLUSTER, BEFORE],
        "qa-test/frontend",
        "qa-test/db",
        &expect_file!["fixtures/a_leak_is_closed_where_it_is_admitted.txt"],
    );
}

#[test]
fn another_namespace_is_kept_out() {
    deny(
        &[CLUSTER, BEFORE],
        "qa-test/api",
        "staging/db",
        &expect_file!["fixtures/another_namespace_is_kept_out.txt"],
    );
}

#[test]
fn who_is_not_isolated_becomes_it() {
    deny(
        &[CLUSTER, BEFORE],
        "qa-test/db",
        "qa-test/frontend",
        &expect_file!["fixtures/who_is_not_isolated_becomes_it.txt"],
    );
}

#[test]
fn what_is_denied_at_both_ends_is_admitted_at_both() {
    allow(
        &[CLUSTER, BEFORE],
        "staging/frontend",
        "staging/api",
        &expect_file!["fixtures/what_is_denied_at_both_ends_is_admitted_at_both.txt"],
    );
}

#[test]
fn what_is_denied_at_one_end_is_admitted_there() {
    allow(
        &[CLUSTER, BEFORE],
        "qa-test/db",
        "qa-test/api",
        &expect_file!["fixtures/what_is_denied_at_one_end_is_admitted_there.txt"],
    );
}
