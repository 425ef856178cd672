//! A drawing as pixels.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::download::file_of;
use crate::share::Export;

/// How many pixels there are to a unit, and how many to a side at most.
const SHARPNESS: f64 = 2.0;
const MOST_PIXELS: f64 = 8192.0;

/// The pixels of a drawing that stands alone; nothing where they cannot be painted.
pub async fn pixels_of(svg: &str) -> Option<Blob> {
    let drawing = file_of(svg, Export::Svg.media_type())?;
    let url = Url::create_object_url_with_blob(&drawing).ok()?;
    let pixels = painted(&url).await;
    // What cannot be given back goes with the page.
    let _ = Url::revoke_object_url(&url);
    pixels.ok()?.dyn_into().ok()
}

async fn painted(url: &str) -> Result<JsValue, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = gloo::utils::document()
        .create_element("canvas")?
        .unchecked_into();
    let [width, height] = [image.natural_width(), image.natural_height()].map(f64::from);
    let sharpness = SHARPNESS.min(MOST_PIXELS / width.max(height).max(1.0));
    let (width, height) = (width * sharpness, height * sharpness);
    canvas.set_width(whole(width));
    canvas.set_height(whole(height));
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // Nobody hears of a failure to tell of a failure.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size on a screen is a small positive number"
)]
fn whole(size: f64) -> u32 {
    size.ceil() as u32
}
