use netpol_engine::Severity;
use yew::prelude::*;

use super::code_line::severity_name;
use super::offer_list::{Bargain, offer_list};
use super::quoted::quoted;
use super::{MarkKind, mark};
use crate::report::{LeftAside, Place, Problem, TextReport};
use crate::state::{Plea, Workspace};
use crate::words::{intentions, page as words};

/// The codes of problems that may be about quotes, or about how addresses are written.
const SPELT_WRONG: [&str; 3] = ["wrong-type", "read-differently", "invalid-value"];

/// Everything that is wrong or worth knowing, in document order, with its line, and
/// what was left aside; each leads to the text behind it. With a `bargain`, some can be
/// done away with.
pub fn problem_list(
    texts: &TextReport,
    workspace: &Workspace,
    on_reveal: &Callback<Place>,
    bargain: Option<&Bargain>,
) -> Html {
    html! {
        <>
            if !texts.problems.is_empty() {
                { problems(texts, workspace, on_reveal, bargain) }
            }
            if !texts.left_aside.is_empty() {
                { left_aside(&texts.left_aside, on_reveal) }
            }
        </>
    }
}

fn problems(
    texts: &TextReport,
    workspace: &Workspace,
    on_reveal: &Callback<Place>,
    bargain: Option<&Bargain>,
) -> Html {
    let mending = |at: usize, it: &Problem| match bargain {
        Some(bargain) if SPELT_WRONG.contains(&&*it.code) => {
            deeds(&Plea::Correct(at), it, bargain, html! {})
        }
        _ => html! {},
    };
    html! {
        <section class="problem-list" aria-label={words::PROBLEMS}>
            <ul>
                for (at, problem) in texts.problems.iter().enumerate() {
                    { problem_item(problem, workspace, on_reveal, mending(at, problem)) }
                }
            </ul>
        </section>
    }
}

/// What can be done about something, once somebody asks.
pub(super) fn deeds(plea: &Plea, about: &Problem, bargain: &Bargain, beside: Html) -> Html {
    let offers = bargain.offers.as_ref();
    if offers.is_some_and(|it| it.plea == *plea) {
        return offer_list(bargain);
    }
    let plea = plea.clone();
    html! {
        <div class="problem-list__deeds">
            <button
                type="button"
                class="problem-list__mend"
                onclick={bargain.on_plea.reform(move |_| Some(plea.clone()))}
            >
                { intentions::MEND }
                <span class="visually-hidden">{ ": " }{ &about.message }</span>
            </button>
            { beside }
        </div>
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
