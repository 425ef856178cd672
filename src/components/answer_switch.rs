use yew::prelude::*;

use crate::report::IntentionsReport;
use crate::state::AnswerPane;
use crate::words::intentions as words;

/// What stands below the diagram, with how many expectations hold.
pub fn answer_switch(
    shown: AnswerPane,
    intentions: Option<&IntentionsReport>,
    on_choose: &Callback<AnswerPane>,
) -> Html {
    let lines = intentions.filter(|it| !it.lines.is_empty());
    html! {
        <div class="answer-switch" role="group" aria-label={words::BELOW}>
            for pane in AnswerPane::ALL {
                <button
                    type="button"
                    class="answer-switch__choice"
                    aria-pressed={(pane == shown).to_string()}
                    onclick={on_choose.reform(move |_| pane)}
                >
                    { pane.title() }
                    if let Some(it) = lines.filter(|_| pane == AnswerPane::Intentions) {
                        { " " }
                        <span
                            class="answer-switch__count"
                            data-all={(it.held() == it.lines.len()).to_string()}
                        >
                            { words::held(it.held(), it.lines.len()) }
                        </span>
                    }
                </button>
            }
        </div>
    }
}
