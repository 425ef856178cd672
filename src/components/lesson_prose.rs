use yew::prelude::*;

use crate::lessons::{Block, Inline, Lesson};
use crate::share::CourseLink;
use crate::state::LessonAction;
use crate::words::lessons as words;

/// The text of a step. What it states can be seen in the picture at a press.
pub fn lesson_prose(
    prose: &'static [Block],
    lesson: &'static Lesson,
    on_act: &Callback<LessonAction>,
) -> Html {
    let line = |line: &'static [Inline]| -> Html {
        let pieces = line.iter();
        pieces.map(|it| inline(it, lesson, on_act)).collect()
    };
    let block = |block: &'static Block| match block {
        Block::Paragraph(it) => html! { <p>{ line(it) }</p> },
        Block::List(lines) => html! {
            <ul class="lesson-prose__list">
                for it in lines.iter() {
                    <li>{ line(it) }</li>
                }
            </ul>
        },
        Block::Code(text) => html! {
            <pre class="lesson-prose__code" tabindex="0">{ text.trim_end() }</pre>
        },
    };
    html! { <div class="lesson-prose">{ for prose.iter().map(block) }</div> }
}

fn inline(
    inline: &'static Inline,
    lesson: &'static Lesson,
    on_act: &Callback<LessonAction>,
) -> Html {
    match *inline {
        Inline::Text(it) => html! { { it } },
        Inline::Code(it) => html! { <code>{ it }</code> },
        Inline::Strong(it) => html! { <strong>{ it }</strong> },
        Inline::Emphasis(it) => html! { <em>{ it }</em> },
        Inline::Link { words, to } => html! {
            <a class="lesson-prose__link" href={["#", to].concat()}>{ words }</a>
        },
        Inline::Fact {
            words,
            shown,
            is_about_solution,
        } => {
            let onclick = on_act.reform(move |event: MouseEvent| {
                event.prevent_default();
                LessonAction::Pointed(shown)
            });
            let title = if is_about_solution {
                words::WHEN_SOLVED
            } else {
                words::SEE
            };
            html! {
                <a
                    class="lesson-prose__fact"
                    href={["#", &CourseLink::One(lesson).fragment()].concat()}
                    {title}
                    {onclick}
                >
                    { words }
                </a>
            }
        }
    }
}
