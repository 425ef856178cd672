use std::fmt::Write as _;

use super::dot::by_namespace;
use super::row::{End, Row, ports_text};
use crate::text::clean;

/// For documents that draw Mermaid: a box per namespace.
pub(super) fn mermaid(rows: &[Row]) -> String {
    let mut out = String::from("flowchart LR\n");
    let mut known: Vec<String> = Vec::new();
    for (at, (namespace, names)) in by_namespace(rows).into_iter().enumerate() {
        _ = writeln!(out, "  subgraph s{at}[{}]", quoted(&namespace));
        for name in names {
            let node = known.len();
            known.push(format!("{namespace}/{name}"));
            _ = writeln!(out, "    n{node}[{}]", quoted(&name));
        }
        out.push_str("  end\n");
    }
    for end in rows.iter().flat_map(|it| [&it.from, &it.to]) {
        let words = end.words();
        if matches!(end, End::Outside { .. }) && !known.contains(&words) {
            let node = known.len();
            _ = writeln!(out, "  n{node}([{}])", quoted(&words));
            known.push(words);
        }
    }
    for row in rows {
        let number = |it: &End| known.iter().position(|known| *known == it.words());
        if let (Some(from), Some(to)) = (number(&row.from), number(&row.to)) {
            let arrow = if row.is_open { "-.->" } else { "-->" };
            let label = quoted(&ports_text(&row.outcome));
            _ = writeln!(out, "  n{from} {arrow}|{label}| n{to}");
        }
    }
    out
}

/// Text in quotes, with the marks that mean something inside as entities.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for it in clean(text).chars() {
        match it {
            '"' | '#' | '&' | '<' | '>' | ';' | '`' => {
                _ = write!(quoted, "#{};", u32::from(it));
            }
            it => quoted.push(it),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_in_a_label_ends_it() {
        assert_eq!(quoted("a\"b"), "\"a#34;b\"");
        assert_eq!(quoted("a;b"), "\"a#59;b\"");
        assert_eq!(quoted("shop/web"), "\"shop/web\"");
    }
}
