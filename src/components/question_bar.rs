use std::rc::Rc;

use netpol_engine::eval::Verdict;
use netpol_engine::explain::Explanation;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::explanation::{verdict_mark, verdict_name};
use super::{mark, phrase_text};
use crate::state::view::Choice;
use crate::state::{Focus, PlaceName, Reading};

/// What the bar is made from.
pub struct QuestionBarProps {
    /// Every end that can be asked about.
    pub choices: Rc<[Choice]>,
    /// The pair in focus.
    pub focus: Option<Focus>,
    /// The first end of a pair that is being picked.
    pub picked: Option<PlaceName>,
    /// The answer, if there is a pair.
    pub explanation: Option<Rc<Explanation>>,
    /// What the answer is a part of.
    pub reading: Rc<Reading>,
    /// The user asks about a pair.
    pub on_ask: Callback<Focus>,
    /// The user chose the first end of a pair.
    pub on_pick: Callback<PlaceName>,
}

/// "Can A reach B?" with the answer in a line.
pub fn question_bar(props: &QuestionBarProps) -> Html {
    let source = props
        .focus
        .as_ref()
        .map(|it| &it.source)
        .or(props.picked.as_ref());
    let destination = props.focus.as_ref().map(|it| &it.destination);
    html! {
        <div class="question-bar" role="group" aria-label="Can … reach …?">
            <span aria-hidden="true">{ "Can" }</span>
            { picker(props, "Source", source, on_source(props)) }
            <span aria-hidden="true">{ "reach" }</span>
            { picker(props, "Destination", destination, on_destination(props)) }
            <span aria-hidden="true">{ "?" }</span>
            { answer(props) }
        </div>
    }
}

fn picker(
    props: &QuestionBarProps,
    label: &'static str,
    chosen: Option<&PlaceName>,
    on_choose: Callback<PlaceName>,
) -> Html {
    let choices = Rc::clone(&props.choices);
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index())
            .ok()
            .and_then(|it| it.checked_sub(1));
        if let Some(choice) = index.and_then(|it| choices.get(it)) {
            on_choose.emit(choice.place.clone());
        }
    });
    html! {
        <select class="question-bar__select" aria-label={label} {onchange}>
            <option value="" selected={chosen.is_none()} disabled=true>{ "pick a pod" }</option>
            for choice in props.choices.iter() {
                <option selected={chosen == Some(&choice.place)}>{ &choice.label }</option>
            }
        </select>
    }
}

fn on_source(props: &QuestionBarProps) -> Callback<PlaceName> {
    let destination = props.focus.as_ref().map(|it| it.destination.clone());
    let (on_ask, on_pick) = (props.on_ask.clone(), props.on_pick.clone());
    Callback::from(move |source| match &destination {
        Some(destination) => on_ask.emit(Focus {
            source,
            destination: destination.clone(),
        }),
        None => on_pick.emit(source),
    })
}

fn on_destination(props: &QuestionBarProps) -> Callback<PlaceName> {
    let focused = props.focus.as_ref().map(|it| it.source.clone());
    let source = focused.or_else(|| props.picked.clone());
    let (on_ask, first) = (
        props.on_ask.clone(),
        props.choices.first().map(|it| it.place.clone()),
    );
    Callback::from(move |destination| {
        if let Some(source) = source.clone().or_else(|| first.clone()) {
            on_ask.emit(Focus {
                source,
                destination,
            });
        }
    })
}

fn answer(props: &QuestionBarProps) -> Html {
    let Some(explanation) = &props.explanation else {
        return html! {
            <output class="question-bar__answer">
                { if props.picked.is_some() { "Now pick who it should reach" } else { "" } }
            </output>
        };
    };
    let word = match explanation.verdict {
        Verdict::Allowed => "Yes",
        Verdict::Denied => "No",
        Verdict::Mixed => "Partly",
        Verdict::Unknown => "Unknown",
        Verdict::NoBackend => "Nobody there",
    };
    html! {
        <output class="question-bar__answer" data-verdict={verdict_name(explanation.verdict)}>
            { mark(verdict_mark(explanation.verdict)) }
            <strong class="question-bar__word">{ word }</strong>
            <span class="question-bar__why">
                { phrase_text(&explanation.answer, &props.reading) }
            </span>
        </output>
    }
}
