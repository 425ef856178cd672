use yew::prelude::*;

use super::Telling;
use super::explanation_answer::explanation_answer;
use super::markup::joined;
use crate::words::explanation as words;

/// The answer to what is asked: the way through a Service or a name, then
/// leaving the source AND entering the destination, and what would change it.
/// Without a question, what one can do; nothing while the answer `is_awaited`, which
/// takes a moment at most. `deeds` are what can be done about it.
pub fn explanation_view(
    telling: Option<&Telling>,
    deeds: impl FnOnce() -> Html,
    is_awaited: bool,
) -> Html {
    html! {
        <section class="explanation" aria-label={words::TITLE} aria-busy={is_awaited.to_string()} tabindex="0">
            if let Some(telling) = telling {
                { explanation_answer(&telling.told, telling, deeds()) }
            } else if !is_awaited {
                { invitation() }
            }
        </section>
    }
}

fn invitation() -> Html {
    const INVITATION: &str = joined!(
        r#"<div class="explanation__empty"><h2>"#,
        words::INVITATION,
        "</h2><p>",
        words::INVITATION_TO_POINT,
        "</p><p>",
        words::INVITATION_TO_PICK,
        "</p></div>",
    );
    Html::from_html_unchecked(AttrValue::Static(INVITATION))
}
