use netpol_engine::model::Truth;
use yew::prelude::*;

use crate::words::mark as words;

/// A sign is its name, its shapes and what is said.
macro_rules! sign {
    ($name:literal, $shapes:expr, $spoken:expr) => {
        $crate::components::markup::joined!(
            r#"<span class="mark" data-kind=""#,
            $name,
            r#""><svg viewBox="0 0 16 16" aria-hidden="true">"#,
            $shapes,
            r#"</svg><span class="visually-hidden">"#,
            $spoken,
            "</span></span>",
        )
    };
}
/// A line on a disc.
macro_rules! on_disc {
    ($line:literal) => {
        concat!(
            r#"<circle class="mark__disc" cx="8" cy="8" r="7.25"/><path class="mark__line" d=""#,
            $line,
            r#""/>"#,
        )
    };
}

/// The closed lock, for texts that hold more than a sign.
macro_rules! lock_mark {
    () => {
        $crate::components::mark::sign!(
            "lock",
            concat!(
                r#"<path class="mark__shackle" d="M5.2 7.5V5.6a2.8 2.8 0 0 1 5.6 0V7.5"/>"#,
                r#"<rect class="mark__body" x="3.6" y="7.2" width="8.8" height="6" rx="1.6"/>"#,
            ),
            ""
        )
    };
}
pub(super) use {lock_mark, sign};

/// A small sign that says yes, no and the like, also without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A tick: it holds, it is allowed.
    Yes,
    /// A cross: it does not hold, it is denied.
    No,
    /// A question mark: the input does not say.
    Unknown,
    /// A ring: nothing isolates.
    Open,
    /// A closed lock: isolated.
    Lock,
    /// An open lock: not isolated.
    Unlocked,
    /// An exclamation mark: look here.
    Look,
}

impl From<Truth> for MarkKind {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::Yes,
            Truth::No => Self::No,
            Truth::Unknown => Self::Unknown,
        }
    }
}

/// One sign, with what a screen reader says where the words beside it do not.
/// As text it is smaller than the program that would build it.
pub fn mark(kind: MarkKind) -> Html {
    Html::from_html_unchecked(AttrValue::Static(drawing(kind)))
}

fn drawing(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Yes => sign!("yes", on_disc!("M4.9 8.3 7.1 10.4 11.2 5.9"), words::YES),
        MarkKind::No => sign!(
            "no",
            on_disc!("M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4"),
            words::NO
        ),
        MarkKind::Unknown => sign!(
            "unknown",
            on_disc!("M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6V11.7"),
            words::UNKNOWN
        ),
        MarkKind::Look => sign!("look", on_disc!("M8 4.4V8.6M8 11.3V11.4"), ""),
        MarkKind::Open => sign!(
            "open",
            r#"<circle class="mark__ring" cx="8" cy="8" r="6"/>"#,
            ""
        ),
        MarkKind::Lock => lock_mark!(),
        MarkKind::Unlocked => sign!(
            "unlocked",
            concat!(
                r#"<path class="mark__shackle" d="M5.2 7.5V5.1a2.8 2.8 0 0 1 5.4-1"/>"#,
                r#"<rect class="mark__case" x="3.6" y="7.2" width="8.8" height="6" rx="1.6"/>"#,
            ),
            ""
        ),
    }
}
