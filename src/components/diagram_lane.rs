use netpol_engine::layout::{LaneBox, LaneKind, NoteKind, Point, Rect};
use yew::prelude::*;

use super::badge::hue;
use super::diagram_node::on_enter_key;
use super::pixels::{point, px};
use crate::state::{DrawnLane, DrawnNote, ItemRef, cut};
use crate::words::diagram as words;

/// The frame of a lane, under everything that is in it. Folded namespaces have
/// none.
pub fn lane_frame(lane: &DrawnLane, shape: &LaneBox) -> Html {
    if lane.kind == LaneKind::Folded {
        return html! {};
    }
    let rect = &shape.rect;
    html! {
        <rect
            class="diagram-lane"
            data-kind={if lane.kind == LaneKind::Machines { "machines" } else { "namespace" }}
            x={px(rect.x)}
            y={px(rect.y)}
            width={px(rect.width)}
            height={px(rect.height)}
            rx="14"
        />
    }
}

/// What the title of a lane is drawn from.
pub struct LaneTitleProps<'a> {
    /// The lane.
    pub lane: &'a DrawnLane,
    /// Where it goes.
    pub shape: &'a LaneBox,
    /// What the keyboard knows it by.
    pub item: ItemRef,
    /// Whether the diagram's tab stop is here.
    pub is_current: bool,
    /// The user wants a namespace folded or not.
    pub on_fold: &'a Callback<(String, bool)>,
    /// The keyboard came here.
    pub on_enter: &'a Callback<ItemRef>,
}

/// The name and labels of a lane, on a ground of their own: a wire that runs
/// there passes behind them. Choosing it folds the namespace.
pub fn lane_title(props: &LaneTitleProps<'_>) -> Html {
    let (lane, shape, item) = (props.lane, props.shape, props.item);
    if lane.kind == LaneKind::Folded {
        return html! {};
    }
    let title_line = html! {
        <>
            { ground(&shape.header) }
            { title_words(lane, shape) }
        </>
    };
    let notes = lane.notes.iter().zip(&shape.notes).map(note_html);
    let notes = notes.collect::<Html>();
    if lane.kind != LaneKind::Namespace {
        return html! { <g>{ title_line }{ notes }</g> };
    }
    let title = lane.title.clone();
    let fold = props.on_fold.reform(move |()| (title.clone(), true));
    let Point { x, y } = shape.title;
    html! {
        <>
            <g
                class="diagram-lane__fold"
                role="button"
                tabindex={if props.is_current { "0" } else { "-1" }}
                aria-label={sentence(lane)}
                aria-expanded="true"
                data-item={item.to_string()}
                onclick={fold.reform(|_: MouseEvent| ())}
                onkeydown={on_enter_key(&fold)}
                onfocus={props.on_enter.reform(move |_| item)}
            >
                { title_line }
                <path
                    class="diagram-lane__chevron"
                    transform={format!("translate({})", point(x - 13.0, y - 6.5))}
                    d="M0 0L4 4L8 0"
                />
            </g>
            { notes }
        </>
    }
}

fn sentence(lane: &DrawnLane) -> String {
    let mut sentence = words::lane(&lane.title, lane.nodes.len());
    for note in &lane.notes {
        sentence.push_str(". ");
        sentence.push_str(&note.sentence);
    }
    sentence
}

fn ground(rect: &Rect) -> Html {
    html! {
        <rect
            class="diagram-lane__ground"
            x={px(rect.x - 12.0)}
            y={px(rect.y - 3.0)}
            width={px(rect.width + 12.0)}
            height={px(rect.height + 6.0)}
        />
    }
}

fn title_words(lane: &DrawnLane, shape: &LaneBox) -> Html {
    one_line(
        shape.title,
        html! {
            <tspan class="diagram-lane__title">
                { cut(&lane.title, shape.title_chars) }
            </tspan>
        },
        html! {
            <tspan class="diagram-lane__labels" dx="8">
                { cut(&lane.subtitle, shape.subtitle_chars) }
            </tspan>
        },
    )
}

/// Badges and a few words about the whole lane.
fn note_html((it, place): (&DrawnNote, &Rect)) -> Html {
    const BADGE: f64 = 16.0;
    const PITCH: f64 = 18.0;
    let kind = match it.kind {
        NoteKind::Admitted => "admitted",
        NoteKind::Open => "open",
        NoteKind::Service => "service",
    };
    let mut x = place.x + 7.0;
    let mut badges = Vec::new();
    for mark in &it.marks {
        let middle = x + BADGE / 2.0;
        badges.push(html! {
            <g class="diagram-lane__badge" data-hue={mark.number.map(hue)}>
                <rect x={px(x)} y={px(place.y + 1.5)} width={px(BADGE)} height={px(BADGE)} rx="4.5" />
                <text text-anchor="middle" x={px(middle)} y={px(place.y + 13.5)}>{ &mark.text }</text>
            </g>
        });
        x += PITCH;
    }
    html! {
        <g class="diagram-lane__note" data-kind={kind}>
            <title>{ &it.sentence }</title>
            <rect
                x={px(place.x)}
                y={px(place.y)}
                width={px(place.width)}
                height={px(place.height)}
                rx="9.5"
            />
            { badges.into_iter().collect::<Html>() }
            <text x={px(x)} y={px(place.y + 13.5)}>{ &it.text }</text>
        </g>
    }
}

/// Two pieces of text one behind the other: the second begins where the first
/// ends, whatever font the reader has.
pub(super) fn one_line(at: Point, first: Html, second: Html) -> Html {
    html! {
        <text x={px(at.x)} y={px(at.y)}>
            { first }
            { second }
        </text>
    }
}
