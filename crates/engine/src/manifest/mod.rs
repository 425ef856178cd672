//! The user's text becomes a cluster.
//!
//! The only module that knows YAML and the Kubernetes types. It never fails and
//! never guesses: a broken document costs its own objects, with a positioned
//! finding in the API server's words (SEMANTICS.md §10, §11); whatever cannot be
//! read is left out whole, so that no rule becomes wider by a typo.
//!
//! The way of a text: `table` takes out what kubectl printed as tables, `yaml`
//! makes trees with places, `objects` takes lists apart and recognises kinds,
//! `kinds` says how each is read, `ownership` finds out which pods belong
//! together, `pods` makes those that templates ask for, `assembly` puts the
//! cluster together. The trees stay in the [`SourceMap`].

#![cfg_attr(
    not(all(feature = "services", feature = "tables")),
    allow(
        dead_code,
        unused_imports,
        reason = "what is left out has helpers that nobody else calls"
    )
)]

mod assembly;
mod codes;
mod conflicts;
mod decimal;
mod decode;
mod deserializer;
mod endpoint_slice;
mod field;
mod ip_block;
mod kinds;
mod known_fields;
mod limits;
mod metadata;
mod names;
mod namespace;
mod node;
mod node_object;
mod objects;
mod ownership;
mod pieces;
mod pod;
mod pods;
mod policy;
mod quoted;
mod report;
mod rows;
mod scalar;
mod selector;
mod service;
mod serving;
mod source_map;
#[cfg_attr(not(feature = "tables"), path = "no_table.rs")]
mod table;
mod tree;
mod value;
mod workload;
mod yaml;

pub(crate) use self::ip_block::canonical;
pub use pieces::Memory;
pub use source_map::SourceMap;
pub use value::Value;

use crate::diagnostic::{Diagnostic, Parsed};
use crate::model::{Cluster, ObjectId, Scope, Selector};
use crate::options::{Options, PolicyName};
use crate::order::sorted_by;
use crate::text::{Sources, Span};

use assembly::{Declaration, assemble};
use decode::report_duplicate_keys;
use objects::{Object, Objects};
use report::{Findings, Report};

/// What the texts declare.
#[derive(Debug, Clone, Default)]
pub struct Manifests {
    /// The objects that policies speak about.
    pub cluster: Cluster,
    /// Where each object and each of its fields stands.
    pub places: SourceMap,
    /// The policies that do not count, since the options leave them out.
    pub left_out: Vec<LeftOut>,
    /// The objects of kinds that do not matter here, or not yet.
    pub ignored: Vec<Ignored>,
}

/// A policy that was read and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub name: PolicyName,
    /// The pods it would apply to.
    pub subject: Selector,
    /// What it says about connections to those pods.
    pub ingress: Scope,
    /// What it says about connections from those pods.
    pub egress: Scope,
    /// The object that declares it.
    pub declared_by: ObjectId,
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
    read_with(sources, options, None)
}

/// The same, for those who read nearly the same texts again and again.
pub fn read_again(sources: &Sources, options: &Options, memory: &mut Memory) -> Parsed<Manifests> {
    let parsed = read_with(sources, options, Some(memory));
    memory.truncate(sources.iter().count());
    parsed
}

fn read_with(
    sources: &Sources,
    options: &Options,
    mut memory: Option<&mut Memory>,
) -> Parsed<Manifests> {
    let mut findings = Vec::new();
    let limits = &options.limits;
    let mut objects = Objects::new(limits.objects);
    for (id, source) in sources.iter() {
        let tables = table::tables(id, &source.text, options, &mut findings);
        let texts = (&*tables.rest, &*source.text);
        let mut rows = tables.rows.into_iter().peekable();
        let known = memory.as_mut().and_then(|it| it.of(id));
        for document in yaml::documents(id, texts, limits, known, &mut findings) {
            while let Some(row) = rows.next_if(|it| it.start() < document.span.start) {
                objects.add_row(row);
            }
            objects.add_document(document);
        }
        rows.for_each(|it| objects.add_row(it));
    }
    findings.append(&mut objects.findings);

    let mut places = SourceMap::default();
    let mut declarations = Vec::new();
    let mut found = Findings::new(limits.findings);
    for object in objects.known {
        declarations.extend(declare(object, options, &mut places, &mut found));
    }
    findings.append(&mut found.into_all());
    let (cluster, left_out) = assemble(declarations, options, &places, &mut findings);
    let cluster = cluster.in_zone(&options.cluster_zone);
    let place = |it: &Diagnostic| (it.primary.source, it.primary.start);
    let findings = sorted_by(&findings, |a, b| place(a).cmp(&place(b)));
    Parsed {
        value: Manifests {
            cluster,
            places,
            left_out,
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
    findings: &mut Findings,
) -> Option<Declaration> {
    let Object { kind, tree, origin } = object;
    let mut report = Report::new(&tree);
    report_duplicate_keys(&mut report);
    let mut metadata = metadata::metadata(kind.scope, kind.name_syntax, options, &mut report);
    let mut body = (kind.read)(&metadata, options, &mut report);
    origin.note_unseen(&mut metadata, &mut body);
    let is_refused = report.has_errors();
    findings.add(report);
    let object = places.add(tree);
    (!is_refused).then_some(Declaration {
        kind,
        metadata,
        body,
        object,
    })
}
