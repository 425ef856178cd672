use netpol_engine::matrix::Matrix;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::state::{Arrangement, MatrixOrder};
use crate::words::matrix as words;

/// What is above the matrix: whose rows and columns are to be seen, and in which
/// order.
pub fn matrix_bar(
    matrix: &Matrix,
    arrangement: &Arrangement,
    on_arrange: &Callback<Arrangement>,
) -> Html {
    html! {
        <div class="matrix-bar">
            { filter(words::FROM, words::FILTER_SOURCES, arrangement.from.clone(), on_change(arrangement, on_arrange, |it, text| it.from = text)) }
            { filter(words::TO, words::FILTER_DESTINATIONS, arrangement.to.clone(), on_change(arrangement, on_arrange, |it, text| it.to = text)) }
            { order(arrangement, on_arrange) }
            { fold_button(matrix, arrangement, on_arrange) }
        </div>
    }
}

fn on_change(
    arrangement: &Arrangement,
    on_arrange: &Callback<Arrangement>,
    change: fn(&mut Arrangement, String),
) -> Callback<InputEvent> {
    let (arrangement, on_arrange) = (arrangement.clone(), on_arrange.clone());
    Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let mut next = arrangement.clone();
        change(&mut next, input.value());
        on_arrange.emit(next);
    })
}

fn filter(
    word: &'static str,
    label: &'static str,
    value: String,
    oninput: Callback<InputEvent>,
) -> Html {
    html! {
        <label class="matrix-bar__filter">
            <span aria-hidden="true">{ word }</span>
            <input
                class="matrix-bar__input"
                type="search"
                placeholder={words::ANY_NAME}
                aria-label={label}
                spellcheck="false"
                autocomplete="off"
                {value}
                {oninput}
            />
        </label>
    }
}

fn order(arrangement: &Arrangement, on_arrange: &Callback<Arrangement>) -> Html {
    let current = arrangement.order;
    let (arrangement, on_arrange) = (arrangement.clone(), on_arrange.clone());
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let chosen = usize::try_from(select.selected_index()).ok();
        if let Some(order) = chosen.and_then(|it| MatrixOrder::ALL.get(it)) {
            on_arrange.emit(Arrangement {
                order: *order,
                ..arrangement.clone()
            });
        }
    });
    html! {
        <select class="matrix-bar__order" aria-label={words::ORDER} {onchange}>
            for order in MatrixOrder::ALL {
                <option selected={order == current}>{ order.title() }</option>
            }
        </select>
    }
}

fn fold_button(
    matrix: &Matrix,
    arrangement: &Arrangement,
    on_arrange: &Callback<Arrangement>,
) -> Html {
    let is_any_folded = !arrangement.folded.is_empty();
    let (text, folded) = if is_any_folded {
        (words::UNFOLD_ALL, Vec::new())
    } else {
        let titles = matrix.groups.iter().map(|it| it.title.clone());
        (words::FOLD_ALL, titles.collect())
    };
    let next = Arrangement {
        folded,
        ..arrangement.clone()
    };
    let onclick = on_arrange.reform(move |_| next.clone());
    html! {
        <button type="button" class="matrix-bar__fold" {onclick}>{ text }</button>
    }
}
