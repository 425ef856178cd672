use netpol_engine::text::LineIndex;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{EditorProps, code_blocks};
use crate::state::{Caret, File};
use crate::words::editor as words;

/// One text as it can be written at once: a text field over lines that carry
/// colours and badges.
pub fn editor_sheet(props: &EditorProps, index: usize, file: &File) -> Html {
    let hidden = props.desk.open != index;
    let on_edit = props.desk.on_edit.reform(move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        (index, area.value().into())
    });
    html! {
        <div class="editor-sheet" {hidden} data-open={(!hidden).then_some("")}>
            <div class="editor-sheet__lines" aria-hidden="true">
                if !hidden {
                    { code_blocks(&file.text, index, &props.desk.annotations) }
                }
            </div>
            <textarea
                class="editor-sheet__input"
                aria-label={file.name.to_string()}
                value={AttrValue::from(std::rc::Rc::clone(&file.text))}
                placeholder={words::hint(index)}
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                wrap="off"
                readonly={props.desk.is_given}
                oninput={on_edit}
                onkeyup={caret_of::<KeyboardEvent>(props, index)}
                onclick={caret_of::<MouseEvent>(props, index)}
                onfocus={caret_of::<FocusEvent>(props, index)}
                onblur={props.desk.on_caret.reform(|_| None)}
            />
        </div>
    }
}

/// Reports where the caret is after an event of the text field.
fn caret_of<E>(props: &EditorProps, file: usize) -> Callback<E>
where
    E: yew::TargetCast + AsRef<web_sys::Event> + 'static,
{
    props.desk.on_caret.reform(move |event: E| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        let unit = area.selection_start().ok().flatten()?;
        let offset = LineIndex::offset_of_utf16(&area.value(), unit);
        Some(Caret { file, offset })
    })
}
