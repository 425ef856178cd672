//! Columns as kubectl sets them.

/// What stands where the texts do not tell.
pub(crate) const UNKNOWN: &str = "<unknown>";
/// What stands where there is nothing.
pub(crate) const NONE: &str = "<none>";

/// The fewest characters of a column with the blanks behind it, and how many those are.
const LEAST: usize = 6;
const BETWEEN: usize = 3;

/// Rows as text: each column as wide as its widest cell, the last as it is.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|it| it.get(column));
        let widest = cells.map(|it| it.chars().count()).max().unwrap_or_default();
        (widest + BETWEEN).max(LEAST)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            text.push_str(cell);
            if at + 1 < row.len() {
                let missing = width.saturating_sub(cell.chars().count());
                text.extend(std::iter::repeat_n(' ', missing));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell_and_three() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["NAME", "A", "AGE"]), row(["frontend-1", "b", "1d"])];
        let expected = "NAME         A     AGE\nfrontend-1   b     1d\n";
        assert_eq!(table(&rows), expected);
    }
}
