use std::rc::Rc;

use netpol_engine::eval::Verdict;
use yew::prelude::*;

use crate::state::{Focus, Plea};
use crate::words::intentions as words;

/// What the pair in focus is, and what can be asked for about it.
#[derive(Clone, PartialEq)]
pub struct Expecting {
    /// The pair, and its names as a line of expectations has them.
    pub focus: Focus,
    /// `qa-test/frontend -> qa-test/db:3306`.
    pub pair: Rc<str>,
    /// What is so now.
    pub verdict: Verdict,
    /// Whether that is known of this pair, and not of the one before.
    pub is_answered: bool,
    /// The user wants to be offered a way to change it.
    pub on_plea: Callback<Option<Plea>>,
    /// The user expects this of it: the line.
    pub on_expect: Callback<String>,
}

/// Buttons that change the pair in focus, or say what is expected of it.
pub fn expect_bar(it: &Expecting) -> Html {
    let (plea, name) = if it.verdict == Verdict::Allowed {
        (Plea::Deny(it.focus.clone()), words::DENY)
    } else {
        (Plea::Allow(it.focus.clone()), words::ALLOW)
    };
    let expect = |word: &str, name: &'static str| {
        let line = [&*it.pair, " ", word].concat();
        html! {
            <button
                type="button"
                class="expect-bar__button"
                disabled={!it.is_answered}
                onclick={it.on_expect.reform(move |_| line.clone())}
            >
                { name }
            </button>
        }
    };
    html! {
        <div class="expect-bar">
            <button
                type="button"
                class="expect-bar__button"
                disabled={!it.is_answered}
                onclick={it.on_plea.reform(move |_| Some(plea.clone()))}
            >
                { name }
            </button>
            { expect(words::ALLOWED, words::EXPECT_ALLOWED) }
            { expect(words::DENIED, words::EXPECT_DENIED) }
        </div>
    }
}
