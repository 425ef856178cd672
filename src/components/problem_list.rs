use netpol_engine::Severity;
use yew::prelude::*;

use super::code_line::severity_name;
use super::quoted::quoted;
use super::{MarkKind, mark};
use crate::report::{LeftAside, Place, Problem, TextReport};
use crate::state::Workspace;
use crate::words::page as words;

/// Everything that is wrong or worth knowing, in document order, with its line, and
/// what was left aside; each leads to the text behind it.
pub fn problem_list(
    texts: &TextReport,
    workspace: &Workspace,
    on_reveal: &Callback<Place>,
) -> Html {
    html! {
        <>
            if !texts.problems.is_empty() {
                { problems(texts, workspace, on_reveal) }
            }
            if !texts.left_aside.is_empty() {
                { left_aside(&texts.left_aside, on_reveal) }
            }
        </>
    }
}

fn problems(texts: &TextReport, workspace: &Workspace, on_reveal: &Callback<Place>) -> Html {
    html! {
        <section class="problem-list" aria-label={words::PROBLEMS}>
            <ul>
                for problem in texts.problems.iter() {
                    { problem_item(problem, workspace, on_reveal, html! {}) }
                }
            </ul>
        </section>
    }
}

/// One of them, with what can be done about it.
pub(super) fn problem_item(
    problem: &Problem,
    workspace: &Workspace,
    on_reveal: &Callback<Place>,
    deeds: Html,
) -> Html {
    html! {
        <li class="problem-list__item" data-severity={severity_name(problem.severity)}>
            <button
                type="button"
                class="problem-list__button"
                onclick={reveal(on_reveal, problem.place)}
            >
                { mark(kind(problem.severity)) }
                <span class="problem-list__text">
                    <span class="problem-list__place">
                        { line(workspace, problem.place) }
                    </span>
                    { quoted(&problem.message) }
                    <span class="visually-hidden">{ words::kind(problem.severity) }</span>
                    for other in problem.related.iter() {
                        <span class="problem-list__help">
                            { line(workspace, other.place) }{ quoted(&other.message) }
                        </span>
                    }
                    if let Some(help) = &problem.help {
                        <span class="problem-list__help">{ quoted(help) }</span>
                    }
                </span>
            </button>
            { deeds }
        </li>
    }
}

/// What nobody has to care about, and somebody may look for; each kind leads to its
/// first object.
fn left_aside(kinds: &[LeftAside], on_reveal: &Callback<Place>) -> Html {
    html! {
        <p class="problem-list__aside">
            { words::LEFT_ASIDE }
            for it in kinds.iter() {
                <button
                    type="button"
                    class="problem-list__kind"
                    onclick={reveal(on_reveal, it.place)}
                >
                    { &it.kind }
                    if it.count > 1 {
                        { format!(" ×{}", it.count) }
                    }
                </button>
            }
        </p>
    }
}

fn line(workspace: &Workspace, place: Place) -> String {
    words::problem_place(workspace.name(place.file()), place.first)
}

fn kind(severity: Severity) -> MarkKind {
    match severity {
        Severity::Error => MarkKind::No,
        Severity::Warning => MarkKind::Look,
        Severity::Hint => MarkKind::Open,
    }
}

fn reveal(on_reveal: &Callback<Place>, place: Place) -> Callback<MouseEvent> {
    on_reveal.reform(move |_| place)
}
