use std::rc::Rc;

use yew::prelude::*;

use super::code_line;
use crate::browser;
use crate::state::{Annotations, LineNote};

/// How many lines a block has at most.
const MOST: usize = 40;
/// From how many lines on a block ends where a document does, so that a line
/// more or less seldom moves the blocks behind it.
const LEAST: usize = 12;

/// What [`CodeBlock`] is made from.
#[derive(Properties, PartialEq)]
pub struct CodeBlockProps {
    /// The number of the first line, from 1.
    pub first: u32,
    /// The lines.
    pub text: AttrValue,
    /// What is drawn on and beside each of them.
    pub notes: Vec<Option<Rc<LineNote>>>,
}

/// Some lines as they lie under the text area: drawn again only when one of
/// them changed, and not for every key.
#[component]
pub fn CodeBlock(props: &CodeBlockProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(extent(&props.text), move |(columns, lines)| {
            browser::reserve(&node, *columns, *lines);
        });
    }
    let lines = props.text.split('\n').zip(&props.notes);
    let numbered = (props.first..).zip(lines);
    html! {
        <div class="code-block" ref={node}>
            for (number, (line, note)) in numbered {
                { code_line(number, line, note.as_deref()) }
            }
        </div>
    }
}

/// How many columns the longest line takes at most, and how many lines there are.
fn extent(text: &str) -> (usize, usize) {
    let column = |it: char| match it {
        '\t' => 4,
        _ if it.is_ascii() => 1,
        _ => 2,
    };
    let width = |line: &str| line.chars().map(column).sum();
    let columns = text.split('\n').map(width).max();
    (columns.unwrap_or_default(), text.split('\n').count())
}

/// A whole text as blocks.
pub fn code_blocks(text: &str, file: usize, annotations: &Annotations) -> Html {
    let mut blocks: Vec<Html> = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut first = 1;
    let mut notes = Vec::with_capacity(MOST);
    for (number, line) in (1..).zip(text.split('\n')) {
        notes.push(annotations.line(file, number).cloned());
        end += line.len();
        let is_end = line.starts_with("---") && notes.len() >= LEAST;
        if is_end || notes.len() == MOST || end == text.len() {
            let notes = std::mem::replace(&mut notes, Vec::with_capacity(MOST));
            let text = AttrValue::from(text.get(start..end).unwrap_or_default().to_owned());
            blocks.push(html! { <CodeBlock {first} {text} {notes} /> });
            (start, first) = (end + 1, number + 1);
        }
        end += 1;
    }
    blocks.into_iter().collect()
}
