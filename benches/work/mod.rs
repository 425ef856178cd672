//! What is measured, by the benchmarks and by the program that runs natively and
//! as WebAssembly.

use std::hint::black_box;

use netpol_engine::eval::{Reachability, World};
use netpol_engine::model::{Cluster, Direction};

use crate::generator::Size;

/// From a cluster one pastes to one of the largest there are.
pub(crate) const SIZES: [Size; 5] = [
    Size::new(100, 50),
    Size::new(500, 200),
    Size::new(1000, 200),
    Size::new(5000, 1000),
    Size::new(10_000, 1000),
];

/// A cluster made ready, and every pair of endpoints answered.
pub(crate) fn evaluate(cluster: Cluster) -> (World, Reachability) {
    let world = World::new(cluster);
    let reachability = Reachability::new(&world);
    (world, reachability)
}

/// The ports and the admitting branches of both directions, for every pair that
/// anything can tell from another.
pub(crate) fn look_up_everything(reachability: &Reachability) -> usize {
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
