use std::rc::Rc;

use netpol_engine::layout::{EdgeChange, EdgeKind, MarkBox, Point, Segment, Wire};
use yew::prelude::*;

use super::badge::hue;
use super::diagram_node::on_enter_key;
use super::pixels::{point, px};
use crate::state::{DrawnEdge, DrawnMark, Focus, ItemRef, Light};

/// What [`DiagramWire`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramWireProps {
    /// The connection.
    pub edge: Rc<DrawnEdge>,
    /// Where it goes.
    pub wire: Rc<Wire>,
    /// What the keyboard knows it by; nothing for a mere picture of it.
    #[prop_or_default]
    pub item: Option<ItemRef>,
    /// Whether the diagram's tab stop is here.
    #[prop_or_default]
    pub is_current: bool,
    /// How much it stands out.
    pub light: Light,
    /// The user looks at it in passing, or no longer.
    #[prop_or_default]
    pub on_preview: Callback<Option<Focus>>,
    /// The user chose it.
    #[prop_or_default]
    pub on_focus: Callback<Focus>,
    /// The user looks at a bundle of folded namespaces: they unfold.
    #[prop_or_default]
    pub on_unfold: Callback<Vec<String>>,
    /// The keyboard came here.
    #[prop_or_default]
    pub on_enter: Callback<ItemRef>,
}

/// A connection: its line, its head or bars, its badges and ports.
#[component]
pub fn DiagramWire(props: &DiagramWireProps) -> Html {
    let Some(item) = props.item else {
        return html! {
            <g class="diagram-wire" data-kind={kind_name(props)} data-light={props.light.name()} data-change={change_name(props)}>
                { drawing(props) }
            </g>
        };
    };
    let leave = props.on_preview.reform(|_: PointerEvent| None);
    html! {
        <g
            class="diagram-wire"
            role="button"
            tabindex={if props.is_current { "0" } else { "-1" }}
            aria-label={props.edge.sentence.clone()}
            aria-pressed={(props.light == Light::Focus).to_string()}
            data-item={item.to_string()}
            data-kind={kind_name(props)}
            data-light={props.light.name()}
            data-change={change_name(props)}
            onpointerenter={preview::<PointerEvent>(props)}
            onpointerleave={leave}
            onfocus={on_focus_event(props, item)}
            onblur={props.on_preview.reform(|_| None)}
            onclick={choose(props).reform(|_: MouseEvent| ())}
            onkeydown={on_enter_key(&choose(props))}
        >
            <path class="diagram-wire__reach" d={path_data(&props.wire.path)} />
            { drawing(props) }
        </g>
    }
}

fn kind_name(props: &DiagramWireProps) -> &'static str {
    match props.edge.kind {
        EdgeKind::Admitted => "admitted",
        EdgeKind::Open => "open",
        EdgeKind::Denied(_) => "denied",
    }
}

fn change_name(props: &DiagramWireProps) -> Option<&'static str> {
    props.edge.change.map(|it| match it {
        EdgeChange::Gained => "gained",
        EdgeChange::Lost => "lost",
        EdgeChange::Mixed => "mixed",
    })
}

fn drawing(props: &DiagramWireProps) -> Html {
    let wire = &props.wire;
    let line = path_data(&wire.path);
    let denied = matches!(props.edge.kind, EdgeKind::Denied(_));
    html! {
        <>
            if (props.light == Light::Focus || props.edge.change.is_some()) && !denied {
                <path class="diagram-wire__halo" d={line.clone()} />
            }
            <path class="diagram-wire__line" d={line} />
            if !wire.rest.is_empty() {
                <path class="diagram-wire__rest" d={path_data(&wire.rest)} />
            }
            if !denied {
                <path class="diagram-wire__tip" d={tip_data(props)} />
            }
            for bar in wire.bars.iter() {
                <path
                    class="diagram-wire__bar"
                    d={["M", &at(bar.from), "L", &at(bar.to)].concat()}
                />
            }
            for pad in wire.pads.iter() {
                <rect
                    class="diagram-wire__pad"
                    data-on-lane={wire.pads_on_lane.to_string()}
                    x={px(pad.x)}
                    y={px(pad.y)}
                    width={px(pad.width)}
                    height={px(pad.height)}
                />
            }
            { marks(&props.edge.egress_marks, &wire.egress_marks) }
            { marks(&props.edge.ingress_marks, &wire.ingress_marks) }
            { words(wire.label, props.edge.label.clone()) }
            { words(wire.count, Some(format!("×{}", props.edge.count))) }
        </>
    }
}

fn words(at: Option<Point>, text: Option<String>) -> Html {
    let Some((at, text)) = at.zip(text) else {
        return html! {};
    };
    html! {
        <text class="diagram-wire__words" text-anchor="middle" x={px(at.x)} y={px(at.y)}>
            { text }
        </text>
    }
}

fn marks(marks: &[DrawnMark], boxes: &[MarkBox]) -> Html {
    marks
        .iter()
        .zip(boxes)
        .map(|(mark, it)| mark_html(mark, it))
        .collect()
}

fn mark_html(mark: &DrawnMark, MarkBox { rect }: &MarkBox) -> Html {
    let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + 4.0);
    html! {
        <g
            class="diagram-wire__mark"
            data-hue={mark.number.map(hue)}
            data-state={if mark.on { "on" } else { "off" }}
        >
            <rect
                x={px(rect.x)}
                y={px(rect.y)}
                width={px(rect.width)}
                height={px(rect.height)}
                rx="5.8"
            />
            <text text-anchor="middle" x={px(x)} y={px(y)}>{ &mark.text }</text>
        </g>
    }
}

fn tip_data(props: &DiagramWireProps) -> String {
    let [a, b, c] = props.wire.tip;
    let close = if props.edge.kind == EdgeKind::Open {
        ""
    } else {
        "Z"
    };
    ["M", &at(a), "L", &at(b), "L", &at(c), close].concat()
}

fn at(it: Point) -> String {
    point(it.x, it.y)
}

/// The line as SVG writes it.
fn path_data(path: &[Segment]) -> String {
    let write = |segment: &Segment| match segment {
        Segment::Move(to) => ["M", &at(*to)].concat(),
        Segment::Line(to) => ["L", &at(*to)].concat(),
        Segment::Corner { corner, end } => ["Q", &at(*corner), " ", &at(*end)].concat(),
    };
    path.iter().map(write).collect()
}

/// A bundle is not previewed: looking at one of its connections takes that one
/// out of it, and the bundle would dance under the pointer.
fn preview<E: 'static>(props: &DiagramWireProps) -> Callback<E> {
    let focus = Some(props.edge.focus.clone()).filter(|_| props.edge.count < 2);
    props.on_preview.reform(move |_| focus.clone())
}

fn on_focus_event(props: &DiagramWireProps, item: ItemRef) -> Callback<FocusEvent> {
    let (preview, on_enter) = (preview::<FocusEvent>(props), props.on_enter.clone());
    Callback::from(move |event| {
        on_enter.emit(item);
        preview.emit(event);
    })
}

fn choose(props: &DiagramWireProps) -> Callback<()> {
    let edge = Rc::clone(&props.edge);
    let (on_focus, on_unfold) = (props.on_focus.clone(), props.on_unfold.clone());
    Callback::from(move |()| {
        if edge.unfolds.is_empty() {
            on_focus.emit(edge.focus.clone());
        } else {
            on_unfold.emit(edge.unfolds.clone());
        }
    })
}
