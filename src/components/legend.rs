use yew::prelude::*;

use super::{MarkKind, badge, mark};

/// What the marks of the diagram mean.
pub fn legend() -> Html {
    html! {
        <ul class="legend" aria-label="Legend">
            <li>
                <svg class="legend__wire" data-kind="admitted" viewBox="0 0 22 10" aria-hidden="true">
                    <path class="legend__line" d="M0 5H14" />
                    <path class="legend__tip" d="M14 .5L22 5L14 9.5Z" />
                </svg>
                { badge("A", 0, true) }
                { "admitted by branch A" }
            </li>
            <li>
                <svg class="legend__wire" data-kind="open" viewBox="0 0 34 10" aria-hidden="true">
                    <path class="legend__line" d="M0 5H33M27 1L33 5L27 9" />
                </svg>
                { "open: nothing isolates" }
            </li>
            <li>
                <svg class="legend__wire" data-kind="denied" viewBox="0 0 34 14" aria-hidden="true">
                    <path class="legend__line" d="M0 7H28" />
                    <path class="legend__bar" d="M31 0V14" />
                </svg>
                { "denied (shown on focus)" }
            </li>
            <li>{ mark(MarkKind::Lock) }{ "isolated: needs a rule" }</li>
        </ul>
    }
}
