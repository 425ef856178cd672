//! What a run of stages came to: a table, and the count that closes it.

use std::{
    fmt,
    time::{Duration, Instant},
};

use crate::{
    console,
    stage::{Stage, Verdict},
    tally::Tally,
    workshop::Workshop,
};

/// A stage that was done with.
#[derive(Debug)]
struct Row {
    name: &'static str,
    verdict: Verdict,
    tally: Tally,
    took: Duration,
}

/// All the stages of one run.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Row>);

impl Report {
    /// Runs stages in their order. All of them, so that one run tells everything,
    /// but nothing looks at a site that could not be built.
    pub(crate) fn of(stages: &[Stage], workshop: &mut Workshop) -> Self {
        let mut report = Self::default();
        for (number, stage) in stages.iter().enumerate() {
            console::headline(format_args!(
                "{}/{} {}: {}",
                number + 1,
                stages.len(),
                stage.name(),
                stage.about()
            ));
            let start = Instant::now();
            let (tally, verdict) = match report.obstacle(stage) {
                Some(reason) => (Tally::default(), Verdict::Skipped(reason)),
                None => stage.run(workshop),
            };
            match &verdict {
                Verdict::Passed => {}
                Verdict::Failed(failure) => console::note(format_args!("FAILED: {failure}")),
                Verdict::Skipped(reason) => console::note(format_args!("not run: {reason}")),
            }
            report.0.push(Row {
                name: stage.name(),
                verdict,
                tally,
                took: start.elapsed(),
            });
        }
        report
    }

    /// Why there is no sense in running a stage after those before it.
    fn obstacle(&self, stage: &Stage) -> Option<&'static str> {
        let build = self.0.iter().find(|row| row.name == Stage::Build.name())?;
        let is_missing = matches!(build.verdict, Verdict::Failed(_));
        (is_missing && stage.looks_at_site()).then_some("the site was not built")
    }

    /// Every check of the run: the tests that were counted, and one for each
    /// stage that counts none or failed beside its tests.
    pub(crate) fn total(&self) -> Tally {
        self.0.iter().map(Row::checks).sum()
    }

    pub(crate) fn passed(&self) -> bool {
        self.total().failed == 0
    }
}

impl Row {
    fn checks(&self) -> Tally {
        let mut checks = self.tally;
        match self.verdict {
            Verdict::Passed if checks.is_empty() => checks = Tally::PASSED,
            Verdict::Failed(_) if checks.failed == 0 => checks += Tally::FAILED,
            Verdict::Passed | Verdict::Failed(_) | Verdict::Skipped(_) => {}
        }
        checks
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10} {:<8} {:>7} {:>7} {:>8}   time",
            "stage", "result", "passed", "failed", "skipped"
        )?;
        for row in &self.0 {
            let (result, remark) = match &row.verdict {
                Verdict::Passed => ("ok", String::new()),
                Verdict::Failed(failure) => ("FAILED", failure.to_string()),
                Verdict::Skipped(reason) => ("not run", (*reason).to_owned()),
            };
            let Tally {
                passed,
                failed,
                skipped,
            } = row.checks();
            let took = console::spoken(row.took);
            let line = format!(
                "{:<10} {result:<8} {passed:>7} {failed:>7} {skipped:>8}   {took:<12} {remark}",
                row.name
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    fn row(stage: &Stage, verdict: Verdict, passed: usize, failed: usize) -> Row {
        let tally = Tally {
            passed,
            failed,
            skipped: 0,
        };
        Row {
            name: stage.name(),
            verdict,
            tally,
            took: Duration::ZERO,
        }
    }

    fn failure() -> Verdict {
        Verdict::Failed(Failure::new("no"))
    }

    #[track_caller]
    fn check(row: Row, expected: &str) {
        assert_eq!(Report(vec![row]).total().to_string(), expected);
    }

    #[test]
    fn a_stage_without_tests_is_one_check() {
        check(
            row(&Stage::Format, Verdict::Passed, 0, 0),
            "1 passed, 0 failed",
        );
        check(row(&Stage::Format, failure(), 0, 0), "0 passed, 1 failed");
    }

    #[test]
    fn a_stage_with_tests_is_its_tests() {
        check(
            row(&Stage::Native, Verdict::Passed, 30, 0),
            "30 passed, 0 failed",
        );
        check(row(&Stage::Native, failure(), 28, 2), "28 passed, 2 failed");
    }

    #[test]
    fn a_failure_beside_the_tests_is_counted() {
        check(row(&Stage::Native, failure(), 28, 0), "28 passed, 1 failed");
    }

    #[test]
    fn a_stage_that_did_not_run_is_no_check() {
        check(
            row(&Stage::Wasm, Verdict::Skipped("why"), 0, 0),
            "0 passed, 0 failed",
        );
    }

    #[test]
    fn a_site_that_was_not_built_is_not_tested() {
        let report = Report(vec![row(&Stage::Build, failure(), 0, 0)]);
        assert_eq!(
            report.obstacle(&Stage::EndToEnd),
            Some("the site was not built")
        );
        assert_eq!(report.obstacle(&Stage::Docs), None);
    }

    #[test]
    fn the_table_says_what_went_wrong() {
        let report = Report(vec![
            row(&Stage::Native, Verdict::Passed, 30, 0),
            row(&Stage::Build, failure(), 0, 0),
        ]);
        let table = report.to_string();
        assert!(
            table.contains("native     ok            30       0"),
            "{table}"
        );
        assert!(
            table.contains("build      FAILED         0       1        0   0.0 s        no"),
            "{table}"
        );
    }
}
