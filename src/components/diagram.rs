use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::diagram_advice::diagram_advice;
use super::diagram_tools::{DiagramToolsProps, diagram_tools};
use super::diagram_zoom::{Zoom, Zooming, zoom_buttons};
use super::pixels::{point, px};
use super::{
    DiagramNode, DiagramOutsideProps, DiagramWire, LaneTitleProps, diagram_outside, lane_frame,
    lane_title, legend,
};
use crate::browser;
use crate::state::{Drawing, DrawnNode, Focus, ItemRef, Light, PlaceName, ViewOptions};
use crate::words::diagram as words;

/// How far one key moves the view, in pixels.
const PAN: i32 = 80;

/// What [`Diagram`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramProps {
    /// What is drawn, and where.
    pub drawing: Rc<Drawing>,
    /// How the user wants to see it.
    pub options: ViewOptions,
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
    /// The user wants to see it otherwise.
    pub on_view: Callback<ViewOptions>,
    /// The user would rather have a table, where there is one.
    #[prop_or_default]
    pub on_matrix: Option<Callback<()>>,
}

/// Who can reach whom, as a picture: one tab stop, arrows move through nodes and
/// edges in reading order, Enter explains.
#[component]
pub fn Diagram(props: &DiagramProps) -> Html {
    let current = use_state_eq(|| 0usize);
    let sought = use_state_eq(String::new);
    let (node, canvas) = (use_node_ref(), use_node_ref());
    let items = Rc::clone(&props.drawing.order);
    let (zoom, on_zoom) = use_zoom(&canvas, &props.drawing);
    let folding = use_folding(&props.options, &props.on_view);
    let view = Shown {
        props,
        node: node.clone(),
        zoom,
        is_moving: use_moving(&props.drawing),
        found: found(&props.drawing, &sought),
        current: items.get(*current).or(items.first()).copied(),
        on_enter: use_on_enter(current.setter(), &items),
        on_fold: folding.0,
        on_unfold: folding.1,
        on_key: on_key(props, (&node, &canvas), &items, *current, &on_zoom),
    };
    let tools = diagram_tools(&DiagramToolsProps {
        options: &props.options,
        known: &props.drawing.known,
        place: props
            .picked
            .as_ref()
            .or(props.focus.as_ref().map(|it| &it.source)),
        sought: &sought,
        found: view.found.len(),
        on_seek: {
            let setter = sought.setter();
            Callback::from(move |text| setter.set(text))
        },
        on_next: view.on_next(),
        on_view: &props.on_view,
    });
    let coping = props.drawing.coping;
    html! {
        <div class="diagram">
            { tools }
            { diagram_advice(coping, &props.options, &props.on_view, props.on_matrix.as_ref()) }
            <div class="diagram__canvas" ref={canvas}>{ view.picture() }</div>
            <div class="diagram__foot">
                { legend() }
                { zoom_buttons(zoom, &on_zoom) }
            </div>
        </div>
    }
}

/// How large the diagram is, and what the user wants of that.
#[hook]
fn use_zoom(canvas: &NodeRef, drawing: &Rc<Drawing>) -> (Zoom, Callback<Zooming>) {
    let zoom = use_state_eq(|| Zoom::WHOLE);
    let before = use_mut_ref(|| Zoom::WHOLE);
    let on_zoom = {
        let (zoom, canvas, scene) = (zoom.clone(), canvas.clone(), Rc::clone(&drawing.scene));
        Callback::from(move |it| match it {
            Zooming::In => zoom.set(zoom.larger()),
            Zooming::Out => zoom.set(zoom.smaller()),
            Zooming::Fit => {
                let fitting = browser::fitting(&canvas, scene.width, scene.height);
                zoom.set(fitting.map_or(Zoom::WHOLE, |it| Zoom::within(it.min(100.0))));
            }
        })
    };
    {
        let canvas = canvas.clone();
        use_effect_with(*zoom, move |zoom| {
            let before = before.replace(*zoom);
            if before != *zoom {
                browser::keep_middle(&canvas, zoom.of(1.0) / before.of(1.0));
            }
        });
    }
    {
        let latest = use_mut_ref(|| on_zoom.clone());
        latest.replace(on_zoom.clone());
        use_effect_with(canvas.clone(), move |canvas| {
            let gestures = canvas.cast::<Element>().map(|canvas| {
                browser::Gestures::new(&canvas, move |larger| {
                    let on_zoom = latest.borrow().clone();
                    on_zoom.emit(if larger { Zooming::In } else { Zooming::Out });
                })
            });
            move || drop(gestures)
        });
    }
    (*zoom, on_zoom)
}

/// Folds one namespace, and unfolds several. They stay the same callbacks, so
/// that nothing is drawn again because of them.
#[hook]
fn use_folding(
    options: &ViewOptions,
    on_view: &Callback<ViewOptions>,
) -> (Callback<(String, bool)>, Callback<Vec<String>>) {
    let latest = use_mut_ref(|| options.clone());
    latest.replace(options.clone());
    let made = use_memo(on_view.clone(), move |on_view| {
        let change = {
            let on_view = on_view.clone();
            move |folds: Vec<(String, bool)>| {
                let mut options = latest.borrow().clone();
                for (namespace, is_folded) in folds {
                    options.view = options.view.with_fold(&namespace, is_folded);
                }
                on_view.emit(options);
            }
        };
        let change = Rc::new(change);
        let several = Rc::clone(&change);
        (
            Callback::from(move |fold| change(vec![fold])),
            Callback::from(move |all: Vec<String>| {
                several(all.into_iter().map(|it| (it, false)).collect());
            }),
        )
    });
    (*made).clone()
}

/// Whether nodes came or went with this drawing: then the others glide.
#[hook]
fn use_moving(drawing: &Rc<Drawing>) -> bool {
    let before = use_mut_ref(|| None::<(Rc<Drawing>, bool)>);
    let mut before = before.borrow_mut();
    let is_moving = match &*before {
        Some((same, is_moving)) if Rc::ptr_eq(same, drawing) => *is_moving,
        Some((other, _)) => keys(other) != keys(drawing),
        None => false,
    };
    *before = Some((Rc::clone(drawing), is_moving));
    is_moving
}

fn keys(drawing: &Drawing) -> BTreeSet<&str> {
    let nodes = drawing.lanes.iter().flat_map(|it| &it.nodes);
    nodes.map(|it| it.key.as_str()).collect()
}

/// The boxes that have the words that the user seeks.
fn found(drawing: &Drawing, sought: &str) -> Vec<ItemRef> {
    let sought = sought.trim().to_lowercase();
    if sought.is_empty() {
        return Vec::new();
    }
    let has = |it: &DrawnNode| {
        let names = it.places.iter().map(PlaceName::short);
        let chips = it.chips.iter().map(|it| it.text.as_str());
        let own = [it.title.as_str(), it.subtitle.as_str(), it.ports.as_str()];
        let mut all = own.into_iter().chain(names).chain(chips);
        all.any(|it| it.to_lowercase().contains(&sought))
    };
    let lanes = drawing.lanes.iter().enumerate();
    let all = lanes.flat_map(|(lane, it)| {
        let nodes = it.nodes.iter().enumerate();
        nodes.map(move |(node, it)| (ItemRef::Node { lane, node }, it))
    });
    all.filter(|(_, it)| has(it))
        .map(|(item, _)| item)
        .collect()
}

/// One rendering of the picture.
struct Shown<'a> {
    props: &'a DiagramProps,
    node: NodeRef,
    zoom: Zoom,
    is_moving: bool,
    found: Vec<ItemRef>,
    current: Option<ItemRef>,
    on_enter: Callback<ItemRef>,
    on_fold: Callback<(String, bool)>,
    on_unfold: Callback<Vec<String>>,
    on_key: Callback<KeyboardEvent>,
}

impl Shown<'_> {
    fn picture(&self) -> Html {
        let (props, drawing) = (self.props, &self.props.drawing);
        let scene = &drawing.scene;
        let frames = drawing.lanes.iter().zip(&scene.lanes);
        html! {
            <svg
                ref={self.node.clone()}
                class="diagram__picture"
                role="group"
                aria-label={words::TITLE}
                viewBox={format!("0 0 {}", point(scene.width, scene.height))}
                width={px(self.zoom.of(scene.width))}
                height={px(self.zoom.of(scene.height))}
                data-focus={has_focus(props).to_string()}
                data-stale={props.is_stale.to_string()}
                data-moving={self.is_moving.to_string()}
                data-seeking={(!self.found.is_empty()).to_string()}
                onkeydown={self.on_key.clone()}
            >
                { frames.map(|(it, shape)| lane_frame(it, shape)).collect::<Html>() }
                { self.outside() }
                { self.wires() }
                { self.titles() }
                { self.nodes() }
                { focus_on_top(props) }
            </svg>
        }
    }

    /// Goes from one found box to the next.
    fn on_next(&self) -> Callback<()> {
        let (node, found) = (self.node.clone(), self.found.clone());
        let next = std::cell::Cell::new(0);
        Callback::from(move |()| {
            if let Some(item) = found.get(next.get() % found.len().max(1)) {
                browser::focus(&node, &format!("[data-item=\"{item}\"]"));
            }
            next.set(next.get() + 1);
        })
    }

    fn titles(&self) -> Html {
        let drawing = &self.props.drawing;
        let lanes = drawing.lanes.iter().zip(&drawing.scene.lanes).enumerate();
        lanes
            .map(|(index, (lane, shape))| {
                let item = ItemRef::Lane(index);
                lane_title(&LaneTitleProps {
                    lane,
                    shape,
                    item,
                    is_current: self.current == Some(item),
                    on_fold: &self.on_fold,
                    on_enter: &self.on_enter,
                })
            })
            .collect()
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

impl Shown<'_> {
    fn outside(&self) -> Html {
        let (props, current) = (self.props, self.current);
        let on_enter = &self.on_enter;
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
                        std::slice::from_ref(&outside.place),
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

    fn nodes(&self) -> Html {
        let (props, current) = (self.props, self.current);
        let on_enter = &self.on_enter;
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
                    light={drawing.node_light(&node.places, props.focus.as_ref(), props.picked.as_ref(), &props.lit)}
                    is_found={self.found.contains(&item)}
                    on_pick={props.on_pick.clone()}
                    on_fold={self.on_fold.clone()}
                    on_enter={on_enter.clone()}
                />
            }
        })
        .collect()
    }

    fn wires(&self) -> Html {
        let (props, current) = (self.props, self.current);
        let on_enter = &self.on_enter;
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
                        on_unfold={self.on_unfold.clone()}
                        on_enter={on_enter.clone()}
                    />
                }
            })
            .collect()
    }
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
        <g key="top" class="diagram__top" aria-hidden="true">
            <DiagramWire edge={Rc::clone(edge)} wire={Rc::clone(wire)} light={Light::Focus} />
        </g>
    }
}

fn on_key(
    props: &DiagramProps,
    (node, canvas): (&NodeRef, &NodeRef),
    items: &Rc<[ItemRef]>,
    current: usize,
    on_zoom: &Callback<Zooming>,
) -> Callback<KeyboardEvent> {
    let (on_clear, node, items) = (props.on_clear.clone(), node.clone(), Rc::clone(items));
    let (on_zoom, canvas) = (on_zoom.clone(), canvas.clone());
    Callback::from(move |event: KeyboardEvent| {
        let last = items.len().saturating_sub(1);
        let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
        let next = match (event.key().as_str(), event.shift_key()) {
            _ if is_command => return,
            ("ArrowRight", true) => return moved(&event, &canvas, PAN, 0),
            ("ArrowLeft", true) => return moved(&event, &canvas, -PAN, 0),
            ("ArrowDown", true) => return moved(&event, &canvas, 0, PAN),
            ("ArrowUp", true) => return moved(&event, &canvas, 0, -PAN),
            ("ArrowRight" | "ArrowDown", _) => (current + 1).min(last),
            ("ArrowLeft" | "ArrowUp", _) => current.saturating_sub(1),
            ("Home", _) => 0,
            ("End", _) => last,
            ("+" | "=", _) => return on_zoom.emit(Zooming::In),
            ("-", _) => return on_zoom.emit(Zooming::Out),
            ("0", _) => return on_zoom.emit(Zooming::Fit),
            ("Escape", _) => return on_clear.emit(()),
            _ => return,
        };
        event.prevent_default();
        if let Some(item) = items.get(next) {
            browser::focus(&node, &format!("[data-item=\"{item}\"]"));
        }
    })
}

fn moved(event: &KeyboardEvent, canvas: &NodeRef, right: i32, down: i32) {
    event.prevent_default();
    browser::pan(canvas, right, down);
}
