use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Object, Promise, Reflect};
use web_sys::{Blob, Clipboard, ClipboardItem};

/// The clipboard, where a page has one: on hosts that are trusted, and in frames
/// that may use it.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    found.dyn_into().ok()
}

/// Copies a text. Returns whether that worked.
pub async fn copy_text(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Copies a picture of this media type. Returns whether that worked.
pub async fn copy_picture(picture: &Blob, media_type: &str) -> bool {
    let record = Object::new();
    let promise = Promise::resolve(picture);
    let is_set = Reflect::set(&record, &JsValue::from_str(media_type), &promise);
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record);
    match (clipboard(), is_set, item) {
        (Some(clipboard), Ok(true), Ok(item)) => {
            let items = Array::of1(&item);
            JsFuture::from(clipboard.write(&items)).await.is_ok()
        }
        _ => false,
    }
}
