use netpol_engine::layout::{LaneBox, Point};
use yew::prelude::*;

use super::pixels::px;
use crate::state::{DrawnLane, cut};

/// The frame of a namespace, under everything that is in it.
pub fn lane_frame(shape: &LaneBox) -> Html {
    let rect = &shape.rect;
    html! {
        <rect
            class="diagram-lane"
            x={px(rect.x)}
            y={px(rect.y)}
            width={px(rect.width)}
            height={px(rect.height)}
            rx="14"
        />
    }
}

/// The name and labels of a namespace, on a ground of their own: a wire that
/// runs there passes behind them.
pub fn lane_title(lane: &DrawnLane, shape: &LaneBox) -> Html {
    let LaneBox { header, title, .. } = shape;
    html! {
        <g>
            <rect
                class="diagram-lane__ground"
                x={px(header.x)}
                y={px(header.y)}
                width={px(header.width)}
                height={px(header.height)}
            />
            { one_line(
                *title,
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
            ) }
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
