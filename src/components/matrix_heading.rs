use netpol_engine::matrix::{Heading, Lock};
use yew::prelude::*;

use super::{MarkKind, mark};
use crate::words::matrix as words;

/// A party at the head of a row or a column, with whether it is isolated in the
/// direction that counts there.
pub fn matrix_heading(heading: &Heading, lock: Option<Lock>, side: &'static str) -> Html {
    html! {
        <span class="matrix-heading" title={heading.name.clone()}>
            <span class="matrix-heading__title">{ &heading.title }</span>
            <span class="matrix-heading__line">
                if let Some(lock) = lock {
                    { lock_sign(lock, side) }
                }
                <span class="matrix-heading__note">{ &heading.note }</span>
            </span>
        </span>
    }
}

fn lock_sign(lock: Lock, side: &'static str) -> Html {
    let (kind, name, spoken) = match lock {
        Lock::Open => (MarkKind::Unlocked, "open", words::NOT_ISOLATED),
        Lock::Partly => (MarkKind::Lock, "partly", words::PARTLY_ISOLATED),
        Lock::Closed => (MarkKind::Lock, "closed", words::ISOLATED),
    };
    html! {
        <span class="matrix-heading__lock" data-lock={name}>
            { mark(kind) }
            <span class="visually-hidden">{ spoken }</span>
            { side }
            if lock == Lock::Partly { { words::SOME } }
        </span>
    }
}
