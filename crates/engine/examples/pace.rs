//! How fast the engine is on generated clusters, in a line for each size: reading,
//! evaluating, and looking everything up. Built natively and for WebAssembly, so that both
//! are measured in one run: `benches/wasm.js`.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a program that measures, and says what it found"
)]

#[path = "../../../tests/generator/mod.rs"]
#[expect(dead_code, reason = "sizes with more replicas are measured elsewhere")]
mod generator;
#[path = "../../../benches/work/mod.rs"]
mod work;

use std::hint::black_box;
use std::time::{Duration, Instant};

use generator::{Size, parts};
use netpol_engine::fix::{Remedy, Workshop};
use netpol_engine::lint::lint;
use netpol_engine::manifest::{Memory, read};
use netpol_engine::model::Direction;
use netpol_engine::text::Sources;
use netpol_engine::{Options, Unevaluated, analyze};
use work::{SIZES, evaluate, look_up_everything};

/// How long one figure is measured for, at least.
const LEAST: Duration = Duration::from_millis(700);
const FEWEST: usize = 5;
/// How many steps an evaluation may take on the page.
const PAGE_STEPS: u64 = 300_000_000;
/// The largest cluster that people lint and mend while they type.
const LINTED: usize = 1000;

fn main() {
    for size in SIZES {
        let sources: Sources = parts(size).into_iter().collect();
        let options = Options::default();
        let reading = median(|| read(&sources, &options).value.cluster);
        let cluster = read(&sources, &options).value.cluster;
        let evaluating = median(|| evaluate(cluster.clone()));
        let (_, reachability) = evaluate(cluster);
        let looking = median(|| look_up_everything(&reachability));
        let Size { pods, policies, .. } = size;
        let [linting, fixing] = if pods <= LINTED {
            [linting(&sources), fixing(&sources)]
        } else {
            [0.0; 2]
        };
        println!(
            "{pods} {policies} {reading:.3} {evaluating:.3} {looking:.3} {linting:.3} {fixing:.3}"
        );
    }
}

/// What the page allows.
fn of_the_page() -> Options {
    let mut options = Options::default();
    options.limits.steps = PAGE_STEPS;
    options
}

/// How long one fix takes that is thought up, written, read, evaluated and held against what
/// was, by somebody who read the texts before as the page does.
fn fixing(sources: &Sources) -> f64 {
    let options = &of_the_page();
    let mut memory = Memory::default();
    let read = Unevaluated::read_again(sources, options, &mut memory);
    let analysis = read.evaluate();
    analysis.listed();
    let workshop = Workshop::new(sources, options, &analysis).remembering(&memory);
    let namespace = analysis.cluster().namespaces().nth(2).map(|it| it.0);
    let remedy = namespace.map(|it| Remedy::DefaultDeny(it, Direction::Egress));
    median(|| workshop.remedy(remedy.as_ref()?))
}

/// How long all lints take, with what the page allows.
fn linting(sources: &Sources) -> f64 {
    let options = &of_the_page();
    let analysis = analyze(sources, options);
    analysis.listed();
    median(|| lint(sources, options, &analysis))
}

/// The median of several runs, in milliseconds.
fn median<T>(mut work: impl FnMut() -> T) -> f64 {
    black_box(work());
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < FEWEST || start.elapsed() < LEAST {
        let begin = Instant::now();
        black_box(work());
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied();
    middle.unwrap_or_default().as_secs_f64() * 1000.0
}
