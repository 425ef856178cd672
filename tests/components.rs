//! Components as the text they render to, without a browser.

use std::rc::Rc;

use expect_test::{Expect, expect};
use netpol_engine::Severity;
use netpol_engine::layout::{Folding, View};
use netpol_playground::components::{
    Diagram, DiagramProps, EditorTabs, EditorTabsProps, LinkNews, MarkKind, badge, code_blocks,
    code_line, lesson_list, lesson_question, link_notice, mark, notice, pane_tabs, share_link,
    theme_button,
};
use netpol_playground::evaluation::Reading;
use netpol_playground::examples::Example;
use netpol_playground::lessons::Lesson;
use netpol_playground::share::LinkError;
use netpol_playground::state::{
    Action, Annotations, AppState, Easel, Join, LessonAction, LineNote, LineTone, Pane, RangeMark,
    Theme, ViewOptions, Workspace,
};
use yew::{BaseComponent, Callback, Html, LocalServerRenderer, Properties, Reducible, component};

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

/// The diagram of the first example, with this view of it.
#[expect(clippy::expect_used, reason = "the page has an example to open on")]
async fn diagram(options: ViewOptions) -> String {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let reading = Rc::new(Reading::of(workspace, None));
    let drawing = Easel::default().draw(&reading, None, &options, (900, &[]));
    let props = DiagramProps {
        drawing,
        options,
        focus: None,
        picked: None,
        lit: Rc::new([]),
        is_stale: false,
        on_preview: Callback::noop(),
        on_focus: Callback::noop(),
        on_pick: Callback::noop(),
        on_clear: Callback::noop(),
        on_view: Callback::noop(),
        on_matrix: None,
    };
    let renderer = LocalServerRenderer::<Diagram>::with_props(props);
    renderer.hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn a_diagram_has_tools_a_picture_with_one_tab_stop_and_sizes() {
    let html = diagram(ViewOptions::default()).await;
    for part in [
        "aria-label=\"Find in the diagram\"",
        "aria-label=\"Reachability diagram\"",
        "aria-label=\"Namespace qa-test, 3 boxes\"",
        "aria-label=\"Larger\"",
        "Collapse all",
        "db-svc :3306",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("tabindex=\"0\"").count(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn a_folded_diagram_has_a_box_for_each_namespace() {
    let options = ViewOptions {
        view: View::default().with_folding(Folding::All),
        whole: None,
    };
    let html = diagram(options).await;
    assert_eq!(html.matches("aria-expanded=\"false\"").count(), 2);
    assert!(html.contains("staging, folded: 3 workloads"), "{html}");
    assert!(html.contains("Expand all"), "{html}");
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
        pane_tabs(Pane::Explain, false, &Callback::noop()),
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
    let html = code_blocks(&text, 0, &Annotations::default());
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

#[tokio::test(flavor = "current_thread")]
async fn a_tab_says_its_keys_and_how_many_problems_there_are() {
    let props = EditorTabsProps {
        is_fixed: false,
        workspace: Workspace::of("policies", "cluster").into(),
        open: 1,
        counts: vec![0, 2],
        on_open: Callback::noop(),
        on_change: Callback::noop(),
    };
    check::<EditorTabs>(props, expect![[r#"
        <div class="editor-tabs">
        <div role="tablist" aria-label="Files" class="editor-tabs__list">
        <span role="presentation" class="editor-tabs__slot">
        <button type="button" role="tab" aria-selected="false" aria-keyshortcuts="Delete F2 Control+Shift+ArrowLeft Control+Shift+ArrowRight" tabindex="-1" draggable="true" class="editor-tabs__tab">
        <span class="editor-tabs__name">Policies</span>
        </button>
        </span>
        <span role="presentation" class="editor-tabs__slot">
        <button type="button" role="tab" aria-selected="true" aria-keyshortcuts="Delete F2 Control+Shift+ArrowLeft Control+Shift+ArrowRight" tabindex="0" draggable="true" class="editor-tabs__tab">
        <span class="editor-tabs__name">Cluster</span>
        <span class="editor-tabs__count">2<span class="visually-hidden"> problems</span>
        </span>
        </button>
        <button type="button" aria-hidden="true" tabindex="-1" title="Close file" class="editor-tabs__close">×</button>
        </span>
        </div>
        <button type="button" aria-label="Add a file" title="Add a file" class="editor-tabs__button">+</button>
        <button type="button" aria-label="Rename, move or close this file" title="Rename, move or close this file" class="editor-tabs__button">⋯</button>
        </div>"#]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_long_link_comes_with_a_warning() {
    let address = format!("https://example.org/#v1={}", "a".repeat(7_977));
    let html = share_link(&Ok(address.into()), &Callback::noop());
    let renderer = LocalServerRenderer::<Drawn>::with_props(DrawnProps { html });
    let html = renderer.hydratable(false).render().await;
    assert!(html.contains(r#"data-length="long""#), "{html}");
    assert!(
        html.contains("8001 characters. Some chat and mail"),
        "{html}"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn what_no_link_holds_is_said() {
    let error = LinkError::TooLarge { most: 1024 * 1024 };
    check_html(share_link(&Err(error), &Callback::noop()), expect![[r#"<p class="share-link__refused">There is no link to this: it holds more than 1024 KiB of text, the most that can be opened. Save it as a file instead.</p>"#]]).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_refused_link_is_an_alert_with_its_reason() {
    let news = LinkNews::LinkRefused(LinkError::Damaged);
    check_html(
        link_notice(&news, &Callback::noop(), &Callback::noop()),
        expect![[r#"
            <div role="alert" class="link-notice">
            <span>This link cannot be opened: it is cut off or damaged; ask for it again, and copy all of it. Your own text is as it was.</span>
            <button type="button" class="link-notice__button">Close</button>
            </div>"#]],
    )
    .await;
}

#[tokio::test(flavor = "current_thread")]
async fn what_made_room_can_be_had_back() {
    check_html(
        link_notice(&LinkNews::SetAside, &Callback::noop(), &Callback::noop()),
        expect![[r#"
            <div role="status" class="link-notice">
            <span>Opened. What you had typed is kept, in the Examples menu too.</span>
            <button type="button" class="link-notice__button">Restore my text</button>
            <button type="button" class="link-notice__button">Close</button>
            </div>"#]],
    )
    .await;
}

/// A page that reads this lesson.
fn course(id: &str, acts: impl IntoIterator<Item = LessonAction>) -> Rc<AppState> {
    let opened = Lesson::find(id).map(|it| LessonAction::Opened(it.1));
    let acts = opened.into_iter().chain(acts).map(Action::Lesson);
    let state = AppState::new(Workspace::of("", ""), None);
    acts.fold(Rc::new(state), AppState::reduce)
}

async fn html_of(html: Html) -> String {
    let renderer = LocalServerRenderer::<Drawn>::with_props(DrawnProps { html });
    renderer.hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn the_list_of_lessons_says_how_far_one_is() {
    let state = course("03-labels", [LessonAction::Met]);
    let html = html_of(lesson_list(&state.course, &Callback::noop())).await;
    for part in [
        "1 of 12 done",
        "href=\"#lesson=12-leaky-policies\"",
        "aria-current=\"true\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("data-state=\"met\"").count(), 1);
    assert_eq!(html.matches("<li>").count(), Lesson::all().len());
}

#[tokio::test(flavor = "current_thread")]
async fn a_question_keeps_its_answer_until_one_is_chosen() {
    let asked = |chosen: Option<bool>| {
        let lesson = Lesson::find("03-labels").map(|it| it.1);
        let step = lesson.and_then(|it| it.steps.first());
        let asked = step.and_then(|it| it.predict.as_ref());
        let both = lesson.zip(asked);
        both.map(|(lesson, asked)| lesson_question(asked, chosen, lesson, &Callback::noop()))
    };
    let html = html_of(asked(None).into_iter().collect()).await;
    assert!(!html.contains("is in no list"), "{html}");
    assert_eq!(html.matches("aria-pressed=\"false\"").count(), 2);
    let html = html_of(asked(Some(false)).into_iter().collect()).await;
    for part in [
        "Not this time",
        "It is allowed.",
        "is in no list",
        "data-right=\"false\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
