//! Everything the work needs beyond cargo: what is there, and what is installed.
//!
//! Each need is looked for once and installed when it is missing. A need that
//! cannot be met stops only the work that has it.

use std::{collections::BTreeMap, env, ffi::OsString, path::PathBuf, process::Command};

use crate::{browser, cargo_tool, console, failure::Outcome, packages, pins, python, toolchain};

/// Something that a part of the work cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// `cargo fmt`.
    Formatter,
    /// `cargo clippy`.
    Clippy,
    /// The standard library for the browser.
    WasmTarget,
    /// The same for WebAssembly outside of a browser.
    WasiTarget,
    /// The same as source, which a published site is built with.
    StdSource,
    /// Node.js, which runs the checks on the built site.
    Node,
    /// The npm packages of the lock file: wasm-opt and the end-to-end tests.
    Packages,
    /// A Chromium of any brand.
    Browser,
    /// The program that steers the browser for the tests written in Rust.
    Driver,
    /// The builder of the site.
    Trunk,
    /// The writer of the JavaScript side, and its test runner.
    WasmBindgen,
    /// Python with the packages that build a site of `MkDocs`.
    Python,
    /// The builder of books.
    MdBook,
}

impl Need {
    /// Everything, the quick ones first: a first run fails early if it has to.
    pub(crate) const ALL: &[Self] = &[
        Self::Formatter,
        Self::Clippy,
        Self::WasmTarget,
        Self::WasiTarget,
        Self::StdSource,
        Self::Node,
        Self::Packages,
        Self::Browser,
        Self::Driver,
        Self::Trunk,
        Self::WasmBindgen,
        Self::Python,
        Self::MdBook,
    ];

    fn provide(self) -> Outcome<Provision> {
        match self {
            Self::Formatter => toolchain::component("rustfmt", "fmt"),
            Self::Clippy => toolchain::component("clippy", "clippy"),
            Self::WasmTarget => toolchain::target(pins::WASM_TARGET),
            Self::WasiTarget => toolchain::target(pins::WASI_TARGET),
            Self::StdSource => toolchain::std_source(),
            Self::Node => packages::node(),
            Self::Packages => packages::provide(),
            Self::Browser => browser::browser(),
            Self::Driver => browser::driver(),
            Self::Trunk => cargo_tool::provide(pins::TRUNK),
            Self::WasmBindgen => cargo_tool::provide(pins::WASM_BINDGEN),
            Self::Python => python::provide(),
            Self::MdBook => cargo_tool::provide(pins::MDBOOK),
        }
    }
}

/// How a met need reaches the programs that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Provision {
    /// It is part of the machine.
    Present,
    /// Its programs are in this folder.
    Folder(PathBuf),
    /// It is the program that this environment variable names.
    Program(&'static str, PathBuf),
}

/// The needs that were looked at so far.
#[derive(Debug, Default)]
pub(crate) struct Workshop(BTreeMap<Need, Outcome<Provision>>);

impl Workshop {
    /// Looks for each need, and installs what is missing. The first that cannot
    /// be met is the answer, but all are tried.
    pub(crate) fn provide(&mut self, needs: &[Need]) -> Outcome {
        for &need in needs {
            self.0.entry(need).or_insert_with(|| {
                let provision = need.provide();
                if let Err(failure) = &provision {
                    console::note(failure);
                }
                provision
            });
        }
        needs
            .iter()
            .filter_map(|need| self.0.get(need))
            .try_for_each(|it| it.clone().map(|_| ()))
    }

    /// Lets a command find everything that was provided.
    pub(crate) fn equip(&self, mut command: Command) -> Command {
        let mut folders = Vec::new();
        for provision in self.0.values().flatten() {
            match provision {
                Provision::Present => {}
                Provision::Folder(folder) => folders.push(folder.clone()),
                Provision::Program(variable, path) => {
                    command.env(variable, path);
                }
            }
        }
        command.env("PATH", search_path(folders));
        command
    }

    /// The path of a program that was provided under this variable's name.
    pub(crate) fn program(&self, variable: &str) -> Option<&PathBuf> {
        self.0
            .values()
            .flatten()
            .find_map(|provision| match provision {
                Provision::Program(name, path) if *name == variable => Some(path),
                _ => None,
            })
    }
}

/// Our folders first, then the machine's.
fn search_path(mut folders: Vec<PathBuf>) -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    folders.extend(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}
