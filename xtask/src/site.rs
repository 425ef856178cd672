//! The static site: built for publishing, or served while someone works on it.

use std::{
    env,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::Command,
};

use crate::{
    console,
    failure::{Failure, Outcome},
    process,
    workshop::{Need, Workshop},
};

/// What a published site is built with.
pub(crate) const BUILD_NEEDS: &[Need] = &[
    Need::WasmTarget,
    Need::StdSource,
    Need::Packages,
    Need::Trunk,
    Need::WasmBindgen,
];

const SERVE_NEEDS: &[Need] = &[
    Need::WasmTarget,
    Need::Packages,
    Need::Trunk,
    Need::WasmBindgen,
];

/// A published program is a twelfth smaller when the standard library is built with it, for
/// size, and a panic stops it without a message. The pinned compiler can do both and calls
/// neither stable, hence the first line. Without these the same site results, only larger.
/// Names of this kind tell copies of a generic function apart, which `xtask/hooks/` need to
/// know what the first view runs; they do not reach the browser. The linker's notes tell
/// them which constants that needs.
const SMALL: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Csymbol-mangling-version=v0 \
         -Clink-arg=--emit-relocs",
    ),
];

/// Builds the site into `dist/`, small and ready for any static host.
pub(crate) fn build(workshop: &mut Workshop) -> Outcome {
    workshop.provide(BUILD_NEEDS)?;
    process::run(published(&mut trunk(workshop)).arg("build"))
}

/// Finds out what of the program the first view runs, and writes it down for the build.
pub(crate) fn profile(workshop: &mut Workshop) -> Outcome {
    const MARKED: &str = "target/profile";
    workshop.provide(BUILD_NEEDS)?;
    workshop.provide(&[Need::Browser])?;
    process::run(
        published(&mut trunk(workshop))
            .env("NETPOL_INSTRUMENT", "1")
            .args(["build", "--dist", MARKED]),
    )?;
    process::run(
        workshop
            .equip(Command::new("node"))
            .args(["xtask/record_first_view.js", MARKED]),
    )
}

/// Whether there is a site to look at.
pub(crate) fn is_built() -> bool {
    Path::new("dist/index.html").is_file()
}

/// Serves the site on this machine and builds it again on every change, until
/// it is ended with Ctrl-C.
pub(crate) fn serve(workshop: &mut Workshop, port: u16, release: bool) -> Outcome {
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        return Err(Failure::new(format!(
            "port {port} cannot be served: {error}; choose another with --port"
        )));
    }
    workshop.provide(if release { BUILD_NEEDS } else { SERVE_NEEDS })?;

    console::note(format_args!(
        "building, then serving on {}",
        console::bold(format_args!("http://127.0.0.1:{port}/"))
    ));
    console::note("reload the page after a change; Ctrl-C ends");
    let mut command = trunk(workshop);
    if release {
        published(&mut command);
    }
    command
        .args(["serve", "--disable-address-lookup", "true"])
        .args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    become_program(command)
}

/// Trunk, told to make what is published.
fn published(trunk: &mut Command) -> &mut Command {
    trunk
        .env("TRUNK_BUILD_RELEASE", "true")
        .envs(SMALL.iter().copied())
}

fn trunk(workshop: &Workshop) -> Command {
    let mut command = workshop.equip(Command::new("trunk"));
    // Trunk takes `NO_COLOR=1` for a wrong argument.
    if env::var_os("NO_COLOR").is_some() {
        command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    command.env("TRUNK_SKIP_VERSION_CHECK", "true");
    command
}

/// Hands this process over, so that Ctrl-C reaches one program only.
#[cfg(unix)]
fn become_program(mut command: Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;

    let error = command.exec();
    Err(Failure::new(format!("Trunk could not be started: {error}")))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Outcome {
    process::run(&mut command)
}
