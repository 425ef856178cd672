use netpol_engine::Analysis;
use netpol_engine::model::{
    Direction, Peer, Peers, Policy, PolicyId, PortEntry, PortSpec, Rule, RulePorts,
};

use super::{Sheet, add_annotations, add_labels};
use crate::item::Item;
use crate::selector_words::selector;
use crate::table::UNKNOWN;
use crate::value::{at, items, text};

pub(super) fn sheet(item: &Item<'_>, id: PolicyId, analysis: &Analysis) -> Sheet {
    let policy = &analysis.cluster()[id];
    let mut sheet = Sheet::default();
    sheet.pair("Name:", item.name);
    sheet.pair("Namespace:", item.namespace);
    sheet.pair("Created on:", created(item, analysis));
    add_labels(&mut sheet, item);
    add_annotations(&mut sheet, item, analysis);
    sheet.line("Spec:");
    let subject = if policy.subject.is_everything() {
        "<none> (Allowing the specific traffic to all pods in this namespace)".to_owned()
    } else {
        selector(&policy.subject)
    };
    sheet.line(format!("  PodSelector:     {subject}"));
    for direction in [Direction::Ingress, Direction::Egress] {
        add_direction(&mut sheet, policy, direction);
    }
    let types = types(item, policy, analysis).join(", ");
    sheet.line(format!("  Policy Types: {types}"));
    sheet
}

/// `2024-07-27 00:16:57 +0000 UTC`; who wrote the texts rarely wrote that.
fn created(item: &Item<'_>, analysis: &Analysis) -> String {
    let object = item.says(analysis);
    let written = object
        .as_ref()
        .and_then(|it| text(it, &["metadata", "creationTimestamp"]));
    let Some(written) = written else {
        return UNKNOWN.to_owned();
    };
    match written.strip_suffix('Z').and_then(|it| it.split_once('T')) {
        Some((day, clock)) => format!("{day} {clock} +0000 UTC"),
        None => written.to_owned(),
    }
}

/// What `policyTypes` says, and what it stands for where nothing is written.
fn types(item: &Item<'_>, policy: &Policy, analysis: &Analysis) -> Vec<String> {
    let object = item.says(analysis);
    let written = object
        .as_ref()
        .map_or(&[][..], |it| items(it, &["spec", "policyTypes"]));
    let written = written.iter().filter_map(|it| match it {
        netpol_engine::manifest::Value::Text(it) => Some(it.clone()),
        _ => None,
    });
    let written: Vec<String> = written.collect();
    let is_written = object
        .as_ref()
        .is_some_and(|it| at(it, &["spec", "policyTypes"]).is_some());
    if is_written && !written.is_empty() {
        return written;
    }
    let isolating = [Direction::Ingress, Direction::Egress].into_iter();
    let isolating = isolating.filter(|it| policy.scope(*it).isolates.is_some());
    isolating.map(|it| it.name().to_owned()).collect()
}

fn add_direction(sheet: &mut Sheet, policy: &Policy, direction: Direction) {
    let word = direction.rules_field();
    let scope = policy.scope(direction);
    if scope.isolates.is_none() {
        sheet.line(format!("  Not affecting {word} traffic"));
        return;
    }
    sheet.line(format!("  Allowing {word} traffic:"));
    if scope.rules.is_empty() {
        let isolated = format!("    <none> (Selected pods are isolated for {word} connectivity)");
        sheet.line(isolated);
    }
    for (at, rule) in scope.rules.iter().enumerate() {
        add_rule(sheet, rule, direction);
        if at + 1 < scope.rules.len() {
            sheet.line("    ----------");
        }
    }
}

fn add_rule(sheet: &mut Sheet, rule: &Rule, direction: Direction) {
    match &rule.ports {
        RulePorts::Any => sheet.line("    To Port: <any> (traffic allowed to all ports)"),
        RulePorts::OneOf(entries) => {
            for it in entries {
                sheet.line(format!("    To Port: {}", port(it)));
            }
        }
    }
    let (word, end) = match direction {
        Direction::Ingress => ("From", "source"),
        Direction::Egress => ("To", "destination"),
    };
    match &rule.peers {
        Peers::Anyone => sheet.line(format!(
            "    {word}: <any> (traffic not restricted by {end})"
        )),
        Peers::OneOf(peers) => {
            for it in peers {
                sheet.line(format!("    {word}:"));
                add_peer(sheet, it);
            }
        }
    }
}

fn port(entry: &PortEntry) -> String {
    let number = match &entry.port {
        PortSpec::All => "<any>".to_owned(),
        PortSpec::Number(it) => it.to_string(),
        PortSpec::Range(from, to) => format!("{from}-{to}"),
        PortSpec::Name(it) => it.clone(),
    };
    format!("{number}/{}", entry.protocol)
}

fn add_peer(sheet: &mut Sheet, peer: &Peer) {
    match peer {
        Peer::LocalPods(pods) => sheet.line(format!("      PodSelector: {}", selector(pods))),
        Peer::Pods { namespaces, pods } => {
            let namespaces = selector(namespaces);
            sheet.line(format!("      NamespaceSelector: {namespaces}"));
            if let Some(pods) = pods {
                sheet.line(format!("      PodSelector: {}", selector(pods)));
            }
        }
        Peer::Block(block) => {
            sheet.line("      IPBlock:");
            sheet.line(format!("        CIDR: {}", block.cidr));
            let except: Vec<String> = block.except.iter().map(ToString::to_string).collect();
            sheet.line(format!("        Except: {}", except.join(", ")).trim_end());
        }
    }
}
