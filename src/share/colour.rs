/// A colour that a browser worked out, as every program for drawings reads it:
/// `color(srgb 0.5 0.25 1)` is new, `rgb(128, 64, 255)` is not. Anything else
/// stays as it is.
pub fn plain_colour(value: &str) -> String {
    let mixed = value
        .strip_prefix("color(srgb ")
        .and_then(|it| it.strip_suffix(')'));
    let Some(mixed) = mixed else {
        return value.to_owned();
    };
    let (channels, alpha) = mixed.split_once('/').unwrap_or((mixed, ""));
    let channels: Option<Vec<String>> = channels.split_whitespace().map(channel).collect();
    match (channels, alpha.trim()) {
        (Some(rgb), "") => format!("rgb({})", rgb.join(", ")),
        (Some(rgb), alpha) => format!("rgba({}, {alpha})", rgb.join(", ")),
        (None, _) => value.to_owned(),
    }
}

/// A share of one as one of 255.
fn channel(share: &str) -> Option<String> {
    let share: f64 = share.parse().ok()?;
    Some(format!("{:.0}", (share * 255.0).clamp(0.0, 255.0)))
}
