//! `kubectl apply -f`: what a text says is what counts.

use std::collections::BTreeSet;

use netpol_engine::diagnostic::Severity;
use netpol_engine::edit::{Change, What};
use netpol_engine::model::ObjectId;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options};

use crate::arguments::Arguments;
use crate::change::edits;
use crate::fault::Fault;
use crate::files::source_of;
use crate::flag::Flag;
use crate::identity::{Identity, Objects};
use crate::item::says;
use crate::output::Output;
use crate::resource::Resource;
use crate::value::text;

/// Applies the objects of a tab. Every text counts as applied already, in the order of the
/// tabs; so what changes is that this one has the last word.
///
/// # Errors
///
/// A tab that is not there, or says nothing, and texts that cannot be changed.
pub(crate) fn apply(
    sources: &Sources,
    options: &Options,
    analysis: &Analysis,
    arguments: &Arguments,
) -> Result<Output, Fault> {
    let file = arguments.value(Flag::Filename);
    let file = file.ok_or_else(|| Fault::error("must specify -f, with a tab of the editor"))?;
    let source = source_of(sources, file)?;
    let mut output = Output::default();
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error && it.primary.source == source);
    for it in errors {
        output.complain(&format!("error: error validating {file:?}: {}", it.message));
        output.status = 1;
    }
    let objects = Objects::of(analysis);
    if let Some(given) = arguments.value(Flag::Namespace) {
        let all = objects.in_source(source).map(|it| it.0);
        check_namespace(analysis, given, all)?;
    }
    let is_refused = |object: ObjectId| {
        let own = analysis.places().object(object);
        own.is_some_and(|own| {
            analysis.diagnostics.iter().any(|it| {
                it.severity == Severity::Error && own.touches(it.primary.source, it.primary.start)
            })
        })
    };
    let mut changes: Vec<Change> = Vec::new();
    let mut gone = BTreeSet::new();
    for (object, own) in objects.in_source(source) {
        if is_refused(*object) {
            continue;
        }
        let later = objects.replacing(*object, own);
        let word = if later.is_empty() {
            "unchanged"
        } else {
            "configured"
        };
        output.print(&format!("{} {word}", full_name(own)));
        for object in later {
            if gone.insert(object) {
                let what = What::Delete;
                changes.push(Change { object, what });
            }
        }
    }
    let aside = analysis
        .ignored
        .iter()
        .filter(|it| it.span.source == source);
    for it in aside {
        let (kind, name) = (it.kind.to_ascii_lowercase(), it.name.as_deref());
        output.print(&format!("{kind}/{} unchanged", name.unwrap_or_default()));
    }
    if output.lines.is_empty() {
        return Err(Fault::error("no objects passed to apply"));
    }
    if !changes.is_empty() {
        output.edits = edits(sources, options, analysis, &changes)?;
        output.note("What later tabs said of the same objects is gone, so that this text counts.");
    }
    Ok(output)
}

/// Whether objects may be of the namespace that was given: of it, or without one.
fn check_namespace(
    analysis: &Analysis,
    given: &str,
    objects: impl Iterator<Item = ObjectId>,
) -> Result<(), Fault> {
    for object in objects {
        let object = says(analysis, object);
        let own = object
            .as_ref()
            .and_then(|it| text(it, &["metadata", "namespace"]));
        if let Some(own) = own.filter(|it| *it != given) {
            return Err(Fault::error(format!(
                "the namespace from the provided object {own:?} does not match the namespace \
                 {given:?}. You must pass '--namespace={own}' to perform this operation."
            )));
        }
    }
    Ok(())
}

fn full_name((kind, _, name): &Identity) -> String {
    match Resource::of_kind(kind) {
        Some(it) => format!("{}/{name}", it.prefix()),
        None => format!("{}/{name}", kind.to_ascii_lowercase()),
    }
}
