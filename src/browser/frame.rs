/// What `static/boot.js` sets on the document of a page that is embedded in another: what
/// there is of the texts.
const MARK: &str = "data-embed";

/// Whether this page is embedded in another: then it keeps nothing and says less.
pub fn is_embedded() -> bool {
    let root = gloo::utils::document().document_element();
    root.is_some_and(|it| it.has_attribute(MARK))
}

/// Whether a text may be changed so often that a worker is worth its start.
pub fn is_read_only() -> bool {
    let root = gloo::utils::document().document_element();
    let editor = root.and_then(|it| it.get_attribute(MARK));
    editor.is_some_and(|it| it != "rw")
}
