use super::permits::permits;
use super::{Permits, RosterBranch, RosterEntry, RosterScope, Standing};
use crate::eval::{BranchRef, Reachability, World};
use crate::explain::{branch_words, isolation_words, subject_words};
use crate::letters::Letters;
use crate::manifest::{LeftOut, SourceMap};
use crate::model::{Direction, ObjectId, Peers, PolicyId, Scope, Selector, WorkloadId};
use crate::options::PolicyName;
use crate::text::FieldPath;

/// What entries are made from.
pub(super) struct Survey<'a> {
    pub(super) world: &'a World,
    pub(super) reachability: &'a Reachability,
    pub(super) letters: &'a Letters,
    pub(super) places: &'a SourceMap,
}

/// A policy that counts, or one that does not.
#[derive(Clone, Copy)]
struct Written<'a> {
    id: Option<PolicyId>,
    namespace: &'a str,
    declared_by: ObjectId,
}

impl Survey<'_> {
    /// The entry of a policy that counts.
    pub(super) fn counting(&self, id: PolicyId) -> RosterEntry {
        let cluster = self.world.cluster();
        let policy = &cluster[id];
        let namespace = &cluster[policy.namespace].name;
        let written = Written {
            id: Some(id),
            namespace,
            declared_by: policy.declared_by,
        };
        let name = PolicyName {
            namespace: namespace.clone(),
            name: policy.name.clone(),
        };
        let scopes = [&policy.ingress, &policy.egress];
        self.entry(written, name, &policy.subject, scopes)
    }

    /// The entry of a policy that was left out.
    pub(super) fn left_out(&self, policy: &LeftOut) -> RosterEntry {
        let written = Written {
            id: None,
            namespace: &policy.name.namespace,
            declared_by: policy.declared_by,
        };
        let scopes = [&policy.ingress, &policy.egress];
        self.entry(written, policy.name.clone(), &policy.subject, scopes)
    }

    fn entry(
        &self,
        written: Written<'_>,
        name: PolicyName,
        subject: &Selector,
        [ingress, egress]: [&Scope; 2],
    ) -> RosterEntry {
        let (workloads, pods) = self.selected(&name.namespace, subject);
        RosterEntry {
            standing: match written.id {
                Some(_) => Standing::Counts,
                None => Standing::LeftOut,
            },
            span: self.places.object(written.declared_by),
            subject: subject_words(subject),
            workloads,
            pods,
            scopes: [
                self.scope(written, Direction::Ingress, ingress),
                self.scope(written, Direction::Egress, egress),
            ],
            name,
        }
    }

    /// The workloads that a policy selects pods of, and how many pods. Pods on
    /// their node's network are none of its business.
    fn selected(&self, namespace: &str, subject: &Selector) -> (Vec<String>, u32) {
        let cluster = self.world.cluster();
        let Some(namespace) = cluster.find_namespace(namespace) else {
            return (Vec::new(), 0);
        };
        let mut names = Vec::new();
        let mut count: u32 = 0;
        for (id, workload) in cluster.workloads() {
            if workload.namespace != namespace {
                continue;
            }
            let selected = self.selected_of(id, subject);
            if selected == 0 {
                continue;
            }
            names.push(workload.name.clone());
            // Two pods stand for any number that are alike.
            let all = selected == workload.pods.len();
            let pods = u32::try_from(selected).unwrap_or(u32::MAX);
            let pods = if all {
                workload.replicas.max(pods)
            } else {
                pods
            };
            count = count.saturating_add(pods);
        }
        (names, count)
    }

    fn selected_of(&self, workload: WorkloadId, subject: &Selector) -> usize {
        let cluster = self.world.cluster();
        let pods = cluster[workload].pods.iter().map(|it| &cluster[*it]);
        let is_selected = |it: &&_| {
            let pod: &crate::model::Pod = it;
            !pod.host_network && !subject.matches(&pod.labels).is_no()
        };
        pods.filter(is_selected).count()
    }

    fn scope(&self, written: Written<'_>, direction: Direction, scope: &Scope) -> RosterScope {
        let mut branches = Vec::new();
        if scope.isolates.is_some() {
            for (index, rule) in scope.rules.iter().enumerate() {
                let peers = match &rule.peers {
                    Peers::Anyone => vec![None],
                    Peers::OneOf(peers) => (0..peers.len()).map(Some).collect(),
                };
                for peer in peers {
                    let words = branch_words(written.namespace, rule, peer);
                    let at = (direction, index, peer);
                    branches.push(self.branch(written, at, words));
                }
            }
        }
        RosterScope {
            direction,
            isolates: scope.isolates.is_some(),
            why: isolation_words(direction, scope),
            branches,
        }
    }

    fn branch(
        &self,
        written: Written<'_>,
        (direction, rule, peer): (Direction, usize, Option<usize>),
        words: String,
    ) -> RosterBranch {
        let branch = written.id.map(|policy| BranchRef {
            policy,
            direction,
            rule,
            peer,
        });
        let [alone, among_others] = branch.map_or_else(
            || [Permits::default(), Permits::default()],
            |it| permits(self.world, self.reachability, it),
        );
        let path = FieldPath::root()
            .field("spec")
            .field(direction.rules_field())
            .index(rule);
        let path = match peer {
            Some(peer) => path.field(direction.peers_field()).index(peer),
            None => path,
        };
        RosterBranch {
            letter: branch.map_or_else(String::new, |it| self.letters.letter(it)),
            number: branch
                .and_then(|it| self.letters.number(it))
                .unwrap_or_default(),
            branch,
            rule,
            words,
            span: self.places.entry(written.declared_by, &path),
            alone,
            among_others,
        }
    }
}
