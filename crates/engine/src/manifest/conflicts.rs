//! Where objects contradict each other.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use super::assembly::Declaration;
use super::codes;
use super::kinds::Body;
use super::metadata::Scope;
use super::source_map::SourceMap;
use crate::diagnostic::Diagnostic;
use crate::model::ObjectId;
use crate::text::{FieldPath, Span};

/// Of several objects of one identity the last counts, as when the files are
/// applied in order (SEMANTICS.md W-4).
pub(super) fn without_duplicates(
    declarations: Vec<Declaration>,
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Declaration> {
    let mut last: BTreeMap<(&str, &str, &str), ObjectId> = BTreeMap::new();
    let mut replaced = BTreeSet::new();
    for it in declarations.iter().filter(|it| !it.metadata.is_generated) {
        if let Some(earlier) = last.insert(it.identity(), it.object) {
            replaced.insert(earlier);
            findings.extend(duplicate(it, earlier, places));
        }
    }
    let counts = |it: &Declaration| !replaced.contains(&it.object);
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
    let mut owners: BTreeMap<IpAddr, (&str, Option<Span>)> = BTreeMap::new();
    let path = FieldPath::root().field("status").field("podIP");
    for it in declarations {
        let Body::Pod(pod) = &it.body else {
            continue;
        };
        if pod.spec.host_network {
            continue;
        }
        let place = places.tree(it.object).map(|tree| tree.place(&path));
        for &address in &pod.addresses {
            let Some((owner, first)) = owners.insert(address, (&it.metadata.name, place)) else {
                continue;
            };
            let message = format!("pod `{owner}` has the address {address} as well");
            let finding = place.map(|it| Diagnostic::warning(codes::SHARED_ADDRESS, it, message));
            findings.extend(finding.map(|finding| match first {
                Some(first) => finding.related(first, "the same address"),
                None => finding,
            }));
        }
    }
}
