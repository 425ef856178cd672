/// Colours by the names that the shapes have for them: on light ground, then on dark. They are
/// those of the page, `static/css/tokens.css`.
const COLOURS: [(&str, [&str; 2]); 21] = [
    ("canvas", ["#f6f7f9", "#0d1117"]),
    ("surface", ["#ffffff", "#141a22"]),
    ("raised", ["#ffffff", "#1b222c"]),
    ("sunken", ["#f1f3f6", "#0f141b"]),
    ("line", ["#e4e7ec", "#262e39"]),
    ("line-strong", ["#cdd3dc", "#3a4554"]),
    ("ink", ["#161b22", "#e8ecf2"]),
    ("ink-2", ["#464f5c", "#b4bdc9"]),
    ("ink-3", ["#5f6875", "#97a2b2"]),
    ("allowed", ["#0072b2", "#56b4e9"]),
    ("allowed-dim", ["#6ba8cc", "#33709a"]),
    ("denied", ["#b34e00", "#ff8a3d"]),
    ("open", ["#6b7280", "#9aa4b2"]),
    ("open-dim", ["#8f96a3", "#6b7583"]),
    ("on-badge", ["#ffffff", "#0d1117"]),
    ("hue-1", ["#7a3db8", "#cda2ff"]),
    ("hue-2", ["#00766c", "#56d3c2"]),
    ("hue-3", ["#7a6100", "#e4c65e"]),
    ("hue-4", ["#4456c7", "#a6b1ff"]),
    ("hue-5", ["#855032", "#e0ad8d"]),
    ("hue-6", ["#3f7a20", "#9bd579"]),
];
/// How many hues branches have; after the last the first comes again.
pub(super) const HUES: usize = 6;
/// What shapes look like, with colours by name.
const SHAPES: &str = include_str!("style.css");

/// What is behind a picture.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ground {
    Light,
    Dark,
}

/// What shapes look like on a ground. The colours are written where they are used: what draws
/// pictures outside of a browser seldom knows variables.
pub(super) fn sheet(ground: Ground) -> String {
    let mut sheet = String::new();
    let mut rest = SHAPES;
    while let Some((before, behind)) = rest.split_once("var(--") {
        let (name, behind) = behind.split_once(')').unwrap_or((behind, ""));
        sheet.push_str(before);
        sheet.push_str(colour(name, ground));
        rest = behind;
    }
    sheet.push_str(rest);
    sheet
}

fn colour(name: &str, ground: Ground) -> &'static str {
    let found = COLOURS.iter().find(|it| it.0 == name);
    found.map_or("none", |(_, [light, dark])| match ground {
        Ground::Light => light,
        Ground::Dark => dark,
    })
}

#[cfg(test)]
mod tests {
    use super::{Ground, SHAPES, colour, sheet};

    #[test]
    fn every_colour_has_a_value() {
        for part in SHAPES.split("var(--").skip(1) {
            let (name, _) = part.split_once(')').unwrap_or_default();
            assert_ne!(colour(name, Ground::Light), "none", "{name}");
        }
        assert!(!sheet(Ground::Dark).contains("var("));
    }
}
