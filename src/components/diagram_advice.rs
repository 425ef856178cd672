use netpol_engine::layout::{Bulk, Coping, Folding};
use yew::prelude::*;

use crate::state::ViewOptions;
use crate::words::diagram as words;

/// A line over a diagram that is hard or impossible to read: why, and what is
/// better.
pub fn diagram_advice(
    coping: Coping,
    options: &ViewOptions,
    on_view: &Callback<ViewOptions>,
    on_matrix: Option<&Callback<()>>,
) -> Html {
    let Some(sentence) = sentence(coping) else {
        return html! {};
    };
    let can_fold = matches!(coping, Coping::Refused(_)) && options.view.folding == Folding::Nothing;
    let can_fold =
        can_fold || matches!(coping, Coping::Refused(_)) && !options.view.folds.is_empty();
    html! {
        <div class="diagram-advice" role="status">
            <span>{ sentence }</span>
            if can_fold {
                <button type="button" class="diagram-advice__button" onclick={folded(options, on_view)}>
                    { words::COLLAPSE_NAMESPACES }
                </button>
            }
            if let Some(on_matrix) = on_matrix {
                <button
                    type="button"
                    class="diagram-advice__button"
                    onclick={on_matrix.reform(|_| ())}
                >
                    { words::OPEN_MATRIX }
                </button>
            }
        </div>
    }
}

fn folded(options: &ViewOptions, on_view: &Callback<ViewOptions>) -> Callback<MouseEvent> {
    let options = options.clone();
    on_view.reform(move |_| ViewOptions {
        view: options.view.with_folding(Folding::WhenLarge),
        ..options.clone()
    })
}

fn sentence(coping: Coping) -> Option<String> {
    Some(match coping {
        Coping::Legible => return None,
        Coping::Dense(Bulk { nodes, edges }) => words::dense(nodes, edges),
        Coping::Folded(Bulk { nodes, edges }) => words::too_many_unfolded(nodes, edges),
        Coping::Refused(Bulk { nodes, edges }) => words::too_many(nodes, edges),
    })
}
