use yew::prelude::*;

/// A line over the picture that says what is special about it; with a button
/// where there is something to do about it.
pub fn notice(text: &str, action: Option<(&'static str, Callback<()>)>) -> Html {
    html! {
        <div class="notice" role="status">
            <span>{ text.to_owned() }</span>
            if let Some((words, on_act)) = action {
                <button type="button" class="notice__button" onclick={on_act.reform(|_| ())}>
                    { words }
                </button>
            }
        </div>
    }
}
