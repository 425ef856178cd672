//! The user's text becomes a cluster.
//!
//! The only module that knows YAML and the Kubernetes types. It never fails and
//! never guesses: a broken document costs its own objects, with a positioned
//! finding in the API server's words (SEMANTICS.md §10, §11); whatever cannot be
//! read is left out whole, so that no rule becomes wider by a typo.

mod source_map;

pub use source_map::SourceMap;

use crate::diagnostic::Parsed;
use crate::model::Cluster;
use crate::options::Options;
use crate::text::{Sources, Span};

/// What the texts declare.
#[derive(Debug, Clone, Default)]
pub struct Manifests {
    /// The objects that policies speak about.
    pub cluster: Cluster,
    /// Where each object and each of its fields stands.
    pub places: SourceMap,
    /// The objects of kinds that do not matter here, or not yet.
    pub ignored: Vec<Ignored>,
}

/// An object that was recognised and left aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Its kind: `ConfigMap`.
    pub kind: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// Reads every document of every text.
pub fn read(sources: &Sources, options: &Options) -> Parsed<Manifests> {
    let _ = (sources, options);
    unimplemented!()
}
