//! What the caller decides where the input leaves a choice, or Kubernetes does.

mod assumptions;
mod pod_network;
mod profile;

pub use assumptions::{Assumptions, Choice, ChoiceFault, Point};
pub use pod_network::{NotACidr, PodNetwork};
pub use profile::Profile;

use serde::{Deserialize, Serialize};

/// Which API server the validation speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ApiLevel {
    /// Before 1.36: a CIDR with host bits is accepted and masked, with a
    /// warning (SEMANTICS.md E-27).
    Before136,
    /// 1.36 and later: such a CIDR is refused.
    #[default]
    From136,
}

/// What is assumed of a namespace that something is in, but that is not declared
/// (SEMANTICS.md W-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UndeclaredNamespaces {
    /// It has the label that every namespace has, and no other. A selector on
    /// another key is decided so, and the answer says that.
    #[default]
    AutomaticLabelOnly,
    /// It may have any labels beside that one: a selector on another key is not
    /// decided.
    Unknown,
}

/// How much is read and worked out: everything that could grow without end ends
/// here.
///
/// Texts come from links and pastes, so that their author may mean harm; and a
/// page that hangs is worse than one that says what it left out. Each bound has
/// a message at the place where it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The longest text, in bytes. A pod with all that a server adds to it takes
    /// ten thousand.
    pub bytes: usize,
    /// How many documents a text may have, empty ones not counted.
    pub documents: usize,
    /// How many documents of a text may be broken. Nobody mends more at once,
    /// and what is so broken is probably no YAML at all.
    pub broken_documents: usize,
    /// How much a text may hold. A key counts, a value counts, and so does every
    /// 32 bytes of a long one: memory is bounded where bytes are cheap, as in
    /// `[,,,,`.
    pub values: usize,
    /// How much of that may come from aliases, where a short text can mean very
    /// much.
    pub aliased_values: usize,
    /// How many objects all texts may have together, those in lists included.
    pub objects: usize,
    /// How many findings there are before only the first error of an object is
    /// kept.
    pub findings: usize,
    /// How many pods are made of one template whose pods are not alike: a number
    /// is written in no time, and every pod costs.
    pub pods_of_template: usize,
    /// How many such pods are made of all templates together.
    pub made_pods: usize,
    /// How many steps an evaluation may take; one is about a look at one thing.
    /// A thousand policies on ten thousand pods take a sixtieth of what is
    /// allowed.
    pub steps: u64,
    /// How many connections are listed. Every pair of workloads may be one.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            documents: 50_000,
            broken_documents: 200,
            values: 3_000_000,
            aliased_values: 200_000,
            objects: 50_000,
            findings: 5000,
            pods_of_template: 1000,
            made_pods: 20_000,
            steps: 3_000_000_000,
            connections: 2_000_000,
        }
    }
}

/// A policy by name, which stays when the text around it changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PolicyName {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

/// What the caller decides where the input leaves a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The namespace of an object that names none (SEMANTICS.md W-3).
    pub default_namespace: String,
    /// Which API server the validation speaks for.
    pub api_level: ApiLevel,
    /// The last part of every name that the cluster's DNS knows (SEMANTICS.md
    /// D-1).
    pub cluster_zone: String,
    /// The policies that are read and do not count, as if their documents were
    /// not there.
    pub left_out: Vec<PolicyName>,
    /// What is assumed of namespaces that are not declared.
    pub undeclared_namespaces: UndeclaredNamespaces,
    /// What the network plugin is taken to do where Kubernetes leaves it open.
    pub assumptions: Assumptions,
    /// Where pods have their addresses of which the input gives none; one of each
    /// family at most makes sense.
    pub pod_networks: Vec<PodNetwork>,
    /// How much is read and worked out.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            default_namespace: "default".to_owned(),
            api_level: ApiLevel::default(),
            cluster_zone: "cluster.local".to_owned(),
            left_out: Vec::new(),
            undeclared_namespaces: UndeclaredNamespaces::default(),
            assumptions: Assumptions::default(),
            pod_networks: Vec::new(),
            limits: Limits::default(),
        }
    }
}
