//! Where objects contradict each other.

use std::net::IpAddr;

use super::assembly::Declaration;
use super::codes;
use super::kinds::Body;
use super::metadata::Scope;
use super::source_map::SourceMap;
use crate::diagnostic::Diagnostic;
use crate::model::ObjectId;
use crate::order::groups_by;
use crate::text::FieldPath;

/// Of several objects of one identity the last counts, as when the files are
/// applied in order (SEMANTICS.md W-4).
pub(super) fn without_duplicates(
    declarations: Vec<Declaration>,
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Declaration> {
    let named: Vec<&Declaration> = declarations
        .iter()
        .filter(|it| !it.metadata.is_generated)
        .collect();
    let groups = groups_by(
        &named,
        |a, b| a.identity().cmp(&b.identity()),
        |a, b| a.identity() == b.identity(),
    );
    let mut is_replaced = vec![false; places.len()];
    for group in groups {
        let same: Vec<_> = group.iter().filter_map(|it| named.get(*it)).collect();
        for (earlier, later) in same.iter().zip(same.iter().skip(1)) {
            if let Some(it) = is_replaced.get_mut(earlier.object.index()) {
                *it = true;
            }
            findings.extend(duplicate(later, earlier.object, places));
        }
    }
    let counts = |it: &Declaration| is_replaced.get(it.object.index()) != Some(&true);
    declarations.into_iter().filter(counts).collect()
}

fn duplicate(
    declaration: &Declaration,
    earlier: ObjectId,
    places: &SourceMap,
) -> Option<Diagnostic> {
    let first = places.tree(earlier)?;
    let second = places.tree(declaration.object)?;
    let (kind, namespace, name) = declaration.identity();
    let full_name = match declaration.kind.scope {
        Scope::Namespaced => format!("{kind} `{namespace}/{name}`"),
        Scope::Cluster => format!("{kind} `{name}`"),
    };
    let path = FieldPath::root().field("metadata").field("name");
    let finding = if first.says_the_same(second) {
        let message = format!("{full_name} is defined twice with the same content");
        Diagnostic::hint(codes::DUPLICATE_OBJECT, second.place(&path), message)
    } else {
        let message = format!("{full_name} is defined twice; the last one is used");
        Diagnostic::warning(codes::DUPLICATE_OBJECT, second.place(&path), message)
    };
    Some(finding.related(first.place(&path), "defined here before"))
}

/// Two live pods cannot have one address: a snapshot of different moments
/// (SEMANTICS.md S-10).
pub(super) fn note_shared_addresses(
    declarations: &[Declaration],
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) {
    let path = FieldPath::root().field("status").field("podIP");
    let mut claims: Vec<(IpAddr, &Declaration)> = Vec::new();
    for it in declarations {
        if let Body::Pod(pod) = &it.body
            && !pod.spec.host_network
        {
            claims.extend(pod.addresses.iter().map(|address| (*address, it)));
        }
    }
    let place = |it: &Declaration| places.tree(it.object).map(|tree| tree.place(&path));
    for group in groups_by(&claims, |a, b| a.0.cmp(&b.0), |a, b| a.0 == b.0) {
        let same: Vec<_> = group.iter().filter_map(|it| claims.get(*it)).collect();
        for ((address, earlier), (_, later)) in same.iter().zip(same.iter().skip(1)) {
            let owner = &earlier.metadata.name;
            let message = format!("pod `{owner}` has the address {address} as well");
            let finding =
                place(later).map(|it| Diagnostic::warning(codes::SHARED_ADDRESS, it, message));
            findings.extend(finding.map(|finding| match place(earlier) {
                Some(first) => finding.related(first, "the same address"),
                None => finding,
            }));
        }
    }
}
