use super::{fragment, query};
use crate::share::FrameOptions;

/// What `static/frame.js` sets on the document of a page that is embedded in another.
const MARK: &str = "data-embed";

/// Whether this page is embedded in another: then it keeps nothing and says less.
pub fn is_embedded() -> bool {
    let root = gloo::utils::document().document_element();
    root.is_some_and(|it| it.has_attribute(MARK))
}

/// What an embedded page is to be like.
pub fn frame_options() -> FrameOptions {
    FrameOptions::read(&query(), &fragment())
}
