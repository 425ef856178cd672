use yew::prelude::*;

/// What [`Notice`] is made from.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What there is to know.
    pub text: AttrValue,
    /// What the button says, if there is something to do.
    #[prop_or_default]
    pub action: Option<AttrValue>,
    /// The user pressed the button.
    #[prop_or_default]
    pub on_act: Callback<()>,
}

/// A line over the picture that says what is special about it.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <div class="notice" role="status">
            <span>{ &props.text }</span>
            if let Some(action) = &props.action {
                <button type="button" class="notice__button" onclick={props.on_act.reform(|_| ())}>
                    { action }
                </button>
            }
        </div>
    }
}
