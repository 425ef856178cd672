//! `kubectl edit`: the editor goes there.

use netpol_engine::Analysis;

use crate::arguments::Arguments;
use crate::fault::Fault;
use crate::named::Named;
use crate::output::Output;

/// Shows an object in the editor.
///
/// # Errors
///
/// Kinds and names that cannot be meant, and several objects at once.
pub(crate) fn open(analysis: &Analysis, arguments: &Arguments) -> Result<Output, Fault> {
    let named = Named::read(&arguments.words)?;
    if !named.has_names() {
        return Err(Fault::error("name one object to edit"));
    }
    let mut found = named.find(analysis, arguments)?;
    if let Some(missing) = found.missing.pop() {
        return Err(missing);
    }
    let items: Vec<_> = found.items().collect();
    let [item] = items.as_slice() else {
        return Err(Fault::error("one object is edited at a time"));
    };
    let span = item.object.and_then(|it| analysis.places().object(it));
    let Some(span) = span else {
        return Err(Fault::error(format!(
            "{} is only mentioned in the texts, so there is nothing to edit",
            item.full_name()
        )));
    };
    let mut output = Output {
        opens: Some(span),
        ..Output::default()
    };
    match item.maker(analysis) {
        Some((kind, workload)) => output.note(&format!(
            "The editor shows {} {}, whose template makes the pod.",
            kind.name(),
            analysis.cluster()[workload].name
        )),
        None => output.note(&format!("The editor shows {}.", item.full_name())),
    }
    Ok(output)
}
