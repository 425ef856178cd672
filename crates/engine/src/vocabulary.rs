//! The words that a text can use because the input has them: namespaces,
//! labels with their values, ports. What an editor completes with.
//!
//! Plain data, bounded however large the cluster is.

use serde::{Deserialize, Serialize};

use crate::model::{Cluster, LabelValue, Labels, Protocol};
use crate::order::groups_by;

/// How many labels are told, and how many values of each.
const MOST: usize = 300;
/// How many of those that have something are named.
const NAMED: usize = 6;

/// What exists in the input and can be written down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vocabulary {
    /// The namespaces, in document order.
    pub namespaces: Vec<String>,
    /// What namespaces are labelled with, by key.
    pub namespace_labels: Vec<LabelWords>,
    /// What pods are labelled with, by key.
    pub pod_labels: Vec<LabelWords>,
    /// The ports that pods declare, by name and number.
    pub ports: Vec<PortWords>,
}

/// A label that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelWords {
    /// Its key.
    pub key: String,
    /// What it says somewhere, in ascending order.
    pub values: Vec<ValueWords>,
}

/// One value of a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueWords {
    /// The value.
    pub value: String,
    /// Who has it.
    pub owners: Owners,
}

/// A port that somebody declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortWords {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its number.
    pub number: u16,
    /// `TCP` and so on.
    pub protocol: String,
    /// Who declares it.
    pub owners: Owners,
}

/// Those who have something: namespaces, or what makes pods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Owners {
    /// How many.
    pub count: usize,
    /// Some of them: `qa-test/frontend`, `qa-test`.
    pub names: Vec<String>,
    /// Some of the namespaces they are, or are in.
    pub namespaces: Vec<String>,
}

impl Vocabulary {
    /// What exists in this cluster.
    pub fn of(cluster: &Cluster) -> Self {
        let names = cluster.namespaces().map(|(_, it)| it.name.clone());
        let namespaces = cluster.namespaces().map(|(_, it)| Bearer {
            namespace: &it.name,
            name: None,
            labels: &it.labels,
        });
        let pods: Vec<_> = pods(cluster).collect();
        Self {
            namespaces: names.take(MOST).collect(),
            namespace_labels: labels(&namespaces.collect::<Vec<_>>()),
            pod_labels: labels(&pods),
            ports: ports(cluster),
        }
    }
}

/// Somebody who has labels.
#[derive(Debug, Clone, Copy)]
struct Bearer<'a> {
    namespace: &'a str,
    /// Its own name, unless it is the namespace.
    name: Option<&'a str>,
    labels: &'a Labels,
}

impl Owners {
    /// Those who have a label; several pods of one workload are one.
    fn of(pairs: &[&Pair<'_>]) -> Self {
        let mut owners = Self::default();
        let mut before = None;
        for (_, _, it) in pairs {
            let this = (it.namespace, it.name);
            if before.replace(this) != Some(this) {
                owners.add(it.namespace, it.name);
            }
        }
        owners
    }

    fn add(&mut self, namespace: &str, name: Option<&str>) {
        self.count += 1;
        if self.names.len() < NAMED {
            let full = name.map_or(namespace.to_owned(), |it| [namespace, "/", it].concat());
            self.names.push(full);
        }
        let is_new = self.namespaces.last().is_none_or(|it| it != namespace);
        if is_new && self.namespaces.len() < MOST {
            self.namespaces.push(namespace.to_owned());
        }
    }
}

/// One pod of each workload; more only where their labels differ.
fn pods(cluster: &Cluster) -> impl Iterator<Item = Bearer<'_>> {
    cluster.workloads().flat_map(move |(_, workload)| {
        let mut before: Option<&Labels> = None;
        let pods = workload.pods.iter().map(move |it| &cluster[*it]);
        pods.filter(move |it| before.replace(&it.labels) != Some(&it.labels))
            .map(move |it| Bearer {
                namespace: &cluster[workload.namespace].name,
                name: Some(&workload.name),
                labels: &it.labels,
            })
    })
}

/// A label that somebody has.
type Pair<'a> = (&'a str, &'a str, Bearer<'a>);

fn labels(bearers: &[Bearer<'_>]) -> Vec<LabelWords> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for bearer in bearers {
        for (key, value) in bearer.labels.iter() {
            if let LabelValue::Text(value) = value {
                pairs.push((key, value, *bearer));
            }
        }
    }
    let said = groups_by(
        &pairs,
        |a, b| (a.0, a.1).cmp(&(b.0, b.1)),
        |a, b| (a.0, a.1) == (b.0, b.1),
    );
    let mut words: Vec<LabelWords> = Vec::new();
    for group in said {
        let members: Vec<&Pair<'_>> = group.iter().filter_map(|it| pairs.get(*it)).collect();
        let Some(&&(key, value, _)) = members.first() else {
            continue;
        };
        let is_full = words.len() == MOST;
        let value = ValueWords {
            value: value.to_owned(),
            owners: Owners::of(&members),
        };
        match words.last_mut() {
            Some(last) if last.key == key => {
                if last.values.len() < MOST {
                    last.values.push(value);
                }
            }
            _ if is_full => break,
            _ => words.push(LabelWords {
                key: key.to_owned(),
                values: vec![value],
            }),
        }
    }
    words
}

fn ports(cluster: &Cluster) -> Vec<PortWords> {
    let mut all: Vec<(Option<&str>, u16, Protocol, &str, &str)> = Vec::new();
    for (_, workload) in cluster.workloads() {
        let Some(pod) = workload.pods.first().map(|it| &cluster[*it]) else {
            continue;
        };
        let namespace = cluster[workload.namespace].name.as_str();
        for port in pod.ports.known() {
            let name = port.name.as_deref();
            all.push((name, port.number, port.protocol, namespace, &workload.name));
        }
    }
    let same = groups_by(
        &all,
        |a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)),
        |a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2),
    );
    let word = |group: &Vec<usize>| {
        let members = group.iter().filter_map(|it| all.get(*it));
        let &(name, number, protocol, ..) = members.clone().next()?;
        let mut owners = Owners::default();
        for &(.., namespace, name) in members {
            owners.add(namespace, Some(name));
        }
        Some(PortWords {
            name: name.map(str::to_owned),
            number,
            protocol: protocol.name().to_owned(),
            owners,
        })
    };
    same.iter().take(MOST).filter_map(word).collect()
}
