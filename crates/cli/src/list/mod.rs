//! `netpol list`: every permitted connection, in the form that is asked for.

mod table;
mod text;

use netpol_engine::letters::Letters;
use netpol_export::wire;
use netpol_export::{Ends, List, Poster, svg};

use crate::arguments::{ListArguments, ListForm};
use crate::failure::Failure;
use crate::output::{Output, too_many};
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
    let (analysis, ends) = if arguments.pods {
        let analysis = output.analyze(&sources, &options)?;
        if analysis.reachability.connected_pods() > options.limits.connections {
            return Err(too_many(&options));
        }
        (analysis, Ends::Pods)
    } else {
        (output.analyze_all(&sources, &options)?, Ends::Workloads)
    };
    let list = List::between(&analysis, ends);
    output.answer(&match arguments.output {
        ListForm::Text => text::text(&list),
        ListForm::Json => wire::line(&list.json(&sources)),
        ListForm::Csv => list.csv(),
        ListForm::Markdown => list.markdown(),
        ListForm::Dot => list.dot(),
        ListForm::Mermaid => list.mermaid(),
        ListForm::Svg => svg(
            &analysis,
            &Letters::of(analysis.cluster(), &analysis.branches()),
            &Poster::default(),
        ),
    });
    Ok(output.status(Status::Yes, arguments.input.reading.strict))
}
