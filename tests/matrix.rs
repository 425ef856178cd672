//! The matrix of the page: what stands where on its sheet, how keys move in it, and
//! what it renders to.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::rc::Rc;

use expect_test::{Expect, expect};
use netpol_playground::components::{ReachMatrix, ReachMatrixProps};
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::examples::Example;
use netpol_playground::report::TableReport;
use netpol_playground::state::{
    Arrangement, Focus, GridPlace, HEAD_LINES, MatrixAxis, MatrixOrder, PlaceName, ResultView,
    SlotKind, Workspace, grid_step, sum,
};
use yew::{Callback, LocalServerRenderer};

fn table() -> Rc<TableReport> {
    let example = Example::all().first().expect("there are examples");
    answer(Rc::new(example.workspace())).expect("the table was asked for")
}

fn answer(workspace: Rc<Workspace>) -> Option<Rc<TableReport>> {
    let task = Task {
        revision: 1,
        origin: None,
        workspace: Some(workspace),
        baseline: None,
        look: Look {
            view: ResultView::Matrix,
            width: 900,
            wants_answer: true,
            ..Look::default()
        },
    };
    Evaluator::default()
        .answer(task)
        .later
        .and_then(|it| it.table)
}

/// The rows of an arrangement, one word for each.
#[track_caller]
fn check_rows(arrangement: &Arrangement, expected: &Expect) {
    let table = table();
    let rows = MatrixAxis::rows(&table.matrix, arrangement);
    let words = rows.slots.iter().map(|slot| {
        let first = slot
            .members
            .first()
            .and_then(|it| table.matrix.headings.get(*it));
        let group = table
            .matrix
            .groups
            .get(slot.group)
            .map(|it| it.title.clone());
        match slot.kind {
            SlotKind::Band => format!("[{}]", group.unwrap_or_default()),
            SlotKind::Folded => format!("{} of {}", slot.members.len(), group.unwrap_or_default()),
            SlotKind::Party => first.map(|it| it.title.clone()).unwrap_or_default(),
        }
    });
    expected.assert_eq(&words.collect::<Vec<_>>().join(" "));
}

fn arrangement(change: impl FnOnce(&mut Arrangement)) -> Arrangement {
    let mut arrangement = Arrangement::default();
    change(&mut arrangement);
    arrangement
}

#[test]
fn rows_stand_in_groups_in_document_order() {
    check_rows(
        &Arrangement::default(),
        &expect!["[qa-test] frontend api db [staging] frontend api db [Outside] Outside"],
    );
}

#[test]
fn rows_are_sorted_within_their_group() {
    check_rows(
        &arrangement(|it| it.order = MatrixOrder::Name),
        &expect!["[qa-test] api db frontend [staging] api db frontend [Outside] Outside"],
    );
    check_rows(
        &arrangement(|it| it.order = MatrixOrder::Connections),
        &expect!["[qa-test] frontend api db [Outside] Outside [staging] db frontend api"],
    );
}

#[test]
fn a_filter_leaves_what_has_the_word_in_its_name() {
    check_rows(
        &arrangement(|it| it.from = " DB".to_owned()),
        &expect!["[qa-test] db [staging] db"],
    );
    check_rows(
        &arrangement(|it| it.from = "nobody".to_owned()),
        &expect![[""]],
    );
}

#[test]
fn a_folded_group_is_one_row_and_turns_back() {
    let folded = Arrangement::default().with_fold_turned("staging");
    check_rows(
        &folded,
        &expect!["[qa-test] frontend api db 3 of staging [Outside] Outside"],
    );
    assert_eq!(folded.with_fold_turned("staging"), Arrangement::default());
}

#[test]
fn a_sum_counts_what_connects_of_what_could() {
    let matrix = Rc::clone(&table().matrix);
    assert_eq!(sum(&matrix, &[0, 1, 2], &[0, 1, 2]), (5, 6));
    assert_eq!(sum(&matrix, &[3, 4, 5], &[3, 4, 5]), (0, 6));
    assert_eq!(sum(&matrix, &[0], &[0]), (0, 0));
}

#[test]
fn only_what_is_seen_is_drawn_and_a_little_more() {
    let rows = MatrixAxis::rows(&table().matrix, &Arrangement::default());
    assert_eq!(rows.length(), 7 * 44 + 3 * 28);
    assert_eq!(rows.extent(1), 28..72);
    assert_eq!(rows.window(0..400), 0..rows.slots.len());

    let pods = (0..200).map(|it| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{it}}}\n\
             spec: {{containers: [{{name: c, image: c}}]}}\n"
        )
    });
    let long = pods.collect::<Vec<_>>().join("---\n");
    let table = answer(Rc::new(Workspace::of(&long, ""))).unwrap();
    let rows = MatrixAxis::rows(&table.matrix, &Arrangement::default());
    let window = rows.window(4000..4500);
    assert!(rows.extent(window.start).start < 4000, "{window:?}");
    assert!(rows.extent(window.end).start > 4500, "{window:?}");
    assert!(window.len() < 40, "{window:?}");
    assert_eq!(
        rows.window(4010..4510),
        window,
        "a little scrolling draws nothing"
    );
}

/// Where keys lead to, one after the other, from the first heading: `line,column`.
#[track_caller]
fn check_keys(keys: &[&str], expected: &str) {
    let table = table();
    let arrangement = Arrangement::default();
    let rows = MatrixAxis::rows(&table.matrix, &arrangement);
    let columns = MatrixAxis::columns(&table.matrix, &arrangement);
    let mut place = GridPlace::FIRST;
    for key in keys {
        let (key, is_far) = match key.strip_prefix('^') {
            Some(key) => (key, true),
            None => (*key, false),
        };
        place = grid_step(place, key, is_far, 4, [&rows, &columns]).unwrap_or(place);
    }
    assert_eq!(place.to_string(), expected, "{keys:?}");
}

#[test]
fn arrows_move_by_one_and_pass_over_titles_of_groups() {
    check_keys(&["ArrowDown"], "3,0");
    check_keys(&["ArrowDown", "ArrowRight", "ArrowRight"], "3,2");
    check_keys(
        &[
            "ArrowDown",
            "ArrowRight",
            "ArrowDown",
            "ArrowDown",
            "ArrowDown",
        ],
        "7,1",
    );
    check_keys(&["ArrowRight"], "2,0");
    check_keys(&["ArrowUp"], "2,0");
}

#[test]
fn the_headings_of_columns_are_reached_from_below() {
    check_keys(&["ArrowDown", "ArrowRight", "ArrowUp"], "1,1");
    check_keys(&["ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp"], "0,1");
    check_keys(
        &[
            "ArrowDown",
            "ArrowRight",
            "ArrowUp",
            "ArrowUp",
            "ArrowRight",
        ],
        "0,4",
    );
    check_keys(
        &["ArrowDown", "End", "ArrowUp", "ArrowUp", "ArrowLeft"],
        "0,6",
    );
    check_keys(&["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"], "1,1");
}

#[test]
fn home_and_end_lead_to_the_ends() {
    check_keys(&["ArrowDown", "End"], "3,7");
    check_keys(&["ArrowDown", "End", "Home"], "3,0");
    check_keys(&["^End"], "11,7");
    check_keys(&["^End", "^Home"], "2,0");
    check_keys(&["ArrowDown", "ArrowRight", "PageDown"], "7,1");
    check_keys(&["^End", "PageUp"], "7,7");
    check_keys(&["Tab"], "2,0");
    assert_eq!(HEAD_LINES, 2);
}

#[test]
fn a_place_reads_back_as_it_is_written() {
    let place = GridPlace {
        line: 3,
        column: 14,
    };
    assert_eq!(place.to_string().parse(), Ok(place));
    for text in ["", "3", "3,", "a,1"] {
        assert_eq!(text.parse::<GridPlace>(), Err(()), "{text}");
    }
}

#[test]
fn headings_are_found_by_names_that_stay() {
    let table = table();
    let name = PlaceName::workload("qa-test/db").unwrap();
    let PlaceName::Workload {
        namespace, name, ..
    } = name
    else {
        unreachable!("it was just made");
    };
    let found = table.places.iter().position(|it| {
        matches!(it, PlaceName::Workload { namespace: own, name: title, .. }
            if *own == namespace && *title == name)
    });
    assert_eq!(found, Some(2));
    assert_eq!(table.places.len(), table.matrix.headings.len());
}

#[tokio::test(flavor = "current_thread")]
async fn the_pair_in_focus_is_selected_and_its_row_and_column_stand_out() {
    let table = table();
    let [source, destination] = [0, 2].map(|it: usize| table.places.get(it).cloned().unwrap());
    // What admits the pair admits others, too.
    let cell = table.matrix.cell(0, 2).expect("two workloads");
    let marks = cell
        .marks()
        .filter_map(|it| table.matrix.marks.get(it as usize));
    let lit: Vec<_> = marks.map(|it| it.branch).collect();
    let props = ReachMatrixProps {
        table,
        focus: Some(Focus::between(source, destination)),
        is_stale: false,
        lit: lit.into(),
        on_preview: Callback::noop(),
        on_focus: Callback::noop(),
        on_clear: Callback::noop(),
    };
    let renderer = LocalServerRenderer::<ReachMatrix>::with_props(props);
    let html = renderer
        .hydratable(false)
        .render()
        .await
        .replace("><", ">\n<");
    let lines = html.lines();
    let shown: Vec<&str> = lines
        .filter(|it| {
            it.contains("role=\"grid\"")
                || it.contains("aria-selected=\"true\"")
                || it.contains("data-shares=\"true\"")
                || it.contains("<tr")
        })
        .collect();
    expect![[r#"
        <table role="grid" aria-label="Reachability matrix" aria-rowcount="12" aria-colcount="8" width="924" class="matrix__table">
        <tr aria-rowindex="1" class="matrix__groups">
        <tr aria-rowindex="2" class="matrix__names">
        <tr aria-rowindex="3" data-kind="band" data-lit="false" class="matrix-row">
        <tr aria-rowindex="4" data-kind="party" data-lit="true" class="matrix-row">
        <td role="gridcell" aria-colindex="4" aria-label="qa-test/frontend to qa-test/db: allowed on all ports, entering by qa-test/db-np, rule 1, branch A" aria-selected="true" data-at="3,3" data-kind="admitted" data-lit="true" data-shares="true" tabindex="-1" class="matrix-row__cell">
        <tr aria-rowindex="5" data-kind="party" data-lit="false" class="matrix-row">
        <td role="gridcell" aria-colindex="4" aria-label="qa-test/api to qa-test/db: allowed on all ports, entering by qa-test/db-np, rule 1, branch A and branch B" aria-selected="false" data-at="4,3" data-kind="admitted" data-lit="true" data-shares="true" tabindex="-1" class="matrix-row__cell">
        <tr aria-rowindex="6" data-kind="party" data-lit="false" class="matrix-row">
        <tr aria-rowindex="7" data-kind="band" data-lit="false" class="matrix-row">
        <tr aria-rowindex="8" data-kind="party" data-lit="false" class="matrix-row">
        <tr aria-rowindex="9" data-kind="party" data-lit="false" class="matrix-row">
        <tr aria-rowindex="10" data-kind="party" data-lit="false" class="matrix-row">
        <tr aria-rowindex="11" data-kind="band" data-lit="false" class="matrix-row">
        <tr aria-rowindex="12" data-kind="party" data-lit="false" class="matrix-row">"#]].assert_eq(&shown.join("\n"));
}
