//! The system's own packages, where we may install them.

use std::process::{Command, Stdio};

use crate::{
    console,
    failure::{Failure, Outcome},
    process,
};

/// How one package manager brings a browser and its driver, and Python.
struct Manager {
    program: &'static str,
    /// Brings the list of packages up to date, where that is a step of its own.
    refresh: &'static [&'static str],
    install: &'static [&'static str],
    /// The names to try, in turn: distributions differ.
    browser: &'static [&'static [&'static str]],
    python: &'static [&'static [&'static str]],
    needs_root: bool,
}

const MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        refresh: &["update"],
        install: &["install", "--yes", "--no-install-recommends"],
        browser: &[
            &["chromium", "chromium-driver"],
            &["chromium-browser", "chromium-chromedriver"],
        ],
        python: &[&["python3", "python3-venv"]],
        needs_root: true,
    },
    Manager {
        program: "dnf",
        refresh: &[],
        install: &["install", "--assumeyes"],
        browser: &[&["chromium", "chromedriver"]],
        python: &[&["python3"]],
        needs_root: true,
    },
    Manager {
        program: "apk",
        refresh: &[],
        install: &["add", "--no-cache"],
        browser: &[&["chromium", "chromium-chromedriver"]],
        python: &[&["python3"]],
        needs_root: true,
    },
    Manager {
        program: "pacman",
        refresh: &[],
        install: &["-Sy", "--noconfirm", "--needed"],
        browser: &[&["chromium"]],
        python: &[&["python"]],
        needs_root: true,
    },
    Manager {
        program: "brew",
        refresh: &[],
        install: &["install"],
        browser: &[&["--cask", "chromium", "chromedriver"]],
        python: &[&["python3"]],
        needs_root: false,
    },
];

/// Installs a browser and its driver.
pub(crate) fn install_browser() -> Outcome {
    install("a browser and its driver", |it| it.browser)
}

/// Installs Python with its environments.
pub(crate) fn install_python() -> Outcome {
    install("Python", |it| it.python)
}

fn install(
    what: &str,
    packages: impl Fn(&Manager) -> &'static [&'static [&'static str]],
) -> Outcome {
    let Some(manager) = MANAGERS
        .iter()
        .find(|it| process::find(it.program).is_some())
    else {
        return Err(Failure::new("there is no package manager that we know"));
    };
    if manager.needs_root && !is_root() && !may_sudo() {
        return Err(Failure::new(format!(
            "only root may install {what} with {}",
            manager.program
        )));
    }

    console::note(format_args!("installing {what} with {}", manager.program));
    if !manager.refresh.is_empty() {
        process::run(manager.command().args(manager.refresh))?;
    }
    let mut last = Failure::new("there is no package for it");
    for packages in packages(manager) {
        match process::run(manager.command().args(manager.install).args(*packages)) {
            Ok(()) => return Ok(()),
            Err(failure) => last = failure,
        }
    }
    Err(last)
}

impl Manager {
    fn command(&self) -> Command {
        if !self.needs_root || is_root() {
            let mut command = Command::new(self.program);
            command.env("DEBIAN_FRONTEND", "noninteractive");
            return command;
        }
        let mut command = Command::new("sudo");
        command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", self.program]);
        command
    }
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Whether root's rights are to be had without a password.
fn may_sudo() -> bool {
    Command::new("sudo")
        .args(["-n", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
