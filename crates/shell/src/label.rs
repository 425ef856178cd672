//! `kubectl label`.

use std::collections::BTreeSet;

use netpol_engine::edit::{Change, What};
use netpol_engine::manifest::Value;
use netpol_engine::model::{LabelValue, ObjectId};
use netpol_engine::text::{FieldPath, Sources};
use netpol_engine::{Analysis, Options};

use crate::arguments::Arguments;
use crate::change::{CANNOT_CHANGE, edits};
use crate::fault::Fault;
use crate::flag::Flag;
use crate::get::nothing;
use crate::item::Item;
use crate::named::Named;
use crate::output::Output;
use crate::pod_state::template_of;
use crate::selector_words::GENERATED;

/// What is to become of labels.
#[derive(Debug, Default)]
struct Wanted {
    set: Vec<(String, String)>,
    removed: Vec<String>,
}

impl Wanted {
    /// Reads `env=qa tier-`.
    fn read(words: &[String]) -> Result<Self, Fault> {
        let mut wanted = Self::default();
        for word in words {
            if let Some((key, value)) = word.split_once('=') {
                check(word, key, value)?;
                wanted.set.push((key.to_owned(), value.to_owned()));
            } else if let Some(key) = word.strip_suffix('-') {
                check(word, key, "")?;
                wanted.removed.push(key.to_owned());
            } else {
                return Err(Fault::error(format!("unknown label spec: {word}")));
            }
        }
        if wanted.set.is_empty() && wanted.removed.is_empty() {
            return Err(Fault::error("at least one label update is required"));
        }
        let twice = |key: &String| wanted.set.iter().any(|it| it.0 == *key);
        match wanted.removed.iter().find(|it| twice(it)) {
            Some(key) => Err(Fault::error(format!(
                "can not both modify and remove a label in the same command: {key:?}"
            ))),
            None => Ok(wanted),
        }
    }
}

/// Whether it can be a label at all (SEMANTICS.md E-5).
fn check(word: &str, key: &str, value: &str) -> Result<(), Fault> {
    let (prefix, name) = key.rsplit_once('/').unwrap_or(("prefix", key));
    let is_inside = |it: u8| it.is_ascii_alphanumeric() || b"-._".contains(&it);
    let is_word = |it: &str| {
        let ends = [it.bytes().next(), it.bytes().last()];
        let are_ends = ends
            .iter()
            .all(|it| it.is_some_and(|it| it.is_ascii_alphanumeric()));
        it.len() <= 63 && are_ends && it.bytes().all(is_inside)
    };
    let is_prefix = !prefix.is_empty() && prefix.len() <= 253 && prefix.bytes().all(is_inside);
    if !is_word(name) || !is_prefix {
        return Err(Fault::error(format!("invalid label key in {word:?}")));
    }
    if !value.is_empty() && !is_word(value) {
        return Err(Fault::error(format!("invalid label value: {value:?}")));
    }
    Ok(())
}

/// Sets and removes labels.
///
/// # Errors
///
/// Objects and labels that cannot be meant, and texts that cannot be changed.
pub(crate) fn label(
    sources: &Sources,
    options: &Options,
    analysis: &Analysis,
    arguments: &Arguments,
) -> Result<Output, Fault> {
    let is_label = |it: &String| it.contains('=') || it.len() > 1 && it.ends_with('-');
    let words = &arguments.words;
    let first = words.iter().position(is_label).unwrap_or(words.len());
    let (objects, labels) = words.split_at(first);
    let named = Named::read(objects)?;
    let wanted = Wanted::read(labels)?;
    let is_all = arguments.has(Flag::All) || arguments.value(Flag::Selector).is_some();
    if !named.has_names() && !is_all {
        return Err(Fault::error("one or more resources must be specified"));
    }
    let found = named.find(analysis, arguments)?;
    let mut output = Output::default();
    let mut labelling = Labelling {
        sources,
        analysis,
        may_overwrite: arguments.has(Flag::Overwrite),
        changes: Vec::new(),
        touched: BTreeSet::new(),
    };
    for item in found.items() {
        labelling.label(item, &wanted, &mut output)?;
    }
    if !labelling.changes.is_empty() {
        output.edits = edits(sources, options, analysis, &labelling.changes)?;
    }
    if found.is_empty() && found.missing.is_empty() {
        output.complain(&nothing(&named, arguments));
    }
    for fault in &found.missing {
        fault.tell(&mut output);
    }
    Ok(output)
}

/// Changes of labels while they are put together.
struct Labelling<'a> {
    sources: &'a Sources,
    analysis: &'a Analysis,
    may_overwrite: bool,
    changes: Vec<Change>,
    /// Templates whose labels are changed already.
    touched: BTreeSet<ObjectId>,
}

impl Labelling<'_> {
    fn label(
        &mut self,
        item: &Item<'_>,
        wanted: &Wanted,
        output: &mut Output,
    ) -> Result<(), Fault> {
        let value_of = |key: &str| match item.labels.get(key)? {
            LabelValue::Text(text) => Some(text.as_str()),
            LabelValue::Generated => Some(GENERATED),
        };
        let mut set = Vec::new();
        for (key, value) in &wanted.set {
            match value_of(key) {
                Some(known) if known == value => {}
                Some(known) if !self.may_overwrite => {
                    return Err(Fault::error(format!(
                        "'{key}' already has a value ({known}), and --overwrite is false"
                    )));
                }
                _ => set.push((key, value)),
            }
        }
        let mut removed = Vec::new();
        for key in &wanted.removed {
            match value_of(key) {
                Some(_) => removed.push(key),
                None => output.print(&format!("label {key:?} not found.")),
            }
        }
        let word = match (set.is_empty(), removed.is_empty()) {
            (true, true) => "not labeled",
            (true, false) => "unlabeled",
            (false, _) => "labeled",
        };
        output.print(&format!("{} {word}", item.full_name()));
        if word != "not labeled" {
            self.change(item, &set, &removed, output)?;
        }
        Ok(())
    }

    fn change(
        &mut self,
        item: &Item<'_>,
        set: &[(&String, &String)],
        removed: &[&String],
        output: &mut Output,
    ) -> Result<(), Fault> {
        let Some(object) = item.object else {
            return self.declare(item, set);
        };
        if let Some((kind, workload)) = item.maker(self.analysis) {
            if !self.touched.insert(object) {
                return Ok(());
            }
            let name = &self.analysis.cluster()[workload].name;
            output.note(&format!(
                "In the texts the pod is only the template of {} {name}: the label changes there, for all its pods.",
                kind.name()
            ));
        }
        let says = item.says(self.analysis);
        let own = item.maker(self.analysis).is_none();
        let template = says.as_ref().filter(|_| !own).map(template_of);
        let labels = template
            .unwrap_or_default()
            .field("metadata")
            .field("labels");
        let mut add = |what| self.changes.push(Change { object, what });
        for (key, value) in set {
            let path = labels.clone().field(key.as_str());
            add(What::Set(path, Value::text(value.as_str())));
        }
        for key in removed {
            add(What::Unset(labels.clone().field(key.as_str())));
        }
        Ok(())
    }

    /// Writes a namespace that was only mentioned.
    fn declare(&mut self, item: &Item<'_>, set: &[(&String, &String)]) -> Result<(), Fault> {
        let places = self.analysis.places();
        let metadata = FieldPath::root().field("metadata");
        // Nothing is written behind a row of a table.
        let is_manifest = |it: &ObjectId| {
            let key = places.key(*it, &metadata);
            let text = key.and_then(|it| self.sources[it.source].text.get(it.range()));
            text.is_some_and(|it| it.contains("metadata"))
        };
        let last = places.objects().filter(is_manifest).last();
        let object = last.ok_or_else(|| Fault::error(CANNOT_CHANGE))?;
        let labels = set
            .iter()
            .map(|(key, value)| (key.as_str(), Value::text(value.as_str())));
        let namespace = Value::map([
            ("apiVersion", Value::text("v1")),
            ("kind", Value::text("Namespace")),
            (
                "metadata",
                Value::map([
                    ("name", Value::text(item.name)),
                    ("labels", Value::map(labels)),
                ]),
            ),
        ]);
        let what = What::Add(namespace);
        self.changes.push(Change { object, what });
        Ok(())
    }
}
