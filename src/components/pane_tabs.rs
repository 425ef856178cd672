use yew::prelude::*;

use crate::state::Pane;

/// What [`PaneTabs`] is made from.
#[derive(Properties, PartialEq)]
pub struct PaneTabsProps {
    /// The pane that is shown.
    pub pane: Pane,
    /// The user went to another.
    pub on_choose: Callback<Pane>,
}

/// On a narrow screen: one pane at a time.
#[component]
pub fn PaneTabs(props: &PaneTabsProps) -> Html {
    html! {
        <nav class="pane-tabs" aria-label="Panes">
            for pane in Pane::ALL {
                <button
                    type="button"
                    class="pane-tabs__tab"
                    aria-current={(pane == props.pane).then_some("page")}
                    onclick={props.on_choose.reform(move |_| pane)}
                >
                    { pane.title() }
                </button>
            }
        </nav>
    }
}
