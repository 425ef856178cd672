//! Documents of other people's tools with live diagrams in them: `examples/hosts/`,
//! built as their writers would.

use std::{fs, io, path::Path, process::Command};

use crate::{
    console,
    failure::{Failure, Outcome},
    lock_file::LockFile,
    packages, process,
    workshop::{Need, Workshop},
};

/// What they are built with.
pub(crate) const NEEDS: &[Need] = &[Need::Packages, Need::Browser, Need::Python, Need::MdBook];

/// Where the ready folders are.
const EXAMPLES: &str = "examples/hosts";
/// The command line, as `cargo build` leaves it.
const NETPOL: &str = "target/debug/netpol";
/// Where what is built of them goes.
const BUILT: &str = "target/hosts";

/// The book as it is, and with a picture behind every diagram: where it goes, and what is
/// set otherwise.
const BOOKS: &[(&str, &[(&str, &str)])] = &[
    ("mdbook", &[]),
    (
        "mdbook-poster",
        &[("MDBOOK_PREPROCESSOR__POSTER__COMMAND", "node poster.mjs")],
    ),
];
/// The same of the site of `MkDocs`: where it goes, and its configuration.
const SITES: &[(&str, &str)] = &[
    ("mkdocs", "mkdocs.yml"),
    ("mkdocs-poster", "mkdocs-poster.yml"),
];

/// Builds them all into `target/hosts/`, a folder each.
pub(crate) fn build(workshop: &mut Workshop) -> Outcome {
    workshop.provide(NEEDS)?;
    let absolute = |path: &str| {
        std::path::absolute(path)
            .map_err(|error| Failure::new(format!("cannot name `{path}`: {error}")))
    };
    let (built, netpol) = (absolute(BUILT)?, absolute(NETPOL)?);
    // Draws the pictures behind the diagrams.
    process::run(process::cargo().args(["build", "--package", "netpol-cli"]))?;
    for (folder, settings) in BOOKS {
        process::run(
            workshop
                .equip(Command::new("mdbook"))
                .args(["build", &format!("{EXAMPLES}/mdbook"), "--dest-dir"])
                .arg(built.join(folder))
                .env("NETPOL", &netpol)
                .envs(settings.iter().copied()),
        )?;
    }
    for (folder, configuration) in SITES {
        process::run(
            workshop
                .equip(Command::new("mkdocs"))
                .args(["build", "--strict", "--quiet", "--clean"])
                .args([
                    "--config-file",
                    &format!("{EXAMPLES}/mkdocs/{configuration}"),
                ])
                .arg("--site-dir")
                .arg(built.join(folder))
                .env("NETPOL", &netpol)
                .env("NO_MKDOCS_2_WARNING", "1"),
        )?;
    }
    docusaurus(workshop)
}

/// Its packages lie beside the documents, so it is built in a copy of them.
fn docusaurus(workshop: &Workshop) -> Outcome {
    let folder = Path::new(BUILT).join("docusaurus");
    copy(&Path::new(EXAMPLES).join("docusaurus"), &folder)
        .map_err(|error| Failure::new(format!("cannot prepare `{}`: {error}", folder.display())))?;
    let lock = LockFile::npm(&folder);
    if !lock.is_installed() {
        console::note("installing the npm packages that Docusaurus consists of");
        packages::install(&folder, &lock)?;
    }
    process::run(
        workshop
            .equip(Command::new("node"))
            .args(["node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"])
            // It would ask its makers for a newer version, and tell them of the machine.
            .env("DOCUSAURUS_DISABLE_UPDATE_CHECK", "true")
            .env("CI", "true")
            .current_dir(&folder),
    )
}

/// Copies a folder with all below it, over what is there.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let is_made = ["node_modules", "build", ".docusaurus"];
        if is_made.iter().any(|it| entry.file_name() == *it) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
