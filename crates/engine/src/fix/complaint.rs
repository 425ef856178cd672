//! What could be done about a finding of a lint.

use super::{Fix, Remedy, Workshop};
use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::eval::{BranchRef, Entry};
use crate::lint::{Spelling, Suggestion, suggestion};
use crate::model::{Direction, Peer, Peers, PolicyId};

impl Workshop<'_> {
    /// What does away with a finding: each was tried, and says all that it changes.
    /// Nothing where somebody has to know what was meant.
    pub fn mend(&self, finding: &Diagnostic) -> Vec<Fix> {
        let remedies = self.remedies(finding);
        let offers = remedies.iter().filter_map(|it| self.remedy(it));
        offers.collect()
    }

    fn remedies(&self, finding: &Diagnostic) -> Vec<Remedy> {
        let span = finding.primary;
        let branch = self.before.branch_at(span.source, span.start);
        let policy = self.policy_of(finding);
        let (Some(policy), branch) = (policy.or(branch.map(|it| it.policy)), branch) else {
            return self.of_a_namespace(finding);
        };
        match finding.code.0 {
            "or-that-reads-like-and" => branch.map(Remedy::JoinEntries).into_iter().collect(),
            "and-that-reads-like-or" => branch.map(Remedy::PartEntry).into_iter().collect(),
            "rule-split-by-a-dash" => {
                let first = branch.and_then(|it| Some((it, it.rule.checked_sub(1)?)));
                let joined = first.map(|(it, rule)| Remedy::JoinRules(policy, it.direction, rule));
                joined.into_iter().collect()
            }
            "rules-without-their-type" => vec![Remedy::WriteTypes(policy, self.all_types(policy))],
            "egress-closes-ingress" => vec![Remedy::WriteTypes(policy, vec![Direction::Egress])],
            "dns-is-cut" => self.for_names(policy),
            "opens-more-than-its-neighbours" => self.of_its_own(branch),
            "redundant-policy" => vec![Remedy::RemovePolicy(policy)],
            "redundant-entry" => branch.map_or_else(Vec::new, |it| {
                vec![Remedy::RemoveEntries(vec![entry(self.before, it)])]
            }),
            _ => self.suggested(policy, branch, finding),
        }
    }

    /// What the finding itself proposes.
    fn suggested(
        &self,
        policy: PolicyId,
        branch: Option<BranchRef>,
        finding: &Diagnostic,
    ) -> Vec<Remedy> {
        let object = self.before.cluster()[policy].declared_by;
        match suggestion(self.options, self.before, finding) {
            Some(Suggestion::Label(spellings)) => {
                let each = spellings.into_iter().map(|it| match it {
                    Spelling::Key(path, key) => Remedy::Rename(object, path, key),
                    Spelling::Text(path, word) => Remedy::Respell(object, path, word),
                });
                vec![Remedy::All(each.collect())]
            }
            Some(Suggestion::Port(path, number)) => vec![Remedy::UsePort(object, path, number)],
            Some(Suggestion::Namespaces(ids)) => branch.map_or_else(Vec::new, |branch| {
                let named = |id| Remedy::NameNamespace(branch, id);
                ids.into_iter().map(named).collect()
            }),
            Some(Suggestion::Backends(id)) => {
                let selected = branch.map(|it| Remedy::SelectBackends(it, id));
                selected.into_iter().collect()
            }
            None => Vec::new(),
        }
    }

    /// An entry for the pods of all namespaces means those of its policy's.
    fn of_its_own(&self, branch: Option<BranchRef>) -> Vec<Remedy> {
        let named = branch.and_then(|it| {
            let policy = &self.before.cluster()[it.policy];
            let rule = policy.scope(it.direction).rules.get(it.rule)?;
            let peer = rule.peer(it.peer?)?;
            let is_of_all =
                matches!(peer, Peer::Pods { namespaces, .. } if namespaces.is_everything());
            is_of_all.then_some(Remedy::NameNamespace(it, policy.namespace))
        });
        named.into_iter().collect()
    }

    /// DNS is admitted, or egress is not isolated at all.
    fn for_names(&self, policy: PolicyId) -> Vec<Remedy> {
        let mut remedies = vec![Remedy::AdmitDns(policy)];
        if self.before.cluster()[policy].egress.rules.is_empty() {
            remedies.push(Remedy::RemoveType(policy, Direction::Egress));
        }
        remedies
    }

    fn of_a_namespace(&self, finding: &Diagnostic) -> Vec<Remedy> {
        let places = self.before.places();
        let mut namespaces = self.before.cluster().namespaces();
        let own = namespaces.find(|(_, it)| {
            let span = it.declared_by.and_then(|it| places.object(it));
            span.is_some_and(|it| it.touches(finding.primary.source, finding.primary.start))
        });
        match own {
            Some((id, _)) if finding.code.0 == "no-default-deny" => {
                vec![Remedy::DefaultDeny(id, Direction::Ingress)]
            }
            _ => Vec::new(),
        }
    }

    /// Every direction that a policy isolates in or has rules for.
    fn all_types(&self, policy: PolicyId) -> Vec<Direction> {
        let it = &self.before.cluster()[policy];
        let types = [Direction::Ingress, Direction::Egress];
        let counts = |direction: &Direction| {
            let scope = it.scope(*direction);
            scope.isolates.is_some() || !scope.rules.is_empty()
        };
        types.into_iter().filter(counts).collect()
    }

    /// The policy that a finding stands in.
    fn policy_of(&self, finding: &Diagnostic) -> Option<PolicyId> {
        let places = self.before.places();
        let mut policies = self.before.cluster().policies();
        let own = policies.find(|(_, it)| {
            let span = places.object(it.declared_by);
            span.is_some_and(|it| it.touches(finding.primary.source, finding.primary.start))
        });
        own.map(|it| it.0)
    }
}

/// The entry of a branch; the whole rule where it has no other.
fn entry(analysis: &Analysis, branch: BranchRef) -> Entry {
    let scope = analysis.cluster()[branch.policy].scope(branch.direction);
    match scope.rules.get(branch.rule).map(|it| &it.peers) {
        Some(Peers::OneOf(peers)) if peers.len() > 1 => Entry::Peer(branch),
        _ => Entry::Rule {
            policy: branch.policy,
            direction: branch.direction,
            rule: branch.rule,
        },
    }
}
