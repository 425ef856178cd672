use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser;
use crate::examples::Example;
use crate::lessons::Lesson;
use crate::share::CourseLink;
use crate::state::Workspace;
use crate::words::{lessons, page as words};

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

/// A button and the list of examples that it opens, with a field to find some.
#[component]
pub fn ExamplesMenu(props: &ExamplesMenuProps) -> Html {
    let open = use_state_eq(|| false);
    let sought = use_state_eq(String::new);
    let node = use_node_ref();
    let toggle = {
        let (open, sought) = (open.clone(), sought.setter());
        Callback::from(move |()| {
            sought.set(String::new());
            open.set(!*open);
        })
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
                { panel(props, &sought, &close) }
            }
        </div>
    }
}

fn panel(props: &ExamplesMenuProps, sought: &UseStateHandle<String>, close: &Callback<()>) -> Html {
    let oninput = {
        let setter = sought.setter();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            setter.set(input.value());
        })
    };
    let found = Example::sought(sought).count();
    html! {
        <div class="examples-menu__panel">
            <div class="examples-menu__search">
                <input
                    type="search"
                    class="examples-menu__input"
                    aria-label={words::FIND_EXAMPLE}
                    placeholder={words::FIND_EXAMPLE}
                    value={sought.to_string()}
                    {oninput}
                />
                <span class="examples-menu__count" role="status">{ words::examples(found) }</span>
            </div>
            <ul class="examples-menu__list" aria-label={words::EXAMPLES}>
                { drafts(props, sought, close) }
                { lesson_links(sought, close) }
                for example in Example::sought(sought) {
                    <li>
                        <button
                            type="button"
                            class="examples-menu__item"
                            onclick={then_close(choose(props, example), close)}
                        >
                            <strong>{ example.title }</strong>
                            <span>{ example.lesson }</span>
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}

/// The user's own texts; whoever looks for something else does not see them.
fn drafts(props: &ExamplesMenuProps, sought: &str, close: &Callback<()>) -> Html {
    let drafts = props.drafts.iter().filter(|_| sought.trim().is_empty());
    drafts
        .map(|draft| {
            html! {
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
        })
        .collect()
}

/// The course as a whole, or the lessons that were found.
fn lesson_links(sought: &str, close: &Callback<()>) -> Html {
    let link = |link: CourseLink, title: &str, summary: &str| {
        let close = close.clone();
        html! {
            <li>
                <a
                    class="examples-menu__item"
                    data-kind="lesson"
                    href={["#", &link.fragment()].concat()}
                    onclick={Callback::from(move |_| close.emit(()))}
                >
                    <strong>{ title.to_owned() }</strong>
                    <span>{ summary.to_owned() }</span>
                </a>
            </li>
        }
    };
    if sought.trim().is_empty() {
        let all = Lesson::all().len();
        return link(CourseLink::All, lessons::LESSONS, &lessons::course(all));
    }
    let found = Lesson::sought(sought);
    found
        .map(|it| {
            let title = lessons::titled(it.title);
            link(CourseLink::One(it), &title, it.summary)
        })
        .collect()
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
