use std::fmt::Write as _;

use netpol_engine::eval::Outcome;

use super::row::Row;
use crate::wire::PortRange;

/// One line per range of ports, for spreadsheets and programs.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut out = String::from("from,to,protocol,first_port,last_port,certain\n");
    for row in rows {
        let Outcome {
            ports,
            mixed_ports,
            unknown_ports,
        } = &row.outcome;
        let kinds = [
            (ports, "yes"),
            (mixed_ports, "in part"),
            (unknown_ports, "unknown"),
        ];
        for (ports, certain) in kinds {
            for it in PortRange::of(ports) {
                for from in row.from.names() {
                    for to in row.to.names() {
                        let (from, to) = (cell(&from), cell(&to));
                        let (protocol, first, last) = (it.protocol, it.from, it.to);
                        _ = writeln!(out, "{from},{to},{protocol},{first},{last},{certain}");
                    }
                }
            }
        }
    }
    out
}

/// Quoted where it must be; what a spreadsheet would take for a formula is
/// made text.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    let text = format!("{guard}{text}");
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected, "`{text}`");
    }

    #[test]
    fn a_name_stands_for_itself() {
        check("shop/web", "shop/web");
        check("::/0", "::/0");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check("=1+1", "'=1+1");
        check("+1", "'+1");
        check("-1", "'-1");
        check("@x", "'@x");
    }

    #[test]
    fn separators_are_quoted() {
        check("a,b", "\"a,b\"");
        check("a\"b", "\"a\"\"b\"");
    }
}
