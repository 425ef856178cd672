//! How many checks passed and failed, read from what the test runners print.
//!
//! Every runner closes with the line that cargo prints, `test result: ok. 3
//! passed; 0 failed; …`: the tests in a browser do by themselves, and the
//! end-to-end tests have a reporter that does.

use std::{fmt, iter::Sum, ops::AddAssign};

/// A count of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Tally {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// What a line says, if it is the closing line of a runner.
    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let (_, counts) = line.split_once("test result: ")?;
        let (_, counts) = counts.split_once(". ")?;
        let mut tally = Self::default();
        for count in counts.split(';') {
            let Some((number, what)) = count.trim().split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<usize>() else {
                continue;
            };
            match what {
                "passed" => tally.passed = number,
                "failed" => tally.failed = number,
                "ignored" => tally.skipped = number,
                _ => {}
            }
        }
        Some(tally)
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, it| {
            sum += it;
            sum
        })
    }
}

/// The closing line of the whole run.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(usize, usize, usize)>) {
        let expected = expected.map(|(passed, failed, skipped)| Tally {
            passed,
            failed,
            skipped,
        });
        assert_eq!(Tally::from_line(line), expected, "`{line}`");
    }

    #[test]
    fn a_closing_line_is_counted() {
        check(
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            Some((12, 0, 3)),
        );
        check(
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            Some((1, 2, 0)),
        );
    }

    #[test]
    fn the_runner_in_the_browser_is_understood() {
        check(
            "test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.30s",
            Some((4, 0, 0)),
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        check("test eval::isolates ... ok", None);
        check("12 passed, 0 failed", None);
        check("", None);
    }

    #[test]
    fn tallies_add_up() {
        let sum: Tally = [Tally::PASSED, Tally::FAILED, Tally::PASSED]
            .into_iter()
            .sum();
        assert_eq!(sum.to_string(), "2 passed, 1 failed");
    }
}
