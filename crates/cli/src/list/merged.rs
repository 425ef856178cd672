use ipnet::IpNet;
use netpol_engine::eval::World;

use super::row::{End, Row};

/// The same with rows of one workload put together that differ only in the part
/// of the outside; the parts are told apart for people by what admits them too,
/// and for programs by ports alone.
pub(super) fn merged(world: &World, rows: Vec<Row>, is_for_people: bool) -> Vec<Row> {
    let parts = world.outside().blocks.len();
    let mut groups: Vec<(Row, Vec<End>)> = Vec::new();
    for row in rows {
        let Some(part) = outside(&row) else {
            groups.push((row, Vec::new()));
            continue;
        };
        let part = part.clone();
        let is_alike = |other: &Row| {
            outside(other).is_some()
                && inside(other) == inside(&row)
                && other.ports == row.ports
                && other.unknown == row.unknown
                && (!is_for_people || other.why == row.why)
        };
        // Rows of one workload stand near each other, so the search is short.
        let known = groups.iter_mut().rev().find(|it| is_alike(&it.0));
        match known {
            Some((_, ends)) => ends.push(part),
            None => groups.push((row, vec![part])),
        }
    }
    let whole = |(row, ends): (Row, Vec<End>)| match ends.as_slice() {
        [] | [_] => row,
        several => with_outside(row, joined(several, several.len() == parts)),
    };
    groups.into_iter().map(whole).collect()
}

/// The end inside the cluster, with the side it is on.
fn inside(row: &Row) -> (Option<&End>, Option<&End>) {
    let of = |it| matches!(it, &End::Inside { .. });
    (
        Some(&row.from).filter(|it| of(it)),
        Some(&row.to).filter(|it| of(it)),
    )
}

fn outside(row: &Row) -> Option<&End> {
    let mut ends = [&row.from, &row.to].into_iter();
    ends.find(|it| matches!(it, End::Outside { .. }))
}

fn with_outside(mut row: Row, end: End) -> Row {
    if matches!(row.from, End::Outside { .. }) {
        row.from = end;
    } else {
        row.to = end;
    }
    row
}

/// Several parts as one: their names, and as few CIDRs as hold the same.
fn joined(parts: &[End], is_every: bool) -> End {
    let mut names = Vec::new();
    let mut all: Vec<IpNet> = Vec::new();
    for part in parts {
        if let End::Outside { words, cidrs } = part {
            names.push(words.as_str());
            all.extend(cidrs);
        }
    }
    End::Outside {
        words: if is_every {
            "any address outside".to_owned()
        } else {
            names.join(" and ")
        },
        cidrs: IpNet::aggregate(&all),
    }
}
