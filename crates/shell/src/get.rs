//! `kubectl get`.

use netpol_engine::Analysis;

use crate::arguments::Arguments;
use crate::cells::{cells, titles};
use crate::fault::Fault;
use crate::flag::Flag;
use crate::item::Item;
use crate::named::{Found, Named};
use crate::output::Output;
use crate::resource::Resource;
use crate::selector_words;
use crate::table::table;
use crate::yaml;

/// How the objects are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Table { is_wide: bool },
    Name,
    Yaml,
}

impl Form {
    fn read(arguments: &Arguments) -> Result<Self, Fault> {
        match arguments.value(Flag::Output) {
            None => Ok(Self::Table { is_wide: false }),
            Some("wide") => Ok(Self::Table { is_wide: true }),
            Some("name") => Ok(Self::Name),
            Some("yaml") => Ok(Self::Yaml),
            Some(other) => Err(Fault::error(format!(
                "unable to match a printer suitable for the output format {other:?}, allowed formats are: name,wide,yaml"
            ))),
        }
    }
}

/// Lists objects.
///
/// # Errors
///
/// Kinds, names and flags that cannot be meant.
pub(crate) fn get(analysis: &Analysis, arguments: &Arguments) -> Result<Output, Fault> {
    let form = Form::read(arguments)?;
    let named = Named::read(&arguments.words)?;
    let found = named.find(analysis, arguments)?;
    let mut output = Output::default();
    match form {
        Form::Name => found.items().for_each(|it| output.print(&it.full_name())),
        Form::Yaml => print_yaml(analysis, &found, named.has_names(), &mut output),
        Form::Table { is_wide } => print_tables(analysis, arguments, &found, is_wide, &mut output),
    }
    if found.is_empty() && found.missing.is_empty() && form != Form::Yaml {
        output.complain(&nothing(&named, arguments));
    }
    for fault in &found.missing {
        fault.tell(&mut output);
    }
    Ok(output)
}

/// That there is nothing of the kind.
pub(crate) fn nothing(named: &Named, arguments: &Arguments) -> String {
    let is_namespaced = named.kinds.iter().any(|it| it.0.is_namespaced());
    match arguments.namespace() {
        Some(namespace) if is_namespaced => {
            format!("No resources found in {namespace} namespace.")
        }
        _ => "No resources found".to_owned(),
    }
}

fn print_yaml(analysis: &Analysis, found: &Found<'_>, by_name: bool, output: &mut Output) {
    let objects = found.items().map(|it| yaml::object(it, analysis));
    let objects: Vec<_> = objects.collect();
    match objects.as_slice() {
        [] if by_name => {}
        [only] if by_name => output.print(&yaml::document(only)),
        _ => output.print(&yaml::document(&yaml::list(objects))),
    }
}

/// A table for each kind that there is something of.
fn print_tables(
    analysis: &Analysis,
    arguments: &Arguments,
    found: &Found<'_>,
    is_wide: bool,
    output: &mut Output,
) {
    let are_several = found.groups.len() > 1;
    let mut is_first = true;
    for (resource, items) in &found.groups {
        if items.is_empty() {
            continue;
        }
        if !is_first {
            output.print("");
        }
        is_first = false;
        let setting = Setting {
            arguments,
            is_wide,
            names_kind: are_several,
            names_namespace: arguments.namespace().is_none() && resource.is_namespaced(),
        };
        let mut rows = Vec::new();
        if !arguments.has(Flag::NoHeaders) {
            rows.push(setting.titles(*resource));
        }
        rows.extend(items.iter().map(|it| setting.row(it, analysis)));
        output.print(&table(&rows));
    }
}

/// Which columns a table has.
struct Setting<'a> {
    arguments: &'a Arguments,
    is_wide: bool,
    names_kind: bool,
    names_namespace: bool,
}

impl Setting<'_> {
    fn shows_labels(&self) -> bool {
        self.arguments.has(Flag::ShowLabels)
    }

    fn titles(&self, resource: Resource) -> Vec<String> {
        let namespace = self.names_namespace.then_some("NAMESPACE");
        let labels = self.shows_labels().then_some("LABELS");
        let titles = titles(resource, self.is_wide).into_iter();
        let all = namespace.into_iter().chain(titles).chain(labels);
        all.map(str::to_owned).collect()
    }

    fn row(&self, item: &Item<'_>, analysis: &Analysis) -> Vec<String> {
        let mut row = cells(item, analysis, self.is_wide);
        if self.names_kind
            && let Some(name) = row.first_mut()
        {
            *name = item.full_name();
        }
        if self.names_namespace {
            row.insert(0, item.namespace.to_owned());
        }
        if self.shows_labels() {
            row.push(selector_words::labels(&item.labels));
        }
        row
    }
}
