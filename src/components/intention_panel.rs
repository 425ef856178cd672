use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::expect_bar::{Expecting, expect_bar};
use super::offer_list::{Bargain, done_bar, offer_list};
use super::{MarkKind, TierPicker, mark};
use crate::report::{CheckedLine, IntentionsReport, LineOutcome};
use crate::state::{Focus, Plea};
use crate::words::intentions as words;

/// What [`intention_panel`] is made from.
pub struct IntentionPanelProps {
    /// What is expected, line by line.
    pub intended: Rc<str>,
    /// What became of it.
    pub report: Option<Rc<IntentionsReport>>,
    /// The pair in focus, if there is one.
    pub expecting: Option<Expecting>,
    /// The workloads that can be tiers.
    pub workloads: Rc<[String]>,
    /// What is offered.
    pub bargain: Bargain,
    /// The user wrote something else.
    pub on_write: Callback<Rc<str>>,
    /// The user wants to see why a line fails.
    pub on_focus: Callback<Focus>,
}

/// What is expected of the policies, what became of it, and what can be done.
pub fn intention_panel(props: &IntentionPanelProps) -> Html {
    let on_input = props.on_write.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        area.value().into()
    });
    html! {
        <section class="intention-panel" aria-label={words::TITLE}>
            <div class="intention-panel__write">
                <p class="intention-panel__help">{ words::HELP }</p>
                <textarea
                    class="intention-panel__lines"
                    aria-label={words::LINES}
                    placeholder={words::EXAMPLE}
                    rows="7"
                    spellcheck="false"
                    autocapitalize="off"
                    value={props.intended.to_string()}
                    oninput={on_input}
                />
                { faults(props) }
                if let Some(it) = &props.expecting {
                    <div class="intention-panel__pair">
                        <code>{ it.pair.to_string() }</code>
                        { expect_bar(it) }
                    </div>
                }
                { tools(props) }
            </div>
            <div class="intention-panel__told">
                { done_bar(&props.bargain) }
                { general_offers(props) }
                { results(props) }
            </div>
        </section>
    }
}

fn faults(props: &IntentionPanelProps) -> Html {
    let faults = props.report.iter().flat_map(|it| &it.faults);
    let all: Html = faults
        .map(|it| {
            html! {
                <li>
                    { mark(MarkKind::Look) }
                    { " " }
                    { words::fault(it.line, it.column, &it.message) }
                    if let Some(help) = &it.help {
                        { ": " }{ help }
                    }
                </li>
            }
        })
        .collect();
    html! { <ul class="intention-panel__faults">{ all }</ul> }
}

fn tools(props: &IntentionPanelProps) -> Html {
    let on_plea = &props.bargain.on_plea;
    let ask = |plea: Plea| on_plea.reform(move |_: MouseEvent| Some(plea.clone()));
    html! {
        <div class="intention-panel__tools">
            <button type="button" class="intention-panel__button" onclick={ask(Plea::Present)}>
                { words::PRESENT }
            </button>
            <button
                type="button"
                class="intention-panel__button"
                onclick={ask(Plea::Propose { closes_egress: false })}
            >
                { words::PROPOSE }
            </button>
            <button
                type="button"
                class="intention-panel__button"
                onclick={ask(Plea::Propose { closes_egress: true })}
            >
                { words::PROPOSE }{ ", " }{ words::CLOSE_EGRESS }
            </button>
            <TierPicker workloads={Rc::clone(&props.workloads)} on_plea={on_plea.clone()} />
        </div>
    }
}

/// Offers that are about no single line.
fn general_offers(props: &IntentionPanelProps) -> Html {
    match &props.bargain.offers {
        Some(it) if !matches!(it.plea, Plea::Mend(_) | Plea::Amend(_) | Plea::Correct(_)) => {
            offer_list(&props.bargain)
        }
        _ => html! {},
    }
}

fn results(props: &IntentionPanelProps) -> Html {
    let Some(report) = props.report.as_ref().filter(|it| !it.lines.is_empty()) else {
        return html! {};
    };
    html! {
        <>
            <p class="intention-panel__sum" role="status">
                { words::held(report.held(), report.lines.len()) }
            </p>
            <ol class="intention-panel__results" aria-label={words::RESULTS}>
                for line in &report.lines {
                    { result(line, props) }
                }
            </ol>
        </>
    }
}

fn result(line: &CheckedLine, props: &IntentionPanelProps) -> Html {
    let holds = line.outcome == LineOutcome::Holds;
    let (kind, spoken) = if holds {
        (MarkKind::Yes, words::HOLDS)
    } else {
        (MarkKind::No, words::FAILS)
    };
    let offered = props.bargain.offers.as_ref();
    let is_asked = offered.is_some_and(|it| it.plea == Plea::Mend(line.line));
    html! {
        <li key={line.line} class="intention-panel__result" data-holds={holds.to_string()}>
            { mark(kind) }
            <div class="intention-panel__line">
                <code>{ &line.text }</code>
                <span class="visually-hidden">{ " " }{ spoken }</span>
                { reasons(line, props) }
                if is_asked {
                    { offer_list(&props.bargain) }
                }
            </div>
        </li>
    }
}

fn reasons(line: &CheckedLine, props: &IntentionPanelProps) -> Html {
    let number = line.line;
    match &line.outcome {
        LineOutcome::Holds => html! {},
        LineOutcome::Unanswered(why) => html! { <p class="intention-panel__why">{ why }</p> },
        LineOutcome::Fails {
            words: but,
            why,
            focus,
        } => {
            let focus = focus.clone();
            html! {
                <>
                    <p class="intention-panel__why">{ but }{ ": " }{ why }</p>
                    <div class="intention-panel__actions">
                        <button
                            type="button"
                            class="intention-panel__button"
                            onclick={props.on_focus.reform(move |_| focus.clone())}
                        >
                            { words::SHOW }
                            <span class="visually-hidden">{ ": " }{ &line.text }</span>
                        </button>
                        <button
                            type="button"
                            class="intention-panel__button"
                            onclick={props.bargain.on_plea.reform(move |_| Some(Plea::Mend(number)))}
                        >
                            { words::MEND }
                            <span class="visually-hidden">{ ": " }{ &line.text }</span>
                        </button>
                    </div>
                </>
            }
        }
    }
}
