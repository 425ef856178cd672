//! Questions, expectations and differences, in the notation people write.

#![expect(
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod answers;
mod changes;
mod expectations;
mod names;

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

/// Two namespaces, a workload of two pods, live pods with addresses, a node.
const SHOP: &str = include_str!("shop.yaml");

fn shop_with(policies: &str) -> Analysis {
    let sources: Sources = [("shop.yaml", SHOP), ("policies.yaml", policies)]
        .into_iter()
        .collect();
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:?}", analysis.diagnostics);
    analysis
}
