use netpol_engine::layout::{Point, Rect};

/// A rectangle with rounded corners.
pub(super) fn rect(it: Rect, radius: f64, class: &str) -> String {
    format!(
        r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}" rx="{radius}"/>"#,
        it.x, it.y, it.width, it.height
    )
}

/// The beginning of a group that stands out in some way, or in none.
pub(super) fn group(light: &str) -> String {
    if light.is_empty() {
        "<g>".to_owned()
    } else {
        format!(r#"<g class="{light}">"#)
    }
}

/// Words on a base line.
pub(super) fn text(class: &str, at: Point, words: &str) -> String {
    let (x, y) = (at.x, at.y);
    let words = escaped(words);
    format!(r#"<text class="{class}" x="{x}" y="{y}">{words}</text>"#)
}

/// Nothing of the user's is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            it if it.is_control() => escaped.push('\u{fffd}'),
            it => escaped.push(it),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_the_users_is_markup() {
        assert_eq!(escaped("<b>&\"x\u{1b}"), "&lt;b&gt;&amp;&quot;x\u{fffd}");
        assert_eq!(escaped("qa-test ×3"), "qa-test ×3");
    }
}
