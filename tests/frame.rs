//! What the address of an embedded page asks for.

use netpol_engine::model::Protocol;
use netpol_playground::share::{FrameEditor, FrameFocus, FrameOptions, Link, Opening};
use netpol_playground::state::{Focus, PlaceName, ResultView};

fn workload(namespace: &str, name: &str) -> PlaceName {
    PlaceName::Workload {
        namespace: namespace.to_owned(),
        kind: None,
        name: name.to_owned(),
    }
}

fn pair(port: Option<(Protocol, u16)>) -> FrameFocus {
    FrameFocus::Pair(Focus {
        source: workload("shop", "web"),
        destination: workload("shop", "db"),
        port,
    })
}

#[track_caller]
fn check_editor(query: &str, editor: FrameEditor, view: Option<ResultView>) {
    let options = FrameOptions::read(query, "");
    assert_eq!((options.editor, options.view), (editor, view), "`{query}`");
}

#[track_caller]
fn check_focus(value: &str, expected: Option<&FrameFocus>) {
    let query = format!("?embed=1&focus={value}");
    let read = FrameOptions::read(&query, "").focus;
    assert_eq!(read.as_ref(), expected, "`{value}`");
}

#[test]
fn the_text_is_read_beside_the_diagram_and_not_there_beside_other_views() {
    check_editor("?embed=1", FrameEditor::ReadOnly, None);
    check_editor(
        "?embed=1&view=split",
        FrameEditor::ReadOnly,
        Some(ResultView::Diagram),
    );
    check_editor(
        "?embed=1&view=graph",
        FrameEditor::None,
        Some(ResultView::Diagram),
    );
    check_editor(
        "?embed=1&view=matrix",
        FrameEditor::None,
        Some(ResultView::Matrix),
    );
    check_editor(
        "?embed=1&view=policies",
        FrameEditor::None,
        Some(ResultView::Policies),
    );
}

#[test]
fn what_is_said_about_the_text_counts_beside_every_view() {
    check_editor(
        "?editor=rw&view=matrix",
        FrameEditor::Editable,
        Some(ResultView::Matrix),
    );
    check_editor(
        "?editor=ro&view=graph",
        FrameEditor::ReadOnly,
        Some(ResultView::Diagram),
    );
    check_editor("?editor=none", FrameEditor::None, None);
}

#[test]
fn what_means_nothing_is_as_if_it_was_not_there() {
    check_editor("?editor=all&view=everything", FrameEditor::ReadOnly, None);
    check_editor("", FrameEditor::ReadOnly, None);
    check_editor("?", FrameEditor::ReadOnly, None);
    check_focus("", None);
    check_focus("->", None);
    check_focus("shop/web->", None);
    check_focus("%ff", None);
}

#[test]
fn a_pair_has_a_port_or_none() {
    check_focus("shop/web->shop/db", Some(&pair(None)));
    check_focus(
        "shop/web%20-%3E%20shop/db:5432",
        Some(&pair(Some((Protocol::Tcp, 5432)))),
    );
    check_focus(
        "shop/web->shop/db:53/UDP",
        Some(&pair(Some((Protocol::Udp, 53)))),
    );
}

#[test]
fn one_end_is_picked_and_not_a_pair() {
    check_focus("shop/web", Some(&FrameFocus::End(workload("shop", "web"))));
}

#[test]
fn the_colons_of_an_address_are_no_port() {
    let focus = FrameFocus::Pair(Focus {
        source: workload("shop", "web"),
        destination: PlaceName::Named("2001:db8::5".to_owned()),
        port: None,
    });
    check_focus("shop/web->2001:db8::5", Some(&focus));
}

#[test]
fn what_stands_behind_the_state_goes_before_the_query() {
    let options = FrameOptions::read(
        "?embed=1&view=matrix&controls=1",
        "#v1=abc&view=graph&fit=1",
    );
    assert_eq!(options.view, Some(ResultView::Diagram));
    assert!(options.controls && options.fills);
}

#[test]
fn what_stands_behind_the_state_is_no_part_of_it() {
    let plain = Link::read("#example=leaky-before");
    assert!(plain.is_ok());
    assert_eq!(Link::read("#example=leaky-before&view=matrix"), plain);
}

#[test]
fn a_frame_shows_what_its_address_asks_for() {
    let link = Link::read("#example=leaky-before").ok().flatten();
    let opening = Opening::of(&link.expect("the example exists"));
    let options = FrameOptions::read("?view=matrix&focus=shop/web->shop/db", "");
    let shown = opening.clone().in_frame(&options);
    assert_eq!(shown.view, ResultView::Matrix);
    assert_eq!(shown.focus.map(FrameFocus::Pair), Some(pair(None)));

    let options = FrameOptions::read("?focus=shop/web", "");
    let shown = opening.in_frame(&options);
    assert_eq!(
        (shown.focus, shown.picked),
        (None, Some(workload("shop", "web")))
    );
}
