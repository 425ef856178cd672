use yew::prelude::*;

use super::markup::joined;
use crate::words::{lessons, page as words};

const BRAND: &str = joined!(
    r#"<h1 class="top-bar__brand"><svg viewBox="0 0 24 24" aria-hidden="true">"#,
    r#"<rect class="top-bar__tile" x="1" y="1" width="22" height="22" rx="6.5"/>"#,
    r#"<path class="top-bar__arc" d="M6.5 15.5C6.5 8 17.5 8 17.5 15.5"/>"#,
    r#"<circle class="top-bar__dot" cx="6.5" cy="16" r="2.4"/>"#,
    r#"<circle class="top-bar__dot top-bar__dot--faint" cx="12" cy="16" r="2.4"/>"#,
    r#"<circle class="top-bar__dot" cx="17.5" cy="16" r="2.4"/></svg>"#,
    "<span>",
    words::NAME,
    "</span></h1>",
);

const LESSONS: &str = joined!(
    r##"<a class="top-bar__link" href="#lessons">"##,
    lessons::LESSONS,
    "</a>",
);

/// The way to the course, where the bar has room; the menu of examples has it, too.
pub fn lessons_link() -> Html {
    Html::from_html_unchecked(AttrValue::Static(LESSONS))
}

/// The bar over everything: the name, then `children`, menus and the question.
pub fn top_bar(children: Html) -> Html {
    html! {
        <header class="top-bar">
            { Html::from_html_unchecked(AttrValue::Static(BRAND)) }
            { children }
        </header>
    }
}
