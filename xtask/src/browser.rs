//! A Chromium and its driver: the system's, or from the system's packages.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Failure, Outcome},
    process, system,
    workshop::Provision,
};

/// Names the browser, for us and for the tests.
pub(crate) const CHROME: &str = "CHROME";
/// Names the driver, for us and for the test runner.
pub(crate) const CHROMEDRIVER: &str = "CHROMEDRIVER";

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
];

/// Where browsers are that no search path leads to.
const APPLICATIONS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Where distributions put a driver that no search path leads to.
const DRIVERS: &[&str] = &[
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

/// The browser that the tests run in.
pub(crate) fn browser() -> Outcome<Provision> {
    let path = match named(CHROME)? {
        Some(path) => path,
        None => found_or_installed(find_browser).map_err(|failure| {
            Failure::new(format!(
                "no Chromium, Chrome or Edge was found: {failure}. Install one, or name it in {CHROME}"
            ))
        })?,
    };
    Ok(Provision::Program(CHROME, path))
}

/// The driver of that browser. Each drives only its own major version.
pub(crate) fn driver() -> Outcome<Provision> {
    let path = match named(CHROMEDRIVER)? {
        Some(path) => path,
        None => found_or_installed(find_driver).map_err(|failure| {
            Failure::new(format!(
                "no chromedriver was found: {failure}. Install the one of your browser, or name it in {CHROMEDRIVER}"
            ))
        })?,
    };
    if let Ok(Provision::Program(_, browser)) = browser()
        && let (Some(drives), Some(is)) = (major_of(&path), major_of(&browser))
        && drives != is
    {
        return Err(Failure::new(format!(
            "chromedriver {drives} cannot drive {} {is}; install the driver of that version, or name one in {CHROMEDRIVER}",
            browser.display()
        )));
    }
    Ok(Provision::Program(CHROMEDRIVER, path))
}

/// What the user named in the environment, which then has to be right.
fn named(variable: &str) -> Outcome<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else {
        return Ok(None);
    };
    if path.is_file() {
        return Ok(Some(path));
    }
    Err(Failure::new(format!(
        "{variable} names `{}`, which is not a program",
        path.display()
    )))
}

fn found_or_installed(find: fn() -> Option<PathBuf>) -> Outcome<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    system::install_browser()?;
    find().ok_or_else(|| Failure::new("the system's packages did not bring it"))
}

fn find_browser() -> Option<PathBuf> {
    BROWSERS
        .iter()
        .find_map(|it| process::find(it))
        .or_else(|| first_file(APPLICATIONS))
}

fn find_driver() -> Option<PathBuf> {
    // GitHub's machines say where theirs is in a variable of their own.
    let folder = env::var_os("CHROMEWEBDRIVER").map(PathBuf::from);
    folder
        .and_then(|folder| process::in_folder(&folder, "chromedriver"))
        .or_else(|| process::find("chromedriver"))
        .or_else(|| first_file(DRIVERS))
}

fn first_file(paths: &[&str]) -> Option<PathBuf> {
    paths.iter().map(PathBuf::from).find(|it| it.is_file())
}

fn major_of(program: &Path) -> Option<u32> {
    major(&process::version(program)?)
}

/// The major version in what a browser or its driver answers to `--version`.
fn major(answer: &str) -> Option<u32> {
    answer
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_drivers_say_their_version_alike() {
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.79 (1a2b3c)"), Some(156));
        assert_eq!(major("Google Chrome 140.0.1"), Some(140));
        assert_eq!(major(""), None);
    }
}
