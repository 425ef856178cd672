use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use yew::prelude::*;

use super::matrix_heading::matrix_heading;
use super::matrix_row::fold;
use super::{MatrixRow, matrix_bar};
use crate::browser::{self, Viewport};
use crate::hooks::use_viewport;
use crate::report::TableReport;
use crate::state::{
    Arrangement, COLUMN, Focus, GridPlace, HEAD_LINES, MatrixAxis, PlaceName, ROW, SlotKind,
    grid_step,
};
use crate::words::matrix as words;

/// How tall the headings of the columns are, and how wide those of the rows: as
/// in the style sheet.
const HEAD_HEIGHT: u32 = 76;
const HEAD_WIDTH: u32 = 168;
const NARROW_HEAD_WIDTH: u32 = 124;
/// Where the narrow one begins.
const NARROW: u32 = 640;

/// What [`ReachMatrix`] is made from.
#[derive(Properties, PartialEq)]
pub struct ReachMatrixProps {
    /// The table, with the names of its headings.
    pub table: Rc<TableReport>,
    /// The pair that is shown.
    pub focus: Option<Focus>,
    /// Whether it shows an earlier text.
    pub is_stale: bool,
    /// The branches whose cells stand out.
    pub lit: Rc<[BranchRef]>,
    /// The user looks at a pair in passing, or no longer.
    pub on_preview: Callback<Option<Focus>>,
    /// The user chose a pair.
    pub on_focus: Callback<Focus>,
    /// The user let go.
    pub on_clear: Callback<()>,
}

/// Who reaches whom as a table: one tab stop, arrows move, Enter explains. Only
/// what can be seen is drawn.
#[component]
pub fn ReachMatrix(props: &ReachMatrixProps) -> Html {
    let arrangement = use_state_eq(Arrangement::default);
    let current = use_state_eq(|| GridPlace::FIRST);
    let scroll = use_node_ref();
    let seen = use_viewport(&scroll);
    let rows = use_memo(
        (Rc::clone(&props.table.matrix), (*arrangement).clone()),
        |(it, to)| MatrixAxis::rows(it, to),
    );
    let columns = use_memo(
        (Rc::clone(&props.table.matrix), (*arrangement).clone()),
        |(it, to)| MatrixAxis::columns(it, to),
    );
    let wanted = use_mut_ref(|| None);
    use_wanted_focus(&scroll, &wanted, seen, *current);

    let on_arrange = {
        let arrangement = arrangement.setter();
        Callback::from(move |it| arrangement.set(it))
    };
    let sheet = Sheet {
        props,
        arrangement: &arrangement,
        on_arrange: &on_arrange,
        rows: &rows,
        columns: &columns,
        seen,
        current: *current,
    };
    let steering = Steering {
        current: current.setter(),
        scroll: scroll.clone(),
        wanted,
    };
    html! {
        <div class="matrix" data-stale={props.is_stale.to_string()}>
            { matrix_bar(&props.table.matrix, &arrangement, &on_arrange) }
            <div class="matrix__scroll" ref={scroll}>
                if sheet.rows.slots.is_empty() || sheet.columns.slots.is_empty() {
                    <p class="matrix__empty">{ words::EMPTY }</p>
                } else {
                    { sheet.table(&steering) }
                }
            </div>
        </div>
    }
}

/// Gives the place that the keyboard moved to the focus, once it is drawn.
#[hook]
fn use_wanted_focus(
    scroll: &NodeRef,
    wanted: &Rc<RefCell<Option<GridPlace>>>,
    seen: Viewport,
    current: GridPlace,
) {
    let (scroll, wanted) = (scroll.clone(), Rc::clone(wanted));
    use_effect_with((seen, current), move |_| {
        let place = *wanted.borrow();
        if let Some(place) = place {
            let selector = format!("[data-at=\"{place}\"]");
            if browser::focus(&scroll, &selector) {
                wanted.replace(None);
            }
        }
    });
}

/// How the keyboard moves.
struct Steering {
    current: UseStateSetter<GridPlace>,
    scroll: NodeRef,
    wanted: Rc<RefCell<Option<GridPlace>>>,
}

/// One rendering of the table.
struct Sheet<'a> {
    props: &'a ReachMatrixProps,
    arrangement: &'a Arrangement,
    on_arrange: &'a Callback<Arrangement>,
    rows: &'a Rc<MatrixAxis>,
    columns: &'a Rc<MatrixAxis>,
    seen: Viewport,
    current: GridPlace,
}

impl Sheet<'_> {
    fn head_width(&self) -> u32 {
        head_width(self.seen)
    }

    fn table(&self, steering: &Steering) -> Html {
        let Viewport {
            left,
            top,
            width,
            height,
        } = self.seen;
        let down = self.rows.window(top..top + height);
        let across = self.columns.window(left..left + width);
        let lit = self.lit();
        let before = self.rows.extent(down.start).start;
        let after = self.rows.length() - self.rows.extent(down.end).start;
        html! {
            <table
                class="matrix__table"
                role="grid"
                aria-label={words::TITLE}
                aria-rowcount={(self.rows.slots.len() + HEAD_LINES).to_string()}
                aria-colcount={(self.columns.slots.len() + 1).to_string()}
                width={(self.head_width() + self.columns.length()).to_string()}
                onclick={self.on_click(steering)}
                onpointermove={self.on_move()}
                onpointerleave={self.props.on_preview.reform(|_: PointerEvent| None)}
                onkeydown={self.on_key(steering)}
                onfocusin={on_enter(steering)}
            >
                { self.widths(&across) }
                { self.column_heads(&across, lit) }
                <tbody>
                    { space(before) }
                    { self.body(&down, &across, lit) }
                    { space(after) }
                </tbody>
            </table>
        }
    }

    /// Where the pair in focus stands, as a row and a column.
    fn lit(&self) -> [Option<usize>; 2] {
        let heading = |name: &PlaceName| self.props.table.places.iter().position(|it| it == name);
        let focus = self.props.focus.as_ref();
        let at = |axis: &MatrixAxis, name: fn(&Focus) -> &PlaceName| {
            focus.and_then(|it| axis.place_of(heading(name(it))?))
        };
        [
            at(self.rows, |it| &it.source),
            at(self.columns, |it| &it.destination),
        ]
    }

    /// How wide the columns are: attributes, since there may be no style.
    fn widths(&self, across: &Range<usize>) -> Html {
        let before = self.columns.extent(across.start).start;
        let after = self.columns.length() - self.columns.extent(across.end).start;
        let width = |it: u32| html! { <col width={it.to_string()} /> };
        html! {
            <colgroup>
                { width(self.head_width()) }
                { width(before) }
                for _ in across.clone() {
                    { width(COLUMN) }
                }
                { width(after) }
            </colgroup>
        }
    }

    fn column_heads(&self, across: &Range<usize>, lit: [Option<usize>; 2]) -> Html {
        let gap = || html! { <td class="matrix__gap" aria-hidden="true"></td> };
        let slots = self.columns.slots.get(across.clone()).unwrap_or_default();
        html! {
            <thead class="matrix__head">
                <tr class="matrix__groups" aria-rowindex="1">
                    <td class="matrix__corner" aria-hidden="true" rowspan="2">
                        <span class="matrix__to">{ words::HEAD_TO }</span>
                        <span class="matrix__from">{ words::HEAD_FROM }</span>
                    </td>
                    { gap() }
                    for (group, span) in self.columns.spans(across.clone()) {
                        { self.group_head(group, span) }
                    }
                    { gap() }
                </tr>
                <tr class="matrix__names" aria-rowindex="2">
                    { gap() }
                    for (at, slot) in (across.start..).zip(slots) {
                        { self.column_head(at, slot.kind, slot.members.as_slice(), lit[1] == Some(at)) }
                    }
                    { gap() }
                </tr>
            </thead>
        }
    }

    fn group_head(&self, group: usize, span: Range<usize>) -> Html {
        let is_current =
            self.current.line == 0 && span.contains(&self.current.column.wrapping_sub(1));
        let column = if is_current {
            self.current.column
        } else {
            span.start + 1
        };
        let at = GridPlace { line: 0, column };
        let title = self
            .props
            .table
            .matrix
            .groups
            .get(group)
            .map(|it| it.title.clone());
        let slot = self.columns.slots.get(span.start);
        html! {
            <th
                key={group}
                scope="colgroup"
                class="matrix__group"
                colspan={span.len().to_string()}
                aria-colindex={(span.start + 2).to_string()}
            >
                if let Some(slot) = slot {
                    { fold(title.unwrap_or_default(), slot, at.to_string(), if is_current { "0" } else { "-1" }) }
                }
            </th>
        }
    }

    fn column_head(&self, at: usize, kind: SlotKind, members: &[usize], is_lit: bool) -> Html {
        let place = GridPlace {
            line: 1,
            column: at + 1,
        };
        let heading = members
            .first()
            .and_then(|it| self.props.table.matrix.headings.get(*it));
        html! {
            <th
                key={at}
                scope="col"
                class="matrix__name"
                aria-colindex={(at + 2).to_string()}
                data-at={place.to_string()}
                data-lit={is_lit.to_string()}
                tabindex={if self.current == place { "0" } else { "-1" }}
            >
                if kind == SlotKind::Folded {
                    <span class="matrix__folded">{ words::all(members.len()) }</span>
                } else if let Some(it) = heading {
                    { matrix_heading(it, it.locks.map(|it| it.ingress), words::INGRESS) }
                }
            </th>
        }
    }

    fn body(&self, down: &Range<usize>, across: &Range<usize>, lit: [Option<usize>; 2]) -> Html {
        let slots = self.rows.slots.get(down.clone()).unwrap_or_default();
        let tab_stop = self.tab_stop(down, across);
        let lit_marks = self.lit_marks();
        (down.start..)
            .zip(slots)
            .map(|(at, slot)| {
                let line = at + HEAD_LINES;
                html! {
                    <MatrixRow
                        key={at}
                        matrix={Rc::clone(&self.props.table.matrix)}
                        slot={slot.clone()}
                        {line}
                        columns={Rc::clone(self.columns)}
                        window={across.clone()}
                        is_lit={lit[0] == Some(at)}
                        lit_column={lit[1]}
                        lit_marks={Rc::clone(&lit_marks)}
                        tab_stop={(tab_stop.line == line).then_some(tab_stop.column)}
                    />
                }
            })
            .collect()
    }

    /// The marks of the branches that stand out.
    fn lit_marks(&self) -> Rc<[u32]> {
        let marks = (0..).zip(&self.props.table.matrix.marks);
        let lit = marks.filter(|(_, it)| self.props.lit.contains(&it.branch));
        lit.map(|it| it.0).collect()
    }

    /// The pair of a cell that stands for one.
    fn pairs(&self) -> impl Fn(GridPlace) -> Option<Focus> + use<> {
        let table = Rc::clone(&self.props.table);
        let (rows, columns) = (Rc::clone(self.rows), Rc::clone(self.columns));
        move |place| {
            let name = |axis: &MatrixAxis, at: usize| {
                let slot = axis.slots.get(at)?;
                let party = Some(slot).filter(|it| it.kind == SlotKind::Party)?;
                table.places.get(*party.members.first()?).cloned()
            };
            let source = name(&rows, place.line.checked_sub(HEAD_LINES)?)?;
            let destination = name(&columns, place.column.checked_sub(1)?)?;
            (source != destination).then(|| Focus::between(source, destination))
        }
    }

    /// The pair under a pointer is looked at in passing; a finger means it. What comes
    /// under a resting pointer while the table is scrolled does not count: it would be
    /// explained with every step.
    fn on_move(&self) -> Callback<PointerEvent> {
        let (pairs, on_preview) = (self.pairs(), self.props.on_preview.clone());
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() != "touch" {
                let at = browser::attribute_around(event.target(), "data-at");
                let place = at.and_then(|it| it.parse().ok());
                on_preview.emit(place.and_then(&pairs));
            }
        })
    }

    /// Where the keyboard comes in: where it was, if that is drawn.
    fn tab_stop(&self, down: &Range<usize>, across: &Range<usize>) -> GridPlace {
        let GridPlace { line, column } = self.current;
        let is_drawn =
            |at: Option<usize>, window: &Range<usize>| at.is_none_or(|it| window.contains(&it));
        if is_drawn(line.checked_sub(HEAD_LINES), down) && is_drawn(column.checked_sub(1), across) {
            return self.current;
        }
        GridPlace {
            line: down.start + HEAD_LINES,
            column: 0,
        }
    }

    /// What a click or Enter does at a place.
    fn on_choose(&self) -> Callback<GridPlace> {
        let (matrix, pairs) = (Rc::clone(&self.props.table.matrix), self.pairs());
        let (rows, columns) = (Rc::clone(self.rows), Rc::clone(self.columns));
        let (arrangement, on_arrange) = (self.arrangement.clone(), self.on_arrange.clone());
        let on_focus = self.props.on_focus.clone();
        Callback::from(move |place: GridPlace| {
            if let Some(pair) = pairs(place) {
                on_focus.emit(pair);
                return;
            }
            let row = place.line.checked_sub(HEAD_LINES);
            let row = row.and_then(|it| rows.slots.get(it));
            let column = place.column.checked_sub(1);
            let column = column.and_then(|it| columns.slots.get(it));
            let group = match (row, column) {
                (Some(row), _) if row.kind != SlotKind::Party => row.group,
                (None, Some(column)) if place.line == 0 => column.group,
                (_, Some(column)) if column.kind == SlotKind::Folded => column.group,
                _ => return,
            };
            if let Some(group) = matrix.groups.get(group) {
                on_arrange.emit(arrangement.with_fold_turned(&group.title));
            }
        })
    }

    fn on_click(&self, steering: &Steering) -> Callback<MouseEvent> {
        let on_choose = self.on_choose();
        let current = steering.current.clone();
        Callback::from(move |event: MouseEvent| {
            let at = browser::attribute_around(event.target(), "data-at");
            if let Some(place) = at.and_then(|it| it.parse().ok()) {
                current.set(place);
                on_choose.emit(place);
            }
        })
    }

    fn on_key(&self, steering: &Steering) -> Callback<KeyboardEvent> {
        let on_choose = self.on_choose();
        let on_clear = self.props.on_clear.clone();
        let (rows, columns) = (Rc::clone(self.rows), Rc::clone(self.columns));
        let (seen, here) = (self.seen, self.current);
        let (current, scroll) = (steering.current.clone(), steering.scroll.clone());
        let wanted = Rc::clone(&steering.wanted);
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match key.as_str() {
                "Escape" => return on_clear.emit(()),
                "Enter" | " " => {
                    event.prevent_default();
                    return on_choose.emit(here);
                }
                _ => {}
            }
            let page = (seen.height.saturating_sub(HEAD_HEIGHT) / ROW).max(2) as usize;
            let is_far = event.ctrl_key() || event.meta_key();
            let Some(next) = grid_step(here, &key, is_far, page, [&rows, &columns]) else {
                return;
            };
            event.prevent_default();
            let x = next.column.checked_sub(1).map(|it| columns.extent(it));
            let y = next.line.checked_sub(HEAD_LINES).map(|it| rows.extent(it));
            let [x, y] = [x, y].map(|it| it.map_or([0, 0], |it| [it.start, it.end]));
            browser::reveal(&scroll, x, y, [head_width(seen), HEAD_HEIGHT]);
            // What is drawn already has it at once; else when it is.
            wanted.replace(Some(next));
            current.set(next);
        })
    }
}

fn head_width(seen: Viewport) -> u32 {
    if seen.width < NARROW {
        NARROW_HEAD_WIDTH
    } else {
        HEAD_WIDTH
    }
}

/// Rows that are not drawn.
fn space(height: u32) -> Html {
    if height == 0 {
        return html! {};
    }
    html! {
        <tr class="matrix__space" aria-hidden="true">
            <td height={height.to_string()}></td>
        </tr>
    }
}

/// Remembers where the focus came to.
fn on_enter(steering: &Steering) -> Callback<FocusEvent> {
    let current = steering.current.clone();
    Callback::from(move |event: FocusEvent| {
        let at = browser::attribute_around(event.target(), "data-at");
        if let Some(place) = at.and_then(|it| it.parse().ok()) {
            current.set(place);
        }
    })
}
