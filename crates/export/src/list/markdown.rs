use std::fmt::Write as _;

use super::row::Row;
use crate::text::clean;

/// A table for a document or a comment.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut out = String::from("| From | To | Ports | Why |\n|---|---|---|---|\n");
    for row in rows {
        let cells = row.cells().map(|it| escaped(&it));
        _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

/// Nothing in a cell is markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for it in clean(text).chars() {
        if matches!(it, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(it);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(escaped("a|b"), "a\\|b");
        assert_eq!(escaped("<img> [x](y) *z*"), "\\<img\\> \\[x\\](y) \\*z\\*");
        assert_eq!(escaped("shop/web, rule 1"), "shop/web, rule 1");
    }
}
