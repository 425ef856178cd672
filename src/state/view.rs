//! What follows from state and reading for a single rendering of the page.

use std::rc::Rc;

use netpol_engine::eval::{BranchRef, Party, Passage};
use netpol_engine::explain::{Explanation, Name};
use netpol_engine::manifest::Ignored;
use netpol_engine::text::Span;

use super::{
    Annotations, Annotator, Caret, FileRole, Focus, PlaceName, RangeMark, Reading, Shown,
    admitting, role,
};

/// What there is to say of a pair, if both ends are there.
pub fn explanation(reading: &Reading, focus: Option<&Focus>) -> Option<Rc<Explanation>> {
    let world = &reading.analysis.world;
    let pair = focus?.resolve(world)?;
    let source = world.representative(pair.source)?;
    let destination = world.representative(pair.destination)?;
    Some(Rc::new(reading.analysis.explain(source, destination)))
}

/// The branch that the caret stands in, while the picture is that of the text.
pub fn branch_at_caret(shown: &Shown, caret: Option<Caret>) -> Option<BranchRef> {
    let caret = caret.filter(|_| !shown.is_stale())?;
    shown.reading.branch_at(caret)
}

/// What is drawn on the texts. While the picture is stale there are only
/// problems: a badge must never point at a wrong line.
pub fn annotations(
    shown: &Shown,
    explanation: Option<&Explanation>,
    at_caret: Option<BranchRef>,
    pointed: Option<Span>,
) -> Annotations {
    let mut annotator = Annotator::new(&shown.current);
    if !shown.is_stale() {
        let mut on: Vec<BranchRef> = explanation.map(admitting).into_iter().flatten().collect();
        on.extend(at_caret);
        annotator.branches(|it| on.contains(&it));
        if let Some(explanation) = explanation {
            annotator.explanation(explanation);
        }
        if let Some(pointed) = pointed {
            annotator.mark(pointed, RangeMark::Pointed);
        }
    }
    annotator.problems();
    annotator.finish()
}

/// One end that can be asked about, with what people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The end.
    pub place: PlaceName,
    /// `qa-test/frontend`, `any address outside`.
    pub label: String,
}

/// Every end that can be asked about.
pub fn choices(reading: &Reading) -> Rc<[Choice]> {
    let world = &reading.analysis.world;
    let workloads = world
        .cluster()
        .workloads()
        .map(|(id, _)| Party::Workload(id));
    let outside = (0..world.outside().blocks.len()).map(Party::Outside);
    let choice = |party| Choice {
        place: PlaceName::of(world, party),
        label: Name::of_party(world, party).full,
    };
    workloads.chain(outside).map(choice).collect()
}

/// What the picture adds up to: `10 connections: 4 by a rule, 6 open`.
pub fn tally(reading: &Reading) -> String {
    let connections = reading.analysis.connections();
    let is_open = |it: &&Passage| **it == Passage::Open;
    let open = connections
        .iter()
        .filter(|it| [&it.egress, &it.ingress].iter().all(is_open))
        .count();
    let all = connections.len();
    match all {
        0 => "no connections".to_owned(),
        _ => format!(
            "{}: {} by a rule, {open} open",
            count(all, "connection"),
            all - open
        ),
    }
}

/// What was read: `5 policies · 6 workloads · 6 Services · 1 ConfigMap not used yet`.
pub fn summary(reading: &Reading) -> String {
    let cluster = reading.analysis.cluster();
    let policies = match cluster.policies().len() {
        1 => "1 policy".to_owned(),
        many => format!("{many} policies"),
    };
    let mut parts = vec![policies, count(cluster.workloads().len(), "workload")];
    let services = cluster.services().len();
    parts.extend((services > 0).then(|| count(services, "Service")));
    parts.extend(ignored(&reading.analysis.ignored));
    parts.join(" · ")
}

/// Kinds that were recognised and left aside: never silently.
fn ignored(all: &[Ignored]) -> Option<String> {
    let first = all.first()?;
    let same = all.iter().all(|it| it.kind == first.kind);
    let kind = if same { first.kind.as_str() } else { "object" };
    Some(format!("{} not used yet", count(all.len(), kind)))
}

fn count(number: usize, thing: &str) -> String {
    if number == 1 {
        format!("1 {thing}")
    } else {
        format!("{number} {thing}s")
    }
}

/// How many problems, hints aside, there are in each text.
pub fn problem_counts(reading: &Reading) -> [usize; 2] {
    FileRole::ALL.map(|tab| {
        let counts = |it: &&netpol_engine::Diagnostic| {
            it.severity != netpol_engine::Severity::Hint && role(it.primary) == Some(tab)
        };
        reading.analysis.diagnostics.iter().filter(counts).count()
    })
}
