use std::rc::Rc;

use netpol_engine::text::LineIndex;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::code_blocks;
use crate::state::{Annotations, Caret, FileRole, Workspace};

/// What [`Editor`] is made from.
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The tab that is open.
    pub open: FileRole,
    /// What is drawn on the lines.
    pub annotations: Rc<Annotations>,
    /// How many problems there are in each text.
    pub problems: [usize; 2],
    /// What is said of the texts at the end of the tabs: `5 policies · 6
    /// workloads`.
    pub summary: AttrValue,
    /// The element that holds the open text.
    pub node: NodeRef,
    /// The user typed.
    pub on_edit: Callback<(FileRole, AttrValue)>,
    /// The user went to another tab.
    pub on_open: Callback<FileRole>,
    /// The caret moved, or left the text.
    pub on_caret: Callback<Option<Caret>>,
}

/// The texts in tabs: a text area over lines that carry colours and badges.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    html! {
        <section class="editor" aria-label="Editor">
            <div class="editor__bar">
                <div class="editor__tabs" role="tablist" aria-label="Files">
                    for role in FileRole::ALL {
                        { tab(props, role) }
                    }
                </div>
                <span class="editor__summary">{ &props.summary }</span>
            </div>
            <div class="editor__body" ref={props.node.clone()}>
                for role in FileRole::ALL {
                    { sheet(props, role) }
                }
            </div>
        </section>
    }
}

fn tab(props: &EditorProps, role: FileRole) -> Html {
    let count = props
        .problems
        .get(role.index())
        .copied()
        .unwrap_or_default();
    let other = match role {
        FileRole::Policies => FileRole::Cluster,
        FileRole::Cluster => FileRole::Policies,
    };
    let on_open = props.on_open.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            on_open.emit(other);
        }
    });
    let selected = props.open == role;
    html! {
        <button
            type="button"
            role="tab"
            class="editor__tab"
            aria-selected={selected.to_string()}
            tabindex={if selected { "0" } else { "-1" }}
            onclick={props.on_open.reform(move |_| role)}
            {onkeydown}
        >
            { role.title() }
            if count > 0 {
                <span class="editor__count">
                    { count }
                    <span class="visually-hidden">{ if count == 1 { " problem" } else { " problems" } }</span>
                </span>
            }
        </button>
    }
}

fn sheet(props: &EditorProps, role: FileRole) -> Html {
    let text = props.workspace.text(role);
    let hidden = props.open != role;
    let on_edit = props.on_edit.reform(move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        (role, AttrValue::from(area.value()))
    });
    html! {
        <div class="editor__sheet" {hidden}>
            <div class="editor__lines" aria-hidden="true">
                if !hidden {
                    { code_blocks(text, role, &props.annotations) }
                }
            </div>
            <textarea
                class="editor__input"
                aria-label={role.title()}
                value={text.clone()}
                placeholder={placeholder(role)}
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                wrap="off"
                oninput={on_edit}
                onkeyup={caret_of::<KeyboardEvent>(props, role)}
                onclick={caret_of::<MouseEvent>(props, role)}
                onfocus={caret_of::<FocusEvent>(props, role)}
                onblur={props.on_caret.reform(|_| None)}
            />
        </div>
    }
}

fn placeholder(role: FileRole) -> &'static str {
    match role {
        FileRole::Policies => "Paste NetworkPolicies: what kubectl get netpol -A -o yaml prints",
        FileRole::Cluster => {
            "Paste namespaces and pods: what kubectl get ns,pods -A -o yaml prints"
        }
    }
}

/// Reports where the caret is after an event of the text area.
fn caret_of<E>(props: &EditorProps, role: FileRole) -> Callback<E>
where
    E: yew::TargetCast + AsRef<web_sys::Event> + 'static,
{
    props.on_caret.reform(move |event: E| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        let unit = area.selection_start().ok().flatten()?;
        let offset = LineIndex::offset_of_utf16(&area.value(), unit);
        Some(Caret { role, offset })
    })
}
