use yew::prelude::*;

use crate::share::LinkError;
use crate::words::share as words;

/// What there is to say about a link or a file that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkNews {
    /// A link could not be.
    LinkRefused(LinkError),
    /// A file could not be.
    FileRefused(LinkError),
    /// It was, and what the user had typed before is kept.
    SetAside,
}

/// Says it, out of the way of everything else, until it is closed.
pub fn link_notice(news: &LinkNews, on_restore: &Callback<()>, on_close: &Callback<()>) -> Html {
    let (role, sentence) = match news {
        LinkNews::LinkRefused(error) => ("alert", words::link_refused(&error.to_string())),
        LinkNews::FileRefused(error) => ("alert", words::file_refused(&error.to_string())),
        LinkNews::SetAside => ("status", words::OPENED.to_owned()),
    };
    html! {
        <div class="link-notice" {role}>
            <span>{ sentence }</span>
            if *news == LinkNews::SetAside {
                <button type="button" class="link-notice__button" onclick={on_restore.reform(|_| ())}>
                    { words::RESTORE }
                </button>
            }
            <button type="button" class="link-notice__button" onclick={on_close.reform(|_| ())}>
                { words::CLOSE }
            </button>
        </div>
    }
}
