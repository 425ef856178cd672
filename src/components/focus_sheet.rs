use std::rc::Rc;

use netpol_engine::explain::Explanation;
use yew::prelude::*;

use super::explanation::{verdict_mark, verdict_name};
use super::{Mark, PhraseText};
use crate::state::Reading;

/// What [`FocusSheet`] is made from.
#[derive(Properties, PartialEq)]
pub struct FocusSheetProps {
    /// What there is to say of the pair in focus.
    pub explanation: Rc<Explanation>,
    /// What it is a part of.
    pub reading: Rc<Reading>,
    /// The user wants to read all of it.
    pub on_explain: Callback<()>,
    /// The user wants the lines behind it.
    pub on_show_lines: Callback<()>,
}

/// On a narrow screen, the answer in short under the diagram.
#[component]
pub fn FocusSheet(props: &FocusSheetProps) -> Html {
    let explanation = &props.explanation;
    html! {
        <aside
            class="focus-sheet"
            aria-label="The answer in short"
            data-verdict={verdict_name(explanation.verdict)}
        >
            <p class="focus-sheet__head">
                <Mark kind={verdict_mark(explanation.verdict)} />
                <strong>{ &explanation.headline }</strong>
            </p>
            <p><PhraseText phrase={explanation.punch.clone()} reading={Rc::clone(&props.reading)} /></p>
            <div class="focus-sheet__actions">
                <button type="button" onclick={props.on_explain.reform(|_| ())}>{ "Explain" }</button>
                <button type="button" onclick={props.on_show_lines.reform(|_| ())}>{ "Show lines" }</button>
            </div>
        </aside>
    }
}
