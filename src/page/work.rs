//! The pane in which texts are written.

use std::rc::Rc;

use yew::prelude::*;

use super::Page;
use crate::browser;
use crate::components::{
    Builder, Editor, SplitterProps, editor_mode, finding_list, problem_list, splitter,
};
use crate::hooks::Desk;
use crate::report::Place;
use crate::state::{Action, Pane, Sizes};
use crate::words::page as words;

impl Page {
    pub(super) fn editor_pane(&self) -> Html {
        html! {
            <div class="app__pane app__editor" data-builds={self.state.builds.to_string()}>
                <Editor
                    desk={self.desk()}
                    node={self.editor.clone()}
                    on_open={&self.reports.on_open}
                    on_tabs={&self.reports.on_tabs}
                    on_restore={&self.reports.on_restore}
                />
                { self.builder() }
                { editor_mode(self.state.builds, &self.on(|()| Action::BuilderTurned)) }
                { problem_list(
                    &self.report.texts,
                    &self.report.workspace,
                    &self.on_reveal(),
                    Some(&self.bargain()),
                ) }
                if let Some(it) = &self.report.findings {
                    { finding_list(
                        it,
                        &self.report.workspace,
                        &self.bargain(),
                        self.findings.is_none(),
                    ) }
                }
            </div>
        }
    }

    fn builder(&self) -> Html {
        let inventory = self.report.inventory.as_ref();
        let Some(inventory) = inventory.filter(|_| self.state.builds) else {
            return html! {};
        };
        html! {
            <Builder
                inventory={Rc::clone(inventory)}
                fault={self.state.wish_fault.clone()}
                on_wish={self.on(Action::Wished)}
            />
        }
    }

    pub(super) fn desk(&self) -> Desk {
        Desk {
            workspace: Rc::clone(&self.state.workspace),
            open: self.state.file,
            is_given: self.state.course.is_given(self.state.file),
            is_fixed: self.state.course.study.is_some(),
            read: Rc::clone(&self.report.workspace),
            annotations: Rc::clone(&self.annotations),
            report: Rc::clone(&self.told),
            picture: Rc::clone(&self.report.picture),
            on_edit: self.reports.on_edit.clone(),
            on_caret: self.reports.on_caret.clone(),
            on_arrive: self.reports.on_arrive.clone(),
        }
    }

    pub(super) fn editor_splitter(&self) -> Html {
        let sizes = self.state.sizes;
        splitter(&SplitterProps {
            label: words::WIDTH_OF_EDITOR,
            upright: true,
            share: sizes.editor,
            initial: Sizes::default().editor,
            on_resize: self.on(move |editor| Action::Resized(Sizes { editor, ..sizes })),
        })
    }

    /// Opens the tab of a place and brings its line into view.
    pub(super) fn on_reveal(&self) -> Callback<Place> {
        let dispatcher = self.state.dispatcher();
        let (workspace, editor) = (Rc::clone(&self.report.workspace), self.editor.clone());
        Callback::from(move |place: Place| {
            dispatcher.dispatch(Action::PaneChosen(Pane::Editor));
            dispatcher.dispatch(Action::FileChosen(place.file()));
            if let Some(file) = workspace.files().get(place.file()) {
                browser::select(&editor, file, place.span);
            }
        })
    }
}
