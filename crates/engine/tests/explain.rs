//! Whole explanations, as one would read them.
//!
//! In the snapshots a badge is `[A]`, code stands in backticks and stressed
//! words in asterisks; `+`, `-` and `?` say whether a clause held, and brackets
//! stand around what is not written in the text.

mod explained;

use expect_test::{Expect, expect};

use self::explained::{Shop, explained, facts, founding};

/// Compares the explanation of one connection of the founding case.
#[track_caller]
fn check_founding(question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&founding(), question));
}

/// Compares the explanation of one connection of the shop.
#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&Shop::with(policies), question));
}

/// Compares only the clauses that were held against the peer, one per line.
#[track_caller]
fn check_facts(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&facts(&Shop::with(policies), question));
}
