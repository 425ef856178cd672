use crate::state::Theme;

/// Puts the theme on the document.
pub fn wear(theme: Theme) {
    let root = gloo::utils::document().document_element();
    if let Some(root) = root {
        // Fails only for names that are no attribute names.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}
