use std::rc::Rc;

use netpol_engine::layout::{NodeBox, Point};
use yew::prelude::*;

use super::pixels::{point, px};
use crate::state::{DrawnNode, ItemRef, Light, PlaceName, cut};

/// What [`DiagramNode`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramNodeProps {
    /// The workload.
    pub node: Rc<DrawnNode>,
    /// Where it goes.
    pub shape: NodeBox,
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

/// A workload: name, labels, ports, and a lock for each direction.
#[component]
pub fn DiagramNode(props: &DiagramNodeProps) -> Html {
    let DiagramNodeProps {
        node, shape, item, ..
    } = props;
    let item = *item;
    html! {
        <g
            class="diagram-node"
            role="button"
            tabindex={if props.is_current { "0" } else { "-1" }}
            aria-label={node.sentence.clone()}
            aria-pressed={(props.light == Light::Picked).to_string()}
            data-item={item.to_string()}
            data-light={props.light.name()}
            onclick={on_pick(&props.on_pick, &node.place)}
            onkeydown={on_pick_key(&props.on_pick, &node.place)}
            onfocus={props.on_enter.reform(move |_| item)}
        >
            <rect
                class="diagram-node__frame"
                x={px(shape.rect.x)}
                y={px(shape.rect.y)}
                width={px(shape.rect.width)}
                height={px(shape.rect.height)}
                rx="9"
            />
            <text class="diagram-node__title" x={px(shape.title.x)} y={px(shape.title.y)}>
                { cut(&node.title, shape.title_chars) }
            </text>
            { words(node, shape) }
            if let Some(isolated) = node.isolated {
                { lock(shape.lock_in, "in", isolated.ingress) }
                { lock(shape.lock_out, "out", isolated.egress) }
            }
        </g>
    }
}

fn words(node: &DrawnNode, shape: &NodeBox) -> Html {
    let at = |point: Point, anchor: &'static str, text: String| {
        html! {
            <text
                class="diagram-node__labels"
                text-anchor={anchor}
                x={px(point.x)}
                y={px(point.y)}
            >
                { text }
            </text>
        }
    };
    html! {
        <>
            if let Some(point) = shape.count {
                { at(point, "start", format!("×{}", node.count)) }
            }
            if !shape.folded {
                { at(shape.subtitle, "start", cut(&node.subtitle, shape.subtitle_chars)) }
                { at(shape.ports, "end", node.ports.clone()) }
            }
        </>
    }
}

fn lock(at: Point, word: &'static str, shut: bool) -> Html {
    let shackle = if shut {
        "M2.9 5.6V3.9a2.3 2.3 0 0 1 4.6 0V5.6"
    } else {
        "M2.9 5.6V3.5a2.3 2.3 0 0 1 4.3-1.1"
    };
    html! {
        <g
            class="diagram-node__lock"
            data-shut={shut.to_string()}
            transform={format!("translate({})", point(at.x, at.y))}
        >
            <path class="diagram-node__shackle" d={shackle} />
            <rect class="diagram-node__body" x="1.5" y="5.5" width="7.4" height="5.4" rx="1.3" />
            <text x="12.7" y="9.9">{ word }</text>
        </g>
    }
}

/// Picks the place when it is clicked.
pub(super) fn on_pick(on_pick: &Callback<PlaceName>, place: &PlaceName) -> Callback<MouseEvent> {
    let place = place.clone();
    on_pick.reform(move |_| place.clone())
}

/// Picks the place with Enter or the space bar.
pub(super) fn on_pick_key(
    on_pick: &Callback<PlaceName>,
    place: &PlaceName,
) -> Callback<KeyboardEvent> {
    let (on_pick, place) = (on_pick.clone(), place.clone());
    Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            on_pick.emit(place.clone());
        }
    })
}
