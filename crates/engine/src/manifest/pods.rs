//! The pods that templates make (SEMANTICS.md W-5…W-8).

use super::assembly::Declaration;
use super::kinds::Body;
use super::ownership::Crew;
use super::workload::{PodCount, WorkloadBody};
use crate::model::{Labels, NodeId};
use crate::options::Limits;
use crate::order::{numbers, sorted};

/// The labels that a `StatefulSet` gives each of its pods.
const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";
const POD_INDEX: &str = "apps.kubernetes.io/pod-index";

/// A pod that a template makes.
#[derive(Debug)]
pub(super) struct MadePod {
    pub(super) name: String,
    pub(super) labels: Labels,
    /// The node that it is made for.
    pub(super) node: Option<NodeId>,
}

/// Makes pods, and names them so that no two have one name.
#[derive(Debug)]
pub(super) struct PodMaker {
    /// The nodes that a DaemonSet has a pod on.
    nodes: Vec<NodeId>,
    /// The names of live pods, with their namespaces.
    live: Vec<(String, String)>,
    /// The names that pods of a `StatefulSet` have.
    numbered: Vec<(String, String)>,
    /// By declaration, which of the counters below is for its pods: workloads of
    /// one name share theirs.
    counters: Vec<usize>,
    /// The last number given to a pod.
    last: Vec<u32>,
    /// How many more may be made where a number or the nodes say how many.
    left: usize,
    /// How many of one template.
    most: usize,
}

impl PodMaker {
    /// Nothing is made yet; live pods have their names already.
    pub(super) fn new(
        declarations: &[Declaration],
        crews: &[Crew],
        nodes: Vec<NodeId>,
        limits: Limits,
    ) -> Self {
        let mut live = Vec::new();
        let mut reserved = Vec::new();
        for it in crews.iter().flat_map(|it| &it.members) {
            let Some(it) = declarations.get(*it) else {
                continue;
            };
            let (namespace, name) = it.full_name();
            match &it.body {
                Body::Pod(_) => live.push((namespace.to_owned(), name.to_owned())),
                Body::Workload(body) => {
                    let left = limits.made_pods.saturating_sub(reserved.len());
                    let pods = ordinals(body)
                        .take(left.min(limits.pods_of_template))
                        .map(|it| numbered(name, it));
                    reserved.extend(pods.map(|it| (namespace.to_owned(), it)));
                }
                _ => {}
            }
        }
        let names: Vec<_> = declarations.iter().map(Declaration::full_name).collect();
        let counters = numbers(&names);
        Self {
            nodes,
            live: sorted(&live),
            numbered: sorted(&reserved),
            last: vec![0; counters.first.len()],
            counters: counters.of,
            left: limits.made_pods,
            most: limits.pods_of_template,
        }
    }

    /// How many pods a template asks for.
    pub(super) fn count(&self, pods: PodCount) -> u32 {
        match pods {
            PodCount::Alike(count) | PodCount::Numbered { count, .. } => count,
            PodCount::PerNode => u32::try_from(self.nodes.len().max(1)).unwrap_or(u32::MAX),
        }
    }

    /// The pods of the template that is declared at `position`, and what to say
    /// when it asks for more.
    pub(super) fn pods(
        &mut self,
        position: usize,
        declaration: &Declaration,
        body: &WorkloadBody,
    ) -> (Vec<MadePod>, Option<String>) {
        let wanted = self.count(body.pods) as usize;
        if let PodCount::Alike(_) = body.pods {
            // More than two cannot behave differently (W-6).
            let pods = (0..wanted.min(2)).map(|_| self.next(position, declaration, body, None));
            return (pods.collect(), None);
        }
        let count = wanted.min(self.most).min(self.left);
        self.left -= count;
        let mut pods = Vec::with_capacity(count);
        if let PodCount::Numbered { .. } = body.pods {
            let made = ordinals(body).take(count);
            pods.extend(made.filter_map(|it| self.numbered(declaration, body, it)));
        } else {
            for index in 0..count {
                let node = self.nodes.get(index).copied();
                pods.push(self.next(position, declaration, body, node));
            }
        }
        let message = format!("of these {wanted} pods only {count} are looked at");
        (pods, Some(message).filter(|_| count < wanted))
    }

    /// The pod of this number, unless a pod that is not of this workload has its
    /// name: then the cluster could not make it either.
    fn numbered(
        &self,
        declaration: &Declaration,
        body: &WorkloadBody,
        ordinal: u32,
    ) -> Option<MadePod> {
        let (namespace, workload) = declaration.full_name();
        let name = (namespace.to_owned(), numbered(workload, ordinal));
        if self.live.binary_search(&name).is_ok() {
            return None;
        }
        let mut labels = body.labels.clone();
        labels.set(POD_NAME, name.1.clone());
        labels.set(POD_INDEX, ordinal.to_string());
        Some(MadePod {
            name: name.1,
            labels,
            node: None,
        })
    }

    /// One more pod with a name of our making: `web-1`.
    fn next(
        &mut self,
        position: usize,
        declaration: &Declaration,
        body: &WorkloadBody,
        node: Option<NodeId>,
    ) -> MadePod {
        let (namespace, workload) = declaration.full_name();
        let counter = self.counters.get(position).copied().unwrap_or_default();
        let mut number = self.last.get(counter).copied().unwrap_or_default();
        let name = loop {
            number += 1;
            let name = (namespace.to_owned(), numbered(workload, number));
            let is_taken = [&self.live, &self.numbered]
                .iter()
                .any(|it| it.binary_search(&name).is_ok());
            if !is_taken {
                break name.1;
            }
        };
        if let Some(it) = self.last.get_mut(counter) {
            *it = number;
        }
        MadePod {
            name,
            labels: body.labels.clone(),
            node,
        }
    }
}

/// The numbers of the pods of a `StatefulSet`.
fn ordinals(body: &WorkloadBody) -> impl Iterator<Item = u32> {
    let (first, count) = match body.pods {
        PodCount::Numbered { first, count } => (first, count),
        PodCount::Alike(_) | PodCount::PerNode => (0, 0),
    };
    (first..=u32::MAX).take(count as usize)
}

fn numbered(workload: &str, number: u32) -> String {
    format!("{workload}-{number}")
}
