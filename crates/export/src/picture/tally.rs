use netpol_engine::Analysis;
use netpol_engine::eval::Passage;

/// What the connections of a cluster add up to: `10 connections: 4 by a rule, 6 open`.
pub fn tally(analysis: &Analysis) -> String {
    if !analysis.is_evaluated() {
        return "not evaluated".to_owned();
    }
    let Some(connections) = analysis.listed() else {
        return format!("more than {} connections", analysis.limits().connections);
    };
    let is_open = |it: &&Passage| **it == Passage::Open;
    let open = connections
        .iter()
        .filter(|it| [&it.egress, &it.ingress].iter().all(is_open));
    let (all, open) = (connections.len(), open.count());
    match all {
        0 => "no connections".to_owned(),
        1 => format!("1 connection: {} by a rule, {open} open", all - open),
        _ => format!("{all} connections: {} by a rule, {open} open", all - open),
    }
}
