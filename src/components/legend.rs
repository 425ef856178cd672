use yew::prelude::*;

use super::mark::lock_mark;
use super::markup::joined;
use crate::words::{diagram as words, mark};

/// Nothing of it ever changes, and as text it is smaller than the program that
/// would build it.
const LEGEND: &str = joined!(
    r#"<ul class="legend" aria-label=""#,
    words::LEGEND,
    r#"">"#,
    r#"<li><svg class="legend__wire" data-kind="admitted" viewBox="0 0 22 10" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 5H14"/><path class="legend__tip" d="M14 .5L22 5L14 9.5Z"/></svg>"#,
    r#"<b class="badge" data-hue="1" data-state="on"><span class="visually-hidden">"#,
    mark::BRANCH,
    "</span>A</b>",
    words::LEGEND_ADMITTED,
    "</li>",
    r#"<li><svg class="legend__wire" data-kind="open" viewBox="0 0 34 10" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 5H33M27 1L33 5L27 9"/></svg>"#,
    words::LEGEND_OPEN,
    "</li>",
    r#"<li><svg class="legend__wire" data-kind="denied" viewBox="0 0 34 14" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 7H28"/><path class="legend__bar" d="M31 0V14"/></svg>"#,
    words::LEGEND_DENIED,
    "</li>",
    "<li>",
    lock_mark!(),
    words::LEGEND_ISOLATED,
    "</li></ul>",
);

/// What the marks of the diagram mean.
pub fn legend() -> Html {
    Html::from_html_unchecked(AttrValue::Static(LEGEND))
}
