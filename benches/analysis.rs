//! How long an edit takes: reading, evaluating, and explaining.
//!
//! `docs/benchmarks.md` says how to read the figures.

#[path = "../tests/generator/mod.rs"]
mod generator;

use divan::{AllocProfiler, Bencher, black_box};
use generator::{Size, parts};
use netpol_engine::eval::{Endpoint, Reach, Reachability, World};
use netpol_engine::manifest::read;
use netpol_engine::model::{Cluster, Direction};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// From a cluster one pastes to one of the largest there are.
const SIZES: [Size; 5] = [
    Size::new(100, 50),
    Size::new(500, 200),
    Size::new(1000, 200),
    Size::new(5000, 1000),
    Size::new(10_000, 1000),
];

/// Those for which everything can be explained in reasonable time.
const SMALL: [Size; 2] = [SIZES[0], SIZES[1]];

/// The same applications with one and with ten times the replicas.
const REPLICAS: [Size; 2] = [SIZES[2], SIZES[2].times(10)];

fn main() {
    divan::main();
}

fn founding_case() -> Sources {
    let cluster = include_str!("../static/examples/leaky-policies/cluster.yaml");
    let policies = include_str!("../static/examples/leaky-policies/policies-before.yaml");
    [("cluster.yaml", cluster), ("policies.yaml", policies)]
        .into_iter()
        .collect()
}

fn generated(size: Size) -> Sources {
    parts(size).into_iter().collect()
}

fn cluster(size: Size) -> Cluster {
    read(&generated(size), &Options::default()).value.cluster
}

/// A cluster made ready, and every pair of endpoints answered.
fn evaluate(cluster: Cluster) -> (World, Reachability) {
    let world = World::new(cluster);
    let reachability = Reachability::new(&world);
    (world, reachability)
}

/// The ports and the admitting branches of both directions, for every pair that
/// anything can tell from another.
fn look_up_everything(reachability: &Reachability) -> usize {
    let mut count = 0;
    for (_, answer) in reachability.pairs() {
        count += usize::from(reachability.is_connected(answer));
        black_box(reachability.outcome(answer));
        for direction in Direction::BOTH {
            black_box(reachability.passage(answer, direction));
        }
    }
    count
}

/// Every pair of pods, with every branch and clause of both directions.
fn explain_everything(world: &World) -> usize {
    let mut branches = 0;
    let pods = || world.cluster().pods().map(|(id, _)| Endpoint::Pod(id));
    for source in pods() {
        for destination in pods() {
            let reach = world.reach(source, destination);
            branches += reach.disclosures.len();
            black_box(reach);
        }
    }
    branches
}

#[divan::bench]
fn founding_case_whole(bencher: Bencher) {
    let sources = founding_case();
    bencher.bench(|| -> Analysis { analyze(black_box(&sources), &Options::default()) });
}

#[divan::bench(args = SIZES, max_time = 10)]
fn reading(bencher: Bencher, size: Size) {
    let sources = generated(size);
    bencher.bench(|| -> Cluster { read(black_box(&sources), &Options::default()).value.cluster });
}

#[divan::bench(args = SIZES, max_time = 10)]
fn evaluating(bencher: Bencher, size: Size) {
    let cluster = cluster(size);
    bencher
        .with_inputs(|| cluster.clone())
        .bench_values(evaluate);
}

#[divan::bench(args = REPLICAS)]
fn evaluating_replicas(bencher: Bencher, size: Size) {
    let cluster = cluster(size);
    bencher
        .with_inputs(|| cluster.clone())
        .bench_values(evaluate);
}

#[divan::bench(args = SIZES, max_time = 10)]
fn looking_up_everything(bencher: Bencher, size: Size) {
    let (_, reachability) = evaluate(cluster(size));
    bencher.bench(|| -> usize { look_up_everything(black_box(&reachability)) });
}

#[divan::bench(args = SIZES)]
fn one_explanation(bencher: Bencher, size: Size) {
    let world = World::new(cluster(size));
    let pods: Vec<_> = world.cluster().pods().map(|(id, _)| id).collect();
    let mut next = 0;
    bencher
        .with_inputs(|| {
            next = (next + 7919) % (pods.len() * pods.len());
            [next / pods.len(), next % pods.len()].map(|it| pods.get(it).copied())
        })
        .bench_local_values(|pair| -> Option<Reach> {
            let [from, to] = pair.map(|it| it.map(Endpoint::Pod));
            Some(world.reach(from?, to?))
        });
}

#[divan::bench(args = SMALL, max_time = 10)]
fn every_explanation(bencher: Bencher, size: Size) {
    let world = World::new(cluster(size));
    bencher.bench(|| -> usize { explain_everything(black_box(&world)) });
}
