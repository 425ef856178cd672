//! The stages of `cargo xtask test`: what each needs, and what it runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    browser, console,
    failure::{Failure, Outcome},
    pins, process, site,
    tally::Tally,
    workshop::{Need, Workshop},
};

/// One part of the tests, with a name to ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    Format,
    Lint,
    Native,
    Docs,
    Wasm,
    Build,
    Size,
    EndToEnd,
    /// The public corpus that lies in this folder.
    Corpus(PathBuf),
}

/// How a stage ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed(Failure),
    /// There was nothing to do, or no sense in doing it.
    Skipped(&'static str),
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        outcome.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

impl Stage {
    /// Everything that holds the project together, in the order of a run.
    pub(crate) const ALL: &[Self] = &[
        Self::Format,
        Self::Lint,
        Self::Native,
        Self::Docs,
        Self::Wasm,
        Self::Build,
        Self::Size,
        Self::EndToEnd,
    ];

    /// The word that asks for it on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Docs => "docs",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::EndToEnd => "e2e",
            Self::Corpus(_) => "corpus",
        }
    }

    /// What it checks.
    pub(crate) fn about(&self) -> &'static str {
        match self {
            Self::Format => "the code is formatted",
            Self::Lint => "clippy has nothing to say, natively and for the browser",
            Self::Native => "the tests of the workspace, the architecture among them",
            Self::Docs => "the documentation builds without a warning",
            Self::Wasm => "the tests in a browser",
            Self::Build => "the site builds as it is published",
            Self::Size => "the first view is small enough",
            Self::EndToEnd => "the built site works, served under a sub-path",
            Self::Corpus(_) => "the verdicts of the public corpus",
        }
    }

    /// What it cannot run without.
    pub(crate) fn needs(&self) -> &'static [Need] {
        match self {
            Self::Format => &[Need::Formatter],
            Self::Lint => &[Need::Clippy, Need::WasmTarget],
            Self::Native | Self::Docs | Self::Corpus(_) => &[],
            Self::Wasm => &[
                Need::WasmTarget,
                Need::Browser,
                Need::Driver,
                Need::WasmBindgen,
            ],
            Self::Build => site::BUILD_NEEDS,
            Self::Size => &[Need::Node],
            Self::EndToEnd => &[Need::Packages, Need::Browser],
        }
    }

    /// Whether it looks at the built site.
    pub(crate) fn looks_at_site(&self) -> bool {
        matches!(self, Self::Size | Self::EndToEnd)
    }

    /// Runs it, with the tests it counted.
    pub(crate) fn run(&self, workshop: &mut Workshop) -> (Tally, Verdict) {
        if let Err(failure) = workshop.provide(self.needs()) {
            return (Tally::default(), Verdict::Failed(failure));
        }
        match self {
            Self::Format => uncounted(process::run(
                process::cargo().args(["fmt", "--all", "--check"]),
            )),
            Self::Lint => uncounted(lint()),
            Self::Native => {
                counted(process::cargo().args(["test", "--workspace", "--no-fail-fast"]))
            }
            Self::Docs => uncounted(process::run(
                process::cargo()
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "--deny warnings"),
            )),
            Self::Wasm => wasm(workshop),
            Self::Build => uncounted(site::build(workshop)),
            Self::Size => with_site(|| {
                uncounted(process::run(
                    Command::new("node").arg("tests/size/first_view.js"),
                ))
            }),
            Self::EndToEnd => with_site(|| counted(&mut end_to_end(workshop))),
            Self::Corpus(folder) => corpus(folder),
        }
    }
}

fn uncounted(outcome: Outcome) -> (Tally, Verdict) {
    (Tally::default(), outcome.into())
}

fn counted(command: &mut Command) -> (Tally, Verdict) {
    let (tally, outcome) = process::run_counting(command);
    (tally, outcome.into())
}

fn with_site(run: impl FnOnce() -> (Tally, Verdict)) -> (Tally, Verdict) {
    if site::is_built() {
        return run();
    }
    uncounted(Err(Failure::new(
        "there is no site in `dist/`: run `cargo xtask build` first",
    )))
}

const BROWSER_TESTS: &str = "tests/browser.rs";

fn lint() -> Outcome {
    const DENY: [&str; 3] = ["--", "--deny", "warnings"];
    process::run(
        process::cargo()
            .args(["clippy", "--workspace", "--all-targets"])
            .args(DENY),
    )?;
    process::run(
        process::cargo()
            .args(["clippy", "--target", pins::WASM_TARGET])
            .args(DENY),
    )?;
    if !Path::new(BROWSER_TESTS).is_file() {
        return Ok(());
    }
    process::run(
        process::cargo()
            .args(["clippy", "--target", pins::WASM_TARGET, "--test", "browser"])
            .args(DENY),
    )
}

fn wasm(workshop: &Workshop) -> (Tally, Verdict) {
    if !Path::new(BROWSER_TESTS).is_file() {
        return (
            Tally::default(),
            Verdict::Skipped("there is no tests/browser.rs"),
        );
    }
    let capabilities = match capabilities(workshop) {
        Ok(path) => path,
        Err(failure) => return uncounted(Err(failure)),
    };
    counted(
        workshop
            .equip(process::cargo())
            .args(["test", "--target", pins::WASM_TARGET, "--test", "browser"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
            // A busy machine needs longer than the runner's few seconds.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

/// Tells the driver which browser to start, and with the flags of all tests.
fn capabilities(workshop: &Workshop) -> Outcome<PathBuf> {
    let browser = workshop
        .program(browser::CHROME)
        .cloned()
        .unwrap_or_default();
    let write = || {
        let flags = fs::read_to_string("tests/browser_flags.json")?;
        let options = format!(
            "{{\"binary\": {:?}, \"args\": {flags}}}",
            browser.to_string_lossy()
        );
        let path = std::path::absolute("target/xtask/webdriver.json")?;
        fs::create_dir_all("target/xtask")?;
        fs::write(&path, format!("{{\"goog:chromeOptions\": {options}}}"))?;
        Ok(path)
    };
    write().map_err(|error: io::Error| {
        Failure::new(format!("cannot tell the driver about the browser: {error}"))
    })
}

fn end_to_end(workshop: &Workshop) -> Command {
    let mut command = workshop.equip(Command::new("node"));
    command
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(["--config", "tests/e2e/playwright.config.js"]);
    command
}

fn corpus(folder: &Path) -> (Tally, Verdict) {
    if !Path::new("tests/corpus.rs").is_file() {
        return uncounted(Err(Failure::new(
            "there is no tests/corpus.rs to read the corpus",
        )));
    }
    console::note(format_args!(
        "PUBLIC CORPUS: every row of {}",
        folder.display()
    ));
    counted(
        process::cargo()
            .args(["test", "--test", "corpus", "--", "--nocapture"])
            .env("NETPOL_SHARED", folder),
    )
}
