use std::rc::Rc;

use yew::prelude::*;

use super::pixels::{point, px};
use super::{
    DiagramNode, DiagramOutsideProps, DiagramWire, diagram_outside, lane_frame, lane_title,
};
use crate::browser;
use crate::state::{Drawing, Focus, ItemRef, Light, PlaceName};

/// What [`Diagram`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramProps {
    /// What is drawn, and where.
    pub drawing: Rc<Drawing>,
    /// The pair that is shown.
    pub focus: Option<Focus>,
    /// The first end of a pair that is being picked.
    pub picked: Option<PlaceName>,
    /// The edges that share a branch with what the user looks at, by position.
    pub lit: Rc<[usize]>,
    /// Whether it shows an earlier text.
    pub is_stale: bool,
    /// The user looks at a pair in passing, or no longer.
    pub on_preview: Callback<Option<Focus>>,
    /// The user chose a pair.
    pub on_focus: Callback<Focus>,
    /// The user picked one end.
    pub on_pick: Callback<PlaceName>,
    /// The user let go.
    pub on_clear: Callback<()>,
}

/// Who can reach whom, as a picture: one tab stop, arrows move through nodes and
/// edges in reading order, Enter explains.
#[component]
pub fn Diagram(props: &DiagramProps) -> Html {
    let current = use_state_eq(|| 0usize);
    let node = use_node_ref();
    let drawing = &props.drawing;
    let items = Rc::clone(&drawing.order);
    let current_item = items.get(*current).or(items.first()).copied();
    let on_enter = use_on_enter(current.setter(), &items);
    let scene = &drawing.scene;
    html! {
        <svg
            ref={node.clone()}
            class="diagram"
            role="group"
            aria-label="Reachability diagram"
            viewBox={format!("0 0 {}", point(scene.width, scene.height))}
            width={px(scene.width)}
            height={px(scene.height)}
            data-focus={has_focus(props).to_string()}
            data-stale={props.is_stale.to_string()}
            onkeydown={on_key(props, &node, items, *current)}
        >
            { scene.lanes.iter().map(lane_frame).collect::<Html>() }
            { outside(props, current_item, &on_enter) }
            { wires(props, current_item, &on_enter) }
            { drawing.lanes.iter().zip(&scene.lanes).map(|(it, shape)| lane_title(it, shape)).collect::<Html>() }
            { nodes(props, current_item, &on_enter) }
            { focus_on_top(props) }
        </svg>
    }
}

/// Remembers where the keyboard came to. It stays the same callback, so that no
/// edge is drawn again because of it.
#[hook]
fn use_on_enter(current: UseStateSetter<usize>, items: &Rc<[ItemRef]>) -> Callback<ItemRef> {
    let latest = use_mut_ref(|| Rc::clone(items));
    latest.replace(Rc::clone(items));
    let on_enter = use_memo((), |()| {
        Callback::from(move |item: ItemRef| {
            let at = latest.borrow().iter().position(|it| *it == item);
            if let Some(at) = at {
                current.set(at);
            }
        })
    });
    (*on_enter).clone()
}

fn has_focus(props: &DiagramProps) -> bool {
    props.focus.is_some() || !props.lit.is_empty()
}

fn outside(props: &DiagramProps, current: Option<ItemRef>, on_enter: &Callback<ItemRef>) -> Html {
    let boxes = props
        .drawing
        .outside
        .iter()
        .zip(&props.drawing.scene.outside)
        .enumerate();
    boxes
        .map(|(index, (outside, shape))| {
            let item = ItemRef::Outside(index);
            diagram_outside(&DiagramOutsideProps {
                outside,
                shape,
                item,
                is_current: current == Some(item),
                light: props.drawing.node_light(
                    &outside.place,
                    props.focus.as_ref(),
                    props.picked.as_ref(),
                    &props.lit,
                ),
                on_pick: &props.on_pick,
                on_enter,
            })
        })
        .collect()
}

fn nodes(props: &DiagramProps, current: Option<ItemRef>, on_enter: &Callback<ItemRef>) -> Html {
    let drawing = &props.drawing;
    let lanes = drawing.lanes.iter().zip(&drawing.scene.lanes).enumerate();
    let boxes = lanes.flat_map(|(lane, (it, shape))| {
        let nodes = it.nodes.iter().zip(&shape.nodes).enumerate();
        nodes.map(move |(node, (it, shape))| (ItemRef::Node { lane, node }, it, shape))
    });
    boxes
        .map(|(item, node, shape)| {
            html! {
                <DiagramNode
                    key={node.key.clone()}
                    node={Rc::clone(node)}
                    shape={shape.clone()}
                    {item}
                    is_current={current == Some(item)}
                    light={drawing.node_light(&node.place, props.focus.as_ref(), props.picked.as_ref(), &props.lit)}
                    on_pick={props.on_pick.clone()}
                    on_enter={on_enter.clone()}
                />
            }
        })
        .collect()
}

fn wires(props: &DiagramProps, current: Option<ItemRef>, on_enter: &Callback<ItemRef>) -> Html {
    let drawing = &props.drawing;
    drawing
        .wires
        .iter()
        .filter_map(|wire| Some((wire, drawing.edges.get(wire.edge)?)))
        .map(|(wire, edge)| {
            let item = ItemRef::Edge(wire.edge);
            html! {
                <DiagramWire
                    key={edge.key.clone()}
                    edge={Rc::clone(edge)}
                    wire={Rc::clone(wire)}
                    item={Some(item)}
                    is_current={current == Some(item)}
                    light={drawing.edge_light(wire.edge, props.focus.as_ref(), &props.lit)}
                    on_preview={props.on_preview.clone()}
                    on_focus={props.on_focus.clone()}
                    on_enter={on_enter.clone()}
                />
            }
        })
        .collect()
}

/// The focused wire once more over all the others. The one that carries name and
/// keyboard stays where it is: moving it would take the keyboard's focus away.
fn focus_on_top(props: &DiagramProps) -> Html {
    let drawing = &props.drawing;
    let is_focused =
        |edge: usize| drawing.edge_light(edge, props.focus.as_ref(), &props.lit) == Light::Focus;
    let found = drawing.wires.iter().find(|it| is_focused(it.edge));
    let Some((wire, edge)) = found.and_then(|it| Some((it, drawing.edges.get(it.edge)?))) else {
        return html! {};
    };
    html! {
        <g key="focus on top" class="diagram__top" aria-hidden="true">
            <DiagramWire edge={Rc::clone(edge)} wire={Rc::clone(wire)} light={Light::Focus} />
        </g>
    }
}

fn on_key(
    props: &DiagramProps,
    node: &NodeRef,
    items: Rc<[ItemRef]>,
    current: usize,
) -> Callback<KeyboardEvent> {
    let (on_clear, node) = (props.on_clear.clone(), node.clone());
    Callback::from(move |event: KeyboardEvent| {
        let last = items.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (current + 1).min(last),
            "ArrowLeft" | "ArrowUp" => current.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            "Escape" => {
                on_clear.emit(());
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(item) = items.get(next) {
            browser::focus(&node, &format!("[data-item=\"{item}\"]"));
        }
    })
}
