use std::rc::Rc;

use netpol_engine::eval::Verdict;
use netpol_engine::model::Protocol;
use netpol_engine::query::{Command, PortQuestion};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::explanation_answer::{verdict_mark, verdict_name};
use super::{mark, phrase_text};
use crate::report::{PictureReport, Told};
use crate::state::{Focus, PlaceName};
use crate::words::{explanation::OF_LAST_VALID, question as words};

/// What the bar is made from.
#[derive(Properties, PartialEq)]
pub struct QuestionBarProps {
    /// What is asked.
    pub focus: Option<Focus>,
    /// The first end of a pair that is being picked.
    pub picked: Option<PlaceName>,
    /// The answer, if there is one.
    pub told: Option<Rc<Told>>,
    /// Why there is none.
    pub fault: Option<String>,
    /// Who there is to ask about, and what branches are called.
    pub picture: Rc<PictureReport>,
    /// The user asks.
    pub on_ask: Callback<Focus>,
}

const SOURCE_LIST: &str = "question-Source";
const DESTINATION_LIST: &str = "question-Destination";
/// The label, the form and the list of either end.
const SOURCE: [&str; 3] = [words::SOURCE, words::SOURCE_FORM, SOURCE_LIST];
const DESTINATION: [&str; 3] = [
    words::DESTINATION,
    words::DESTINATION_FORM,
    DESTINATION_LIST,
];

/// What is typed, while it is.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    source: String,
    destination: String,
    /// What was in focus when it was typed; another focus takes its place.
    focus: Option<Focus>,
    /// What is wrong with it.
    fault: Option<String>,
}

/// "Can A reach B?" with the answer in a line: typed, picked from a list, or in
/// the form of a command.
#[component]
pub fn QuestionBar(props: &QuestionBarProps) -> Html {
    let draft = use_state_eq(|| None::<Draft>);
    let shown = draft.as_ref().filter(|it| it.focus == props.focus);
    let [source, destination] = match shown {
        Some(draft) => [draft.source.clone(), draft.destination.clone()],
        None => written(props),
    };
    let end = |[label, form, list]: [&'static str; 3], value: &str, type_in: Callback<String>| {
        let draft = draft.clone();
        let settle = Callback::from(move |_: Event| {
            if draft.as_ref().is_some_and(|it| it.fault.is_none()) {
                draft.set(None);
            }
        });
        html! {
            <input
                class="question-bar__end"
                type="text"
                aria-label={label}
                placeholder={form}
                {list}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                value={value.to_owned()}
                oninput={type_in.reform(|event: InputEvent| {
                    event.target_unchecked_into::<HtmlInputElement>().value()
                })}
                onchange={settle}
            />
        }
    };
    let on_source = on_typed(props, &draft, destination.clone(), |typed, other| {
        [typed, other]
    });
    let on_destination = on_typed(props, &draft, source.clone(), |typed, other| [other, typed]);
    html! {
        <div class="question-bar" role="group" aria-label={words::TITLE}>
            <span aria-hidden="true">{ words::CAN }</span>
            { end(SOURCE, &source, on_source) }
            <span aria-hidden="true">{ words::REACH }</span>
            { end(DESTINATION, &destination, on_destination) }
            <span aria-hidden="true">{ words::END }</span>
            { suggestions(&props.picture) }
            { answer(props, shown.and_then(|it| it.fault.as_deref())) }
        </div>
    }
}

/// Takes what is typed in one of the two fields, `other` being in the other one,
/// and asks as soon as it is a question.
fn on_typed(
    props: &QuestionBarProps,
    draft: &UseStateHandle<Option<Draft>>,
    other: String,
    both: fn(String, String) -> [String; 2],
) -> Callback<String> {
    let (draft, picture) = (draft.clone(), Rc::clone(&props.picture));
    let (focus, on_ask) = (props.focus.clone(), props.on_ask.clone());
    Callback::from(move |typed: String| {
        let [source, destination] = both(typed, other.clone());
        let question = read(&source, &destination, &picture);
        let asked = question.as_ref().ok().and_then(Option::clone);
        draft.set(Some(Draft {
            source,
            destination,
            focus: asked.clone().or_else(|| focus.clone()),
            fault: question.err(),
        }));
        if let Some(asked) = asked {
            on_ask.emit(asked);
        }
    })
}

/// What two texts ask; nothing while one of them is empty.
fn read(source: &str, destination: &str, picture: &PictureReport) -> Result<Option<Focus>, String> {
    let command = Command::read(destination).or_else(|| Command::read(source));
    let (source, destination) = match command {
        Some(command) => {
            let command = command.map_err(|it| it.to_string())?;
            let port = match command.port {
                PortQuestion::One(protocol, number) => format!(":{number}/{protocol}"),
                PortQuestion::Any => String::new(),
            };
            let is_source = Command::read(source).is_some();
            let otherwise = if is_source { "" } else { source };
            (
                command.source.unwrap_or_else(|| otherwise.to_owned()),
                command.destination + &port,
            )
        }
        None => (source.trim().to_owned(), destination.trim().to_owned()),
    };
    if source.is_empty() || destination.is_empty() {
        return Ok(None);
    }
    let picked = |text: &str| {
        let mut choices = picture.choices.iter();
        choices
            .find(|it| it.label == text)
            .map(|it| it.place.clone())
    };
    let mut focus = Focus::read(&source, &destination)?;
    focus.source = picked(&source).unwrap_or(focus.source);
    if let Some(place) = picked(&destination) {
        focus.destination = place;
    } else if let PlaceName::Named(name) = &focus.destination
        && let Some(place) = picked(name)
    {
        focus.destination = place;
    }
    Ok(Some(focus))
}

/// What stands in the two fields for what is in focus.
fn written(props: &QuestionBarProps) -> [String; 2] {
    let choices = &props.picture.choices;
    match (&props.focus, &props.picked) {
        (Some(focus), _) => {
            let port = match focus.port {
                Some((Protocol::Tcp, number)) => format!(":{number}"),
                Some((protocol, number)) => format!(":{number}/{protocol}"),
                None => String::new(),
            };
            let destination = focus.destination.written(choices) + &port;
            [focus.source.written(choices), destination]
        }
        (None, Some(picked)) => [picked.written(choices), String::new()],
        (None, None) => [String::new(), String::new()],
    }
}

fn suggestions(picture: &PictureReport) -> Html {
    let choices = || picture.choices.iter().map(|it| &it.label);
    let option = |text: &String| html! { <option value={text.clone()} /> };
    html! {
        <>
            <datalist id={SOURCE_LIST}>{ choices().map(option).collect::<Html>() }</datalist>
            <datalist id={DESTINATION_LIST}>
                { picture.services.iter().chain(choices()).map(option).collect::<Html>() }
            </datalist>
        </>
    }
}

fn answer(props: &QuestionBarProps, fault: Option<&str>) -> Html {
    let fault = fault.or(props.fault.as_deref());
    let hint = match (fault, &props.told) {
        (None, Some(told)) => return verdict(told, props),
        (Some(fault), _) => fault,
        (None, None) if props.picked.is_some() => words::PICK,
        (None, None) => "",
    };
    html! {
        <output class="question-bar__answer" data-fault={fault.is_some().to_string()}>
            <span class="question-bar__why">{ hint }</span>
        </output>
    }
}

fn verdict(told: &Told, props: &QuestionBarProps) -> Html {
    let word = match told.verdict {
        Verdict::Allowed => words::YES,
        Verdict::Denied => words::NO,
        Verdict::Mixed => words::PARTLY,
        Verdict::Unknown => words::UNKNOWN,
        Verdict::NoBackend => words::NOBODY,
    };
    html! {
        <output
            class="question-bar__answer"
            data-verdict={verdict_name(told.verdict)}
            data-stale={props.picture.is_stale.to_string()}
        >
            { mark(verdict_mark(told.verdict)) }
            <strong class="question-bar__word">{ word }</strong>
            if props.picture.is_stale {
                <span class="question-bar__stale">{ OF_LAST_VALID }</span>
            }
            <span class="question-bar__why">
                { phrase_text(&told.answer, &props.picture.outline) }
            </span>
        </output>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Choice;

    #[track_caller]
    fn check(source: &str, destination: &str, expected: &str) {
        let picture = PictureReport {
            choices: vec![Choice {
                place: PlaceName::Outside(String::new()),
                label: "any address outside".to_owned(),
            }],
            ..PictureReport::default()
        };
        let told = match read(source, destination, &picture) {
            Ok(Some(it)) => format!("{} {} {:?}", it.source.key(), it.destination.key(), it.port),
            Ok(None) => "nothing yet".to_owned(),
            Err(fault) => fault,
        };
        assert_eq!(told, expected, "{source} -> {destination}");
    }

    #[test]
    fn names_and_ports_are_typed() {
        check("shop/web", "shop/db", "named/shop/web named/shop/db None");
        check(
            "shop/web",
            "db:5432",
            "named/shop/web named/db Some((Tcp, 5432))",
        );
        check(
            " shop/web ",
            "db:53/udp",
            "named/shop/web named/db Some((Udp, 53))",
        );
        check("shop/web", "db:", "named/shop/web named/db None");
        check(
            "shop/web",
            "any address outside",
            "named/shop/web outside/ None",
        );
        check(
            "shop/web",
            "db:x",
            "`x` is no port: write a number from 1 to 65535",
        );
    }

    #[test]
    fn half_a_question_asks_nothing() {
        check("", "", "nothing yet");
        check("shop/web", "", "nothing yet");
        check("", "shop/db", "nothing yet");
        check("", "curl db", "nothing yet");
    }

    #[test]
    fn a_command_is_a_question_in_either_field() {
        let command = "kubectl exec -n shop deploy/web -- curl db:5432";
        let expected = "named/shop/deploy/web named/db Some((Tcp, 5432))";
        check("", command, expected);
        check(command, "", expected);
        check(command, "something else", expected);
        check(
            "shop/web",
            "nc -zu db 53",
            "named/shop/web named/db Some((Udp, 53))",
        );
        check(
            "shop/web",
            "ping db",
            "ping sends ICMP, which network policies do not define",
        );
    }
}
