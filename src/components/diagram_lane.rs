use netpol_engine::layout::LaneBox;
use yew::prelude::*;

use crate::state::{DrawnLane, cut};

/// What [`DiagramLane`] is made from.
#[derive(Properties, PartialEq)]
pub struct DiagramLaneProps {
    /// The namespace.
    pub lane: DrawnLane,
    /// Where it goes.
    pub shape: LaneBox,
}

/// A namespace: a frame with its name.
#[component]
pub fn DiagramLane(props: &DiagramLaneProps) -> Html {
    let LaneBox {
        rect,
        title,
        title_chars,
        subtitle,
        subtitle_chars,
        ..
    } = &props.shape;
    html! {
        <g class="diagram-lane">
            <rect
                class="diagram-lane__frame"
                x={rect.x.to_string()}
                y={rect.y.to_string()}
                width={rect.width.to_string()}
                height={rect.height.to_string()}
                rx="14"
            />
            <text class="diagram-lane__title" x={title.x.to_string()} y={title.y.to_string()}>
                { cut(&props.lane.title, *title_chars) }
            </text>
            <text class="diagram-lane__labels" x={subtitle.x.to_string()} y={subtitle.y.to_string()}>
                { cut(&props.lane.subtitle, *subtitle_chars) }
            </text>
        </g>
    }
}
