use super::Lint;
use super::twin::twin;
use super::ward::{Placed, Ward, connections, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Direction, Peer, Peers, Policy, PolicyId, PortSpec, RulePorts, Selector};
use crate::text::FieldPath;

/// An entry for everybody on every port, where another policy on the same pods admits a few
/// only: that one is void. And an entry for every namespace, where a policy of the same kind
/// in another namespace admits fewer.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry that opens more than the policies beside it",
    run,
};
const CODE: Code = Code("opens-more-than-its-neighbours");
/// The port on which names are asked for.
const DNS: u16 = 53;

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = beside_narrower(ward);
    for (rule, at, _) in ward.entries() {
        let wide = wide(ward, rule, at);
        let finding = wide.and_then(|it| wider_than_its_sibling(ward, rule, at, &it));
        found.extend(finding.filter(|it| found.iter().all(|other| other.primary != it.primary)));
    }
    found
}

/// The entries for everybody that make others void.
fn beside_narrower(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let open = ward
        .rules()
        .iter()
        .filter(|it| it.rule.ports == RulePorts::Any);
    let mut found = Vec::new();
    for rule in open {
        let all = match &rule.rule.peers {
            Peers::Anyone => Some(rule.path()),
            Peers::OneOf(peers) => {
                let at = peers.iter().position(is_everybody);
                at.map(|it| rule.peer_path(it))
            }
        };
        let Some(path) = all else {
            continue;
        };
        let void = narrower(ward, rule);
        let names = void.iter().map(|it| ward.name_of(&ward.cluster()[*it]));
        let names: Vec<String> = names.collect();
        let Some(first) = void.first() else {
            continue;
        };
        let outside = match rule.rule.peers {
            Peers::Anyone => " and every address outside",
            Peers::OneOf(_) => "",
        };
        let message = format!(
            "this admits every pod of the cluster{outside} on every port, so that the rules of {} on the \
             same pods narrow nothing",
            told(&names)
        );
        let finding = ward.finding(Severity::Warning, CODE, (rule.id, path), message);
        let rules_field = rule.direction.rules_field();
        let other = FieldPath::root().field("spec").field(rules_field);
        found.extend(finding.map(|it| match ward.span(*first, other) {
            Some(span) => it.related(span, "these rules have no effect beside it"),
            None => it,
        }));
    }
    found
}

fn is_everybody(peer: &Peer) -> bool {
    match peer {
        Peer::Pods { namespaces, pods } => {
            let all = pods.as_ref().is_none_or(Selector::is_everything);
            namespaces.is_everything() && all
        }
        Peer::LocalPods(_) | Peer::Block(_) => false,
    }
}

/// The other policies that admit pods only, and not all of them, to every pod that the rule
/// is for.
fn narrower(ward: &Ward<'_>, rule: &Placed<'_>) -> Vec<PolicyId> {
    let own = ward.subjects(rule.policy);
    let mut found: Vec<PolicyId> = Vec::new();
    for other in ward.rules() {
        let is_other = other.id != rule.id && other.direction == rule.direction;
        let entries = other.entries();
        let is_narrow = !entries.is_empty()
            && entries
                .iter()
                .all(|it| !is_everybody(it) && !matches!(it, Peer::Block(_)));
        if !is_other || !is_narrow || found.contains(&other.id) {
            continue;
        }
        let subjects = ward.subjects(other.policy);
        if !subjects.is_empty() && subjects.iter().all(|it| own.contains(it)) {
            found.push(other.id);
        }
    }
    found
}

/// What an entry for every namespace is measured by.
struct Wide {
    /// The policies of its kind in other namespaces that name fewer.
    siblings: Vec<PolicyId>,
    /// Its policy with the entry read as one for its own namespace.
    narrowed: Policy,
}

/// An entry for every namespace whose policy is an exception among its kind. Where the
/// entry's pods are in other namespaces alone, or are asked for names, every namespace was
/// meant.
fn wide(ward: &Ward<'_>, rule: &Placed<'_>, at: usize) -> Option<Wide> {
    let narrowed = narrowed(rule, at)?;
    let home = rule.policy.namespace;
    let local = narrowed.scope(rule.direction).rules.get(rule.index)?;
    let is_at_home = ward.has_peers(home, local.peer(at)?) == Some(true);
    if !is_at_home || is_for_names(rule) || ward.subjects(rule.policy).is_empty() {
        return None;
    }
    let is_of_its_kind = |it: &(PolicyId, &Policy)| {
        let subject = &it.1.subject;
        let is_alike = subject == &rule.policy.subject && !subject.is_everything();
        it.1.namespace != home && (is_alike || it.1.name == rule.policy.name)
    };
    let mut siblings = Vec::new();
    let mut as_wide = 1;
    for (id, policy) in ward.policies().filter(is_of_its_kind) {
        match breadth(policy, rule.direction) {
            Some(Breadth::Wide) => as_wide += 1,
            Some(Breadth::Narrow) if !ward.subjects(policy).is_empty() => siblings.push(id),
            Some(Breadth::Narrow) | None => {}
        }
    }
    let is_exception = siblings.len() >= as_wide;
    is_exception.then_some(Wide { siblings, narrowed })
}

/// Whether a rule lets questions to DNS out and nothing else.
fn is_for_names(rule: &Placed<'_>) -> bool {
    let is_for_names = match &rule.rule.ports {
        RulePorts::Any => false,
        RulePorts::OneOf(ports) => ports.iter().all(|it| it.port == PortSpec::Number(DNS)),
    };
    rule.direction == Direction::Egress && is_for_names
}

/// The policy with an entry for every namespace read as one for its own.
fn narrowed(rule: &Placed<'_>, at: usize) -> Option<Policy> {
    let Peer::Pods { namespaces, pods } = rule.rule.peer(at)? else {
        return None;
    };
    if !namespaces.is_everything() {
        return None;
    }
    let mut policy = rule.policy.clone();
    let scope = policy.scope_mut(rule.direction);
    let Peers::OneOf(peers) = &mut scope.rules.get_mut(rule.index)?.peers else {
        return None;
    };
    *peers.get_mut(at)? = Peer::LocalPods(pods.clone().unwrap_or_else(Selector::everything));
    Some(policy)
}

/// How far the entries of a policy reach.
enum Breadth {
    /// To every namespace.
    Wide,
    /// To some.
    Narrow,
}

/// How far a policy reaches in a direction; nothing where it admits nobody, or addresses.
fn breadth(policy: &Policy, direction: Direction) -> Option<Breadth> {
    let scope = policy.scope(direction);
    scope.isolates?;
    let mut breadth = None;
    for rule in &scope.rules {
        let Peers::OneOf(peers) = &rule.peers else {
            return Some(Breadth::Wide);
        };
        for peer in peers {
            match peer {
                Peer::Pods { namespaces, .. } if namespaces.is_everything() => {
                    return Some(Breadth::Wide);
                }
                Peer::Pods { .. } | Peer::LocalPods(_) => breadth = Some(Breadth::Narrow),
                Peer::Block(_) => return None,
            }
        }
    }
    breadth
}

fn wider_than_its_sibling(
    ward: &Ward<'_>,
    rule: &Placed<'_>,
    at: usize,
    wide: &Wide,
) -> Option<Diagnostic> {
    let more = twin(ward, rule.id, wide.narrowed.clone())?.gained();
    let sibling = *wide.siblings.first()?;
    if more.is_empty() {
        return None;
    }
    let message = format!(
        "`namespaceSelector: {{}}` is every namespace, while {} names narrower ones; that is {} \
         more than with namespace {} alone: {}",
        ward.name_with_line(sibling, rule.id),
        connections(more.len()),
        ward.cluster()[rule.policy.namespace].name,
        told(&more)
    );
    let place = (rule.id, rule.peer_path(at));
    let found = ward.finding(Severity::Warning, CODE, place, message)?;
    let rules = FieldPath::root()
        .field("spec")
        .field(rule.direction.rules_field());
    let found = match ward.span(sibling, rules) {
        Some(span) => found.related(span, "the rules of a policy like this in another namespace"),
        None => found,
    };
    Some(found.help(
        "name the namespace that is meant by its label `kubernetes.io/metadata.name`, or leave \
         `namespaceSelector` out for the policy's own",
    ))
}
