//! What test suites say of themselves in their closing lines.

use std::fmt;
use std::ops::AddAssign;

/// Whose closing lines are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; …`, once for each binary.
    Cargo,
    /// `Tests  2 failed | 32 passed | 1 skipped (35)`.
    Vitest,
    /// A line for each outcome: `  12 passed (5.1s)`.
    Playwright,
    /// A line for each phase: `✅ 41 passed  ❌ 2 failed`. A test is an operation of the API, or in the last phase a
    /// chain of them, however many requests were made for it.
    Schemathesis,
}

/// What schemathesis puts before each outcome.
const SIGNS: [char; 4] = ['✅', '❌', '🚫', '⏭'];

/// How many tests did what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Suite {
    /// What a line of the suite's output adds; nothing, if it is not a closing line.
    pub(crate) fn read(self, line: &str) -> Tally {
        match self {
            Suite::Cargo => line
                .strip_prefix("test result: ")
                .and_then(|rest| rest.split_once(". "))
                .map_or_else(Tally::default, |(_, counts)| Tally::of(counts.split(';'))),
            Suite::Vitest => line
                .trim_start()
                .strip_prefix("Tests ")
                .map_or_else(Tally::default, |counts| Tally::of(counts.split('|'))),
            Suite::Playwright => Tally::of(std::iter::once(line)),
            Suite::Schemathesis => {
                let line = line.trim_start();
                match line.strip_prefix(SIGNS) {
                    Some(counts) => Tally::of(counts.split(SIGNS)),
                    None => Tally::default(),
                }
            }
        }
    }
}

impl Tally {
    fn of<'a>(counts: impl Iterator<Item = &'a str>) -> Tally {
        let mut tally = Tally::default();
        for count in counts {
            // What stands in brackets is a duration or the sum.
            let said = count.split('(').next().unwrap_or_default();
            let Some((number, outcome)) = said.trim().split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match outcome.trim() {
                "passed" => tally.passed += number,
                "failed" | "error" | "errors" | "flaky" | "interrupted" | "did not run" => {
                    tally.failed += number;
                }
                "ignored" | "skipped" | "todo" => tally.skipped += number,
                _ => {}
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(suite: Suite, output: &str) -> (u64, u64, u64) {
        let mut tally = Tally::default();
        for line in output.lines() {
            tally += suite.read(line);
        }
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn cargo_closes_once_for_each_binary() {
        let output = "\
running 2 tests
test one ... ok
test two ... FAILED

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s

   Doc-tests rapport_model
test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 7 filtered out; finished in 0.40s
";
        assert_eq!(read(Suite::Cargo, output), (13, 1, 3));
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let good = " Test Files  7 passed (7)\n      Tests  34 passed (34)\n";
        assert_eq!(read(Suite::Vitest, good), (34, 0, 0));
        let bad = " Test Files  1 failed | 6 passed (7)\n      Tests  2 failed | 31 passed | 1 skipped (34)\n";
        assert_eq!(read(Suite::Vitest, bad), (31, 2, 1));
    }

    #[test]
    fn playwright_gives_each_outcome_a_line() {
        let output = "  ✓  1 tests/a.spec.ts:3:1 › 2 passed (1.0s)\n\n  1 failed\n    tests/a.spec.ts:9:1 › b\n  2 skipped\n  3 did not run\n  12 passed (5.1s)\n";
        assert_eq!(read(Suite::Playwright, output), (12, 4, 2));
    }

    #[test]
    fn schemathesis_counts_operations_once_a_phase() {
        let output = " ❌  Coverage (in 2.63s)\n\n     ✅ 37 passed  ❌  6 failed\n\n ✅  Stateful (in 0.35s)\n\n     \
            ✅ 9 passed  🚫 1 error  ⏭  2 skipped\n  ❌ Coverage\n  ❌ ST202 Rejected: 5\n  1390 generated, 6 failed\n";
        assert_eq!(read(Suite::Schemathesis, output), (46, 7, 2));
    }

    #[test]
    fn other_lines_add_nothing() {
        for suite in [
            Suite::Cargo,
            Suite::Vitest,
            Suite::Playwright,
            Suite::Schemathesis,
        ] {
            for line in ["", "Running 12 tests using 2 workers", "3", "3 cats passed"] {
                assert_eq!(suite.read(line), Tally::default(), "{line}");
            }
        }
    }

    #[test]
    fn a_sum_without_skips_does_not_name_them() {
        let tally = Tally {
            passed: 3,
            failed: 0,
            skipped: 0,
        };
        assert_eq!(tally.to_string(), "3 passed, 0 failed");
    }
}
