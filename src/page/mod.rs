//! One rendering of the page: what there is of the state and of the report, given
//! to the components.

mod answer;
mod frame;
mod intentions;
mod lesson;
mod notices;
mod reports;
mod work;

use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use yew::prelude::*;

use crate::browser;
use crate::components::{
    ExamplesMenu, LinkNews, QuestionBar, ShareMenu, lessons_link, pane_tabs, theme_button, top_bar,
};
use crate::evaluation;
use crate::hooks;
use crate::report::{ChangesReport, FindingsReport, Report, TextReport};
use crate::share::bundle::{self, Bundle};
use crate::share::{Export, LinkError, Opening, payload_of};
use crate::state::{Action, Annotations, AppState};
use crate::worker::Trouble;

pub(crate) use reports::Reports;

/// What one rendering of the page is made of.
pub(crate) struct Page {
    pub(crate) news: UseStateHandle<Option<LinkNews>>,
    /// Whether the share menu is open.
    pub(crate) sharing: UseStateSetter<bool>,
    pub(crate) state: UseReducerHandle<AppState>,
    pub(crate) report: Rc<Report>,
    /// Everything that the editor underlines.
    pub(crate) told: Rc<TextReport>,
    pub(crate) findings: Option<Rc<FindingsReport>>,
    pub(crate) changes: Option<Rc<ChangesReport>>,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) annotations: Rc<Annotations>,
    pub(crate) at_caret: Option<BranchRef>,
    pub(crate) reports: Rc<Reports>,
    pub(crate) editor: NodeRef,
    pub(crate) pane: NodeRef,
}

impl Page {
    pub(crate) fn html(&self) -> Html {
        if browser::is_embedded() {
            return self.frame();
        }
        html! {
            <div
                class="app"
                data-pane={self.state.pane.name()}
                data-lesson={self.state.course.is_open().then_some("")}
            >
                { self.top() }
                { pane_tabs(
                    self.state.pane,
                    self.state.course.is_open(),
                    &self.on(Action::PaneChosen),
                ) }
                <main class="app__work">
                    if self.state.course.is_open() {
                        { self.lesson_pane() }
                    }
                    { self.editor_pane() }
                    { self.editor_splitter() }
                    { self.result_pane() }
                </main>
                { self.link_notice() }
            </div>
        }
    }

    /// A callback that tells the state what happened.
    pub(super) fn on<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        reports::on(&self.state.dispatcher(), action)
    }

    fn top(&self) -> Html {
        let question = html! {
            <QuestionBar
                focus={self.state.shown_focus().cloned()}
                picked={self.state.picked.clone()}
                told={self.report.told.clone()}
                fault={self.report.fault.clone()}
                picture={Rc::clone(&self.report.picture)}
                on_ask={&self.reports.on_focus}
            />
        };
        top_bar(html! {
            <>
                { self.examples() }
                { lessons_link() }
                { question }
                { self.share() }
                { theme_button(self.state.theme, &self.on(|()| Action::ThemeTurned)) }
            </>
        })
    }

    fn examples(&self) -> Html {
        html! {
            <ExamplesMenu
                drafts={self.state.set_aside.clone()}
                on_choose={&self.reports.on_choose}
                on_restore={&self.reports.on_restore}
            />
        }
    }

    fn share(&self) -> Html {
        let (state, exported) = (self.state.clone(), self.state.clone());
        let sharing = self.sharing.clone();
        html! {
            <ShareMenu
                workspace={Rc::clone(&self.state.workspace)}
                poster={self.report.poster.clone()}
                on_share={Callback::from(move |()| payload_of(&state))}
                on_export={Callback::from(move |it| text_of(&exported, it))}
                on_show={Callback::from(move |it| sharing.set(it))}
                on_open={self.on_opened()}
            />
        }
    }

    /// A file takes the place of everything, as a link does.
    fn on_opened(&self) -> Callback<Result<Bundle, LinkError>> {
        let (state, news) = (self.state.clone(), self.news.setter());
        Callback::from(move |it: Result<Bundle, LinkError>| match it {
            Ok(bundle) => hooks::open(&state, &news, Opening::of_bundle(&bundle)),
            Err(error) => news.set(Some(LinkNews::FileRefused(error))),
        })
    }
}

/// The text of what the user takes out of the page, unless it is a picture.
fn text_of(state: &AppState, export: Export) -> Option<String> {
    let workspace = &state.workspace;
    match export {
        Export::Yaml => {
            let files = workspace.files().iter();
            Some(bundle::yaml(files.map(|it| (&*it.name, &*it.text))))
        }
        Export::Expect => Some(state.intended.to_string()),
        Export::File(index) => Some(workspace.text(index).to_owned()),
        _ => evaluation::listing(workspace, export),
    }
}
