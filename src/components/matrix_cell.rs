use netpol_engine::matrix::{Cell, CellKind, CellMark, Refusal};
use yew::prelude::*;

use super::{MarkKind, badge, mark};
use crate::words::matrix as words;

/// How many badges have room.
const SHOWN: usize = 3;

/// The value of `data-kind`.
pub(super) fn kind_name(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Open => "open",
        CellKind::Admitted => "admitted",
        CellKind::Mixed => "mixed",
        CellKind::Unknown => "unknown",
        CellKind::Denied(_) => "denied",
        CellKind::Beyond => "beyond",
        CellKind::Nobody => "nobody",
    }
}

/// What a cell of the matrix says, in signs and few words.
pub fn matrix_cell(cell: &Cell, marks: &[CellMark]) -> Html {
    html! {
        <span class="matrix-cell" data-kind={kind_name(cell.kind)}>
            <span class="matrix-cell__line">
                { sign(cell.kind) }
                { badges(cell, marks) }
                if let Some(word) = word(cell.kind) {
                    <span class="matrix-cell__word">{ word }</span>
                }
            </span>
            if let Some(ports) = &cell.ports {
                <span class="matrix-cell__ports">{ ports }</span>
            }
        </span>
    }
}

/// How many of several pairs are connected.
pub fn matrix_sum(connected: usize, decided: usize) -> Html {
    let kind = match connected {
        _ if decided == 0 => "beyond",
        0 => "denied",
        all if all == decided => "all",
        _ => "some",
    };
    html! {
        <span class="matrix-cell" data-kind={kind}>
            <span class="matrix-cell__line">
                if decided == 0 {
                    { "–" }
                } else {
                    <b>{ connected }</b>
                    <span class="matrix-cell__word">{ words::of(decided) }</span>
                }
            </span>
        </span>
    }
}

fn sign(kind: CellKind) -> Html {
    let text = |it: &'static str| html! { <span class="matrix-cell__sign">{ it }</span> };
    match kind {
        CellKind::Open => mark(MarkKind::Open),
        CellKind::Admitted => mark(MarkKind::Yes),
        CellKind::Unknown => mark(MarkKind::Unknown),
        CellKind::Mixed => text("◐"),
        CellKind::Denied(_) => text("✕"),
        CellKind::Beyond | CellKind::Nobody => text("–"),
    }
}

fn word(kind: CellKind) -> Option<&'static str> {
    match kind {
        CellKind::Open => Some(words::OPEN),
        CellKind::Mixed => Some(words::IN_PART),
        CellKind::Denied(Refusal::Leaving) => Some(words::LEAVING),
        CellKind::Denied(Refusal::Entering) => Some(words::ENTERING),
        CellKind::Denied(Refusal::Both) => Some(words::BOTH),
        CellKind::Denied(Refusal::Ports) => Some(words::NO_PORT),
        CellKind::Nobody => Some(words::NO_PODS),
        CellKind::Admitted | CellKind::Unknown | CellKind::Beyond => None,
    }
}

fn badges(cell: &Cell, marks: &[CellMark]) -> Html {
    let mut all: Vec<u32> = cell.marks().collect();
    all.dedup();
    let shown = if all.len() > SHOWN { SHOWN - 1 } else { SHOWN };
    let found = all
        .iter()
        .take(shown)
        .filter_map(|it| marks.get(*it as usize));
    html! {
        <>
            for it in found {
                { badge(&it.letter, it.number, true) }
            }
            if let Some(more @ 1..) = all.len().checked_sub(shown) {
                <span class="matrix-cell__more">{ format!("+{more}") }</span>
            }
        </>
    }
}
