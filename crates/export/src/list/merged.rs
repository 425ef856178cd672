use std::collections::BTreeMap;

use ipnet::IpNet;
use netpol_engine::eval::World;

use super::row::{End, Row};

/// The same with rows of one workload put together that differ only in the part
/// of the outside; the parts are told apart for people by what admits them too,
/// and for programs by ports alone.
pub(super) fn merged(world: &World, rows: &[Row], is_for_people: bool) -> Vec<Row> {
    let every = world.outside().blocks.len();
    let mut groups: Vec<(Row, Vec<End>)> = Vec::new();
    let mut known = BTreeMap::new();
    for row in rows {
        let Some((end, inside)) = outside(row) else {
            groups.push((row.clone(), Vec::new()));
            continue;
        };
        let end = end.clone();
        let why = is_for_people.then(|| row.why.clone());
        let is_source = row.from == end;
        let key = (is_source, inside.words(), row.outcome.clone(), why);
        let position = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(position) {
            Some((_, ends)) => ends.push(end),
            None => groups.push((row.clone(), vec![end])),
        }
    }
    let whole = |(row, ends): (Row, Vec<End>)| match ends.as_slice() {
        [] | [_] => row,
        several => with_outside(row, joined(several, several.len() == every)),
    };
    groups.into_iter().map(whole).collect()
}

/// The end outside the cluster, and the other one.
fn outside(row: &Row) -> Option<(&End, &End)> {
    let is_outside = |it: &End| matches!(it, End::Outside { .. });
    match (is_outside(&row.from), is_outside(&row.to)) {
        (true, _) => Some((&row.from, &row.to)),
        (_, true) => Some((&row.to, &row.from)),
        (false, false) => None,
    }
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
