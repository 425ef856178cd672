use netpol_engine::layout::LaneBox;
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
    let LaneBox {
        header,
        title,
        subtitle,
        ..
    } = shape;
    html! {
        <g>
            <rect
                class="diagram-lane__ground"
                x={px(header.x)}
                y={px(header.y)}
                width={px(header.width)}
                height={px(header.height)}
            />
            <text class="diagram-lane__title" x={px(title.x)} y={px(title.y)}>
                { cut(&lane.title, shape.title_chars) }
            </text>
            <text class="diagram-lane__labels" x={px(subtitle.x)} y={px(subtitle.y)}>
                { cut(&lane.subtitle, shape.subtitle_chars) }
            </text>
        </g>
    }
}
