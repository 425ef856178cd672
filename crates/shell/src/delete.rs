//! `kubectl delete`.

use std::collections::BTreeSet;

use netpol_engine::edit::{Change, What};
use netpol_engine::model::ObjectId;
use netpol_engine::text::{SourceId, Sources};
use netpol_engine::{Analysis, Options};

use crate::arguments::Arguments;
use crate::change::edits;
use crate::fault::Fault;
use crate::files::source_of;
use crate::flag::Flag;
use crate::get::nothing;
use crate::identity::{Identity, Objects};
use crate::item::{Item, Subject};
use crate::named::Named;
use crate::output::Output;
use crate::resource::Resource;

/// Removes objects from the texts.
///
/// # Errors
///
/// Objects that cannot be meant, and texts that cannot be changed.
pub(crate) fn delete(
    sources: &Sources,
    options: &Options,
    analysis: &Analysis,
    arguments: &Arguments,
) -> Result<Output, Fault> {
    let mut deletion = Deletion {
        analysis,
        objects: Objects::of(analysis),
        gone: BTreeSet::new(),
        output: Output::default(),
    };
    if let Some(file) = arguments.value(Flag::Filename) {
        deletion.delete_file(source_of(sources, file)?);
    } else {
        deletion.delete_named(arguments)?;
    }
    let Deletion {
        gone, mut output, ..
    } = deletion;
    if !gone.is_empty() {
        let changes = gone.into_iter().map(|object| Change {
            object,
            what: What::Delete,
        });
        let changes: Vec<Change> = changes.collect();
        output.edits = edits(sources, options, analysis, &changes)?;
    }
    Ok(output)
}

/// A deletion while it is put together.
struct Deletion<'a> {
    analysis: &'a Analysis,
    objects: Objects<'a>,
    gone: BTreeSet<ObjectId>,
    output: Output,
}

impl Deletion<'_> {
    fn delete_named(&mut self, arguments: &Arguments) -> Result<(), Fault> {
        let named = Named::read(&arguments.words)?;
        let is_all = arguments.has(Flag::All) || arguments.value(Flag::Selector).is_some();
        if !named.has_names() && !is_all {
            return Err(Fault::error(
                "resource(s) were provided, but no name was specified",
            ));
        }
        let found = named.find(self.analysis, arguments)?;
        for item in found.items() {
            self.delete_item(item);
        }
        if found.is_empty() && found.missing.is_empty() {
            self.output.complain(&nothing(&named, arguments));
        }
        for fault in &found.missing {
            fault.tell(&mut self.output);
        }
        Ok(())
    }

    fn delete_item(&mut self, item: &Item<'_>) {
        let deleted = deleted(&item.resource.prefix(), item.namespace, item.name);
        self.output.print(&deleted);
        if let Some((kind, workload)) = item.maker(self.analysis) {
            let name = &self.analysis.cluster()[workload].name;
            let kind = kind.name();
            self.output.note(&format!(
                "{kind} {name} makes another pod in its place: nothing changes in the texts."
            ));
            return;
        }
        self.take(item);
        if let Subject::Workload(id) = item.subject {
            // What it made goes with it.
            let cluster = self.analysis.cluster();
            let pods = cluster[id].pods.iter().map(|it| cluster[*it].declared_by);
            self.gone.extend(pods);
        }
    }

    /// Everything that a text declares.
    fn delete_file(&mut self, source: SourceId) {
        for (_, own) in self.objects.in_source(source) {
            let resource = Resource::of_kind(&own.0);
            let kind = resource.map_or_else(|| own.0.to_ascii_lowercase(), Resource::prefix);
            self.output.print(&deleted(&kind, &own.1, &own.2));
            self.gone.extend(self.objects.same_as(own));
        }
        if self.gone.is_empty() {
            self.output.complain("No resources found");
        }
    }

    /// Every object that is meant: of several of one name, the others would count then.
    fn take(&mut self, item: &Item<'_>) {
        self.gone.extend(item.object);
        let kind = item.resource.kind().to_owned();
        let own: Identity = (kind, item.namespace.to_owned(), item.name.to_owned());
        self.gone.extend(self.objects.same_as(&own));
        if let Subject::Namespace(_) = item.subject {
            // What is in it goes with it.
            let inside = self.objects.iter().filter(|it| it.1.1 == item.name);
            self.gone.extend(inside.map(|it| it.0));
        }
    }
}

fn deleted(kind: &str, namespace: &str, name: &str) -> String {
    if namespace.is_empty() {
        format!("{kind} {name:?} deleted")
    } else {
        format!("{kind} {name:?} deleted from {namespace} namespace")
    }
}
