//! The page as a part of other people's documents: what is asked, its answer, and the
//! way to all the rest.

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use crate::browser;
use crate::components::{
    Editor, FrameAnswerProps, FrameCodeProps, LinkNews, frame_answer, frame_code, frame_goals,
    notice, problem_list,
};
use crate::share::{self, FrameEditor, payload_of, question_of};
use crate::state::{Focus, ResultView};
use crate::words::{page as page_words, share as share_words};

impl Page {
    pub(super) fn frame(&self) -> Html {
        let options = browser::frame_options();
        html! {
            <main
                class="frame"
                aria-label={page_words::NAME}
                data-controls={options.controls.to_string()}
                data-fills={options.fills.to_string()}
            >
                { self.frame_news() }
                <div class="frame__work" data-split={(options.editor != FrameEditor::None).to_string()}>
                    { self.frame_result() }
                    { self.frame_text(options.editor) }
                </div>
                if options.editor != FrameEditor::Editable {
                    { self.problems() }
                }
                if let Some(it) = &self.report.intentions {
                    { frame_goals(it, &self.reports.on_focus) }
                }
                { frame_answer(&FrameAnswerProps {
                    told: self.report.told.clone(),
                    fault: self.report.fault.clone(),
                    view: self.state.view,
                    is_picking: self.state.picked.is_some(),
                    question: self.shown_pair().as_ref().map(question_of),
                    picture: Rc::clone(&self.report.picture),
                    address: Self::address(),
                    on_leave: self.on_leave(),
                }) }
            </main>
        }
    }

    /// The pair that the answer is about, with the port that was asked for.
    fn shown_pair(&self) -> Option<Focus> {
        let port = self.state.shown_focus().and_then(|it| it.port);
        let shown = self.report.focus.as_ref()?;
        Some(Focus {
            port: shown.port.or(port),
            ..shown.clone()
        })
    }

    /// A link that could not be opened, and what is special about the picture.
    fn frame_news(&self) -> Html {
        match &*self.news {
            Some(LinkNews::LinkRefused(error)) => {
                notice(&share_words::link_refused(&error.to_string()), None)
            }
            _ => self.notice(),
        }
    }

    fn frame_result(&self) -> Html {
        let view = self.state.view;
        html! {
            <div class="frame__result">
                <span class="visually-hidden" role="status">{ &self.report.picture.news }</span>
                // Always there, since its width is being watched.
                <div class="frame__canvas" ref={self.pane.clone()} hidden={!view.has_diagram()}>
                    if view.has_diagram() {
                        { self.diagram() }
                    }
                </div>
                { match view {
                    ResultView::Diagram | ResultView::Changes => html! {},
                    ResultView::Matrix => self.matrix(),
                    ResultView::Policies => self.policies(),
                } }
            </div>
        }
    }

    fn frame_text(&self, editor: FrameEditor) -> Html {
        match editor {
            FrameEditor::None => html! {},
            FrameEditor::ReadOnly => frame_code(&FrameCodeProps {
                workspace: Rc::clone(&self.state.workspace),
                open: self.state.file,
                annotations: Rc::clone(&self.annotations),
                node: self.editor.clone(),
                on_open: self.reports.on_open.clone(),
            }),
            FrameEditor::Editable => html! {
                <div class="frame__editor">
                    <Editor
                        desk={self.desk()}
                        node={self.editor.clone()}
                        on_open={&self.reports.on_open}
                        on_tabs={&self.reports.on_tabs}
                        on_restore={&self.reports.on_restore}
                    />
                    { self.problems() }
                </div>
            },
        }
    }

    fn problems(&self) -> Html {
        problem_list(
            &self.report.texts,
            &self.report.workspace,
            &self.on_reveal(),
            None,
        )
    }

    /// Where the playground shows what the frame was opened with.
    fn address() -> AttrValue {
        let fragment = browser::fragment();
        browser::page_with(fragment.trim_start_matches('#')).into()
    }

    /// Where it shows all this as it is now; nothing that is too large for a link. Writing
    /// links is for those who go there, and not for every look at an edge.
    fn on_leave(&self) -> Callback<(), Option<AttrValue>> {
        let state = self.state.clone();
        Callback::from(move |()| {
            let link = share::write(&payload_of(&state)).ok()?;
            Some(browser::page_with(&link).into())
        })
    }
}
