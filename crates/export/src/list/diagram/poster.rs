use netpol_engine::layout::Aspect;

const LIGHT: &str = include_str!("light.css");
const DARK: &str = include_str!("dark.css");
/// What is the same in all colours.
const SHAPES: &str = include_str!("style.css");
/// As wide as a page of text likes it.
const WIDTH: u32 = 960;

/// How the picture is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// In which colours.
    pub theme: Theme,
    /// How wide it is, unless what is in it needs more.
    pub width: u32,
    /// What is drawn of the cluster, and the pair in focus.
    pub aspect: Aspect,
}

impl Default for Poster {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            width: WIDTH,
            aspect: Aspect::default(),
        }
    }
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As its reader has them, where the program that shows it can ask.
    #[default]
    Auto,
    /// Always on a light ground, as print needs it.
    Light,
    /// Always on a dark one.
    Dark,
}

impl Theme {
    /// The sheet that a picture carries.
    pub(super) fn style(self) -> String {
        match self {
            Self::Auto => {
                let dark = DARK.trim_end();
                format!("{LIGHT}@media (prefers-color-scheme: dark) {{ {dark} }}\n{SHAPES}")
            }
            Self::Light => format!("{LIGHT}{SHAPES}"),
            Self::Dark => format!("{DARK}{SHAPES}"),
        }
    }
}
