use yew::prelude::*;

/// How many hues the branches share; after the last the first comes again.
const HUES: usize = 6;

/// The value of `data-hue` for a branch with this number, from 0.
pub fn hue(number: usize) -> String {
    (number % HUES + 1).to_string()
}

/// What [`Badge`] is made from.
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// The letter.
    pub letter: AttrValue,
    /// What the hue is chosen by.
    pub number: usize,
    /// Filled: it admits what is in focus. Outlined: it does not.
    #[prop_or(true)]
    pub on: bool,
}

/// The mark of a branch: the same in the gutter, on edges and on cards.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    html! {
        <b class="badge" data-hue={hue(props.number)} data-state={if props.on { "on" } else { "off" }}>
            <span class="visually-hidden">{ "branch " }</span>
            { &props.letter }
        </b>
    }
}
