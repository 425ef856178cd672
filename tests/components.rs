//! Components as the text they render to, without a browser.

use expect_test::{Expect, expect};
use netpol_engine::Severity;
use netpol_playground::components::{
    Badge, BadgeProps, CodeLine, CodeLineProps, Mark, MarkKind, MarkProps, Notice, NoticeProps,
    PaneTabs, PaneTabsProps, ThemeButton, ThemeButtonProps,
};
use netpol_playground::state::{Join, LineNote, LineTone, Pane, RangeMark, Theme};
use yew::{BaseComponent, Callback, LocalServerRenderer};

/// Renders a component and compares; a line of its own for each element, so that
/// a difference can be read.
async fn check<C>(props: C::Properties, expected: Expect)
where
    C: BaseComponent,
{
    let renderer = LocalServerRenderer::<C>::with_props(props);
    let html = renderer.hydratable(false).render().await;
    expected.assert_eq(&html.replace("><", ">\n<"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_badge_is_read_as_a_branch() {
    let props = BadgeProps {
        letter: "B".into(),
        number: 7,
        on: false,
    };
    check::<Badge>(props, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_mark_says_no_without_colour() {
    check::<Mark>(MarkProps { kind: MarkKind::No }, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_notice_offers_what_can_be_done() {
    let props = NoticeProps {
        text: "Showing the last valid text.".into(),
        action: Some("Show what can be read".into()),
        on_act: Callback::noop(),
    };
    check::<Notice>(props, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_theme_button_says_what_is_on() {
    let props = ThemeButtonProps {
        theme: Theme::Dark,
        on_turn: Callback::noop(),
    };
    check::<ThemeButton>(props, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_tab_of_the_pane_that_is_shown_is_marked() {
    let props = PaneTabsProps {
        pane: Pane::Explain,
        on_choose: Callback::noop(),
    };
    check::<PaneTabs>(props, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_line_without_notes_is_only_coloured() {
    let props = CodeLineProps {
        number: 3,
        text: "  name: web # ours".into(),
        note: None,
    };
    check::<CodeLine>(props, expect![[""]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_line_carries_its_or_and_its_problem() {
    let note = LineNote {
        tone: LineTone::Subject,
        join: Some((Join::Or, 4)),
        marks: vec![(6..9, RangeMark::Problem(Severity::Error))],
        problem: Some(Severity::Error),
        ..LineNote::default()
    };
    let props = CodeLineProps {
        number: 12,
        text: "    - podSelctor: {}".into(),
        note: Some(note),
    };
    check::<CodeLine>(props, expect![[""]]).await;
}
