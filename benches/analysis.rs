//! How long an edit takes: reading, evaluating, and explaining.
//!
//! `docs/benchmarks.md` says how to read the figures.

#[path = "../tests/generator/mod.rs"]
mod generator;
mod work;

use divan::{AllocProfiler, Bencher, black_box};
use generator::{Size, parts};
use netpol_engine::eval::{BranchRef, Endpoint, Reach, World};
use netpol_engine::explain::{EntryUse, entry_uses};
use netpol_engine::fix::{Fix, Remedy, Workshop};
use netpol_engine::layout::{
    Aspect, EdgeKind, Frame, Lane, Mark, Picture, PictureEdge, PictureNode, Place, Scene, compose,
    lay_out,
};
use netpol_engine::letters::Letters;
use netpol_engine::lint::lint;
use netpol_engine::manifest::read;
use netpol_engine::matrix::Matrix;
use netpol_engine::model::{Cluster, Direction};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use work::{SIZES, evaluate, look_up_everything};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Those for which everything can be explained in reasonable time.
const SMALL: [Size; 2] = [SIZES[0], SIZES[1]];

/// Five hundred and a thousand workloads, as rows and columns of a table.
const TABLES: [Size; 2] = [Size::new(2500, 500), Size::new(5000, 1000)];

/// 20, 100 and 200 applications, each with five pods.
const DRAWN: [Size; 3] = [SIZES[0], SIZES[1], SIZES[2]];

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

#[divan::bench(args = TABLES, max_time = 10)]
fn table_of_all_pairs(bencher: Bencher, size: Size) {
    let cluster = cluster(size);
    let (world, reachability) = evaluate(cluster);
    let letters = Letters::default();
    bencher.bench(|| -> Matrix { Matrix::of(black_box(&world), &reachability, &letters) });
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

/// What one entry is there for: the connections that only it permits, and those
/// that it permits among others. Entry after entry, all over the cluster.
#[divan::bench(args = SIZES)]
fn what_an_entry_is_for(bencher: Bencher, size: Size) {
    let analysis = analyze(&generated(size), &Options::default());
    let branches = analysis.branches();
    let mut next = 0;
    bencher
        .with_inputs(|| -> Vec<BranchRef> {
            next = (next + 7919) % branches.len();
            branches.get(next).copied().into_iter().collect()
        })
        .bench_local_values(|branch| -> Vec<EntryUse> {
            entry_uses(&analysis.world, &analysis.reachability, &branch)
        });
}

/// What an edit costs the diagram: saying what is to be drawn, and where.
#[divan::bench(args = DRAWN)]
fn drawing(bencher: Bencher, size: Size) {
    let analysis = analyze(&generated(size), &Options::default());
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    bencher.bench_local(|| -> Scene {
        let composition = compose(&analysis.material(&letters), &Aspect::default());
        lay_out(&composition.picture, Frame { width: 932 })
    });
}

/// The most edges that are drawn, each by itself.
#[divan::bench]
fn laying_out_all_that_can_be_read(bencher: Bencher) {
    let picture = crowded();
    bencher.bench(|| -> Scene { lay_out(black_box(&picture), Frame { width: 932 }) });
}

/// 200 nodes in 25 namespaces with 400 edges.
fn crowded() -> Picture {
    let node = |it: usize| Place::Node {
        lane: it / 8 % 25,
        node: it % 8,
    };
    let lane = |it| Lane {
        title: format!("ns-{it}"),
        nodes: (0..8)
            .map(|it| PictureNode {
                title: format!("app-{it}"),
                count: 1,
                ..PictureNode::default()
            })
            .collect(),
        ..Lane::default()
    };
    let edge = |it: usize| PictureEdge {
        source: node(it * 7),
        destination: node(it * 13 + it / 5 + 1),
        kind: EdgeKind::Admitted,
        count: 1,
        label: None,
        egress_marks: Vec::new(),
        ingress_marks: vec![Mark { text: "A".into() }],
        change: None,
    };
    Picture {
        lanes: (0..25).map(lane).collect(),
        outside: Vec::new(),
        edges: (0..400).map(edge).collect(),
    }
}

/// One fix, thought up and tried: the text edited, read and evaluated again, and
/// held against what was.
#[divan::bench(args = [SIZES[0], SIZES[1], SIZES[2]])]
fn one_fix(bencher: Bencher, size: Size) {
    let sources = generated(size);
    let options = Options::default();
    let analysis = analyze(&sources, &options);
    let workshop = Workshop::new(&sources, &options, &analysis);
    let namespace = analysis.cluster().namespaces().nth(2).map(|it| it.0);
    let remedy = namespace.map(|it| Remedy::DefaultDeny(it, Direction::Egress));
    bencher.bench_local(|| -> Option<Fix> { workshop.remedy(black_box(remedy.as_ref()?)) });
}

/// Every lint on a cluster that was read and evaluated, and listed.
#[divan::bench(args = [SIZES[0], SIZES[1], SIZES[2]])]
fn all_lints(bencher: Bencher, size: Size) {
    let sources = generated(size);
    let options = Options::default();
    let analysis = analyze(&sources, &options);
    analysis.listed();
    bencher.bench_local(|| lint(black_box(&sources), &options, &analysis).len());
}
