use crate::state::Theme;

/// The theme that is seen, where the system decides.
pub fn seen(theme: Theme) -> Theme {
    if theme != Theme::Auto {
        return theme;
    }
    let query = gloo::utils::window().match_media("(prefers-color-scheme: dark)");
    let is_dark = query.ok().flatten().is_some_and(|it| it.matches());
    if is_dark { Theme::Dark } else { Theme::Light }
}

/// Puts the theme on the document, unless the page around it says which one.
pub fn wear(theme: Theme) {
    let root = gloo::utils::document().document_element();
    if let Some(root) = root.filter(|_| !super::is_embedded()) {
        // Fails only for names that are no attribute names.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}
