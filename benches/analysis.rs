//! How long an edit takes: reading, evaluating, and explaining everything.
//!
//! `docs/benchmarks.md` says how to read the figures.

#[path = "../tests/generator/mod.rs"]
mod generator;

use divan::{Bencher, black_box};
use generator::{Size, manifests};
use netpol_engine::eval::{Connection, Endpoint, Reach, World};
use netpol_engine::manifest::read;
use netpol_engine::model::Cluster;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

/// The size that stands for a cluster one pastes, then ten times the pairs.
const SIZES: [Size; 2] = [
    Size {
        pods: 100,
        policies: 50,
    },
    Size {
        pods: 316,
        policies: 158,
    },
];

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
    [("generated.yaml", manifests(size))].into_iter().collect()
}

fn cluster(sources: &Sources) -> Cluster {
    read(sources, &Options::default()).value.cluster
}

/// Every pair of pods, with every branch and clause of both directions.
fn explain_everything(world: &World) -> Vec<Reach> {
    let pods: Vec<_> = world
        .cluster()
        .pods()
        .map(|(id, _)| Endpoint::Pod(id))
        .collect();
    let mut reaches = Vec::new();
    for source in &pods {
        for destination in &pods {
            reaches.push(world.reach(*source, *destination));
        }
    }
    reaches
}

#[divan::bench]
fn founding_case_whole(bencher: Bencher) {
    let sources = founding_case();
    bencher.bench(|| -> Analysis { analyze(black_box(&sources), &Options::default()) });
}

#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher, size: Size) {
    let sources = generated(size);
    bencher.bench(|| -> Cluster { cluster(black_box(&sources)) });
}

#[divan::bench(args = SIZES)]
fn preparing(bencher: Bencher, size: Size) {
    let cluster = cluster(&generated(size));
    bencher
        .with_inputs(|| cluster.clone())
        .bench_values(|it| -> World { World::new(it) });
}

#[divan::bench(args = SIZES)]
fn connections(bencher: Bencher, size: Size) {
    let world = World::new(cluster(&generated(size)));
    bencher.bench(|| -> Vec<Connection> { black_box(&world).connections() });
}

#[divan::bench(args = SIZES)]
fn every_explanation(bencher: Bencher, size: Size) {
    let world = World::new(cluster(&generated(size)));
    bencher.bench(|| -> Vec<Reach> { explain_everything(black_box(&world)) });
}
