use super::row::{Row, ports_text};
use super::table::table;
use crate::quote::clean;

const HEAD: [&str; 4] = ["FROM", "TO", "PORTS", "WHY"];

/// A table for people.
pub(super) fn text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "no connection is permitted\n".to_owned();
    }
    let cells = |it: &Row| {
        let cells = [
            it.from.words(),
            it.to.words(),
            ports_text(&it.outcome),
            it.why.clone(),
        ];
        cells.iter().map(|it| clean(it)).collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    table(&HEAD, &rows)
}
