//! `kubectl delete`.

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
use crate::identity::{Identity, identity};
use crate::item::{Item, Subject, says};
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
        gone: Vec::new(),
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
    gone: Vec<ObjectId>,
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
        let own = item.says(self.analysis).and_then(|it| identity(&it));
        match (item.subject, own) {
            (Subject::Namespace(_), _) => {
                self.take(|it| it.1 == item.name || it.0 == "Namespace" && it.2 == item.name);
            }
            (_, Some(own)) => self.take(|it| *it == own),
            (_, None) => self.gone.extend(item.object),
        }
        if let Subject::Workload(id) = item.subject {
            // What it made goes with it.
            let cluster = self.analysis.cluster();
            let pods = cluster[id].pods.iter().map(|it| cluster[*it].declared_by);
            let pods: Vec<ObjectId> = pods.collect();
            for pod in pods {
                self.add(pod);
            }
        }
    }

    /// Everything that a text declares.
    fn delete_file(&mut self, source: SourceId) {
        let places = self.analysis.places();
        let is_there = |it: &ObjectId| places.object(*it).is_some_and(|it| it.source == source);
        for object in places.objects().filter(is_there) {
            let Some(own) = says(self.analysis, object).and_then(|it| identity(&it)) else {
                continue;
            };
            let resource = Resource::of_kind(&own.0);
            let kind = resource.map_or_else(|| own.0.to_ascii_lowercase(), Resource::prefix);
            self.output.print(&deleted(&kind, &own.1, &own.2));
            self.take(|it| *it == own);
        }
        if self.gone.is_empty() {
            self.output.complain("No resources found");
        }
    }

    /// Every object that is meant: of several of one name, the others would count then.
    fn take(&mut self, is_meant: impl Fn(&Identity) -> bool) {
        for object in self.analysis.places().objects() {
            let own = says(self.analysis, object).and_then(|it| identity(&it));
            if own.is_some_and(|it| is_meant(&it)) {
                self.add(object);
            }
        }
    }

    fn add(&mut self, object: ObjectId) {
        if !self.gone.contains(&object) {
            self.gone.push(object);
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
