//! What admits a connection, and as little else as can be.

use super::draft::{Draft, Promise};
use super::pair::Pair;
use super::policy::{NewPolicy, rule};
use super::selection::{entries_for, of_namespace, port_entries, telling_labels, with_labels};
use super::{Fix, Workshop};
use crate::edit::{What, template_path};
use crate::eval::{
    BranchRef, Change, Gate, LabelChange, LabelWish, NearMiss, Party, Reach, near_misses_of,
};
use crate::manifest::Value;
use crate::model::{Direction, ObjectId, PolicyId, WorkloadId};
use crate::query::workload_name;
use crate::text::FieldPath;

/// How many ways at one end are tried together with those at the other.
const TOGETHER: usize = 4;

impl Workshop<'_> {
    /// What admits a connection that is denied; the least first, each with all that
    /// it changes beside. Nothing where policies cannot.
    pub fn allow(&self, pair: &Pair) -> Vec<Fix> {
        let Some((source, destination)) = pair.endpoints(&self.before.world) else {
            return Vec::new();
        };
        let reach = self.before.reach(source, destination);
        let mut ends = Vec::new();
        for direction in [Direction::Ingress, Direction::Egress] {
            let admission = Admission {
                workshop: self,
                pair,
                direction,
            };
            if admission.is_needed(&reach) {
                ends.push(admission.drafts(&reach));
            }
        }
        let drafts = match ends.as_slice() {
            [one] => one.clone(),
            [first, second] => {
                let first = first.iter().take(TOGETHER);
                let second = second.iter().take(TOGETHER);
                first
                    .flat_map(|a| second.clone().map(|b| a.clone().and(b.clone())))
                    .collect()
            }
            _ => Vec::new(),
        };
        self.offers(drafts)
    }

    /// What admits a connection that is denied by isolating less: a policy that lists
    /// a direction, has no rule for it and is alone in isolating there, lists it no
    /// more. Such a policy probably never meant that direction.
    pub fn allow_by_isolating_less(&self, pair: &Pair) -> Vec<Fix> {
        let Some((source, destination)) = pair.endpoints(&self.before.world) else {
            return Vec::new();
        };
        let reach = self.before.reach(source, destination);
        let cluster = self.before.cluster();
        let drafts = Direction::BOTH.into_iter().filter_map(|direction| {
            let Gate::Isolated { by, .. } = reach.gate(direction) else {
                return None;
            };
            let [policy] = by.as_slice() else {
                return None;
            };
            if !cluster[*policy].scope(direction).rules.is_empty() {
                return None;
            }
            let draft = self.without_type(*policy, direction)?;
            Some(draft.promising(Promise::Allowed(pair.clone())))
        });
        self.offers(drafts.collect())
    }
}

/// A connection that is to be admitted at one end.
struct Admission<'a> {
    workshop: &'a Workshop<'a>,
    pair: &'a Pair,
    direction: Direction,
}

impl Admission<'_> {
    fn promise(&self) -> Promise {
        Promise::Allowed(self.pair.clone())
    }

    fn is_needed(&self, reach: &Reach) -> bool {
        let families = reach.by_family.iter().map(|it| it.gate(self.direction));
        let mut gates = families.chain([reach.gate(self.direction)]);
        gates.any(|it| match it {
            Gate::Exempt(_) | Gate::NotIsolated => false,
            Gate::Isolated { .. } => !self.pair.is_met_by(&it.passes()),
        })
    }

    fn subject_and_peer(&self) -> (Party, Party) {
        self.pair.subject_and_peer(self.direction)
    }

    /// Every way, those first that change the least text.
    fn drafts(&self, reach: &Reach) -> Vec<Draft> {
        let mut drafts = Vec::new();
        drafts.extend(self.with_rules(reach));
        let near = near_misses_of(
            &self.workshop.before.world,
            reach,
            self.direction,
            &self.pair.ports,
        );
        for near in near.iter().flatten() {
            drafts.extend(self.with_clause(near));
        }
        drafts.extend(self.with_entries(reach));
        drafts.extend(self.with_policy());
        drafts
    }

    /// Entries of `from` or `to` that mean this peer, in a policy's namespace.
    fn entries(&self) -> Vec<Value> {
        let world = &self.workshop.before.world;
        let (subject, peer) = self.subject_and_peer();
        let Party::Workload(subject) = subject else {
            return Vec::new();
        };
        entries_for(world, peer, world.cluster()[subject].namespace)
    }

    /// `qa-test/frontend on 3306/TCP`.
    fn words(&self) -> String {
        let (_, peer) = self.subject_and_peer();
        let name = self.workshop.party_name(peer);
        if self.pair.ports.is_all() {
            name
        } else {
            format!("{name} on {}", self.pair.ports)
        }
    }

    fn isolating(&self, reach: &Reach) -> Vec<PolicyId> {
        match reach.gate(self.direction) {
            Gate::Isolated { by, .. } => by.clone(),
            Gate::Exempt(_) | Gate::NotIsolated => Vec::new(),
        }
    }

    /// One more rule in a policy that isolates, those first that select the fewest
    /// pods.
    fn with_rules(&self, reach: &Reach) -> Vec<Draft> {
        let entries = self.entries();
        if entries.is_empty() {
            return Vec::new();
        }
        let cluster = self.workshop.before.cluster();
        let mut policies = self.isolating(reach);
        let selected = |id: &PolicyId| {
            let it = &cluster[*id];
            let here = cluster.pods().filter(|pod| pod.1.namespace == it.namespace);
            here.filter(|pod| it.subject.matches(&pod.1.labels).is_yes())
                .count()
        };
        policies.sort_by_key(selected);
        let rule = rule(self.direction, entries, port_entries(&self.pair.ports));
        let field = self.direction.rules_field();
        let list = FieldPath::root().field("spec").field(field);
        let drafts = policies.into_iter().map(|id| {
            let title = format!(
                "Add a rule to `{field}` of {} that admits {}",
                self.workshop.policy_name(id),
                self.words()
            );
            let what = What::Push(list.clone(), rule.clone());
            Draft::new(title, cluster[id].declared_by, [what], self.promise())
        });
        drafts.collect()
    }

    /// One more entry beside others, in rules whose ports fit.
    fn with_entries(&self, reach: &Reach) -> Vec<Draft> {
        let entries = self.entries();
        let Gate::Isolated { branches, .. } = reach.gate(self.direction) else {
            return Vec::new();
        };
        if entries.is_empty() {
            return Vec::new();
        }
        let cluster = self.workshop.before.cluster();
        let mut drafts: Vec<Draft> = Vec::new();
        let firsts = branches.iter().filter(|it| it.at.peer == Some(0));
        for branch in firsts {
            let named = branch.named_ports().intersection(&self.pair.ports);
            if named.is_empty() {
                continue;
            }
            let list = branch.at.rule_path().field(self.direction.peers_field());
            let title = format!(
                "Add an entry to {} that admits {}",
                self.workshop.entry_name(branch.at.policy, &list),
                self.workshop.party_name(self.subject_and_peer().1)
            );
            let whats = entries
                .iter()
                .map(|it| What::Push(list.clone(), it.clone()));
            let object = cluster[branch.at.policy].declared_by;
            drafts.push(Draft::new(title, object, whats, self.promise()));
        }
        drafts
    }

    /// One more policy, for this subject alone.
    fn with_policy(&self) -> Option<Draft> {
        let (subject, _) = self.subject_and_peer();
        let Party::Workload(subject) = subject else {
            return None;
        };
        let entries = self.entries();
        let cluster = self.workshop.before.cluster();
        let labels = telling_labels(cluster, subject);
        if entries.is_empty() || labels.is_empty() {
            return None;
        }
        let namespace = cluster[subject].namespace;
        let word = self.direction.rules_field();
        let stem = ["allow-", &cluster[subject].name, "-", word].concat();
        let policy = NewPolicy {
            namespace,
            name: self.workshop.free_name(namespace, &stem),
            subject: with_labels(&labels),
            direction: self.direction,
            rules: vec![rule(
                self.direction,
                entries,
                port_entries(&self.pair.ports),
            )],
        };
        let title = format!(
            "Add a NetworkPolicy for {word} of {} that admits {}",
            workload_name(cluster, subject),
            self.words()
        );
        self.workshop.with_policy(title, policy, self.promise())
    }

    /// The one clause that does not hold is made to.
    fn with_clause(&self, near: &NearMiss) -> Option<Draft> {
        let branch = near.branch;
        let policy = self.workshop.before.cluster()[branch.policy].declared_by;
        let (title, object, what) = match &near.change {
            Change::Hole(_, hole) => {
                let list = branch.path().field("ipBlock").field("except");
                let name = list.clone().index(*hole);
                let name = self.workshop.entry_name(branch.policy, &name);
                let what = vec![What::Remove(list, vec![*hole])];
                (format!("Remove {name}"), policy, what)
            }
            Change::NamespaceLabels(changes) => self.with_namespace_label(branch, changes)?,
            Change::PodLabels(changes) => self.with_pod_label(branch, changes)?,
            Change::Namespace(_) => {
                let peer = self.peer_workload()?;
                let cluster = self.workshop.before.cluster();
                let home = &cluster[cluster[peer].namespace].name;
                let path = branch.path().field("namespaceSelector");
                let entry = self.workshop.entry_name(branch.policy, &branch.path());
                let title = format!("Mean the namespace `{home}` in {entry}");
                (title, policy, vec![What::Set(path, of_namespace(home))])
            }
            Change::Port { .. } => {
                let list = branch.rule_path().field("ports");
                let name = self.workshop.entry_name(branch.policy, &list);
                let entries = port_entries(&self.pair.ports).into_iter();
                let whats = entries.map(|it| What::Push(list.clone(), it)).collect();
                (format!("Add {} to {name}", self.pair.ports), policy, whats)
            }
            Change::Address(_) => return None,
        };
        Some(Draft::new(title, object, what, self.promise()))
    }

    /// The label that an entry asks of the peer's namespace.
    fn with_namespace_label(
        &self,
        branch: BranchRef,
        changes: &[LabelChange],
    ) -> Option<(String, ObjectId, Vec<What>)> {
        let cluster = self.workshop.before.cluster();
        let namespace = &cluster[cluster[self.peer_workload()?].namespace];
        let name = format!("the namespace `{}`", namespace.name);
        let labelled = (namespace.declared_by?, FieldPath::root());
        self.with_label(branch, changes, &name, labelled)
    }

    /// The label that an entry asks of the peer.
    fn with_pod_label(
        &self,
        branch: BranchRef,
        changes: &[LabelChange],
    ) -> Option<(String, ObjectId, Vec<What>)> {
        let cluster = self.workshop.before.cluster();
        let peer = self.peer_workload()?;
        let workload = &cluster[peer];
        let labelled = (workload.declared_by, template_path(workload.kind));
        self.with_label(branch, changes, &workload_name(cluster, peer), labelled)
    }

    /// One label more, in the metadata at a path of an object.
    fn with_label(
        &self,
        branch: BranchRef,
        changes: &[LabelChange],
        name: &str,
        (object, path): (ObjectId, FieldPath),
    ) -> Option<(String, ObjectId, Vec<What>)> {
        let (key, value) = wished(changes)?;
        let title = format!(
            "Label {name} with `{key}={value}`, as {} asks",
            self.workshop.entry_name(branch.policy, &branch.path())
        );
        let path = path.field("metadata").field("labels").field(key);
        Some((title, object, vec![What::Set(path, Value::text(value))]))
    }

    /// The peer, if it is a workload.
    fn peer_workload(&self) -> Option<WorkloadId> {
        match self.subject_and_peer().1 {
            Party::Workload(peer) => Some(peer),
            Party::Node(_) | Party::Outside(_) => None,
        }
    }
}

/// One label that should have a certain value.
fn wished(changes: &[LabelChange]) -> Option<(&str, &str)> {
    match changes {
        [
            LabelChange {
                key,
                to: LabelWish::OneOf(values),
            },
        ] => Some((key.as_str(), values.first()?.as_str())),
        _ => None,
    }
}
