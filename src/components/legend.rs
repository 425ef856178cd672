use yew::prelude::*;

/// What the marks of the diagram mean. Nothing of it ever changes, and as text it
/// is a quarter of the program that would build it.
const LEGEND: &str = concat!(
    r#"<ul class="legend" aria-label="Legend">"#,
    r#"<li><svg class="legend__wire" data-kind="admitted" viewBox="0 0 22 10" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 5H14"/><path class="legend__tip" d="M14 .5L22 5L14 9.5Z"/></svg>"#,
    r#"<b class="badge" data-hue="1" data-state="on"><span class="visually-hidden">branch </span>A</b>"#,
    "admitted by branch A</li>",
    r#"<li><svg class="legend__wire" data-kind="open" viewBox="0 0 34 10" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 5H33M27 1L33 5L27 9"/></svg>open: nothing isolates</li>"#,
    r#"<li><svg class="legend__wire" data-kind="denied" viewBox="0 0 34 14" aria-hidden="true">"#,
    r#"<path class="legend__line" d="M0 7H28"/><path class="legend__bar" d="M31 0V14"/></svg>denied (shown on focus)</li>"#,
    r#"<li><span class="mark" data-kind="lock"><svg viewBox="0 0 16 16" aria-hidden="true">"#,
    r#"<path class="mark__shackle" d="M5.2 7.5V5.6a2.8 2.8 0 0 1 5.6 0V7.5"/>"#,
    r#"<rect class="mark__body" x="3.6" y="7.2" width="8.8" height="6" rx="1.6"/></svg></span>isolated: needs a rule</li>"#,
    "</ul>",
);

/// What the marks of the diagram mean.
pub fn legend() -> Html {
    Html::from_html_unchecked(AttrValue::Static(LEGEND))
}
