use std::rc::Rc;

use yew::prelude::*;

use super::{CodeEditor, EditorTabs, TabChange, editor_sheet, notice};
use crate::hooks::Desk;
use crate::state::{File, Workspace};
use crate::words::{editor as words, lessons};

/// What [`Editor`] is made from.
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The texts, what is drawn on them, and who is told what happens.
    pub desk: Desk,
    /// The element that holds the open text.
    pub node: NodeRef,
    /// The user went to another tab.
    pub on_open: Callback<usize>,
    /// The user changed the tabs themselves.
    pub on_tabs: Callback<TabChange>,
    /// The user wants the texts back that were there before a tab was closed.
    pub on_restore: Callback<Rc<Workspace>>,
}

/// What is said above the text, until the next thing happens.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    /// This tab was closed; these were the texts before.
    Closed(Rc<str>, Rc<Workspace>),
    /// So many files were no texts.
    LeftAside(usize),
}

/// The texts in tabs. Each can be written at once in a plain text field; an
/// editor takes its place as soon as it has come.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let is_placed = use_state_eq(|| false);
    let word = use_state_eq(|| None::<Word>);
    let desk = &props.desk;
    let on_placed = {
        let setter = is_placed.setter();
        use_callback((), move |(), ()| setter.set(true))
    };
    html! {
        <section class="editor" aria-label={words::TITLE} data-arrivals="">
            <div class="editor__bar">
                <EditorTabs
                    workspace={Rc::clone(&desk.workspace)}
                    open={desk.open}
                    counts={desk.report.counts.clone()}
                    is_fixed={desk.is_fixed}
                    on_open={&props.on_open}
                    on_change={on_change(props, word.setter())}
                />
                <span class="editor__summary">{ &desk.report.summary }</span>
            </div>
            { said(props, &word) }
            if desk.is_given {
                { notice(lessons::GIVEN, None) }
            }
            <div class="editor__body" ref={props.node.clone()} data-scrolls="">
                if !*is_placed {
                    for (index, file) in desk.workspace.files().iter().enumerate() {
                        { editor_sheet(props, index, file) }
                    }
                }
                <CodeEditor desk={arriving(desk, word.setter())} field={props.node.clone()} {on_placed} />
            </div>
        </section>
    }
}

/// Notes what a closed tab was, before it is.
fn on_change(props: &EditorProps, word: UseStateSetter<Option<Word>>) -> Callback<TabChange> {
    let (on_tabs, workspace) = (props.on_tabs.clone(), Rc::clone(&props.desk.workspace));
    Callback::from(move |change| {
        let closed = match &change {
            TabChange::Closed(index) => workspace.files().get(*index),
            _ => None,
        };
        let closed = closed.filter(|it| !it.text.trim().is_empty());
        word.set(closed.map(|it| Word::Closed(Rc::clone(&it.name), Rc::clone(&workspace))));
        on_tabs.emit(change);
    })
}

/// The same desk, whose arrivals are also counted here.
fn arriving(desk: &Desk, word: UseStateSetter<Option<Word>>) -> Desk {
    let on_arrive = desk.on_arrive.clone();
    let on_arrive = Callback::from(move |(files, left_aside): (Vec<File>, usize)| {
        word.set((left_aside > 0).then_some(Word::LeftAside(left_aside)));
        on_arrive.emit((files, left_aside));
    });
    Desk {
        on_arrive,
        ..desk.clone()
    }
}

fn said(props: &EditorProps, word: &UseStateHandle<Option<Word>>) -> Html {
    match &**word {
        None => html! {},
        Some(Word::Closed(name, before)) => {
            let (on_restore, before) = (props.on_restore.clone(), Rc::clone(before));
            let setter = word.setter();
            let undo = Callback::from(move |()| {
                setter.set(None);
                on_restore.emit(Rc::clone(&before));
            });
            notice(&words::closed(name), Some((words::UNDO, undo)))
        }
        Some(Word::LeftAside(count)) => {
            let setter = word.setter();
            notice(
                &words::left_aside(*count),
                Some((words::CLOSE, Callback::from(move |()| setter.set(None)))),
            )
        }
    }
}
