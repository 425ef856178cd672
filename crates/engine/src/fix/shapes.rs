//! Changes that several fixes have in common, and the names of what they change.

use super::Workshop;
use super::draft::{Draft, Promise};
use super::policy::NewPolicy;
use super::selection::cidrs_of;
use crate::edit::{Change, What};
use crate::eval::{BranchRef, Entry, Party};
use crate::manifest::Value;
use crate::model::{Basis, Direction, NamespaceId, Peer, PolicyId};
use crate::query::{listed, workload_name};
use crate::text::{FieldPath, Step};

impl Workshop<'_> {
    /// A policy as people name it: `shop/db-np`.
    pub(super) fn policy_name(&self, policy: PolicyId) -> String {
        let cluster = self.before.cluster();
        let it = &cluster[policy];
        [&cluster[it.namespace].name, "/", &it.name].concat()
    }

    /// A part of a policy: `` `ingress[0].from[1]` of shop/db-np``.
    pub(super) fn entry_name(&self, policy: PolicyId, path: &FieldPath) -> String {
        let path = path.to_string();
        let path = path.strip_prefix("spec.").unwrap_or(&path);
        ["`", path, "` of ", &self.policy_name(policy)].concat()
    }

    /// An end of a connection.
    pub(super) fn party_name(&self, party: Party) -> String {
        let cluster = self.before.cluster();
        match party {
            Party::Workload(id) => workload_name(cluster, id),
            Party::Node(id) => ["node/", &cluster[id].name].concat(),
            Party::Outside(_) => listed(&cidrs_of(&self.before.world, party)),
        }
    }

    /// The change that writes the types that a policy has by default.
    pub(super) fn types_written(&self, policy: PolicyId) -> Option<What> {
        let policy = &self.before.cluster()[policy];
        let isolating = [Direction::Ingress, Direction::Egress]
            .into_iter()
            .filter_map(|it| Some((it, policy.scope(it).isolates?)));
        let (types, bases): (Vec<Direction>, Vec<Basis>) = isolating.unzip();
        if bases.iter().any(|it| matches!(it, Basis::Listed(_))) {
            return None;
        }
        let types = types.iter().map(|it| Value::text(it.name()));
        let path = FieldPath::root().field("spec").field("policyTypes");
        Some(What::Set(path, Value::list(types)))
    }

    /// Without these entries. A policy that loses its last rule of a direction goes
    /// on isolating in it.
    pub(super) fn without(&self, entries: &[Entry], promise: Promise) -> Option<Draft> {
        let mut lists: Vec<(Entry, FieldPath, Vec<usize>)> = Vec::new();
        for entry in entries {
            let path = entry.path();
            let index = match path.steps().last()? {
                Step::Index(index) => *index,
                Step::Field(_) => return None,
            };
            let list = path.parent()?;
            match lists
                .iter_mut()
                .find(|it| it.0.policy() == entry.policy() && it.1 == list)
            {
                Some(it) => it.2.push(index),
                None => lists.push((*entry, list, vec![index])),
            }
        }
        let cluster = self.before.cluster();
        let mut changes = Vec::new();
        for (entry, list, indexes) in lists {
            let policy = entry.policy();
            let object = cluster[policy].declared_by;
            let is_last = matches!(entry, Entry::Rule { direction, .. }
                if cluster[policy].scope(direction).rules.len() == indexes.len());
            if is_last {
                let what = self.types_written(policy);
                changes.extend(what.map(|what| Change { object, what }));
            }
            let what = What::Remove(list, indexes);
            changes.push(Change { object, what });
        }
        let names: Vec<String> = entries
            .iter()
            .map(|it| self.entry_name(it.policy(), &it.path()))
            .collect();
        Some(Draft {
            title: format!("Remove {}", names.join(" and ")),
            changes,
            promise,
        })
    }

    /// Two neighbouring entries as one, where one has only a `namespaceSelector` and
    /// the other only a `podSelector`.
    pub(super) fn join_of(
        &self,
        branch: BranchRef,
        first: usize,
        promise: Promise,
    ) -> Option<Draft> {
        let policy = &self.before.cluster()[branch.policy];
        let rule = policy.scope(branch.direction).rules.get(branch.rule)?;
        let neighbours = [rule.peer(first)?, rule.peer(first + 1)?];
        let is_namespaces = |it: &Peer| matches!(it, Peer::Pods { pods: None, .. });
        let is_pods = |it: &Peer| matches!(it, Peer::LocalPods(_));
        let [a, b] = neighbours;
        if !(is_namespaces(a) && is_pods(b) || is_pods(a) && is_namespaces(b)) {
            return None;
        }
        let list = branch.rule_path().field(branch.direction.peers_field());
        let entry = self.entry_name(branch.policy, &list.clone().index(first));
        let title = format!("Join {entry} with the next entry: both selectors must match");
        let what = What::Join(list, first);
        Some(Draft::new(title, policy.declared_by, [what], promise))
    }

    /// With a policy that selects every pod of a namespace and admits nobody.
    pub(super) fn default_deny(
        &self,
        namespace: NamespaceId,
        direction: Direction,
        promise: Promise,
    ) -> Option<Draft> {
        let word = direction.rules_field();
        let name = &self.before.cluster()[namespace].name;
        let title = format!("Add a default deny for {word} to the namespace `{name}`");
        let policy = NewPolicy {
            namespace,
            name: self.free_name(namespace, &["default-deny-", word].concat()),
            subject: Value::Map(Vec::new()),
            direction,
            rules: Vec::new(),
        };
        self.with_policy(title, policy, promise)
    }

    /// With one more policy.
    pub(super) fn with_policy(
        &self,
        title: String,
        policy: NewPolicy,
        promise: Promise,
    ) -> Option<Draft> {
        Some(Draft {
            title,
            changes: vec![policy.added(self)?],
            promise,
        })
    }
}
