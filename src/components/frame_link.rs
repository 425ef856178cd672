use yew::prelude::*;

use crate::words::frame as words;

/// What [`FrameLink`] is made from.
#[derive(Properties, PartialEq)]
pub struct FrameLinkProps {
    /// Where the playground opens with what the frame was opened with.
    pub address: AttrValue,
    /// The reader is about to go there: where it opens with all this as it is now.
    pub on_leave: Callback<(), Option<AttrValue>>,
}

/// The way to the playground.
#[component]
pub fn FrameLink(props: &FrameLinkProps) -> Html {
    let latest = use_state_eq(|| None::<AttrValue>);
    let on_approach = {
        let (latest, on_leave) = (latest.setter(), props.on_leave.clone());
        Callback::from(move |()| latest.set(on_leave.emit(())))
    };
    html! {
        <a
            class="frame-link"
            href={latest.as_ref().unwrap_or(&props.address).clone()}
            target="_blank"
            rel="noopener"
            aria-label={words::OPEN_ELSEWHERE}
            onpointerenter={on_approach.reform(|_: PointerEvent| ())}
            onfocus={on_approach.reform(|_: FocusEvent| ())}
        >
            { words::OPEN }
            <span aria-hidden="true">{ " ↗" }</span>
        </a>
    }
}
