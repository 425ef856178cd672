use netpol_engine::roster::{Roster, RosterScope};

use super::Reading;
use crate::report::{ListedPolicy, Place, RosterReport};

/// Every policy of a reading.
pub(super) fn roster_report(reading: &Reading) -> RosterReport {
    let analysis = &reading.analysis;
    let roster = Roster::of(
        &analysis.world,
        &analysis.reachability,
        &reading.letters,
        &analysis.left_out,
        analysis.places(),
    );
    let branches = |scope: &RosterScope| -> Vec<Option<Place>> {
        let spans = scope.branches.iter().map(|it| it.span);
        spans.map(|it| it.map(|it| reading.place(it))).collect()
    };
    let policies = roster.entries.into_iter().map(|entry| ListedPolicy {
        place: entry.span.map(|it| reading.place(it)),
        branches: [&entry.scopes[0], &entry.scopes[1]].map(branches),
        entry,
    });
    RosterReport {
        policies: policies.collect(),
    }
}
