use netpol_export::{List, clean};

use super::table::table;

const HEAD: [&str; 4] = ["FROM", "TO", "PORTS", "WHY"];

/// A table for people.
pub(super) fn text(list: &List<'_>) -> String {
    let rows = list.cells();
    if rows.is_empty() {
        return if list.is_of_nobody() {
            "there are no pods and no workloads in the input, so nobody connects\n".to_owned()
        } else {
            "no connection is permitted\n".to_owned()
        };
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| row.map(|it| clean(&it)))
        .collect();
    table(HEAD, &rows)
}
