use netpol_engine::layout::OutsideBox;
use yew::prelude::*;

use super::diagram_lane::one_line;
use super::diagram_node::on_enter_key;
use super::pixels::{point, px};
use crate::state::{DrawnOutside, ItemRef, Light, PlaceName, cut};

/// What a part of the outside is drawn from.
pub struct DiagramOutsideProps<'a> {
    /// The part of the outside.
    pub outside: &'a DrawnOutside,
    /// Where it goes.
    pub shape: &'a OutsideBox,
    /// What the keyboard knows it by.
    pub item: ItemRef,
    /// Whether the diagram's tab stop is here.
    pub is_current: bool,
    /// How much it stands out.
    pub light: Light,
    /// The user picked it as one end of a pair.
    pub on_pick: &'a Callback<PlaceName>,
    /// The keyboard came here.
    pub on_enter: &'a Callback<ItemRef>,
}

/// A part of the world outside the cluster: a dotted frame with a globe.
pub fn diagram_outside(props: &DiagramOutsideProps<'_>) -> Html {
    let OutsideBox { rect, .. } = props.shape;
    let item = props.item;
    html! {
        <g
            class="diagram-outside"
            role="button"
            tabindex={if props.is_current { "0" } else { "-1" }}
            aria-label={props.outside.sentence.clone()}
            data-item={item.to_string()}
            data-light={props.light.name()}
            onclick={pick(props).reform(|_: MouseEvent| ())}
            onkeydown={on_enter_key(&pick(props))}
            onfocus={props.on_enter.reform(move |_| item)}
        >
            <rect
                class="diagram-outside__frame"
                x={px(rect.x)}
                y={px(rect.y)}
                width={px(rect.width)}
                height={px(rect.height)}
                rx="14"
            />
            { globe(props.shape) }
            { words(props) }
        </g>
    }
}

fn pick(props: &DiagramOutsideProps<'_>) -> Callback<()> {
    let place = props.outside.place.clone();
    props.on_pick.reform(move |()| place.clone())
}

/// What it is and which addresses it holds: on one line, or one under the other.
fn words(props: &DiagramOutsideProps<'_>) -> Html {
    let OutsideBox {
        title,
        title_chars,
        subtitle,
        subtitle_chars,
        centred,
        ..
    } = props.shape;
    let title_words = cut(&props.outside.title, *title_chars);
    let labels = cut(&props.outside.subtitle, *subtitle_chars);
    if subtitle.y <= title.y {
        return one_line(
            *title,
            html! { <tspan class="diagram-outside__title">{ title_words }</tspan> },
            html! { <tspan class="diagram-outside__labels" dx="8">{ labels }</tspan> },
        );
    }
    let anchor = centred.then_some("middle");
    html! {
        <>
            <text
                class="diagram-outside__title"
                text-anchor={anchor}
                x={px(title.x)}
                y={px(title.y)}
            >
                { title_words }
            </text>
            <text
                class="diagram-outside__labels"
                text-anchor={anchor}
                x={px(subtitle.x)}
                y={px(subtitle.y)}
            >
                { labels }
            </text>
        </>
    }
}

fn globe(shape: &OutsideBox) -> Html {
    let transform = format!("translate({})", point(shape.globe.x, shape.globe.y));
    html! {
        <path
            class="diagram-outside__globe"
            {transform}
            d="M-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M-9 0H9M0 -9c-5 5 -5 13 0 18M0 -9c5 5 5 13 0 18"
        />
    }
}
