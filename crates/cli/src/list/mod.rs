//! `netpol list`: every permitted connection, in the form that is asked for.

mod csv;
mod diagram;
mod dot;
mod json;
mod markdown;
mod merged;
mod mermaid;
mod row;
mod table;
mod text;

pub(crate) use markdown::escaped;

use crate::arguments::{ListArguments, ListForm};
use crate::failure::Failure;
use crate::output::Output;
use crate::wire::{self, Finding};
use crate::{Status, input};

pub(crate) fn run(arguments: &ListArguments, output: &mut Output) -> Result<Status, Failure> {
    input::stdin_once(&arguments.input.paths)?;
    if arguments.pods && arguments.output == ListForm::Svg {
        return Err(Failure::new(
            "the picture is of workloads: `-o svg` has no `--pods`",
        ));
    }
    let sources = input::sources(&arguments.input.paths)?;
    let options = arguments.input.reading.options();
    let analysis = output.analyze(&sources, &options);
    let rows = if arguments.pods {
        row::between_pods(&analysis)
    } else {
        row::between_workloads(&analysis)
    };
    let is_for_people = !matches!(arguments.output, ListForm::Json | ListForm::Csv);
    let rows = merged::merged(&analysis.world, rows, is_for_people);
    output.answer(&match arguments.output {
        ListForm::Text => text::text(&rows),
        ListForm::Json => {
            let findings = Finding::all(&sources, &analysis);
            wire::line(&json::listing(&rows, findings))
        }
        ListForm::Csv => csv::csv(&rows),
        ListForm::Markdown => markdown::markdown(&rows),
        ListForm::Dot => dot::dot(&rows),
        ListForm::Mermaid => mermaid::mermaid(&rows),
        ListForm::Svg => diagram::svg(&analysis),
    });
    Ok(output.status(Status::Yes, arguments.input.reading.strict))
}
