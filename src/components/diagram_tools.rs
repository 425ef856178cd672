use netpol_engine::PolicyName;
use netpol_engine::layout::{Filter, Folding};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::state::{Known, PlaceName, ViewOptions};
use crate::words::diagram as words;

/// What the tools over the diagram are made from.
pub struct DiagramToolsProps<'a> {
    /// How the diagram is drawn.
    pub options: &'a ViewOptions,
    /// What there is to filter by.
    pub known: &'a Known,
    /// The place that the user looks at.
    pub place: Option<&'a PlaceName>,
    /// What the user seeks.
    pub sought: &'a str,
    /// How many boxes have it.
    pub found: usize,
    /// The user seeks something else.
    pub on_seek: Callback<String>,
    /// The user wants to go to the next box that has it.
    pub on_next: Callback<()>,
    /// The user wants to see the diagram otherwise.
    pub on_view: &'a Callback<ViewOptions>,
}

/// Find, filter, fold, and all connections of one place.
pub fn diagram_tools(props: &DiagramToolsProps<'_>) -> Html {
    html! {
        <div class="diagram-tools" role="group" aria-label={words::TOOLS}>
            { find(props) }
            { filters(props) }
            { folding(props) }
            { whole(props) }
        </div>
    }
}

fn find(props: &DiagramToolsProps<'_>) -> Html {
    let next = props.on_next.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            next.emit(());
        }
    });
    html! {
        <span class="diagram-tools__find">
            <input
                class="diagram-tools__field"
                type="search"
                placeholder={words::FIND}
                aria-label={words::FIND_IN}
                value={props.sought.to_owned()}
                oninput={props.on_seek.reform(|event: InputEvent| typed(&event))}
                onkeydown={on_key}
            />
            <span class="diagram-tools__found" role="status">
                { if props.sought.trim().is_empty() { String::new() } else { words::found(props.found) } }
            </span>
        </span>
    }
}

fn filters(props: &DiagramToolsProps<'_>) -> Html {
    let filter = &props.options.view.filter;
    let port_fault = filter.has_no_such_port();
    html! {
        <details class="diagram-tools__filter">
            <summary class="diagram-tools__button" data-on={filter.is_active().to_string()}>
                { if filter.is_active() { words::FILTER_ON } else { words::FILTER } }
            </summary>
            <div class="diagram-tools__sheet">
                { namespaces(props) }
                { text_field(words::NAME_OR_LABEL, words::LABEL_FORM, &filter.words, false, &change(props, |filter, it| filter.words = it)) }
                { text_field(words::PORT, words::PORT_FORM, &filter.port, port_fault, &change(props, |filter, it| filter.port = it)) }
                { policies(props) }
                <button
                    type="button"
                    class="diagram-tools__button"
                    disabled={!filter.is_active()}
                    onclick={change(props, |filter, _| *filter = Filter::default()).reform(|_| String::new())}
                >
                    { words::SHOW_EVERYTHING }
                </button>
            </div>
        </details>
    }
}

/// Tells that a part of the filter changed.
fn change(
    props: &DiagramToolsProps<'_>,
    apply: impl Fn(&mut Filter, String) + 'static,
) -> Callback<String> {
    let options = props.options.clone();
    props.on_view.reform(move |text| {
        let mut options = options.clone();
        apply(&mut options.view.filter, text);
        options
    })
}

fn text_field(
    label: &'static str,
    example: &'static str,
    value: &str,
    is_wrong: bool,
    on_text: &Callback<String>,
) -> Html {
    html! {
        <label class="diagram-tools__label">
            { label }
            <input
                class="diagram-tools__field"
                type="text"
                placeholder={example}
                value={value.to_owned()}
                aria-invalid={is_wrong.then_some("true")}
                oninput={on_text.reform(|event: InputEvent| typed(&event))}
            />
        </label>
    }
}

fn namespaces(props: &DiagramToolsProps<'_>) -> Html {
    let chosen = props.options.view.filter.namespaces.first().cloned();
    let names = props
        .known
        .namespaces
        .iter()
        .map(|it| (it.clone(), it.clone()));
    let on_change = change(props, |filter, it| {
        filter.namespaces = Some(it).filter(|it| !it.is_empty()).into_iter().collect();
    });
    select(
        words::NAMESPACE,
        names.collect(),
        &chosen.unwrap_or_default(),
        &on_change,
    )
}

fn policies(props: &DiagramToolsProps<'_>) -> Html {
    let full = |it: &PolicyName| [&it.namespace, "/", &it.name].concat();
    let chosen = props.options.view.filter.policy.as_ref().map(full);
    let names = props.known.policies.iter().map(|it| (full(it), full(it)));
    let on_change = change(props, |filter, it| {
        filter.policy = it.split_once('/').map(|(namespace, name)| PolicyName {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        });
    });
    select(
        words::POLICY,
        names.collect(),
        &chosen.unwrap_or_default(),
        &on_change,
    )
}

/// One of several, or any.
fn select(
    label: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
    on_choose: &Callback<String>,
) -> Html {
    let choice = |(value, text): (String, String)| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ text }</option> }
    };
    html! {
        <label class="diagram-tools__label">
            { label }
            <select
                class="diagram-tools__field"
                onchange={on_choose.reform(|event: Event| {
                    let select = event.target_dyn_into::<HtmlSelectElement>();
                    select.map(|it| it.value()).unwrap_or_default()
                })}
            >
                <option value="" selected={chosen.is_empty()}>{ words::ANY }</option>
                { choices.into_iter().map(choice).collect::<Html>() }
            </select>
        </label>
    }
}

fn folding(props: &DiagramToolsProps<'_>) -> Html {
    if props.known.namespaces.len() < 2 {
        return html! {};
    }
    let button = |text: &'static str, folding: Folding| {
        let options = props.options.clone();
        let on_click = props.on_view.reform(move |_: MouseEvent| ViewOptions {
            view: options.view.with_folding(folding),
            ..options.clone()
        });
        html! {
            <button type="button" class="diagram-tools__button" onclick={on_click}>{ text }</button>
        }
    };
    let is_folded = props.options.view.folding == Folding::All;
    if is_folded {
        button(words::EXPAND_ALL, Folding::WhenLarge)
    } else {
        button(words::COLLAPSE_ALL, Folding::All)
    }
}

/// All connections of the place that the user looks at, the denied ones too.
fn whole(props: &DiagramToolsProps<'_>) -> Html {
    let is_on = props.options.whole.is_some();
    let Some(place) = props.options.whole.as_ref().or(props.place) else {
        return html! {};
    };
    let next = ViewOptions {
        whole: (!is_on).then(|| place.clone()),
        ..props.options.clone()
    };
    html! {
        <button
            type="button"
            class="diagram-tools__button"
            aria-pressed={is_on.to_string()}
            onclick={props.on_view.reform(move |_| next.clone())}
        >
            { words::show_denied(place.short()) }
        </button>
    }
}

fn typed(event: &InputEvent) -> String {
    let input = event.target_dyn_into::<HtmlInputElement>();
    input.map(|it| it.value()).unwrap_or_default()
}
