use yew::prelude::*;

use crate::words::lessons as words;

/// Stands in place of a picture that would give away what a lesson asks. It can be lifted:
/// nothing is locked.
pub fn lesson_cover(on_lift: &Callback<()>) -> Html {
    html! {
        <div class="lesson-cover">
            <p class="lesson-cover__words">{ words::COVERED }</p>
            <button
                type="button"
                class="lesson-cover__button"
                onclick={on_lift.reform(|_| ())}
            >
                { words::UNCOVER }
            </button>
        </div>
    }
}
