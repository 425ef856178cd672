use std::ops::Range;
use std::rc::Rc;

use imara_diff::{Algorithm, Diff, InternedInput};
use netpol_engine::diff::Change;
use netpol_engine::eval::World;
use netpol_engine::layout::{EdgeChange, PairChange};
use netpol_export::{Comparison, Kind, Share};

use super::Reading;
use crate::report::{ChangeKind, ChangedLines, ChangesReport, LineChange, ListedChange};
use crate::state::{Focus, PlaceName, Workspace};

/// How many changes of a kind are put into words; all of them are counted.
const MOST: usize = 300;

/// Holds the texts against an earlier state of theirs, and remembers what came of it.
#[derive(Debug, Default)]
pub(super) struct Comparer {
    baseline: Option<(u64, Rc<Workspace>)>,
    read: Option<Rc<Reading>>,
    last: Option<Compared>,
}

/// What tells a reading from the baseline.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    reading: Rc<Reading>,
    /// What there is to say.
    pub(super) report: Rc<ChangesReport>,
    /// What became of the pairs that there are, sorted by them.
    pub(super) pairs: Rc<[PairChange]>,
}

impl Comparer {
    /// From now on it is this that texts are held against.
    pub(super) fn pin(&mut self, number: u64, workspace: Rc<Workspace>) {
        *self = Self {
            baseline: Some((number, workspace)),
            ..Self::default()
        };
    }

    /// What tells a reading from the baseline of this number, if it is known.
    pub(super) fn compare(&mut self, pin: u64, reading: &Rc<Reading>) -> Option<Compared> {
        let (number, workspace) = self.baseline.as_ref()?;
        if *number != pin {
            return None;
        }
        if let Some(last) = &self.last
            && Rc::ptr_eq(&last.reading, reading)
        {
            return Some(last.clone());
        }
        let before = self
            .read
            .get_or_insert_with(|| Rc::new(Reading::of(Rc::clone(workspace), None)));
        let compared = compared(pin, before, reading);
        self.last = Some(compared.clone());
        Some(compared)
    }
}

fn compared(pin: u64, before: &Rc<Reading>, after: &Rc<Reading>) -> Compared {
    let sources = [before, after].map(|it| it.workspace.sources());
    let [then, now] = &sources;
    let is_known = [before, after].iter().all(|it| {
        let analysis = &it.analysis;
        analysis.is_evaluated() && analysis.listed().is_some()
    });
    let mut report = ChangesReport {
        pin,
        is_known,
        lines: lines(&before.workspace, &after.workspace),
        ..ChangesReport::default()
    };
    let mut pairs: Vec<PairChange> = Vec::new();
    if is_known {
        let comparison = Comparison::new((then, &before.analysis), (now, &after.analysis));
        report.has_same_texts = comparison.has_same_texts();
        let [gained, lost, unsettled] = Kind::ALL.map(|it| comparison.count(it));
        (report.gained, report.lost, report.unsettled) = (gained, lost, unsettled);
        for kind in Kind::ALL {
            let shares = comparison.first_shares(kind, MOST);
            let world = &after.analysis.world;
            let listed = shares.into_iter().map(|it| listed(world, kind, it));
            report.listed.extend(listed);
        }
        pairs = edge_changes(comparison.changes());
    }
    Compared {
        reading: Rc::clone(after),
        report: Rc::new(report),
        pairs: pairs.into(),
    }
}

fn listed(world: &World, kind: Kind, share: Share) -> ListedChange {
    let name = |party| PlaceName::of(world, party);
    ListedChange {
        kind: match kind {
            Kind::Gained => ChangeKind::Gained,
            Kind::Lost => ChangeKind::Lost,
            Kind::Unsettled => ChangeKind::Unsettled,
        },
        focus: share.now.map(|(a, b)| Focus::between(name(a), name(b))),
        from: share.from,
        to: share.to,
        ports: share.ports,
        before: share.before,
        after: share.after,
    }
}

/// What became of each pair; parts of the outside that became one may differ.
fn edge_changes(changes: &[Change]) -> Vec<PairChange> {
    let mut pairs: Vec<PairChange> = Vec::new();
    let mut found: Vec<_> = changes
        .iter()
        .filter_map(|it| Some((it.now?, edge_change(it))))
        .collect();
    found.sort_by_key(|it| it.0);
    for (pair, change) in found {
        match pairs.last_mut() {
            Some(last) if last.0 == pair => {
                if last.1 != change {
                    last.1 = EdgeChange::Mixed;
                }
            }
            _ => pairs.push((pair, change)),
        }
    }
    pairs
}

fn edge_change(change: &Change) -> EdgeChange {
    match (change.gained.is_empty(), change.lost.is_empty()) {
        (false, true) => EdgeChange::Gained,
        (true, false) => EdgeChange::Lost,
        _ => EdgeChange::Mixed,
    }
}

/// The lines that are not as they were, tab by tab; a tab is known by its name.
fn lines(before: &Workspace, after: &Workspace) -> Vec<Vec<ChangedLines>> {
    let texts = before.files();
    let files = after.files().iter();
    files
        .map(|now| {
            let then = texts.iter().find(|it| it.name == now.name);
            changed_lines(then.map_or("", |it| &it.text), &now.text)
        })
        .collect()
}

fn changed_lines(before: &str, after: &str) -> Vec<ChangedLines> {
    if before == after {
        return Vec::new();
    }
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let last_line = u32::try_from(after.lines().count()).unwrap_or(u32::MAX);
    diff.hunks()
        .map(|it| changed(&it.before, &it.after, last_line))
        .collect()
}

fn changed(before: &Range<u32>, after: &Range<u32>, last_line: u32) -> ChangedLines {
    if after.is_empty() {
        let here = (after.start + 1).min(last_line.max(1));
        return ChangedLines {
            first: here,
            last: here,
            change: LineChange::Removed,
        };
    }
    ChangedLines {
        first: after.start + 1,
        last: after.end,
        change: if before.is_empty() {
            LineChange::Added
        } else {
            LineChange::Changed
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `+2-3`, `~1`, `-4`: what became of which lines.
    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let told = changed_lines(before, after).into_iter().map(|it| {
            let sign = match it.change {
                LineChange::Added => '+',
                LineChange::Changed => '~',
                LineChange::Removed => '-',
            };
            if it.first == it.last {
                format!("{sign}{}", it.first)
            } else {
                format!("{sign}{}..{}", it.first, it.last)
            }
        });
        assert_eq!(told.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn lines_are_told_by_what_became_of_them() {
        check("a\nb\n", "a\nb\n", "");
        check("a\nb\n", "a\nx\ny\nb\n", "+2..3");
        check("a\nb\nc\n", "a\nx\nc\n", "~2");
        check("a\nb\nc\n", "a\nc\n", "-2");
        check("", "a\nb", "+1..2");
    }

    #[test]
    fn what_is_gone_from_the_end_is_told_at_the_last_line() {
        check("a\nb\nc\n", "a\n", "-1");
        check("a\n", "", "-1");
    }
}
