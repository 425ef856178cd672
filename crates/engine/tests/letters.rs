//! Which letter a branch has, and that it keeps it while one edits.
//!
//! A text is written as `policy: entry, entry; entry | policy: entry`: commas
//! separate the entries of one rule, semicolons rules, bars policies. An entry
//! is the `app` label it selects. A policy marked with `!` cannot be read.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::Write as _;

use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

/// Reads the texts one after the other and compares the letters of the last, in
/// document order.
#[track_caller]
fn check(texts: &[&str], expected: &str) {
    let mut letters = Letters::default();
    let mut found = String::new();
    for text in texts {
        let analysis = read(text);
        let branches = analysis.branches();
        letters = Letters::following(&letters, analysis.cluster(), &branches);
        let all: Vec<String> = branches.iter().map(|it| letters.letter(*it)).collect();
        found = all.join(" ");
    }
    assert_eq!(found, expected, "after {texts:?}");
}

fn read(text: &str) -> Analysis {
    let mut manifests = String::new();
    for policy in text.split('|').filter(|it| !it.trim().is_empty()) {
        let (name, rules) = policy.split_once(':').expect("a policy has a name");
        write_policy(&mut manifests, name.trim(), rules);
    }
    let sources: Sources = [("policies.yaml", manifests)].into_iter().collect();
    analyze(&sources, &Options::default())
}

fn write_policy(manifests: &mut String, name: &str, rules: &str) {
    let (name, spec) = match name.strip_suffix('!') {
        Some(name) => (name, "spce"),
        None => (name, "spec"),
    };
    write!(
        manifests,
        "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
         metadata: {{name: {name}, namespace: shop}}\n\
         {spec}:\n  podSelector: {{}}\n  ingress:\n"
    )
    .expect("a string takes everything");
    for rule in rules.split(';') {
        manifests.push_str("  - from:\n");
        for entry in rule.split(',').map(str::trim) {
            writeln!(
                manifests,
                "    - podSelector: {{matchLabels: {{app: {entry}}}}}"
            )
            .expect("a string takes everything");
        }
    }
}

#[test]
fn letters_follow_document_order() {
    check(&["db: api, web; ops | web: lb"], "A B C D");
}

#[test]
fn after_z_follow_two_letters() {
    let entries: Vec<String> = (0..28).map(|it| format!("app-{it}")).collect();
    let text = format!("db: {}", entries.join(", "));
    let analysis = read(&text);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let named = |it: usize| letters.letter(analysis.branches()[it]);
    assert_eq!(
        [named(25), named(26), named(27)],
        ["Z", "AA", "AB"].map(str::to_owned)
    );
}

#[test]
fn an_unknown_branch_has_no_letter() {
    let analysis = read("db: api");
    assert_eq!(Letters::default().letter(analysis.branches()[0]), "");
}

#[test]
fn an_entry_put_before_another_takes_the_next_free_letter() {
    check(&["db: api, web", "db: ops, api, web"], "C A B");
}

#[test]
fn a_rule_put_before_another_takes_the_next_free_letter() {
    check(&["db: api; web", "db: ops; api; web"], "C A B");
}

#[test]
fn a_policy_put_before_another_takes_the_next_free_letters() {
    check(&["db: api", "new: web, ops | db: api"], "B C A");
}

#[test]
fn an_edited_entry_keeps_its_letter() {
    check(&["db: api, web", "db: apis, web"], "A B");
}

#[test]
fn an_entry_edited_after_another_was_put_before_it_keeps_its_letter() {
    check(
        &["db: api, web", "db: ops, api, web", "db: ops, apis, web"],
        "C A B",
    );
}

#[test]
fn insertion_and_edit_at_once_are_told_apart_by_the_neighbours() {
    check(&["db: api, web, lb", "db: ops, api, webs, lb"], "D A B C");
}

#[test]
fn a_deleted_entry_frees_its_letter() {
    check(
        &["db: api, web, lb", "db: api, lb", "db: api, lb, ops"],
        "A C B",
    );
}

#[test]
fn swapped_entries_take_their_letters_along() {
    check(&["db: api, web", "db: web, api"], "B A");
}

#[test]
fn equal_entries_keep_their_order() {
    check(&["db: api; api", "db: api; web; api"], "A C B");
}

#[test]
fn a_policy_that_cannot_be_read_for_a_while_keeps_its_letters() {
    check(
        &[
            "db: api | web: lb",
            "db!: api | web: lb",
            "db: api | web: lb",
        ],
        "A B",
    );
}

#[test]
fn what_is_new_meanwhile_does_not_take_its_letters() {
    check(&["db: api | web: lb", "db!: api | web: lb, ops"], "B C");
}

#[test]
fn an_only_policy_that_cannot_be_read_for_a_while_keeps_its_letters() {
    check(&["db: api, web", "db!: api", "db: ops, api, web"], "C A B");
}

#[test]
fn a_renamed_policy_keeps_its_letters() {
    check(&["db: api | web: lb", "dbs: api | web: lb"], "A B");
}

#[test]
fn a_copied_policy_takes_new_letters() {
    check(
        &["db: api, web", "db: api, web | copy: api, web"],
        "A B C D",
    );
}

#[test]
fn another_text_starts_from_a() {
    check(&["db: api, web", "other: lb; ops"], "A B");
}
