//! Which pods belong together (SEMANTICS.md W-9).
//!
//! Pods and controllers name what made them in their `ownerReferences`. Whoever
//! is at the end of that chain is the workload: a Deployment and not a `ReplicaSet`
//! of it, a `CronJob` and not its Jobs, whether it is listed or only named.

use super::assembly::Declaration;
use super::kinds::Body;
use crate::model::{LabelValue, WorkloadKind};
use crate::order::{numbers, sorted, sorted_by};

/// The label by which a Deployment tells one `ReplicaSet` from the next: it ends
/// their names.
const TEMPLATE_HASH: &str = "pod-template-hash";

/// How long a chain of owners is at most: pod, ReplicaSet, Deployment. More are
/// a circle.
const LONGEST_CHAIN: usize = 4;

/// One workload: the declarations that it is made of.
#[derive(Debug)]
pub(super) struct Crew {
    pub(super) kind: WorkloadKind,
    pub(super) name: String,
    /// The position of the declaration that stands for it: its own if it is
    /// listed, else the first of its members.
    pub(super) head: usize,
    /// The positions of its live pods, or of the templates that make its pods
    /// where none is listed.
    pub(super) members: Vec<usize>,
}

/// Who is at the end of a chain of owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Root<'d> {
    kind: &'static str,
    namespace: &'d str,
    name: &'d str,
    /// Its position, if it is listed.
    listed: Option<usize>,
}

/// The workloads, in the order of what stands for them.
pub(super) fn crews(declarations: &[Declaration]) -> Vec<Crew> {
    let listed = Listed::new(declarations);
    let with_pods: Vec<usize> = (0..declarations.len())
        .filter(|it| {
            declarations
                .get(*it)
                .is_some_and(|it| it.pod_spec().is_some())
        })
        .collect();
    let roots: Vec<Root<'_>> = with_pods.iter().filter_map(|it| listed.root(*it)).collect();
    let numbers = numbers(&roots);
    let mut all: Vec<Vec<usize>> = vec![Vec::new(); numbers.first.len()];
    for (position, number) in with_pods.iter().zip(numbers.of) {
        if let Some(it) = all.get_mut(number) {
            it.push(*position);
        }
    }
    let roots = numbers.first.iter().filter_map(|it| roots.get(*it));
    let crews: Vec<Crew> = roots
        .zip(all)
        .filter_map(|(root, all)| crew(root, &all, declarations))
        .collect();
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(crews.len());
    order.extend(crews.iter().enumerate().map(|(at, it)| (it.head, at)));
    let order = sorted(&order);
    let mut slots: Vec<Option<Crew>> = crews.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|(_, at)| slots.get_mut(at)?.take())
        .collect()
}

/// The workload of this root, with all declarations that lead to it.
fn crew(root: &Root<'_>, all: &[usize], declarations: &[Declaration]) -> Option<Crew> {
    let body = |it: &usize| declarations.get(*it).map(|it| &it.body);
    let is_pod = |it: &usize| matches!(body(it), Some(Body::Pod(_)));
    let is_live = |it: &usize| matches!(body(it), Some(Body::Pod(pod)) if !pod.is_finished);
    let members: Vec<usize> = if all.iter().any(is_pod) {
        all.iter().copied().filter(is_live).collect()
    } else {
        match root.listed {
            Some(it) => vec![it],
            None => all.to_vec(),
        }
    };
    // A finished pod of its own is nothing any more.
    let own = root.listed.filter(|it| !is_pod(it) || is_live(it));
    Some(Crew {
        kind: WorkloadKind::from_name(root.kind)?,
        name: root.name.to_owned(),
        head: own.or_else(|| members.first().copied())?,
        members,
    })
}

/// The workloads that are listed, to be found by name.
struct Listed<'d> {
    declarations: &'d [Declaration],
    by_name: Vec<Root<'d>>,
}

impl<'d> Listed<'d> {
    fn new(declarations: &'d [Declaration]) -> Self {
        let mut all = Vec::new();
        for (position, it) in declarations.iter().enumerate() {
            if matches!(it.body, Body::Workload(_)) {
                let (kind, namespace, name) = it.identity();
                let listed = Some(position);
                all.push(Root {
                    kind,
                    namespace,
                    name,
                    listed,
                });
            }
        }
        Self {
            declarations,
            by_name: sorted_by(&all, Root::cmp),
        }
    }

    /// Who is at the end of the chain that begins at this position.
    fn root(&self, position: usize) -> Option<Root<'d>> {
        let mut at = position;
        for _ in 0..LONGEST_CHAIN {
            let declaration = self.declarations.get(at)?;
            let Some(owner) = self.owner(declaration) else {
                break;
            };
            match owner.listed {
                Some(it) => at = it,
                None => return Some(owner),
            }
        }
        let (kind, namespace, name) = self.declarations.get(at)?.identity();
        let listed = Some(at);
        Some(Root {
            kind,
            namespace,
            name,
            listed,
        })
    }

    /// What made a declared object.
    fn owner(&self, declaration: &'d Declaration) -> Option<Root<'d>> {
        let owner = declaration.metadata.owner.as_ref()?;
        let namespace = declaration.metadata.namespace.as_str();
        let found = self.find(owner.kind, namespace, &owner.name);
        if found.listed.is_some() || owner.kind != WorkloadKind::ReplicaSet {
            return Some(found);
        }
        // Lists of pods and of Deployments often come without the ReplicaSets
        // in between. Nobody but a Deployment sets this label.
        let label = declaration.metadata.labels.get(TEMPLATE_HASH);
        let Some(LabelValue::Text(hash)) = label else {
            return Some(found);
        };
        let deployment = owner.name.strip_suffix(hash.as_str());
        let deployment = deployment.and_then(|it| it.strip_suffix('-'));
        Some(match deployment.filter(|it| !it.is_empty()) {
            Some(it) => self.find(WorkloadKind::Deployment, namespace, it),
            None => found,
        })
    }

    /// The workload of this name, listed or not.
    fn find(&self, kind: WorkloadKind, namespace: &'d str, name: &'d str) -> Root<'d> {
        let unlisted = Root {
            kind: kind.name(),
            namespace,
            name,
            listed: None,
        };
        let at = self.by_name.partition_point(|it| *it <= unlisted);
        let found = self.by_name.get(at).copied();
        let is_it = |it: &Root<'_>| {
            Root {
                listed: None,
                ..*it
            } == unlisted
        };
        found.filter(is_it).unwrap_or(unlisted)
    }
}
