use super::Lint;
use super::ward::{Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Peer;
use crate::query::workload_name;

/// Blocks wider than this are meant for the world, and hold pods by the way.
const WIDE: u8 = 8;

/// An `ipBlock` that holds addresses of pods: whether it matches them is for the network
/// plugin to say (SEMANTICS.md B-5).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an `ipBlock` over addresses of pods",
    run,
};
const CODE: Code = Code("ip-block-over-pods");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let cluster = ward.cluster();
    let mut found = Vec::new();
    for rule in ward.rules() {
        for (at, peer) in rule.entries().iter().enumerate() {
            let Peer::Block(block) = peer else {
                continue;
            };
            if block.cidr.prefix_len() < WIDE {
                continue;
            }
            let held = cluster.pods().filter(|(_, it)| {
                !it.host_network && it.addresses.iter().any(|it| block.contains(*it))
            });
            let mut names: Vec<String> = Vec::new();
            for (_, pod) in held {
                let name = workload_name(cluster, pod.workload);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            if names.is_empty() {
                continue;
            }
            let message = format!(
                "{} holds the addresses of {}: addresses of pods come and go, and not every \
                 network plugin matches them by an `ipBlock`",
                block.cidr,
                told(&names)
            );
            let place = (rule.id, rule.peer_path(at));
            found.extend(ward.finding(Severity::Hint, CODE, place, message));
        }
    }
    found
}
