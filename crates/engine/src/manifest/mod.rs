//! The user's text becomes a cluster.
//!
//! The only module that knows YAML and the Kubernetes types. It never fails and
//! never guesses: a broken document costs its own objects, with a positioned
//! finding in the API server's words (SEMANTICS.md §10, §11); whatever cannot be
//! read is left out whole, so that no rule becomes wider by a typo.
//!
//! The way of a text: `yaml` makes trees with places, `objects` takes lists
//! apart and recognises kinds, `kinds` says how each is read, `assembly` puts
//! the cluster together. The trees stay in the [`SourceMap`].

mod assembly;
mod codes;
mod conflicts;
mod decimal;
mod decode;
mod deployment;
mod deserializer;
mod endpoint_slice;
mod field;
mod ip_block;
mod kinds;
mod known_fields;
mod metadata;
mod names;
mod namespace;
mod node;
mod node_object;
mod objects;
mod pod;
mod policy;
mod report;
mod scalar;
mod selector;
mod service;
mod serving;
mod source_map;
mod tree;
mod yaml;

pub use source_map::SourceMap;

use crate::diagnostic::{Diagnostic, Parsed};
use crate::model::Cluster;
use crate::options::Options;
use crate::order::sorted_by;
use crate::text::{Sources, Span};

use assembly::{Declaration, assemble};
use decode::report_duplicate_keys;
use objects::{Object, Objects};
use report::Report;

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
    let mut findings = Vec::new();
    let mut objects = Objects::default();
    for (id, source) in sources.iter() {
        for document in yaml::documents(id, &source.text, &mut findings) {
            objects.add_document(document);
        }
    }
    findings.append(&mut objects.findings);

    let mut places = SourceMap::default();
    let mut declarations = Vec::new();
    for object in objects.known {
        declarations.extend(declare(object, options, &mut places, &mut findings));
    }
    let cluster = assemble(declarations, &places, &mut findings).in_zone(&options.cluster_zone);
    let place = |it: &Diagnostic| (it.primary.source, it.primary.start);
    let findings = sorted_by(&findings, |a, b| place(a).cmp(&place(b)));
    Parsed {
        value: Manifests {
            cluster,
            places,
            ignored: objects.ignored,
        },
        diagnostics: findings,
    }
}

/// Reads one object; `None` when an API server would refuse it.
fn declare(
    object: Object,
    options: &Options,
    places: &mut SourceMap,
    findings: &mut Vec<Diagnostic>,
) -> Option<Declaration> {
    let Object { kind, tree } = object;
    let mut report = Report::new(&tree);
    report_duplicate_keys(&mut report);
    let metadata = metadata::metadata(kind.scope, kind.name_syntax, options, &mut report);
    let body = (kind.read)(&metadata, options, &mut report);
    let is_refused = report.has_errors();
    findings.extend(report.into_findings());
    let object = places.add(tree);
    (!is_refused).then_some(Declaration {
        kind,
        metadata,
        body,
        object,
    })
}
