use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use yew::prelude::*;

use crate::browser;
use crate::evaluation::Look;
use crate::hooks::{
    use_course, use_kept_state, use_link, use_met_goals, use_quiet, use_report, use_whole_program,
    use_width,
};
use crate::page::{Page, Reports};
use crate::report::{ChangesReport, FindingsReport, Report, TextReport};
use crate::state::{Action, Annotations, AppState, Focus, Pane, ResultView, view};

/// The width that the diagram is drawn for before its pane has been measured.
const FIRST_WIDTH: u32 = 900;

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_kept_state();
    let news = use_link(&state);
    let editor = use_node_ref();
    let pane = use_node_ref();
    let is_whole = use_whole_program();
    use_course(&state, &news, is_whole);
    let is_quiet = use_quiet(&state.workspace);
    let is_compared = is_quiet || state.view == ResultView::Changes;
    let sharing = use_state_eq(|| false);
    let look = Look {
        focus: state.shown_focus().cloned(),
        view: state.view,
        left_out: state.left_out.clone(),
        options: state.options.clone(),
        width: use_width(&pane).unwrap_or(FIRST_WIDTH),
        wants_partial: state.wants_partial,
        wants_answer: is_whole,
        wants_inventory: state.builds,
        compared: (is_whole && is_compared && state.is_changed()).then_some(state.pins),
        wants_findings: is_whole && is_quiet && !browser::is_embedded(),
        intended: Rc::clone(state.expected()),
        plea: state.plea.clone().or_else(|| state.course.plea()),
        poster: sharing.then(|| browser::seen(state.theme)),
        wish: state.wish.clone(),
        console: state.console.asked.clone(),
    };
    let (report, trouble) = use_report(&state.workspace, &state.baseline, look, is_whole);
    let changes = report.as_ref().and_then(|it| changes(it, &state));
    let findings = report.as_ref().and_then(|it| findings(it));
    let told = use_memo(
        (
            report.as_ref().map(|it| Rc::clone(&it.texts)),
            findings.clone(),
        ),
        |(texts, findings)| marked(texts.as_deref(), findings.as_deref()),
    );
    let at_caret = report
        .as_ref()
        .and_then(|report| branch_at_caret(report, &state));
    let annotations = use_memo(
        (
            report.clone(),
            changes.clone(),
            findings.clone(),
            at_caret,
            state.pointed,
        ),
        |(report, changes, findings, at_caret, pointed)| match report {
            Some(report) => {
                let later = (changes.as_deref(), findings.as_deref());
                view::annotations(report, later, *at_caret, *pointed)
            }
            None => Annotations::default(),
        },
    );
    let reports = use_memo((), |()| Reports::to(&state.dispatcher()));
    use_scroll_to_focus(&editor, &state, report.as_ref(), &annotations);
    use_wish(&state, report.as_ref());
    use_console(&state, &editor, report.as_ref());
    use_met_goals(&state, report.as_ref());

    let Some(report) = report else {
        // The first answer is there at once.
        return html! {};
    };
    let page = Page {
        news,
        sharing: sharing.setter(),
        state,
        report,
        told,
        findings,
        changes,
        trouble,
        annotations,
        at_caret,
        reports,
        editor,
        pane,
    };
    page.html()
}

/// What tells the texts from the baseline, if there is anything to tell.
fn changes(report: &Report, state: &AppState) -> Option<Rc<ChangesReport>> {
    let changes = report.changes.as_ref().filter(|_| state.is_changed());
    changes.filter(|it| it.pin == state.pins).cloned()
}

/// What policies probably do not mean, if that is about the texts as they are.
fn findings(report: &Report) -> Option<Rc<FindingsReport>> {
    let findings = report.findings.as_ref();
    findings
        .filter(|it| it.revision == report.revision)
        .cloned()
}

/// Everything that the editor underlines.
fn marked(texts: Option<&TextReport>, findings: Option<&FindingsReport>) -> TextReport {
    let mut marked = texts.cloned().unwrap_or_default();
    if let Some(it) = findings {
        marked.problems.extend(it.findings.iter().cloned());
    }
    marked
}

/// The branch that the caret stands in, while the picture is that of the text.
fn branch_at_caret(report: &Report, state: &AppState) -> Option<BranchRef> {
    let is_present = report.workspace == state.workspace && !report.picture.is_stale;
    let caret = state.caret.filter(|_| is_present)?;
    report.picture.outline.at_caret(caret)
}

/// Brings what the user chose into view, in whichever tab it is: not what they
/// look at in passing, and not while they type.
#[hook]
fn use_scroll_to_focus(
    editor: &NodeRef,
    state: &UseReducerHandle<AppState>,
    report: Option<&Rc<Report>>,
    annotations: &Rc<Annotations>,
) {
    let chosen = state.focus.as_ref().filter(|_| state.preview.is_none());
    let answered = report.filter(|it| it.told.is_some() && it.asked.as_ref() == chosen);
    let sought = use_mut_ref(|| None);
    if sought.borrow().as_ref().map(|it: &Sought| &it.focus) != state.focus.as_ref() {
        let focus = state.focus.clone();
        sought.replace(focus.map(|focus| Sought {
            focus,
            from: Some(state.file),
        }));
    }
    let (editor, annotations) = (editor.clone(), Rc::clone(annotations));
    let (dispatcher, open) = (state.dispatcher(), state.file);
    let focus = chosen.and_then(|_| answered?.focus.clone());
    use_effect_with((focus, state.file), move |(focus, _)| {
        if focus.is_none() {
            return;
        }
        let mut sought = sought.borrow_mut();
        let from = sought.as_mut().and_then(|it| it.from.take());
        match annotations.lit_file(open) {
            Some(file) if file == open => {
                if let Some(line) = annotations.first_lit(file) {
                    browser::scroll_to_line(&editor, line);
                }
            }
            // Whoever went elsewhere before the answer came stays there.
            Some(file) if from == Some(open) => dispatcher.dispatch(Action::FileChosen(file)),
            _ => {}
        }
    });
}

/// A pair that the user chose.
struct Sought {
    focus: Focus,
    /// The tab that was open then; `None` when the pair was brought into view.
    from: Option<usize>,
}

/// Tells the state what became of its wish; of none that was answered for other
/// texts than there are now.
#[hook]
fn use_wish(state: &UseReducerHandle<AppState>, report: Option<&Rc<Report>>) {
    let report = report.filter(|it| it.workspace == state.workspace);
    let outcome = report.and_then(|it| it.outcome.clone());
    let dispatcher = state.dispatcher();
    use_effect_with(outcome, move |outcome| {
        if let Some(outcome) = outcome {
            dispatcher.dispatch(Action::WishAnswered(Rc::clone(outcome)));
        }
    });
}

/// Tells the state what became of its question in the terminal, and shows in the editor
/// what a command opens.
#[hook]
fn use_console(state: &UseReducerHandle<AppState>, editor: &NodeRef, report: Option<&Rc<Report>>) {
    let report = report.filter(|it| it.workspace == state.workspace);
    let reply = report.and_then(|it| it.console.clone());
    let dispatcher = state.dispatcher();
    use_effect_with(reply, move |reply| {
        if let Some(reply) = reply {
            dispatcher.dispatch(Action::ConsoleReplied(Rc::clone(reply)));
        }
    });
    let opened = state.console.opened();
    let (state, editor) = (state.clone(), editor.clone());
    use_effect_with(opened, move |opened| {
        let Some((_, span)) = opened else { return };
        let index = span.source.index();
        let file = state.workspace.files().get(index);
        if let Some(file) = file.filter(|it| it.text.get(span.range()).is_some()) {
            state.dispatch(Action::PaneChosen(Pane::Editor));
            state.dispatch(Action::FileChosen(index));
            browser::select(&editor, file, *span);
        }
    });
}
