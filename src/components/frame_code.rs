use std::rc::Rc;

use yew::prelude::*;

use super::code_blocks;
use crate::state::{Annotations, Workspace};
use crate::words::frame as words;

/// What [`frame_code`] is made from.
pub struct FrameCodeProps {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The one that is shown.
    pub open: usize,
    /// What is drawn on their lines.
    pub annotations: Rc<Annotations>,
    /// The element that scrolls.
    pub node: NodeRef,
    /// The reader went to another text.
    pub on_open: Callback<usize>,
}

/// The texts, to be read: with the lines that decide.
pub fn frame_code(props: &FrameCodeProps) -> Html {
    let files = props.workspace.files();
    html! {
        <section class="frame-code" aria-label={words::CODE}>
            if files.len() > 1 {
                <div class="frame-code__files" role="group" aria-label={words::FILES}>
                    { files.iter().enumerate().map(|(index, it)| html! {
                        <button
                            type="button"
                            class="frame-code__file"
                            aria-pressed={(index == props.open).to_string()}
                            onclick={props.on_open.reform(move |_| index)}
                        >
                            { it.name.to_string() }
                        </button>
                    }).collect::<Html>() }
                </div>
            }
            <div class="frame-code__lines" ref={props.node.clone()} tabindex="0" role="region" aria-label={open_name(props)}>
                <div class="frame-code__text">
                    { code_blocks(props.workspace.text(props.open), props.open, &props.annotations) }
                </div>
            </div>
        </section>
    }
}

fn open_name(props: &FrameCodeProps) -> String {
    let open = props.workspace.files().get(props.open);
    open.map(|it| it.name.to_string()).unwrap_or_default()
}
