//! The pods that templates make (SEMANTICS.md W-5…W-8).

use super::assembly::{Declaration, FullName};
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
    /// The name it has under that of its Service, if the workload gives it one
    /// (SEMANTICS.md D-1).
    pub(super) hostname: Option<String>,
    /// The node that it is made for.
    pub(super) node: Option<NodeId>,
}

/// Makes pods, and names them so that no two have one name.
#[derive(Debug)]
pub(super) struct PodMaker<'d> {
    /// The nodes that a DaemonSet has a pod on.
    nodes: Vec<NodeId>,
    /// The names of live pods, in ascending order.
    live: Vec<FullName<'d>>,
    /// By declaration, which of the counters is for its pods: workloads of one
    /// name share theirs.
    counters: Vec<usize>,
    numbers: Vec<Counter>,
    /// How many more may be made where a number or the nodes say how many.
    left: usize,
    /// How many of one template.
    most: usize,
}

/// The numbers of the pods of one name.
#[derive(Debug, Clone, Copy, Default)]
struct Counter {
    /// The last one that was given.
    last: u32,
    /// Those that a `StatefulSet` has of its own: the first, and how many.
    reserved: (u32, u32),
}

impl Counter {
    fn next(&mut self) -> u32 {
        let (first, count) = self.reserved;
        self.last = self.last.saturating_add(1);
        if (first..first.saturating_add(count)).contains(&self.last) {
            self.last = first.saturating_add(count);
        }
        self.last
    }
}

impl<'d> PodMaker<'d> {
    /// Nothing is made yet; live pods have their names already.
    pub(super) fn new(
        declarations: &'d [Declaration],
        crews: &[Crew],
        nodes: Vec<NodeId>,
        limits: Limits,
    ) -> Self {
        let names: Vec<FullName<'_>> = declarations.iter().map(Declaration::full_name).collect();
        let counters = numbers(&names);
        let mut numbers = vec![Counter::default(); counters.first.len()];
        let mut live = Vec::new();
        for &member in crews.iter().flat_map(|it| &it.members) {
            let counter = counters.of.get(member).and_then(|it| numbers.get_mut(*it));
            let declaration = declarations.get(member);
            match declaration.map(|it| (it, &it.body)) {
                Some((it, Body::Pod(_))) => live.push(it.full_name()),
                Some((_, Body::Workload(body))) => {
                    if let (PodCount::Numbered { first, count }, Some(it)) = (body.pods, counter) {
                        it.reserved = (first, count);
                    }
                }
                _ => {}
            }
        }
        Self {
            nodes,
            live: sorted(&live),
            counters: counters.of,
            numbers,
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
        if let PodCount::Numbered { first, .. } = body.pods {
            let made = (first..=u32::MAX).take(count);
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
        let name = numbered(workload, ordinal);
        if self.live.binary_search(&(namespace, &name)).is_ok() {
            return None;
        }
        let mut labels = body.labels.clone();
        labels.set(POD_NAME, name.clone());
        labels.set(POD_INDEX, ordinal.to_string());
        Some(MadePod {
            hostname: Some(name.clone()),
            name,
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
        let mut name = String::new();
        while let Some(counter) = self.numbers.get_mut(counter) {
            name = numbered(workload, counter.next());
            if self.live.binary_search(&(namespace, &name)).is_err() {
                break;
            }
        }
        MadePod {
            name,
            labels: body.labels.clone(),
            hostname: None,
            node,
        }
    }
}

fn numbered(workload: &str, number: u32) -> String {
    format!("{workload}-{number}")
}
