use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// How long a browser may take to fetch what it is to save, in milliseconds.
const FETCHED_AFTER: u32 = 10_000;

/// Text as a file has it.
pub fn file_of(text: &str, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

/// Saves a file under a name. Returns whether the browser was asked to.
pub fn download(name: &str, content: &Blob) -> bool {
    let Ok(url) = Url::create_object_url_with_blob(content) else {
        return false;
    };
    let element = gloo::utils::document().create_element("a").ok();
    let anchor = element.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = &anchor {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    Timeout::new(FETCHED_AFTER, move || {
        // What cannot be given back goes with the page.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    anchor.is_some()
}

/// Name and text of the file that was chosen; the field forgets it, so that the
/// same can be chosen again.
pub async fn chosen_file(field: &HtmlInputElement) -> Option<(String, String)> {
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    field.set_value("");
    Some((file.name(), text))
}
