use netpol_engine::model::Truth;
use yew::prelude::*;

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
    /// An exclamation mark: look here.
    Look,
}

impl MarkKind {
    fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Open => "open",
            Self::Lock => "lock",
            Self::Look => "look",
        }
    }

    /// What a screen reader says; empty where the words beside it say it.
    fn spoken(self) -> &'static str {
        match self {
            Self::Yes => "yes: ",
            Self::No => "no: ",
            Self::Unknown => "unknown: ",
            Self::Open | Self::Lock | Self::Look => "",
        }
    }
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

/// One sign.
pub fn mark(kind: MarkKind) -> Html {
    html! {
        <span class="mark" data-kind={kind.name()}>
            <svg viewBox="0 0 16 16" aria-hidden="true">{ drawing(kind) }</svg>
            <span class="visually-hidden">{ kind.spoken() }</span>
        </span>
    }
}

fn drawing(kind: MarkKind) -> Html {
    let disc = html! { <circle class="mark__disc" cx="8" cy="8" r="7.25" /> };
    let line = |d: &'static str| html! { <path class="mark__line" d={d} /> };
    match kind {
        MarkKind::Yes => html! { <>{ disc }{ line("M4.9 8.3 7.1 10.4 11.2 5.9") }</> },
        MarkKind::No => html! { <>{ disc }{ line("M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4") }</> },
        MarkKind::Unknown => html! {
            <>{ disc }{ line("M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6V11.7") }</>
        },
        MarkKind::Look => html! { <>{ disc }{ line("M8 4.4V8.6M8 11.3V11.4") }</> },
        MarkKind::Open => html! { <circle class="mark__ring" cx="8" cy="8" r="6" /> },
        MarkKind::Lock => html! {
            <>
                <path class="mark__shackle" d="M5.2 7.5V5.6a2.8 2.8 0 0 1 5.6 0V7.5" />
                <rect class="mark__body" x="3.6" y="7.2" width="8.8" height="6" rx="1.6" />
            </>
        },
    }
}
