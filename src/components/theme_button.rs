use yew::prelude::*;

use crate::state::Theme;
use crate::words::page as words;

/// Turns from the system's colours to light to dark.
pub fn theme_button(theme: Theme, on_turn: &Callback<()>) -> Html {
    let label = match theme {
        Theme::Auto => words::THEME_OF_SYSTEM,
        Theme::Light => words::THEME_LIGHT,
        Theme::Dark => words::THEME_DARK,
    };
    html! {
        <button
            type="button"
            class="theme-button"
            aria-label={label}
            title={label}
            onclick={on_turn.reform(|_| ())}
        >
            { Html::from_html_unchecked(AttrValue::Static(drawing(theme))) }
        </button>
    }
}

fn drawing(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => concat!(
            r#"<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="theme-button__ring" cx="8" cy="8" r="5.5"/>"#,
            r#"<path class="theme-button__fill" d="M8 2.5a5.5 5.5 0 0 1 0 11z"/></svg>"#,
        ),
        Theme::Light => concat!(
            r#"<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="theme-button__ring" cx="8" cy="8" r="3"/>"#,
            r#"<path class="theme-button__ring" d="M8 1.2V2.6M8 13.4V14.8M1.2 8H2.6M13.4 8H14.8"#,
            r#"M3.2 3.2 4.2 4.2M11.8 11.8 12.8 12.8M3.2 12.8 4.2 11.8M11.8 4.2 12.8 3.2"/></svg>"#,
        ),
        Theme::Dark => concat!(
            r#"<svg viewBox="0 0 16 16" aria-hidden="true">"#,
            r#"<path class="theme-button__fill" d="M6.2 2.2a6 6 0 1 0 7.6 7.6A5 5 0 0 1 6.2 2.2z"/></svg>"#,
        ),
    }
}
