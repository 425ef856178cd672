//! Components as the text they render to, without a browser.

use expect_test::{Expect, expect};
use netpol_engine::Severity;
use netpol_playground::components::{
    MarkKind, badge, code_blocks, code_line, mark, notice, pane_tabs, theme_button,
};
use netpol_playground::state::{
    Annotations, FileRole, Join, LineNote, LineTone, Pane, RangeMark, Theme,
};
use yew::{BaseComponent, Callback, Html, LocalServerRenderer, Properties, component};

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

/// What a function drew, as a component.
#[derive(Properties, PartialEq)]
struct DrawnProps {
    html: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.html.clone()
}

/// The same for what a plain function draws.
async fn check_html(html: Html, expected: Expect) {
    check::<Drawn>(DrawnProps { html }, expected).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_badge_is_read_as_a_branch() {
    check_html(
        badge("B", 7, false),
        expect![[r#"
        <b data-hue="2" data-state="off" class="badge">
        <span class="visually-hidden">branch </span>B</b>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_mark_says_no_without_colour() {
    check_html(
        mark(MarkKind::No),
        expect![[r#"
            <span class="mark" data-kind="no">
            <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle class="mark__disc" cx="8" cy="8" r="7.25"/>
            <path class="mark__line" d="M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4"/>
            </svg>
            <span class="visually-hidden">no: </span>
            </span>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_notice_offers_what_can_be_done() {
    let action = ("Show what can be read", Callback::noop());
    check_html(
        notice("Showing the last valid text.", Some(action)),
        expect![[r#"
        <div role="status" class="notice">
        <span>Showing the last valid text.</span>
        <button type="button" class="notice__button">Show what can be read</button>
        </div>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_theme_button_says_what_is_on() {
    check_html(
        theme_button(Theme::Dark, &Callback::noop()),
        expect![[r#"
            <button type="button" aria-label="Theme: dark" title="Theme: dark" class="theme-button">
            <svg viewBox="0 0 16 16" aria-hidden="true">
            <path class="theme-button__fill" d="M6.2 2.2a6 6 0 1 0 7.6 7.6A5 5 0 0 1 6.2 2.2z"/>
            </svg>
            </button>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_tab_of_the_pane_that_is_shown_is_marked() {
    check_html(
        pane_tabs(Pane::Explain, &Callback::noop()),
        expect![[r#"
        <nav aria-label="Panes" class="pane-tabs">
        <button type="button" class="pane-tabs__tab">Editor</button>
        <button type="button" class="pane-tabs__tab">Diagram</button>
        <button type="button" aria-current="page" class="pane-tabs__tab">Explain</button>
        </nav>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_line_without_notes_is_only_coloured() {
    check_html(
        code_line(3, "  name: web # ours", None),
        expect![[r#"
        <div data-line="3" class="code-line">
        <span class="code-line__number">3</span>
        <span class="code-line__gutter">
        </span>
        <span class="code-line__bar">
        </span>
        <code class="code-line__text">
        <span data-token="key">  name:</span>
        <span data-token="value"> web </span>
        <span data-token="comment"># ours</span>
        </code>
        </div>"#]],
    )
    .await;
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
    check_html(
        code_line(12, "    - podSelctor: {}", Some(&note)),
        expect![[r#"
            <div data-line="12" data-tone="subject" data-problem="error" class="code-line">
            <span class="code-line__number">12</span>
            <span class="code-line__gutter">
            <span class="mark" data-kind="look">
            <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle class="mark__disc" cx="8" cy="8" r="7.25"/>
            <path class="mark__line" d="M8 4.4V8.6M8 11.3V11.4"/>
            </svg>
            <span class="visually-hidden">
            </span>
            </span>
            </span>
            <span class="code-line__bar">
            </span>
            <code class="code-line__text">
            <span data-token="key">    </span>
            <span class="code-line__join">OR</span>
            <span data-token="key">- </span>
            <span data-token="key" data-mark="error">pod</span>
            <span data-token="key">Selctor:</span>
            <span data-token="value"> {}</span>
            </code>
            </div>"#]],
    )
    .await;
}

/// The numbers and the texts of the lines that the blocks of a text show.
async fn lines_of(text: String) -> Vec<(String, String)> {
    let html = code_blocks(&text, FileRole::Policies, &Annotations::default());
    let renderer = LocalServerRenderer::<Drawn>::with_props(DrawnProps { html });
    let html = renderer.hydratable(false).render().await;
    let lines = html.split("data-line=\"").skip(1);
    let shown = lines.map(|line| {
        let number = line.split('"').next().unwrap_or_default();
        let words = line.split("data-token").skip(1);
        let words = words.filter_map(|it| it.split(['>', '<']).nth(1));
        (number.to_owned(), words.collect())
    });
    shown.collect()
}

#[tokio::test(flavor = "current_thread")]
async fn blocks_show_every_line_once_and_in_order() {
    let documents = "kind: Pod\nmetadata:\n  name: a\n---\n".repeat(40);
    let plain = "key: value\n".repeat(200);
    for text in [
        "",
        "\n",
        "a",
        "a\n",
        "\n\n",
        "---",
        &documents,
        &plain,
        plain.trim(),
    ] {
        let expected: Vec<_> = (1..)
            .zip(text.split('\n'))
            .map(|(number, line): (u32, &str)| (number.to_string(), line.to_owned()))
            .collect();
        assert_eq!(lines_of(text.to_owned()).await, expected, "{text:?}");
    }
}
