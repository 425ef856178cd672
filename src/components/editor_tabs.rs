use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser;
use crate::state::Workspace;
use crate::words::editor as words;

/// Something that the user does to the tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TabChange {
    /// They want another tab.
    Added,
    /// They gave a tab another name.
    Renamed(usize, String),
    /// They closed a tab.
    Closed(usize),
    /// They moved a tab to another position.
    Moved(usize, usize),
}

/// What [`EditorTabs`] is made from.
#[derive(Properties, PartialEq)]
pub struct EditorTabsProps {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The tab that is open, from 0.
    pub open: usize,
    /// How many problems there are in each text.
    pub counts: Vec<usize>,
    /// Whether the tabs are what they are: the user may only go from one to another.
    pub is_fixed: bool,
    /// The user went to another tab.
    pub on_open: Callback<usize>,
    /// The user changed the tabs themselves.
    pub on_change: Callback<TabChange>,
}

/// What can be done to a tab by keys.
const KEYS: &str = "Delete F2 Control+Shift+ArrowLeft Control+Shift+ArrowRight";

/// The texts by name. A tab that is being edited has a bar of its own in place
/// of all of them, with everything that dragging can do, too.
#[component]
pub fn EditorTabs(props: &EditorTabsProps) -> Html {
    let (node, input) = (use_node_ref(), use_node_ref());
    let is_editing = use_state_eq(|| false);
    let dragged = use_mut_ref(|| None::<usize>);
    // Whoever works with keys goes on at the tab that is open then.
    let wants_focus = use_mut_ref(|| false);
    {
        let (node, wants_focus) = (node.clone(), Rc::clone(&wants_focus));
        let key = (*is_editing, props.open, Rc::clone(&props.workspace));
        use_effect_with(key, move |(is_editing, ..)| {
            if *is_editing {
                browser::focus(&node, "input");
            } else if wants_focus.take() {
                browser::focus(&node, "[aria-selected=true]");
            }
        });
    }
    let edit = {
        let (setter, wants_focus) = (is_editing.setter(), Rc::clone(&wants_focus));
        Callback::from(move |is_editing: bool| {
            wants_focus.replace(!is_editing);
            setter.set(is_editing);
        })
    };
    let tabs = props.workspace.files().iter().enumerate();
    let bar = Bar {
        props,
        edit: &edit,
        dragged: &dragged,
        wants_focus: &wants_focus,
        input: &input,
    };
    html! {
        <div class="editor-tabs" ref={node}>
            if *is_editing && !props.is_fixed {
                { bar.form() }
            } else {
                <div class="editor-tabs__list" role="tablist" aria-label={words::FILES}>
                    for (index, file) in tabs {
                        { bar.tab(index, &file.name) }
                    }
                </div>
                if !props.is_fixed {
                    { bar.tools() }
                }
            }
        </div>
    }
}

/// What the parts of the tabs are drawn from.
struct Bar<'a> {
    props: &'a EditorTabsProps,
    edit: &'a Callback<bool>,
    dragged: &'a Rc<RefCell<Option<usize>>>,
    wants_focus: &'a Rc<RefCell<bool>>,
    input: &'a NodeRef,
}

impl Bar<'_> {
    /// Behind the tabs: one more, and the bar of the open one.
    fn tools(&self) -> Html {
        let (props, edit) = (self.props, self.edit);
        html! {
            <>
                <button
                    type="button"
                    class="editor-tabs__button"
                    aria-label={words::ADD_FILE}
                    title={words::ADD_FILE}
                    onclick={props.on_change.reform(|_| TabChange::Added)}
                >
                    { "+" }
                </button>
                <button
                    type="button"
                    class="editor-tabs__button"
                    aria-label={words::CHANGE_FILE}
                    title={words::CHANGE_FILE}
                    onclick={edit.reform(|_| true)}
                >
                    { "⋯" }
                </button>
            </>
        }
    }

    fn tab(&self, index: usize, name: &str) -> Html {
        let props = self.props;
        let (selected, is_fixed) = (props.open == index, props.is_fixed);
        let count = props.counts.get(index).copied().unwrap_or_default();
        let tab = html! {
            <button
                type="button"
                role="tab"
                class="editor-tabs__tab"
                aria-selected={selected.to_string()}
                aria-keyshortcuts={(!props.is_fixed).then_some(KEYS)}
                tabindex={if selected { "0" } else { "-1" }}
                draggable={(!props.is_fixed).then_some("true")}
                onclick={props.on_open.reform(move |_| index)}
                ondblclick={self.edit.reform(move |_| !is_fixed)}
                onkeydown={self.keys(index)}
                ondragstart={self.drag(index)}
                ondragover={|event: DragEvent| event.prevent_default()}
                ondrop={self.dropped(index)}
            >
                <span class="editor-tabs__name">{ name.to_owned() }</span>
                if count > 0 {
                    <span class="editor-tabs__count">
                        { count }
                        <span class="visually-hidden">
                            { words::problems(count) }
                        </span>
                    </span>
                }
            </button>
        };
        let can_close = !props.is_fixed && selected && props.workspace.files().len() > 1;
        html! {
            <span class="editor-tabs__slot" role="presentation">
                { tab }
                if can_close {
                    { self.close(index) }
                }
            </span>
        }
    }

    /// For pointers alone, as nothing but tabs may be in a list of tabs: keys have
    /// Delete, and the tab's own bar says it in words.
    fn close(&self, index: usize) -> Html {
        html! {
            <button
                type="button"
                class="editor-tabs__close"
                aria-hidden="true"
                tabindex="-1"
                title={words::CLOSE_FILE}
                onclick={self.props.on_change.reform(move |_| TabChange::Closed(index))}
            >
                { "×" }
            </button>
        }
    }

    fn keys(&self, index: usize) -> Callback<KeyboardEvent> {
        let all = self.props.workspace.files().len();
        let (on_open, on_change) = (self.props.on_open.clone(), self.props.on_change.clone());
        let (edit, wants_focus) = (self.edit.clone(), Rc::clone(self.wants_focus));
        let is_fixed = self.props.is_fixed;
        Callback::from(move |event: KeyboardEvent| {
            if is_fixed && (event.ctrl_key() || ["Delete", "F2"].contains(&event.key().as_str())) {
                return;
            }
            let moves = event.ctrl_key() && event.shift_key();
            let (before, after) = ((index + all - 1) % all, (index + 1) % all);
            match event.key().as_str() {
                "ArrowLeft" if moves => on_change.emit(TabChange::Moved(index, before)),
                "ArrowRight" if moves => on_change.emit(TabChange::Moved(index, after)),
                "ArrowLeft" => on_open.emit(before),
                "ArrowRight" => on_open.emit(after),
                "Home" => on_open.emit(0),
                "End" => on_open.emit(all - 1),
                "Delete" => on_change.emit(TabChange::Closed(index)),
                "F2" => edit.emit(true),
                _ => return,
            }
            // Drawn again only after this.
            wants_focus.replace(event.key() != "F2");
            event.prevent_default();
        })
    }

    fn drag(&self, index: usize) -> Callback<DragEvent> {
        let dragged = Rc::clone(self.dragged);
        Callback::from(move |_| {
            dragged.replace(Some(index));
        })
    }

    fn dropped(&self, index: usize) -> Callback<DragEvent> {
        let dragged = Rc::clone(self.dragged);
        let on_change = self.props.on_change.clone();
        Callback::from(move |event: DragEvent| {
            if let Some(from) = dragged.take() {
                event.prevent_default();
                if from != index {
                    on_change.emit(TabChange::Moved(from, index));
                }
            }
        })
    }

    /// The bar of the open tab: its name, and what else can be done to it.
    fn form(&self) -> Html {
        let props = self.props;
        let (open, last) = (props.open, props.workspace.files().len() - 1);
        let name = props.workspace.name(open).to_owned();
        let edit = self.edit.clone();
        let on_key = Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                edit.emit(false);
            }
        });
        html! {
            <form class="editor-tabs__form" onsubmit={self.renamed()} onkeydown={on_key}>
                <label>
                    <span class="visually-hidden">{ words::NAME_OF_FILE }</span>
                    <input
                        class="editor-tabs__input"
                        ref={self.input.clone()}
                        value={name}
                        autocomplete="off"
                    />
                </label>
                <button type="submit" class="editor-tabs__action">{ words::RENAME }</button>
                if open > 0 {
                    { self.action("←", words::TO_THE_LEFT, TabChange::Moved(open, open - 1), true) }
                }
                if open < last {
                    { self.action("→", words::TO_THE_RIGHT, TabChange::Moved(open, open + 1), true) }
                }
                { self.action(words::CLOSE_FILE, words::CLOSE_FILE, TabChange::Closed(open), false) }
                <button
                    type="button"
                    class="editor-tabs__action"
                    onclick={self.edit.reform(|_| false)}
                >
                    { words::DONE }
                </button>
            </form>
        }
    }

    fn action(&self, text: &str, label: &str, change: TabChange, goes_on: bool) -> Html {
        let (on_change, edit) = (self.props.on_change.clone(), self.edit.clone());
        let onclick = Callback::from(move |_| {
            on_change.emit(change.clone());
            edit.emit(goes_on);
        });
        html! {
            <button
                type="button"
                class="editor-tabs__action"
                aria-label={label.to_owned()}
                title={label.to_owned()}
                {onclick}
            >
                { text.to_owned() }
            </button>
        }
    }

    fn renamed(&self) -> Callback<SubmitEvent> {
        let (on_change, edit) = (self.props.on_change.clone(), self.edit.clone());
        let (open, input) = (self.props.open, self.input.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                on_change.emit(TabChange::Renamed(open, input.value()));
            }
            edit.emit(false);
        })
    }
}
