use std::ops::Range;
use std::rc::Rc;

use netpol_engine::matrix::Matrix;
use yew::prelude::*;

use super::matrix_cell::{kind_name, matrix_cell, matrix_sum};
use super::matrix_heading::matrix_heading;
use crate::state::{MatrixAxis, Slot, SlotKind, sum};
use crate::words::matrix as words;

/// What [`MatrixRow`] is made from.
#[derive(Properties, PartialEq)]
pub struct MatrixRowProps {
    /// The table.
    pub matrix: Rc<Matrix>,
    /// What the row is.
    pub slot: Slot,
    /// Its line in the grid, from 0; the headings have the first two.
    pub line: usize,
    /// The columns.
    pub columns: Rc<MatrixAxis>,
    /// Those that are drawn.
    pub window: Range<usize>,
    /// Whether the pair in focus is in this row.
    pub is_lit: bool,
    /// The column that the pair in focus is in.
    pub lit_column: Option<usize>,
    /// The marks of branches that stand out.
    pub lit_marks: Rc<[u32]>,
    /// The column, from 0 for the heading, that the keyboard comes to.
    pub tab_stop: Option<usize>,
}

/// A row of the matrix. Scrolling draws only the rows that come into view.
#[component]
pub fn MatrixRow(props: &MatrixRowProps) -> Html {
    let slots = props.columns.slots.get(props.window.clone());
    let slots = (props.window.start..).zip(slots.unwrap_or_default());
    html! {
        <tr
            class="matrix-row"
            aria-rowindex={(props.line + 1).to_string()}
            data-kind={slot_name(props.slot.kind)}
            data-lit={props.is_lit.to_string()}
        >
            { head(props) }
            if props.slot.kind == SlotKind::Band {
                <td class="matrix-row__band" colspan={(props.window.len() + 2).to_string()} aria-hidden="true"></td>
            } else {
                <td class="matrix-row__space" aria-hidden="true"></td>
                for (at, column) in slots {
                    { cell(props, at, column) }
                }
                <td class="matrix-row__space" aria-hidden="true"></td>
            }
        </tr>
    }
}

fn slot_name(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Band => "band",
        SlotKind::Folded => "folded",
        SlotKind::Party => "party",
    }
}

fn tabindex(is_stop: bool) -> &'static str {
    if is_stop { "0" } else { "-1" }
}

fn head(props: &MatrixRowProps) -> Html {
    let slot = &props.slot;
    let at = format!("{},0", props.line);
    let tabindex = tabindex(props.tab_stop == Some(0));
    let matrix = &props.matrix;
    if slot.kind != SlotKind::Party {
        let title = matrix.groups.get(slot.group).map(|it| it.title.clone());
        return html! {
            <th scope="row" class="matrix-row__head" aria-colindex="1">
                { fold(title.unwrap_or_default(), slot, at, tabindex) }
            </th>
        };
    }
    let heading = slot.members.first().and_then(|it| matrix.headings.get(*it));
    html! {
        <th scope="row" class="matrix-row__head" aria-colindex="1" data-at={at} {tabindex}>
            if let Some(it) = heading {
                { matrix_heading(it, it.locks.map(|it| it.egress), words::EGRESS) }
            }
        </th>
    }
}

/// The button that folds a group, or unfolds it. What it does is decided by the
/// table around it, from its place.
pub(super) fn fold(title: String, slot: &Slot, at: String, tabindex: &'static str) -> Html {
    let is_folded = slot.kind == SlotKind::Folded;
    html! {
        <button
            type="button"
            class="matrix-row__fold"
            aria-expanded={(!is_folded).to_string()}
            data-at={at}
            {tabindex}
        >
            <span class="matrix-row__chevron" aria-hidden="true"></span>
            <span class="matrix-row__title">{ title }</span>
            if is_folded {
                <span class="matrix-row__count">{ slot.members.len() }</span>
            }
        </button>
    }
}

fn cell(props: &MatrixRowProps, at: usize, column: &Slot) -> Html {
    let matrix = &props.matrix;
    let is_single = props.slot.kind == SlotKind::Party && column.kind == SlotKind::Party;
    let pair = (props.slot.members.first(), column.members.first());
    let (kind, told, content) = match pair {
        (Some(row), Some(column)) if is_single && row == column => {
            let name = matrix.headings.get(*row).map(|it| it.name.as_str());
            ("itself", words::itself(name.unwrap_or_default()), html! {})
        }
        (Some(row), Some(column)) if is_single => match matrix.cell(*row, *column) {
            Some(cell) => {
                let told = sentence(matrix, [*row, *column], &cell.words);
                (kind_name(cell.kind), told, matrix_cell(cell, &matrix.marks))
            }
            None => ("beyond", String::new(), html! {}),
        },
        _ => {
            let (connected, decided) = sum(matrix, &props.slot.members, &column.members);
            let [from, to] = [&props.slot, column].map(|it| title(matrix, it));
            let told = words::connected(&from, &to, connected, decided);
            ("sum", told, matrix_sum(connected, decided))
        }
    };
    let is_lit = props.lit_column == Some(at);
    let decided = pair.0.zip(pair.1).filter(|_| is_single);
    let shares = decided
        .and_then(|(row, column)| matrix.cell(*row, *column))
        .is_some_and(|it| it.marks().any(|it| props.lit_marks.contains(&it)));
    html! {
        <td
            key={at}
            role="gridcell"
            class="matrix-row__cell"
            aria-colindex={(at + 2).to_string()}
            aria-label={told}
            aria-selected={(is_lit && props.is_lit).to_string()}
            data-at={format!("{},{}", props.line, at + 1)}
            data-kind={kind}
            data-lit={is_lit.to_string()}
            data-shares={shares.then_some("true")}
            tabindex={tabindex(props.tab_stop == Some(at + 1))}
        >
            { content }
        </td>
    }
}

fn sentence(matrix: &Matrix, pair: [usize; 2], told: &str) -> String {
    let [from, to] = pair.map(|it| matrix.headings.get(it).map_or("", |it| &it.name));
    words::pair(from, to, told)
}

fn title(matrix: &Matrix, slot: &Slot) -> String {
    let heading = slot.members.first().and_then(|it| matrix.headings.get(*it));
    let title = match slot.kind {
        SlotKind::Party => heading.map(|it| &it.name),
        SlotKind::Band | SlotKind::Folded => matrix.groups.get(slot.group).map(|it| &it.title),
    };
    title.cloned().unwrap_or_default()
}
