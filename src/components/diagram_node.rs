use std::rc::Rc;

use netpol_engine::layout::{Chip, ChipBox, NodeBox, NodeKind, Point, Rect};
use yew::prelude::*;

use super::pixels::{point, px};
use crate::state::{DrawnNode, ItemRef, Light, PlaceName, cut};
use crate::words::diagram as words;

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
    /// Whether it has the words that the user seeks.
    pub is_found: bool,
    /// The user picked it as one end of a pair.
    pub on_pick: Callback<PlaceName>,
    /// The user wants a namespace folded or not.
    pub on_fold: Callback<(String, bool)>,
    /// The keyboard came here.
    pub on_enter: Callback<ItemRef>,
}

/// A workload: name, labels, ports, a lock for each direction, and its Services.
/// A folded namespace looks like a pile, and unfolds when it is chosen.
#[component]
pub fn DiagramNode(props: &DiagramNodeProps) -> Html {
    let (node, item) = (&props.node, props.item);
    let Rect { x, y, .. } = props.shape.rect;
    let shape = &props.shape.at_origin();
    let is_folded = node.kind == NodeKind::Namespace;
    html! {
        <g
            class="diagram-node"
            role="button"
            tabindex={if props.is_current { "0" } else { "-1" }}
            aria-label={node.sentence.clone()}
            aria-pressed={(!is_folded).then(|| (props.light == Light::Picked).to_string())}
            aria-expanded={is_folded.then_some("false")}
            data-item={item.to_string()}
            data-light={props.light.name()}
            data-found={props.is_found.to_string()}
            transform={format!("translate({})", point(x, y))}
            onclick={choose(props).reform(|_: MouseEvent| ())}
            onkeydown={on_enter_key(&choose(props))}
            onfocus={props.on_enter.reform(move |_| item)}
        >
            if is_folded {
                { frame(shape, "diagram-node__pile", 4.0) }
            }
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
            { small_print(node, shape) }
            if let Some(isolated) = node.isolated {
                { lock(shape.lock_in, words::INGRESS, isolated.ingress) }
                { lock(shape.lock_out, words::EGRESS, isolated.egress) }
            }
            { chips(node, shape) }
        </g>
    }
}

/// Picks it, or unfolds what is folded.
fn choose(props: &DiagramNodeProps) -> Callback<()> {
    let node = Rc::clone(&props.node);
    let (on_pick, on_fold) = (props.on_pick.clone(), props.on_fold.clone());
    Callback::from(move |()| match (node.kind, node.places.first()) {
        (NodeKind::Namespace, _) => on_fold.emit((node.title.clone(), false)),
        (_, Some(place)) => on_pick.emit(place.clone()),
        (_, None) => {}
    })
}

fn frame(shape: &NodeBox, class: &'static str, offset: f64) -> Html {
    let Rect {
        x,
        y,
        width,
        height,
    } = shape.rect;
    html! {
        <rect
            {class}
            x={px(x + offset)}
            y={px(y + offset)}
            width={px(width)}
            height={px(height)}
            rx="9"
        />
    }
}

/// The Services that lead to it, as many as there is room for.
fn chips(node: &DrawnNode, shape: &NodeBox) -> Html {
    let chip = |(chip, place): (&Chip, &ChipBox)| {
        html! {
            <g class="diagram-node__chip" data-headless={chip.is_headless.to_string()}>
                <title>{ &chip.sentence }</title>
                <rect
                    x={px(place.rect.x)}
                    y={px(place.rect.y)}
                    width={px(place.rect.width)}
                    height={px(place.rect.height)}
                    rx="8.5"
                />
                <text x={px(place.text.x)} y={px(place.text.y)}>
                    { cut(&chip.text, place.chars) }
                </text>
            </g>
        }
    };
    let more = node.chips.len().saturating_sub(shape.chips.len());
    html! {
        <>
            { node.chips.iter().zip(&shape.chips).map(chip).collect::<Html>() }
            if let Some(at) = shape.more_chips {
                <text class="diagram-node__labels" x={px(at.x)} y={px(at.y)}>
                    { format!("+{more}") }
                </text>
            }
        </>
    }
}

fn small_print(node: &DrawnNode, shape: &NodeBox) -> Html {
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

/// Does it with Enter or the space bar.
pub(super) fn on_enter_key(act: &Callback<()>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            act.emit(());
        }
    })
}
