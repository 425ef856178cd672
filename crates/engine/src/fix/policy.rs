//! Policies as somebody would write them by hand.

use super::Workshop;
use crate::edit::{Change, What};
use crate::manifest::Value;
use crate::model::{Direction, NamespaceId, ObjectId};

/// A `NetworkPolicy` that is to be written.
#[derive(Debug, Clone)]
pub(super) struct NewPolicy {
    pub(super) namespace: NamespaceId,
    pub(super) name: String,
    pub(super) subject: Value,
    pub(super) direction: Direction,
    pub(super) rules: Vec<Value>,
}

impl NewPolicy {
    /// The change that adds it, behind the others of its namespace.
    pub(super) fn added(self, workshop: &Workshop<'_>) -> Option<Change> {
        let namespace = &workshop.before.cluster()[self.namespace].name;
        let mut spec = vec![("podSelector", self.subject)];
        let types = Value::list([Value::text(self.direction.name())]);
        spec.push(("policyTypes", types));
        if !self.rules.is_empty() {
            spec.push((self.direction.rules_field(), Value::List(self.rules)));
        }
        let metadata = Value::map([
            ("name", Value::text(self.name)),
            ("namespace", Value::text(namespace)),
        ]);
        let policy = Value::map([
            ("apiVersion", Value::text("networking.k8s.io/v1")),
            ("kind", Value::text("NetworkPolicy")),
            ("metadata", metadata),
            ("spec", Value::map(spec)),
        ]);
        Some(Change {
            object: workshop.neighbour(self.namespace)?,
            what: What::Add(policy),
        })
    }
}

/// A rule for these peers on these ports.
pub(super) fn rule(direction: Direction, peers: Vec<Value>, ports: Vec<Value>) -> Value {
    let mut rule = vec![(direction.peers_field(), Value::List(peers))];
    if !ports.is_empty() {
        rule.push(("ports", Value::List(ports)));
    }
    Value::map(rule)
}

impl Workshop<'_> {
    /// The object behind which a policy of this namespace belongs: the last policy
    /// there, else the last of all, else the last object.
    fn neighbour(&self, namespace: NamespaceId) -> Option<ObjectId> {
        let policies = || self.before.cluster().policies().map(|it| it.1);
        let here = policies().filter(|it| it.namespace == namespace);
        let here = here.map(|it| it.declared_by).max();
        let any = || policies().map(|it| it.declared_by).max();
        here.or_else(any)
            .or_else(|| self.before.places().objects().last())
    }

    /// A name that no policy of the namespace has yet.
    pub(super) fn free_name(&self, namespace: NamespaceId, name: &str) -> String {
        let cluster = self.before.cluster();
        let is_taken = |name: &str| cluster.find_policy(namespace, name).is_some();
        if !is_taken(name) {
            return name.to_owned();
        }
        let mut others = (2_u32..).map(|it| [name, "-", &it.to_string()].concat());
        others.find(|it| !is_taken(it)).unwrap_or_default()
    }
}
