//! How fast the engine is natively and as WebAssembly, and the page in a browser.

use std::{path::Path, process::Command};

use crate::{
    console,
    failure::Outcome,
    process, site,
    workshop::{Need, Workshop},
};

/// Measures the page, if there is a script that does: keys, and large clusters.
const LATENCY: &str = "benches/latency.js";
const LARGE: &str = "benches/large.js";
/// Measures embeds in somebody else's page.
const EMBED: &str = "benches/embed.js";

/// Runs the benchmarks, then the script in the browser on the built site.
pub(crate) fn run(workshop: &mut Workshop) -> Outcome {
    console::headline("the engine, natively");
    process::run(process::cargo().args(["bench", "--workspace", "--benches"]))?;

    console::headline("the engine, natively and as WebAssembly");
    workshop.provide(&[Need::WasiTarget, Need::Node])?;
    process::run(Command::new("node").arg("benches/wasm.js"))?;

    if !Path::new(LATENCY).is_file() {
        console::note(format_args!(
            "there is no {LATENCY}, so the page is not measured"
        ));
        return Ok(());
    }
    console::headline("the page, in a browser");
    site::build(workshop)?;
    workshop.provide(&[Need::Packages, Need::Browser])?;
    process::run(workshop.equip(Command::new("node")).arg(LATENCY))?;
    process::run(workshop.equip(Command::new("node")).arg(LARGE))?;
    process::run(workshop.equip(Command::new("node")).arg(EMBED))
}
