//! The stages of `cargo xtask test`: what each needs, and what it runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    browser, console,
    failure::{Failure, Outcome},
    hosts, package, pins, process, site,
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
    Scripts,
    Agreement,
    Package,
    Wasm,
    Build,
    Size,
    EndToEnd,
    Hosts,
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
        Self::Scripts,
        Self::Agreement,
        Self::Package,
        Self::Wasm,
        Self::Build,
        Self::Size,
        Self::EndToEnd,
        Self::Hosts,
    ];

    /// The word that asks for it on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Docs => "docs",
            Self::Scripts => "scripts",
            Self::Agreement => "agreement",
            Self::Package => "package",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::EndToEnd => "e2e",
            Self::Hosts => "hosts",
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
            Self::Agreement => "the same JSON natively and as WebAssembly, byte for byte",
            Self::Scripts => "the tests of the editor's and the build's scripts, without a browser",
            Self::Package => {
                "the npm package works as it is installed: in Node.js, bundled, in a page"
            }
            Self::Wasm => "the tests in a browser",
            Self::Build => "the site builds as it is published",
            Self::Size => "the first view, the rest and the editor are small enough",
            Self::EndToEnd => "the built site works, served under a sub-path",
            Self::Hosts => "documents that mdBook, MkDocs and Docusaurus build have live diagrams",
            Self::Corpus(_) => "the verdicts of the public corpus",
        }
    }

    /// What it cannot run without.
    pub(crate) fn needs(&self) -> &'static [Need] {
        match self {
            Self::Format => &[Need::Formatter],
            Self::Lint => &[Need::Clippy, Need::WasmTarget],
            Self::Native | Self::Docs => &[],
            Self::Agreement | Self::Corpus(_) => &[Need::WasiTarget, Need::Node],
            Self::Scripts => &[Need::Packages],
            Self::Package => &[
                Need::WasmTarget,
                Need::Packages,
                Need::WasmBindgen,
                Need::Browser,
            ],
            Self::Wasm => &[
                Need::WasmTarget,
                Need::Browser,
                Need::Driver,
                Need::WasmBindgen,
            ],
            Self::Build => site::BUILD_NEEDS,
            Self::Size => &[Need::Node],
            Self::EndToEnd => &[Need::Packages, Need::Browser],
            Self::Hosts => hosts::NEEDS,
        }
    }

    /// Whether it looks at the built site.
    pub(crate) fn looks_at_site(&self) -> bool {
        matches!(self, Self::Size | Self::EndToEnd | Self::Hosts)
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
            Self::Scripts => node_tests(SCRIPT_TESTS, workshop),
            Self::Package => match package::build(workshop) {
                Ok(()) => node_tests(PACKAGE_TESTS, workshop),
                failed => uncounted(failed),
            },
            Self::Agreement => agreement(None),
            Self::Wasm => wasm(workshop),
            Self::Build => uncounted(site::build(workshop)),
            Self::Size => with_site(|| uncounted(sizes())),
            Self::EndToEnd => with_site(|| counted(&mut playwright("e2e", workshop))),
            Self::Hosts => with_site(|| match hosts::build(workshop) {
                Ok(()) => counted(&mut playwright("hosts", workshop)),
                failed => uncounted(failed),
            }),
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

/// Where scripts have tests, in files that end with `.test.js`.
const SCRIPT_TESTS: &[&str] = &["tests/editor", "tests/hooks"];
const PACKAGE_TESTS: &[&str] = &["tests/package"];

fn node_tests(folders: &[&str], workshop: &Workshop) -> (Tally, Verdict) {
    match node_test(folders, workshop) {
        Ok(mut command) => counted(&mut command),
        Err(failure) => uncounted(Err(failure)),
    }
}

fn node_test(folders: &[&str], workshop: &Workshop) -> Outcome<Command> {
    let mut command = workshop.equip(Command::new("node"));
    command.args([
        "--test",
        "--test-reporter",
        "./tests/editor/tally_reporter.js",
    ]);
    for folder in folders {
        // Older and newer versions of Node.js understand folders differently.
        let files = tests_in(Path::new(folder))
            .map_err(|error| Failure::new(format!("cannot read `{folder}`: {error}")))?;
        command.args(files);
    }
    Ok(command)
}

fn tests_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths: io::Result<Vec<PathBuf>> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect();
    let mut tests = paths?;
    tests.retain(|it| it.to_string_lossy().ends_with(".test.js"));
    tests.sort();
    Ok(tests)
}

fn sizes() -> Outcome {
    for script in [
        "tests/size/first_view.js",
        "tests/size/editor.js",
        "tests/size/embed.js",
    ] {
        process::run(Command::new("node").arg(script))?;
    }
    Ok(())
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

/// The tests in a browser of this folder of `tests/`.
fn playwright(folder: &str, workshop: &Workshop) -> Command {
    let mut command = workshop.equip(Command::new("node"));
    command
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .arg("--config")
        .arg(format!("tests/{folder}/playwright.config.js"));
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
    let (mut tally, verdict) = counted(
        process::cargo()
            // The workspace's features, so that nothing is built anew.
            .args(["test", "--workspace", "--test", "corpus", "--", "--nocapture"])
            .env("NETPOL_SHARED", folder),
    );
    if verdict != Verdict::Passed {
        return (tally, verdict);
    }
    let (agreed, verdict) = agreement(Some(folder));
    tally += agreed;
    (tally, verdict)
}

/// Holds what two builds of the engine write against each other; of the public corpus as
/// well, where its folder is given.
fn agreement(corpus: Option<&Path>) -> (Tally, Verdict) {
    counted(
        Command::new("node")
            .arg("tests/agreement/agreement.js")
            .args(corpus),
    )
}
