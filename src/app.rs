use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use yew::prelude::*;

use crate::browser;
use crate::components::{
    Builder, Diagram, Editor, ExamplesMenu, LinkNews, PolicyList, QuestionBar, ReachMatrix,
    ShareMenu, SplitterProps, TabChange, Telling, editor_mode, explanation_view, focus_sheet,
    link_notice, notice, pane_tabs, problem_list, splitter, theme_button, top_bar, view_switch,
};
use crate::evaluation::{self, Look};
use crate::examples::Example;
use crate::hooks::{
    self, Desk, use_kept_state, use_link, use_report, use_whole_program, use_width,
};
use crate::report::{Place, Report};
use crate::share::bundle::{self, Bundle};
use crate::share::{Export, LinkError, Opening, payload_of};
use crate::state::{
    Action, Annotations, AppState, Caret, File, Focus, Pane, PlaceName, ResultView, Sizes,
    ViewOptions, Workspace, view,
};
use crate::words::page as words;
use crate::worker::Trouble;

/// The width that the diagram is drawn for before its pane has been measured.
const FIRST_WIDTH: u32 = 900;

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_kept_state();
    let news = use_link(&state);
    let editor = use_node_ref();
    let pane = use_node_ref();
    let is_whole = use_whole_program();
    let look = Look {
        focus: state.shown_focus().cloned(),
        view: state.view,
        left_out: state.left_out.clone(),
        options: state.options.clone(),
        width: use_width(&pane).unwrap_or(FIRST_WIDTH),
        wants_partial: state.wants_partial,
        wants_answer: is_whole,
        wants_inventory: state.builds,
        wish: state.wish.clone(),
    };
    let (report, trouble) = use_report(&state.workspace, look);
    let at_caret = report
        .as_ref()
        .and_then(|report| branch_at_caret(report, &state));
    let annotations = use_memo(
        (report.clone(), at_caret, state.pointed),
        |(report, at_caret, pointed)| match report {
            Some(report) => view::annotations(report, *at_caret, *pointed),
            None => Annotations::default(),
        },
    );
    let reports = use_memo((), |()| Reports::to(&state.dispatcher()));
    use_scroll_to_focus(&editor, &state, report.as_ref(), &annotations);
    use_wish(&state, report.as_ref());

    let Some(report) = report else {
        // The first answer is there at once.
        return html! {};
    };
    let page = Page {
        news,
        state,
        report,
        trouble,
        annotations,
        at_caret,
        reports,
        editor,
        pane,
    };
    page.html()
}

/// The branch that the caret stands in, while the picture is that of the text.
fn branch_at_caret(report: &Report, state: &AppState) -> Option<BranchRef> {
    let is_present = report.workspace == state.workspace && !report.picture.is_stale;
    let caret = state.caret.filter(|_| is_present)?;
    report.picture.outline.at_caret(caret)
}

/// Brings what the user chose into view, in whichever tab it is: not what they
/// look at in passing, and not while they type.
#[hook]
fn use_scroll_to_focus(
    editor: &NodeRef,
    state: &UseReducerHandle<AppState>,
    report: Option<&Rc<Report>>,
    annotations: &Rc<Annotations>,
) {
    let chosen = state.focus.is_some() && state.preview.is_none();
    let answered = report.filter(|it| it.told.is_some() && chosen);
    let focus = answered.and_then(|it| it.focus.clone());
    let sought = use_mut_ref(|| None);
    let (editor, annotations) = (editor.clone(), Rc::clone(annotations));
    let (dispatcher, open) = (state.dispatcher(), state.file);
    use_effect_with((focus, state.file), move |(focus, _)| {
        let is_new = *sought.borrow() != *focus;
        if focus.is_none() || is_new {
            sought.replace(focus.clone());
        }
        let file = annotations.lit_file(open).filter(|_| focus.is_some());
        match file {
            Some(file) if file == open => {
                if let Some(line) = annotations.first_lit(file) {
                    browser::scroll_to_line(&editor, line);
                }
            }
            Some(file) if is_new => dispatcher.dispatch(Action::FileChosen(file)),
            _ => {}
        }
    });
}

/// Tells the state what became of its wish; of none that was answered for other
/// texts than there are now.
#[hook]
fn use_wish(state: &UseReducerHandle<AppState>, report: Option<&Rc<Report>>) {
    let report = report.filter(|it| it.workspace == state.workspace);
    let outcome = report.and_then(|it| it.outcome.clone());
    let dispatcher = state.dispatcher();
    use_effect_with(outcome, move |outcome| {
        if let Some(outcome) = outcome {
            dispatcher.dispatch(Action::WishAnswered(Rc::clone(outcome)));
        }
    });
}

/// What one rendering of the page is made of.
struct Page {
    news: UseStateHandle<Option<LinkNews>>,
    state: UseReducerHandle<AppState>,
    report: Rc<Report>,
    trouble: Option<Trouble>,
    annotations: Rc<Annotations>,
    at_caret: Option<BranchRef>,
    reports: Rc<Reports>,
    editor: NodeRef,
    pane: NodeRef,
}

/// What the components tell the state. Made once: a component that got the same
/// data and the same callbacks is not drawn again.
#[expect(clippy::struct_field_names, reason = "as the components call them")]
struct Reports {
    on_choose: Callback<Example>,
    on_restore: Callback<Rc<Workspace>>,
    on_edit: Callback<(usize, Rc<str>)>,
    on_open: Callback<usize>,
    on_tabs: Callback<TabChange>,
    on_arrive: Callback<(Vec<File>, usize)>,
    on_caret: Callback<Option<Caret>>,
    on_preview: Callback<Option<Focus>>,
    on_focus: Callback<Focus>,
    on_pick: Callback<PlaceName>,
    on_clear: Callback<()>,
    on_view: Callback<ViewOptions>,
    on_matrix: Callback<()>,
}

impl Reports {
    fn to(dispatcher: &UseReducerDispatcher<AppState>) -> Self {
        Self {
            on_choose: on(dispatcher, |it: Example| {
                Action::Opened(Rc::new(it.workspace()), it.focus())
            }),
            on_restore: on(dispatcher, |draft| Action::Opened(draft, None)),
            on_edit: on(dispatcher, |(file, text)| Action::Edited(file, text)),
            on_open: on(dispatcher, Action::FileChosen),
            on_tabs: on(dispatcher, |change| match change {
                TabChange::Added => Action::FileAdded,
                TabChange::Renamed(file, name) => Action::FileRenamed(file, name),
                TabChange::Closed(file) => Action::FileClosed(file),
                TabChange::Moved(from, to) => Action::FileMoved(from, to),
            }),
            on_arrive: on(dispatcher, |(files, _)| Action::FilesBrought(files)),
            on_caret: on(dispatcher, |caret: Option<_>| {
                caret.map_or(Action::CaretLeft, Action::CaretMoved)
            }),
            on_preview: on(dispatcher, Action::Previewed),
            on_focus: on(dispatcher, Action::Focused),
            on_pick: on(dispatcher, Action::Picked),
            on_clear: on(dispatcher, |()| Action::FocusCleared),
            on_view: on(dispatcher, Action::Viewed),
            on_matrix: on(dispatcher, |()| Action::ViewChosen(ResultView::Matrix)),
        }
    }
}

/// A callback that tells the state what happened.
fn on<T: 'static>(
    dispatcher: &UseReducerDispatcher<AppState>,
    action: impl Fn(T) -> Action + 'static,
) -> Callback<T> {
    let dispatcher = dispatcher.clone();
    Callback::from(move |it| dispatcher.dispatch(action(it)))
}

impl Page {
    fn html(&self) -> Html {
        html! {
            <div class="app" data-pane={self.state.pane.name()}>
                { self.top() }
                { pane_tabs(self.state.pane, &self.on(Action::PaneChosen)) }
                <main class="app__work">
                    { self.editor_pane() }
                    { self.editor_splitter() }
                    { self.result_pane() }
                </main>
                { self.link_notice() }
            </div>
        }
    }

    /// A callback that tells the state what happened.
    fn on<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        on(&self.state.dispatcher(), action)
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
        let (state, workspace) = (self.state.clone(), Rc::clone(&self.state.workspace));
        html! {
            <ShareMenu
                workspace={Rc::clone(&self.state.workspace)}
                about={self.report.picture.tally.clone()}
                on_share={Callback::from(move |()| payload_of(&state))}
                on_export={Callback::from(move |it| text_of(&workspace, it))}
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

    fn link_notice(&self) -> Html {
        let Some(news) = &*self.news else {
            return html! {};
        };
        let close = {
            let news = self.news.setter();
            Callback::from(move |()| news.set(None))
        };
        let restore = {
            let (close, state) = (close.clone(), self.state.clone());
            Callback::from(move |()| {
                if let Some(draft) = state.set_aside.first() {
                    state.dispatch(Action::Opened(Rc::clone(draft), None));
                }
                close.emit(());
            })
        };
        link_notice(news, &restore, &close)
    }

    fn editor_pane(&self) -> Html {
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
                { problem_list(&self.report.texts, &self.report.workspace, &self.on_reveal()) }
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

    fn desk(&self) -> Desk {
        Desk {
            workspace: Rc::clone(&self.state.workspace),
            open: self.state.file,
            read: Rc::clone(&self.report.workspace),
            annotations: Rc::clone(&self.annotations),
            report: Rc::clone(&self.report.texts),
            picture: Rc::clone(&self.report.picture),
            on_edit: self.reports.on_edit.clone(),
            on_caret: self.reports.on_caret.clone(),
            on_arrive: self.reports.on_arrive.clone(),
        }
    }

    fn editor_splitter(&self) -> Html {
        let sizes = self.state.sizes;
        splitter(&SplitterProps {
            label: words::WIDTH_OF_EDITOR,
            upright: true,
            share: sizes.editor,
            initial: Sizes::default().editor,
            on_resize: self.on(move |editor| Action::Resized(Sizes { editor, ..sizes })),
        })
    }

    fn diagram_splitter(&self) -> Html {
        let sizes = self.state.sizes;
        splitter(&SplitterProps {
            label: words::HEIGHT_OF_DIAGRAM,
            upright: false,
            share: sizes.diagram,
            initial: Sizes::default().diagram,
            on_resize: self.on(move |diagram| Action::Resized(Sizes { diagram, ..sizes })),
        })
    }

    fn result_pane(&self) -> Html {
        let telling = self.report.told.as_ref().map(|told| Telling {
            told: Rc::clone(told),
            picture: Rc::clone(&self.report.picture),
            on_point: self.on(Action::Pointed),
            on_reveal: self.on_reveal(),
        });
        html! {
            <div class="app__result">
                <div class="app__result-bar">
                    <h2 class="visually-hidden">{ self.state.view.title() }</h2>
                    { view_switch(self.state.view, &self.on(Action::ViewChosen)) }
                    <span class="app__tally">{ self.tally() }</span>
                    <span class="visually-hidden" role="status">{ &self.report.picture.news }</span>
                </div>
                { self.answer_pane() }
                { self.diagram_splitter() }
                <div class="app__pane app__explanation">
                    { explanation_view(telling.as_ref(), self.is_awaited()) }
                </div>
            </div>
        }
    }

    /// Whether there is an answer to what is in focus, and it is not there yet.
    fn is_awaited(&self) -> bool {
        self.report.focus.is_some() && self.report.told.is_none()
    }

    fn answer_pane(&self) -> Html {
        let view = self.state.view;
        html! {
            <div class="app__diagram">
                { self.notice() }
                // Always there, since its width is being watched.
                <div class="app__canvas" ref={self.pane.clone()} hidden={view != ResultView::Diagram}>
                    if view == ResultView::Diagram {
                        { self.diagram() }
                    }
                </div>
                { match view {
                    ResultView::Diagram => html! {},
                    ResultView::Matrix => self.matrix(),
                    ResultView::Policies => self.policies(),
                } }
                { self.sheet() }
            </div>
        }
    }

    /// The branches that stand out: the one that the caret is in, else those that
    /// admit what is explained.
    fn lit(&self) -> Vec<BranchRef> {
        let chosen = self.at_caret.filter(|_| self.state.preview.is_none());
        let told = self.report.told.iter();
        chosen.map_or_else(
            || told.flat_map(|it| it.admitting()).collect(),
            |branch| vec![branch],
        )
    }

    fn diagram(&self) -> Html {
        html! {
            <Diagram
                options={self.state.options.clone()}
                drawing={Rc::clone(&self.report.drawing)}
                focus={self.report.focus.clone()}
                picked={self.state.picked.clone()}
                lit={self.report.drawing.sharing(&self.lit())}
                is_stale={self.report.picture.is_stale}
                on_preview={&self.reports.on_preview}
                on_focus={&self.reports.on_focus}
                on_pick={&self.reports.on_pick}
                on_clear={&self.reports.on_clear}
                on_view={&self.reports.on_view}
                on_matrix={Some(self.reports.on_matrix.clone())}
            />
        }
    }

    /// What the answer adds up to.
    fn tally(&self) -> String {
        match (self.state.view, &self.report.table) {
            (ResultView::Matrix, Some(table)) => table.matrix.tally.words(),
            _ => self.report.picture.tally.clone(),
        }
    }

    fn policies(&self) -> Html {
        let Some(roster) = &self.report.roster else {
            return html! { <p class="app__waiting">{ words::WAITING }</p> };
        };
        let on_toggle = self.on(|(policy, counts)| {
            if counts {
                Action::TakenBack(policy)
            } else {
                Action::LeftOut(policy)
            }
        });
        html! {
            <PolicyList
                roster={Rc::clone(roster)}
                left_out={self.state.left_out.clone()}
                news={self.report.picture.news.clone()}
                {on_toggle} on_reveal={self.on_reveal()}
            />
        }
    }

    fn matrix(&self) -> Html {
        let Some(table) = &self.report.table else {
            return html! { <p class="app__waiting">{ words::WAITING }</p> };
        };
        if let Some(workloads) = table.too_large {
            return html! { <p class="app__waiting">{ words::too_many_for_a_table(workloads) }</p> };
        }
        html! {
            <ReachMatrix
                table={Rc::clone(table)}
                focus={self.report.focus.clone()}
                is_stale={self.report.picture.is_stale}
                lit={Rc::<[BranchRef]>::from(self.lit())}
                on_preview={&self.reports.on_preview}
                on_focus={&self.reports.on_focus}
                on_clear={&self.reports.on_clear}
            />
        }
    }

    fn notice(&self) -> Html {
        match self.trouble {
            Some(Trouble::Restarted) => {
                return notice(words::RESTARTED, None);
            }
            Some(Trouble::GaveUp) => {
                return notice(words::GAVE_UP, None);
            }
            None => {}
        }
        html! { <>{ self.partial() }{ self.left_out() }</> }
    }

    /// That the text cannot be read in full.
    fn partial(&self) -> Html {
        if !self.report.texts.is_partial {
            return html! {};
        }
        if self.report.picture.is_stale {
            let wanted = self.on(|()| Action::PartialWanted);
            return notice(words::STALE, Some((words::SHOW_PARTIAL, wanted)));
        }
        notice(words::PARTIAL, None)
    }

    /// That policies do not count is never passed over in silence.
    fn left_out(&self) -> Html {
        let take_back = (words::TAKE_ALL_BACK, self.on(|()| Action::AllTakenBack));
        match self.state.left_out.as_slice() {
            [] => html! {},
            all => notice(words::left_out(all.len()), Some(take_back)),
        }
    }

    fn sheet(&self) -> Html {
        match &self.report.told {
            Some(told) => focus_sheet(
                told,
                &self.report.picture.outline,
                &self.on(|()| Action::PaneChosen(Pane::Explain)),
                &self.on(|()| Action::PaneChosen(Pane::Editor)),
            ),
            None => html! {},
        }
    }

    /// Opens the tab of a place and brings its line into view.
    fn on_reveal(&self) -> Callback<Place> {
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

/// The text of what the user takes out of the page, unless it is a picture.
fn text_of(workspace: &Workspace, export: Export) -> Option<String> {
    match export {
        Export::Yaml => {
            let files = workspace.files().iter();
            Some(bundle::yaml(files.map(|it| (&*it.name, &*it.text))))
        }
        Export::File(index) => Some(workspace.text(index).to_owned()),
        _ => evaluation::listing(workspace, export),
    }
}
