use std::rc::Rc;

use yew::prelude::*;

use crate::browser;
use crate::examples::Example;
use crate::state::Workspace;
use crate::words::page as words;

/// What [`ExamplesMenu`] is made from.
#[derive(Properties, PartialEq)]
pub struct ExamplesMenuProps {
    /// The user's texts that there are to go back to, the latest first.
    pub drafts: Vec<Rc<Workspace>>,
    /// The user chose an example.
    pub on_choose: Callback<Example>,
    /// The user wants a text of theirs back.
    pub on_restore: Callback<Rc<Workspace>>,
}

/// A button and the list of examples that it opens.
#[component]
pub fn ExamplesMenu(props: &ExamplesMenuProps) -> Html {
    let open = use_state_eq(|| false);
    let node = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let close = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |()| {
            open.set(false);
            browser::focus(&node, "button");
        })
    };
    let onkeydown = {
        let (open, close) = (open.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.prevent_default();
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    html! {
        <div class="examples-menu" ref={node} {onkeydown}>
            <button
                type="button"
                class="examples-menu__button"
                aria-expanded={open.to_string()}
                aria-haspopup="true"
                onclick={toggle.reform(|_| ())}
            >
                { words::EXAMPLES }
                <svg class="examples-menu__caret" viewBox="0 0 9 9" aria-hidden="true">
                    <path d="M1.5 3 4.5 6 7.5 3" />
                </svg>
            </button>
            if *open {
                <div class="examples-menu__veil" onclick={close.reform(|_| ())}></div>
                { list(props, &close) }
            }
        </div>
    }
}

fn list(props: &ExamplesMenuProps, close: &Callback<()>) -> Html {
    html! {
        <ul class="examples-menu__list" aria-label={words::EXAMPLES}>
            for draft in props.drafts.iter() {
                <li>
                    <button
                        type="button"
                        class="examples-menu__item"
                        onclick={then_close(restore(props, draft), close)}
                    >
                        <strong>{ words::YOUR_TEXT }</strong>
                        <span>{ draft.opening() }</span>
                    </button>
                </li>
            }
            for example in Example::all() {
                <li>
                    <button
                        type="button"
                        class="examples-menu__item"
                        onclick={then_close(choose(props, example), close)}
                    >
                        <strong>{ &example.title }</strong>
                        <span>{ &example.lesson }</span>
                    </button>
                </li>
            }
        </ul>
    }
}

fn restore(props: &ExamplesMenuProps, draft: &Rc<Workspace>) -> Callback<()> {
    let draft = Rc::clone(draft);
    props.on_restore.reform(move |()| Rc::clone(&draft))
}

fn choose(props: &ExamplesMenuProps, example: &Example) -> Callback<()> {
    let example = *example;
    props.on_choose.reform(move |()| example)
}

fn then_close(act: Callback<()>, close: &Callback<()>) -> Callback<MouseEvent> {
    let close = close.clone();
    Callback::from(move |_| {
        act.emit(());
        close.emit(());
    })
}
