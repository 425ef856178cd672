use netpol_engine::layout::Aspect;

use super::sheet::{Ground, sheet};

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
                let dark = sheet(Ground::Dark);
                let dark = dark.trim_end();
                let light = sheet(Ground::Light);
                format!("{light}@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n")
            }
            Self::Light => sheet(Ground::Light),
            Self::Dark => sheet(Ground::Dark),
        }
    }
}
