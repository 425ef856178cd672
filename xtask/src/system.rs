//! The system's own packages, where we may install them.

use std::process::{Command, Stdio};

use crate::{
    console,
    failure::{Failure, Outcome},
    process,
};

/// How one package manager brings a browser and its driver.
struct Manager {
    program: &'static str,
    /// Brings the list of packages up to date, where that is a step of its own.
    refresh: &'static [&'static str],
    install: &'static [&'static str],
    /// The names to try, in turn: distributions differ.
    packages: &'static [&'static [&'static str]],
    needs_root: bool,
}

const MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        refresh: &["update"],
        install: &["install", "--yes", "--no-install-recommends"],
        packages: &[
            &["chromium", "chromium-driver"],
            &["chromium-browser", "chromium-chromedriver"],
        ],
        needs_root: true,
    },
    Manager {
        program: "dnf",
        refresh: &[],
        install: &["install", "--assumeyes"],
        packages: &[&["chromium", "chromedriver"]],
        needs_root: true,
    },
    Manager {
        program: "apk",
        refresh: &[],
        install: &["add", "--no-cache"],
        packages: &[&["chromium", "chromium-chromedriver"]],
        needs_root: true,
    },
    Manager {
        program: "pacman",
        refresh: &[],
        install: &["-Sy", "--noconfirm", "--needed"],
        packages: &[&["chromium"]],
        needs_root: true,
    },
    Manager {
        program: "brew",
        refresh: &[],
        install: &["install", "--cask"],
        packages: &[&["chromium", "chromedriver"]],
        needs_root: false,
    },
];

/// Installs a browser and its driver.
pub(crate) fn install_browser() -> Outcome {
    let Some(manager) = MANAGERS
        .iter()
        .find(|it| process::find(it.program).is_some())
    else {
        return Err(Failure::new("there is no package manager that we know"));
    };
    if manager.needs_root && !is_root() && !may_sudo() {
        return Err(Failure::new(format!(
            "only root may install one with {}",
            manager.program
        )));
    }

    console::note(format_args!(
        "installing a browser and its driver with {}",
        manager.program
    ));
    if !manager.refresh.is_empty() {
        process::run(manager.command().args(manager.refresh))?;
    }
    let mut last = Failure::new("there is no package for it");
    for packages in manager.packages {
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
