use super::Effect;
use super::pair::Pair;
use crate::analysis::Analysis;
use crate::edit::{Change, What};
use crate::eval::{Endpoint, NameLookup, Verdict};
use crate::model::{Direction, ObjectId, PodId};

/// A fix that has not been tried.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) changes: Vec<Change>,
    pub(super) promise: Promise,
}

/// What must be so afterwards.
#[derive(Debug, Clone)]
pub(super) enum Promise {
    /// These are not connected.
    Denied(Pair),
    /// These are.
    Allowed(Pair),
    /// What was written, and that is all.
    Written,
    /// Everybody connects as before.
    NothingElse,
    /// A policy isolates in these directions and no other.
    Isolates {
        namespace: String,
        name: String,
        types: Vec<Direction>,
    },
    /// This pod can ask the cluster's DNS over UDP and TCP.
    Resolves(PodId),
}

impl Draft {
    /// Changes of one object.
    pub(super) fn new(
        title: impl Into<String>,
        object: ObjectId,
        what: impl IntoIterator<Item = What>,
        promise: Promise,
    ) -> Self {
        let changes = what.into_iter().map(|what| Change { object, what });
        Self {
            title: title.into(),
            changes: changes.collect(),
            promise,
        }
    }

    /// The same under another promise.
    pub(super) fn promising(self, promise: Promise) -> Self {
        Self { promise, ..self }
    }

    /// Both together, under the same promise.
    pub(super) fn and(self, other: Self) -> Self {
        let mut changes = self.changes;
        changes.extend(other.changes);
        let mut rest = other.title.chars();
        let first = rest.next().map(|it| it.to_ascii_lowercase());
        Self {
            title: self.title + ", and " + &first.into_iter().chain(rest).collect::<String>(),
            changes,
            promise: self.promise,
        }
    }
}

impl Promise {
    pub(super) fn is_kept(&self, before: &Analysis, after: &Analysis, effect: &Effect) -> bool {
        match self {
            Self::Denied(pair) => pair.is_denied_in(before, after),
            Self::Allowed(pair) => pair.is_allowed_in(before, after),
            Self::Written => true,
            Self::NothingElse => effect.is_empty(),
            Self::Isolates {
                namespace,
                name,
                types,
            } => {
                let cluster = after.cluster();
                let home = cluster.find_namespace(namespace);
                let found = home.and_then(|it| cluster.find_policy(it, name));
                found.is_some_and(|it| {
                    let isolates = |direction| cluster[it].scope(direction).isolates.is_some();
                    let is_so = |it: &Direction| isolates(*it) == types.contains(it);
                    Direction::BOTH.iter().all(is_so)
                })
            }
            Self::Resolves(pod) => {
                // Policies come and go, but the pods are the same.
                let client = after.cluster().pods().nth(pod.index()).map(|it| it.0);
                client.is_some_and(|it| resolves(after, it))
            }
        }
    }
}

fn resolves(analysis: &Analysis, client: PodId) -> bool {
    match analysis.world.name_lookup(Endpoint::Pod(client)) {
        NameLookup::OtherDns(_) => false,
        NameLookup::Judged { udp, tcp, .. } => {
            [udp, tcp].iter().all(|it| it.verdict == Verdict::Allowed)
        }
    }
}
