use std::rc::Rc;

use netpol_shell::{Completion, Line, Stream};
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use super::{Bargain, done_bar};
use crate::browser;
use crate::state::{Console, ConsoleEvent, Exchange};
use crate::words::terminal as words;

/// How many completions are shown.
const MOST_CANDIDATES: usize = 40;

/// What [`Terminal`] is made from.
#[derive(Properties, PartialEq)]
pub struct TerminalProps {
    /// What was entered and answered.
    pub console: Rc<Console>,
    /// What was done last, and how to take it back.
    pub bargain: Bargain,
    /// Something happened.
    pub on_event: Callback<ConsoleEvent>,
}

/// The simulated terminal.
#[component]
pub fn Terminal(props: &TerminalProps) -> Html {
    let log = use_node_ref();
    {
        let log = log.clone();
        let last = props.console.log.last().map(|it| it.number);
        // What comes below the answers takes room from them.
        let below = (
            props.console.candidates.clone(),
            props.bargain.mended.is_some(),
        );
        use_effect_with((last, below), move |_| browser::scroll_to_end(&log));
    }
    html! {
        <section class="terminal" aria-label={words::TITLE}>
            <div class="terminal__log" role="log" tabindex="0" aria-label={words::ANSWERS} ref={log}>
                if props.console.log.is_empty() {
                    { beginning(&props.on_event) }
                }
                for it in &props.console.log {
                    { exchange(it) }
                }
            </div>
            <div class="terminal__done">{ done_bar(&props.bargain) }</div>
            { candidates(props) }
            { prompt(props) }
        </section>
    }
}

/// What it is, and what to begin with.
fn beginning(on_event: &Callback<ConsoleEvent>) -> Html {
    html! {
        <div class="terminal__beginning">
            <p>{ words::WHAT_IT_IS }</p>
            <p>{ words::KEYS }</p>
            <div class="terminal__first" role="group" aria-label={words::TRY}>
                for command in words::FIRST_COMMANDS {
                    <button type="button" class="terminal__word" onclick={enter(on_event, command)}>
                        { command }
                    </button>
                }
            </div>
        </div>
    }
}

/// Enters a command at once.
fn enter(on_event: &Callback<ConsoleEvent>, command: &'static str) -> Callback<MouseEvent> {
    let on_event = on_event.clone();
    Callback::from(move |_| {
        on_event.emit(ConsoleEvent::Typed(command.to_owned()));
        on_event.emit(ConsoleEvent::Entered);
    })
}

fn exchange(it: &Exchange) -> Html {
    html! {
        <div class="terminal__exchange" key={it.number} data-failed={(it.output.status != 0).to_string()}>
            <p class="terminal__command">
                <span class="terminal__sign" aria-hidden="true">{ words::PROMPT }{ " " }</span>
                { &it.line }
            </p>
            for line in &it.output.lines {
                { answer(line) }
            }
        </div>
    }
}

fn answer(line: &Line) -> Html {
    let name = match line.stream {
        Stream::Out => "out",
        Stream::Err => "err",
        Stream::Note => "note",
    };
    html! {
        <p class="terminal__line" data-stream={name}>
            if line.stream == Stream::Note {
                <span class="visually-hidden">{ words::NOTE }{ " " }</span>
            }
            // A line without anything is as high as the others.
            if line.text.is_empty() { { "\u{a0}" } } else { { &line.text } }
        </p>
    }
}

fn candidates(props: &TerminalProps) -> Html {
    let Some(found) = &props.console.candidates else {
        return html! {};
    };
    if found.candidates.is_empty() {
        return html! { <p class="terminal__hint" role="status">{ words::NO_CANDIDATES }</p> };
    }
    let more = found.candidates.len().saturating_sub(MOST_CANDIDATES);
    html! {
        <div class="terminal__candidates" role="group" aria-label={words::CANDIDATES}>
            for it in found.candidates.iter().take(MOST_CANDIDATES) {
                <button type="button" class="terminal__word" onclick={choose(props, found, it)}>
                    { it }
                </button>
            }
            if more > 0 {
                <span class="terminal__hint">{ words::more(more) }</span>
            }
        </div>
    }
}

fn choose(props: &TerminalProps, found: &Completion, word: &str) -> Callback<MouseEvent> {
    let only = Completion {
        start: found.start,
        candidates: vec![word.to_owned()],
    };
    let line = only.completed(&props.console.line);
    props
        .on_event
        .reform(move |_| ConsoleEvent::Typed(line.clone()))
}

fn prompt(props: &TerminalProps) -> Html {
    let on_submit = props.on_event.reform(|event: SubmitEvent| {
        event.prevent_default();
        ConsoleEvent::Entered
    });
    let on_input = props.on_event.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        ConsoleEvent::Typed(input.value())
    });
    html! {
        <form class="terminal__prompt" onsubmit={on_submit}>
            <span class="terminal__sign" aria-hidden="true">{ words::PROMPT }</span>
            <input
                class="terminal__input"
                aria-label={words::LINE}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                placeholder={words::FIRST_COMMANDS[0]}
                value={props.console.line.clone()}
                oninput={on_input}
                onkeydown={on_key(props)}
            />
            <button
                type="button"
                class="terminal__button"
                onclick={props.on_event.reform(|_| ConsoleEvent::Completing)}
            >
                { words::COMPLETE }
            </button>
            <button type="submit" class="terminal__button">{ words::RUN }</button>
        </form>
    }
}

/// Keys as in a shell. Tab leaves where there is nothing to complete, and after Escape.
fn on_key(props: &TerminalProps) -> Callback<KeyboardEvent> {
    let (on_event, completes) = (props.on_event.clone(), props.console.completes());
    Callback::from(move |event: KeyboardEvent| {
        let is_plain =
            !event.shift_key() && !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let followed = match event.key().as_str() {
            "ArrowUp" if is_plain => ConsoleEvent::Older,
            "ArrowDown" if is_plain => ConsoleEvent::Newer,
            "Tab" if is_plain && completes => ConsoleEvent::Completing,
            "Escape" => ConsoleEvent::LetGo,
            _ => return,
        };
        event.prevent_default();
        on_event.emit(followed);
    })
}
