use std::net::IpAddr;

use crate::diagnostic::Diagnostic;
use crate::manifest::assembly::Declaration;
use crate::manifest::codes;
use crate::manifest::kinds::Body;
use crate::manifest::pod::extend_distinct;
use crate::manifest::source_map::SourceMap;
use crate::order::groups_by;
use crate::text::FieldPath;

/// Marks pods of tables that use their node's network, as far as one can tell
/// from addresses: a node has the same, or another pod (SEMANTICS.md I-15).
pub(in crate::manifest) fn guess_host_network(
    declarations: &mut [Declaration],
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) {
    let mut claims: Vec<(IpAddr, Claim)> = Vec::new();
    let live = declarations.iter().enumerate();
    for (index, it) in live.filter(|(_, it)| !it.is_finished_pod()) {
        let (addresses, claim) = match &it.body {
            Body::Node(addresses) => (addresses, Claim::Node),
            Body::Pod(pod) if pod.spec.ports.is_unknown() => (&pod.addresses, Claim::Row(index)),
            Body::Pod(pod) if pod.spec.host_network => (&pod.addresses, Claim::Node),
            _ => continue,
        };
        claims.extend(addresses.iter().map(|it| (*it, claim)));
    }
    for alike in groups_by(&claims, |a, b| a.0.cmp(&b.0), |a, b| a.0 == b.0) {
        let alike: Vec<_> = alike.into_iter().filter_map(|it| claims.get(it)).collect();
        let is_node = alike.iter().any(|it| matches!(it.1, Claim::Node));
        if alike.len() < 2 {
            continue;
        }
        for (address, claim) in alike {
            if let Claim::Row(index) = *claim
                && let Some(declaration) = declarations.get_mut(index)
            {
                mark(declaration, *address, is_node, places, findings);
            }
        }
    }
}

/// Who has an address.
#[derive(Debug, Clone, Copy)]
enum Claim {
    /// A node, or a pod that says that it uses the network of one.
    Node,
    /// The pod of a table's row, by its position.
    Row(usize),
}

fn mark(
    declaration: &mut Declaration,
    address: IpAddr,
    is_node: bool,
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) {
    let Body::Pod(pod) = &mut declaration.body else {
        return;
    };
    pod.spec.host_network = true;
    extend_distinct(&mut pod.host_addresses, &[address]);
    let who = if is_node { "a node" } else { "another pod" };
    let message = format!(
        "{who} has the address {address} as well, so this pod is taken to use its node's network"
    );
    let path = FieldPath::root().field("status").field("podIP");
    let place = places.tree(declaration.object).map(|it| it.place(&path));
    findings.extend(place.map(|it| Diagnostic::hint(codes::TABLE, it, message)));
}
