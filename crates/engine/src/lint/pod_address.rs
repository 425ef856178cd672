use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Peer;

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
    for (rule, at, peer) in ward.entries() {
        let Peer::Block(block) = peer else {
            continue;
        };
        if block.cidr.prefix_len() < WIDE {
            continue;
        }
        let held = cluster.pods().filter(|(_, it)| {
            !it.host_network && it.addresses.iter().any(|it| block.contains(*it))
        });
        let held: Vec<_> = held.map(|it| it.0).collect();
        if held.is_empty() {
            continue;
        }
        let message = format!(
            "{} holds the addresses of {}: addresses of pods come and go, and not every \
             network plugin matches them by an `ipBlock`",
            block.cidr,
            ward.workloads(&held)
        );
        let place = (rule.id, rule.peer_path(at));
        found.extend(ward.finding(Severity::Hint, CODE, place, message));
    }
    found
}
