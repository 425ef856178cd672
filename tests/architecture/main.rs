//! The tree guards itself: who may import whom, who may know what, how long a
//! file gets, and what the documents name.
//!
//! Each rule is a function of a path and a text that answers with faults, so
//! that it is tested on small cases beside it, and held against the tree here.

mod documents;
mod knowledge;
mod layers;
mod source;
mod stylesheets;
mod texts;
mod tidiness;

use source::Source;

/// What is wrong with one file, in words; nothing when it keeps the rule.
type Rule = fn(&Source) -> Vec<String>;

#[track_caller]
fn hold(rule: Rule) {
    let tree = source::tree();
    assert!(
        tree.len() > 20,
        "the tree was not found from {:?}",
        std::env::current_dir()
    );
    let faults: Vec<String> = tree
        .iter()
        .flat_map(|file| {
            rule(file)
                .into_iter()
                .map(move |fault| format!("{}: {fault}", file.path))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Holds a rule against one small case.
#[track_caller]
fn check(rule: Rule, path: &str, text: &str, expected: &[&str]) {
    assert_eq!(rule(&Source::new(path, text)), expected, "{path}:\n{text}");
}

#[test]
fn modules_import_only_the_layers_below() {
    hold(layers::imports);
}

#[test]
fn knowledge_stays_where_it_belongs() {
    hold(knowledge::leaks);
}

#[test]
fn modules_have_nouns_for_names() {
    hold(tidiness::name);
}

#[test]
fn files_stay_short() {
    hold(tidiness::length);
}

#[test]
fn nothing_is_left_lying_about() {
    hold(tidiness::leftovers);
}

#[test]
fn texts_stand_among_the_words() {
    hold(texts::strays);
}

#[test]
fn documents_name_only_what_exists() {
    hold(documents::dangling);
}

#[test]
fn components_and_their_stylesheets_come_in_pairs() {
    let faults = stylesheets::unpaired(&source::tree());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_stylesheet_reaches_the_page() {
    let faults = stylesheets::misplaced(&source::tree());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
