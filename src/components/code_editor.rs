use yew::prelude::*;

use crate::hooks::{Desk, use_code_editor};

/// What [`CodeEditor`] is made from.
#[derive(Properties, PartialEq)]
pub struct CodeEditorProps {
    /// The texts, what is drawn on them, and who is told what happens.
    pub desk: Desk,
    /// The plain text fields that it takes the place of.
    pub field: NodeRef,
    /// It is there: the plain text fields can go.
    pub on_placed: Callback<()>,
}

/// The editor over the plain text field, as soon as its script has come. What is
/// inside is the script's own and never drawn here.
#[component]
pub fn CodeEditor(props: &CodeEditorProps) -> Html {
    let node = use_node_ref();
    let is_placed = use_code_editor(&node, &props.field, props.desk.clone());
    {
        let on_placed = props.on_placed.clone();
        use_effect_with(is_placed, move |is_placed| {
            if *is_placed {
                on_placed.emit(());
            }
        });
    }
    html! { <code-editor ref={node} hidden={!is_placed}></code-editor> }
}
