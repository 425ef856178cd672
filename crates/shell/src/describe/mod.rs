//! `kubectl describe`.

mod namespace;
mod pod;
mod policy;
mod service;
mod sheet;

use netpol_engine::Analysis;

use self::sheet::Sheet;
use crate::arguments::Arguments;
use crate::fault::Fault;
use crate::get::nothing;
use crate::item::{Item, Subject};
use crate::named::Named;
use crate::output::Output;
use crate::selector_words::pairs;
use crate::table::NONE;
use crate::value::texts;

/// Tells of objects, one after the other.
///
/// # Errors
///
/// Kinds, names and flags that cannot be meant.
pub(crate) fn describe(analysis: &Analysis, arguments: &Arguments) -> Result<Output, Fault> {
    let named = Named::read(&arguments.words)?;
    let found = named.find(analysis, arguments)?;
    let mut sheets = Vec::new();
    for item in found.items() {
        sheets.push(sheet(item, analysis)?.text());
    }
    let mut output = Output::default();
    if sheets.is_empty() && found.missing.is_empty() {
        output.complain(&nothing(&named, arguments));
    } else if !sheets.is_empty() {
        output.print(&sheets.join("\n\n"));
    }
    for fault in &found.missing {
        fault.tell(&mut output);
    }
    Ok(output)
}

fn sheet(item: &Item<'_>, analysis: &Analysis) -> Result<Sheet, Fault> {
    Ok(match item.subject {
        Subject::Pod(id) => pod::sheet(item, id, analysis),
        Subject::Service(id) => service::sheet(item, id, analysis),
        Subject::Namespace(_) => namespace::sheet(item, analysis),
        Subject::Policy(id) => policy::sheet(item, id, analysis),
        Subject::Workload(_) => {
            let fault = format!("{} cannot be described here", item.resource.plural());
            let note = "Described are pods, services, namespaces and network policies.";
            return Err(Fault::error(fault).noting(note));
        }
    })
}

/// Labels one below the other.
fn add_labels(sheet: &mut Sheet, item: &Item<'_>) {
    add_list(sheet, "Labels:", &pairs(&item.labels));
}

fn add_annotations(sheet: &mut Sheet, item: &Item<'_>, analysis: &Analysis) {
    let object = item.says(analysis);
    let annotations = object
        .as_ref()
        .filter(|_| item.maker(analysis).is_none())
        .map(|it| texts(it, &["metadata", "annotations"]));
    let lines = annotations.unwrap_or_default().into_iter();
    // kubectl keeps what it was told to apply, and does not show it.
    let lines = lines.filter(|it| it.0 != "kubectl.kubernetes.io/last-applied-configuration");
    let lines = lines.map(|(key, value)| format!("{key}: {value}"));
    add_list(sheet, "Annotations:", &lines.collect::<Vec<_>>());
}

fn add_list(sheet: &mut Sheet, title: &str, lines: &[String]) {
    if lines.is_empty() {
        sheet.pair(title, NONE);
    }
    for (at, line) in lines.iter().enumerate() {
        sheet.pair(if at == 0 { title } else { "" }, line);
    }
}
