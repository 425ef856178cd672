use netpol_engine::layout::OutsideBox;
use yew::prelude::*;

use super::diagram_node::{on_pick, on_pick_key};
use crate::state::{DrawnOutside, ItemRef, Light, PlaceName, cut};

/// What [`DiagramOutside`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramOutsideProps {
    /// The part of the outside.
    pub outside: DrawnOutside,
    /// Where it goes.
    pub shape: OutsideBox,
    /// What the keyboard knows it by.
    pub item: ItemRef,
    /// Whether the diagram's tab stop is here.
    pub is_current: bool,
    /// How much it stands out.
    pub light: Light,
    /// The user picked it as one end of a pair.
    pub on_pick: Callback<PlaceName>,
    /// The keyboard came here.
    pub on_enter: Callback<ItemRef>,
}

/// A part of the world outside the cluster: a dotted frame with a globe.
#[component]
pub fn DiagramOutside(props: &DiagramOutsideProps) -> Html {
    let OutsideBox {
        rect,
        title,
        title_chars,
        subtitle,
        subtitle_chars,
        centred,
        ..
    } = &props.shape;
    let item = props.item;
    html! {
        <g
            class="diagram-outside"
            role="button"
            tabindex={if props.is_current { "0" } else { "-1" }}
            aria-label={props.outside.sentence.clone()}
            data-item={item.to_string()}
            data-light={props.light.name()}
            onclick={on_pick(&props.on_pick, &props.outside.place)}
            onkeydown={on_pick_key(&props.on_pick, &props.outside.place)}
            onfocus={props.on_enter.reform(move |_| item)}
        >
            <rect
                class="diagram-outside__frame"
                x={rect.x.to_string()}
                y={rect.y.to_string()}
                width={rect.width.to_string()}
                height={rect.height.to_string()}
                rx="14"
            />
            { globe(&props.shape) }
            <text
                class="diagram-outside__title"
                text-anchor={centred.then_some("middle")}
                x={title.x.to_string()}
                y={title.y.to_string()}
            >
                { cut(&props.outside.title, *title_chars) }
            </text>
            <text
                class="diagram-outside__labels"
                text-anchor={centred.then_some("middle")}
                x={subtitle.x.to_string()}
                y={subtitle.y.to_string()}
            >
                { cut(&props.outside.subtitle, *subtitle_chars) }
            </text>
        </g>
    }
}

fn globe(shape: &OutsideBox) -> Html {
    let transform = format!("translate({} {})", shape.globe.x, shape.globe.y);
    html! {
        <path
            class="diagram-outside__globe"
            {transform}
            d="M-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M-9 0H9M0 -9c-5 5 -5 13 0 18M0 -9c5 5 5 13 0 18"
        />
    }
}
