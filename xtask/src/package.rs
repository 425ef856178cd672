//! The npm package: built from `crates/js`, and tested as people install it.

use std::process::Command;

use crate::{
    failure::Outcome,
    pins, process,
    workshop::{Need, Workshop},
};

/// What it is built with.
pub(crate) const NEEDS: &[Need] = &[Need::WasmTarget, Need::Packages, Need::WasmBindgen];

/// Where wasm-bindgen writes what the package is made of.
const WRITTEN: &str = "target/xtask/package";

/// Builds the package into `target/package/`, ready for `npm publish`.
pub(crate) fn build(workshop: &mut Workshop) -> Outcome {
    workshop.provide(NEEDS)?;
    process::run(process::cargo().args([
        "build",
        "--release",
        "--package",
        "netpol-js",
        "--target",
        pins::WASM_TARGET,
    ]))?;
    let program = format!("target/{}/release/netpol_js.wasm", pins::WASM_TARGET);
    process::run(
        workshop
            .equip(Command::new("wasm-bindgen"))
            .args(["--target", "web", "--no-typescript"])
            .args(["--out-dir", WRITTEN, "--out-name", "engine"])
            .arg(program),
    )?;
    process::run(Command::new("node").args(["xtask/package.js", WRITTEN]))
}
