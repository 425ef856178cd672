//! The diagram as it is on the screen, as a file that stands alone.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement,
    HtmlImageElement, NodeList, SvgElement, Url, XmlSerializer,
};

use super::download::file_of;
use crate::share::{Export, plain_colour};
use crate::words::diagram as words;

const SVG: &str = "http://www.w3.org/2000/svg";
/// What a shape looks like.
const SHAPE: &[&str] = &[
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
];
/// What words look like.
const WORDS: &[&str] = &[
    "fill",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "letter-spacing",
];
/// What a group does to all that is in it.
const GROUP: &[&str] = &["opacity"];
/// What says nothing in a file.
const DEFAULTS: &[(&str, &str)] = &[
    ("opacity", "1"),
    ("stroke", "none"),
    ("stroke-dasharray", "none"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("text-anchor", "start"),
    ("letter-spacing", "normal"),
];
/// How many pixels there are to a unit, and how many to a side at most.
const SHARPNESS: f64 = 2.0;
const MOST_PIXELS: f64 = 8192.0;

/// A drawing that stands alone, and its size.
#[derive(Debug)]
pub struct Picture {
    svg: String,
    width: f64,
    height: f64,
}

impl Picture {
    /// The diagram with the colours that it has now; `about` says in words what
    /// it shows.
    pub fn of_diagram(about: &str) -> Option<Self> {
        let document = gloo::utils::document();
        let shown = document.query_selector("svg.diagram__picture").ok()??;
        let copy: Element = shown.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        let [_, _, width, height] = view_box(&copy)?;
        dress(&shown, &copy);
        for (name, value) in [("width", width), ("height", height)] {
            copy.set_attribute(name, &value.to_string()).ok()?;
        }
        copy.set_attribute("role", "img").ok()?;
        let ground = ground(&copy, &background(&shown)?, width, height)?;
        let before = [
            described(&copy, "title", words::PICTURE)?,
            described(&copy, "desc", about)?,
            ground,
        ];
        for it in before.iter().rev() {
            copy.prepend_with_node_1(it).ok()?;
        }
        let svg = XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()?;
        Some(Self { svg, width, height })
    }

    /// As a drawing.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// As pixels.
    pub async fn png(&self) -> Option<Blob> {
        let drawing = file_of(&self.svg, Export::Svg.media_type())?;
        let url = Url::create_object_url_with_blob(&drawing).ok()?;
        let pixels = self.painted(&url).await;
        // What cannot be given back goes with the page.
        let _ = Url::revoke_object_url(&url);
        pixels.ok()?.dyn_into().ok()
    }

    async fn painted(&self, url: &str) -> Result<JsValue, JsValue> {
        let image = HtmlImageElement::new()?;
        image.set_src(url);
        JsFuture::from(image.decode()).await?;
        let canvas: HtmlCanvasElement = gloo::utils::document()
            .create_element("canvas")?
            .unchecked_into();
        let sharpness = SHARPNESS.min(MOST_PIXELS / self.width.max(self.height).max(1.0));
        let (width, height) = (self.width * sharpness, self.height * sharpness);
        canvas.set_width(whole(width));
        canvas.set_height(whole(height));
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context
            .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
        let promise = Promise::new(&mut |resolve, reject| {
            if let Err(error) = canvas.to_blob(&resolve) {
                // Nobody hears of a failure to tell of a failure.
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(promise).await
    }
}

/// Writes what style sheets do to `shown` on `copy` itself, and takes away what
/// only the page has a use for.
fn dress(shown: &Element, copy: &Element) {
    let every = |it: &Element| it.query_selector_all("*").ok();
    let (Some(originals), Some(copies)) = (every(shown), every(copy)) else {
        return;
    };
    dress_one(shown, copy);
    for (original, copy) in elements(&originals).zip(elements(&copies)) {
        dress_one(&original, &copy);
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|it| list.get(it)?.dyn_into().ok())
}

fn dress_one(original: &Element, copy: &Element) {
    let style = gloo::utils::window().get_computed_style(original);
    let Some(style) = style.ok().flatten() else {
        return;
    };
    strip(copy);
    if !is_seen(&style) {
        copy.remove();
        return;
    }
    let properties = match copy.tag_name().as_str() {
        "g" => GROUP,
        "text" | "tspan" => WORDS,
        "svg" => &[],
        _ => SHAPE,
    };
    for property in properties {
        let value = style.get_property_value(property).unwrap_or_default();
        let value = plain_colour(&value);
        if !value.is_empty() && !DEFAULTS.contains(&(property, &*value)) {
            // Fails only for names that are no attribute names.
            let _ = copy.set_attribute(property, &value);
        }
    }
}

/// Places to point at are wider than what is seen of them.
fn is_seen(style: &CssStyleDeclaration) -> bool {
    let value = |property| style.get_property_value(property).unwrap_or_default();
    let is_clear = |colour: &str| matches!(colour, "none" | "transparent" | "rgba(0, 0, 0, 0)");
    value("display") != "none" && !(is_clear(&value("fill")) && is_clear(&value("stroke")))
}

fn strip(copy: &Element) {
    let names = copy.get_attribute_names();
    for name in names.iter().filter_map(|it| it.as_string()) {
        let of_page = ["class", "role", "tabindex", "style"].contains(&&*name)
            || name.starts_with("aria-")
            || name.starts_with("data-");
        if of_page {
            // Fails only for names that are no attribute names.
            let _ = copy.remove_attribute(&name);
        }
    }
}

/// The four numbers of an `svg`.
fn view_box(svg: &Element) -> Option<[f64; 4]> {
    let text = svg.get_attribute("viewBox")?;
    let numbers = text.split([' ', ',']).map(|it| it.parse().ok());
    numbers.collect::<Option<Vec<f64>>>()?.try_into().ok()
}

/// The colour behind an element.
fn background(element: &Element) -> Option<String> {
    let window = gloo::utils::window();
    let mut next = Some(element.clone());
    while let Some(it) = next {
        let style = window.get_computed_style(&it).ok()??;
        let colour = style.get_property_value("background-color").ok()?;
        if !matches!(colour.as_str(), "transparent" | "rgba(0, 0, 0, 0)") {
            return Some(plain_colour(&colour));
        }
        next = it.parent_element();
    }
    Some("#ffffff".to_owned())
}

fn ground(svg: &Element, colour: &str, width: f64, height: f64) -> Option<SvgElement> {
    let ground = new_element(svg, "rect")?;
    for (name, value) in [
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("fill", colour.to_owned()),
    ] {
        ground.set_attribute(name, &value).ok()?;
    }
    Some(ground)
}

fn described(svg: &Element, name: &str, words: &str) -> Option<SvgElement> {
    let element = new_element(svg, name)?;
    element.set_text_content(Some(words));
    Some(element)
}

fn new_element(svg: &Element, name: &str) -> Option<SvgElement> {
    let document = svg.owner_document()?;
    let element = document.create_element_ns(Some(SVG), name).ok()?;
    element.dyn_into().ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size on a screen is a small positive number"
)]
fn whole(size: f64) -> u32 {
    size.ceil() as u32
}
