use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use netpol_engine::text::Span;
use yew::prelude::*;

use crate::browser;
use crate::components::{
    Diagram, Editor, ExamplesMenu, QuestionBarProps, SplitterProps, Telling, explanation_view,
    focus_sheet, legend, notice, pane_tabs, problem_list, question_bar, splitter, theme_button,
    top_bar,
};
use crate::examples::Example;
use crate::hooks::{use_kept_state, use_shown, use_width};
use crate::state::view::{self, Choice};
use crate::state::{
    Action, Annotations, AppState, Caret, Drawing, Easel, FileRole, Focus, Pane, PlaceName,
    Reading, Shown, Sizes, Workspace, role,
};

/// The width that the diagram is drawn for before its pane has been measured.
const FIRST_WIDTH: u32 = 900;

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_kept_state();
    let shown = use_shown(&state.workspace, state.wants_partial);
    let reading = Rc::clone(&shown.reading);
    let editor = use_node_ref();
    let pane = use_node_ref();
    let width = use_width(&pane).unwrap_or(FIRST_WIDTH);

    let focus = state
        .shown_focus()
        .and_then(|it| it.in_full(&reading.analysis.world));
    let explanation = use_memo((Rc::clone(&reading), focus.clone()), |(reading, focus)| {
        view::explanation(reading, focus.as_ref())
    });
    let easel = use_mut_ref(Easel::default);
    let drawing = use_memo(
        (Rc::clone(&reading), focus.clone(), width),
        |(reading, focus, width)| easel.borrow_mut().draw(reading, focus.as_ref(), *width),
    );
    let choices = use_memo(Rc::clone(&reading), |reading| view::choices(reading));
    let at_caret = view::branch_at_caret(&shown, state.caret);
    let annotations = {
        // What is explained follows from the reading and the focus.
        let explanation = (*explanation).clone();
        use_memo(
            (Rc::clone(&shown), focus.clone(), at_caret, state.pointed),
            move |(shown, _, at_caret, pointed)| {
                view::annotations(shown, explanation.as_deref(), *at_caret, *pointed)
            },
        )
    };
    let reports = use_memo((), |()| Reports::to(&state.dispatcher()));
    use_scroll_to_focus(&editor, &state, &annotations);

    let page = Page {
        focus,
        explanation: (*explanation).clone(),
        drawing: (*drawing).clone(),
        choices: Rc::clone(&choices),
        annotations,
        at_caret,
        reports,
        shown,
        reading,
        editor,
        pane,
        state,
    };
    page.html()
}

/// Brings what the user chose into view: not what they look at in passing, and
/// not while they type.
#[hook]
fn use_scroll_to_focus(editor: &NodeRef, state: &AppState, annotations: &Rc<Annotations>) {
    let key = (state.focus.clone(), state.file);
    let (editor, annotations) = (editor.clone(), Rc::clone(annotations));
    use_effect_with(key, move |(focus, file)| {
        let line = annotations.first_lit(*file).filter(|_| focus.is_some());
        if let Some(line) = line {
            browser::scroll_to_line(&editor, line);
        }
    });
}

/// What one rendering of the page is made of.
struct Page {
    state: UseReducerHandle<AppState>,
    shown: Rc<Shown>,
    reading: Rc<Reading>,
    focus: Option<Focus>,
    explanation: Option<Rc<netpol_engine::explain::Explanation>>,
    drawing: Rc<Drawing>,
    choices: Rc<[Choice]>,
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
    on_edit: Callback<(FileRole, AttrValue)>,
    on_open: Callback<FileRole>,
    on_caret: Callback<Option<Caret>>,
    on_preview: Callback<Option<Focus>>,
    on_focus: Callback<Focus>,
    on_pick: Callback<PlaceName>,
    on_clear: Callback<()>,
}

impl Reports {
    fn to(dispatcher: &UseReducerDispatcher<AppState>) -> Self {
        Self {
            on_choose: on(dispatcher, |it: Example| {
                Action::Opened(Rc::new(it.workspace()), it.focus())
            }),
            on_restore: on(dispatcher, |draft| Action::Opened(draft, None)),
            on_edit: on(dispatcher, |(role, text)| Action::Edited(role, text)),
            on_open: on(dispatcher, Action::FileChosen),
            on_caret: on(dispatcher, |caret: Option<_>| {
                caret.map_or(Action::CaretLeft, Action::CaretMoved)
            }),
            on_preview: on(dispatcher, Action::Previewed),
            on_focus: on_focus(dispatcher),
            on_pick: on(dispatcher, Action::Picked),
            on_clear: on(dispatcher, |()| Action::FocusCleared),
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

/// A chosen pair opens the tab that its branches are in.
fn on_focus(dispatcher: &UseReducerDispatcher<AppState>) -> Callback<Focus> {
    let dispatcher = dispatcher.clone();
    Callback::from(move |focus| {
        dispatcher.dispatch(Action::FileChosen(FileRole::Policies));
        dispatcher.dispatch(Action::Focused(focus));
    })
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
            </div>
        }
    }

    /// A callback that tells the state what happened.
    fn on<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        on(&self.state.dispatcher(), action)
    }

    fn top(&self) -> Html {
        let question = question_bar(&QuestionBarProps {
            choices: Rc::clone(&self.choices),
            focus: self.focus.clone(),
            picked: self.state.picked.clone(),
            explanation: self.explanation.clone(),
            reading: Rc::clone(&self.reading),
            on_ask: self.on(Action::Focused),
            on_pick: self.on(Action::SourceChosen),
        });
        top_bar(html! {
            <>
                { self.examples() }
                { question }
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

    fn editor_pane(&self) -> Html {
        html! {
            <div class="app__pane app__editor">
                <Editor
                    workspace={Rc::clone(&self.state.workspace)}
                    open={self.state.file}
                    annotations={Rc::clone(&self.annotations)}
                    problems={view::problem_counts(&self.shown.current)}
                    summary={view::summary(&self.shown.current)}
                    node={self.editor.clone()}
                    on_edit={&self.reports.on_edit}
                    on_open={&self.reports.on_open}
                    on_caret={&self.reports.on_caret}
                />
                { problem_list(&self.shown.current, &self.on_reveal(&self.shown.current)) }
            </div>
        }
    }

    fn editor_splitter(&self) -> Html {
        let sizes = self.state.sizes;
        splitter(&SplitterProps {
            label: "Width of the editor",
            upright: true,
            share: sizes.editor,
            initial: Sizes::default().editor,
            on_resize: self.on(move |editor| Action::Resized(Sizes { editor, ..sizes })),
        })
    }

    fn diagram_splitter(&self) -> Html {
        let sizes = self.state.sizes;
        splitter(&SplitterProps {
            label: "Height of the diagram",
            upright: false,
            share: sizes.diagram,
            initial: Sizes::default().diagram,
            on_resize: self.on(move |diagram| Action::Resized(Sizes { diagram, ..sizes })),
        })
    }

    fn result_pane(&self) -> Html {
        let telling = Telling {
            reading: Rc::clone(&self.reading),
            on_point: self.on(Action::Pointed),
            on_reveal: self.on_reveal(&self.reading),
        };
        html! {
            <div class="app__result">
                <div class="app__result-bar">
                    <h2>{ "Diagram" }</h2>
                    <span class="app__tally" role="status">{ view::tally(&self.reading) }</span>
                </div>
                { self.diagram_pane() }
                { self.diagram_splitter() }
                <div class="app__pane app__explanation">
                    { explanation_view(self.explanation.as_deref(), &telling) }
                </div>
            </div>
        }
    }

    fn diagram_pane(&self) -> Html {
        let explained: Vec<_> = self
            .explanation
            .iter()
            .flat_map(|it| crate::state::admitting(it))
            .collect();
        let lit = match self.at_caret.filter(|_| self.state.preview.is_none()) {
            Some(branch) => self.drawing.sharing(&[branch]),
            None => self.drawing.sharing(&explained),
        };
        html! {
            <div class="app__diagram">
                { self.notice() }
                <div class="app__canvas" ref={self.pane.clone()}>
                    <Diagram
                        drawing={Rc::clone(&self.drawing)}
                        focus={self.focus.clone()}
                        picked={self.state.picked.clone()}
                        {lit}
                        is_stale={self.shown.is_stale()}
                        on_preview={&self.reports.on_preview}
                        on_focus={&self.reports.on_focus}
                        on_pick={&self.reports.on_pick}
                        on_clear={&self.reports.on_clear}
                    />
                </div>
                { legend() }
                { self.sheet() }
            </div>
        }
    }

    fn notice(&self) -> Html {
        if !self.shown.current.analysis.is_partial() {
            return html! {};
        }
        if self.shown.is_stale() {
            let text = "Showing the last valid text: the present one cannot be read in full.";
            let wanted = self.on(|()| Action::PartialWanted);
            return notice(text, Some(("Show what can be read", wanted)));
        }
        notice(
            "Some documents cannot be read and are missing here: see Problems.",
            None,
        )
    }

    fn sheet(&self) -> Html {
        match &self.explanation {
            Some(explanation) => focus_sheet(
                explanation,
                &self.reading,
                &self.on(|()| Action::PaneChosen(Pane::Explain)),
                &self.on(|()| Action::PaneChosen(Pane::Editor)),
            ),
            None => html! {},
        }
    }

    /// Opens the tab of a place and brings its line into view.
    fn on_reveal(&self, reading: &Rc<Reading>) -> Callback<Span> {
        let dispatcher = self.state.dispatcher();
        let (reading, editor) = (Rc::clone(reading), self.editor.clone());
        Callback::from(move |span: Span| {
            let Some(role) = role(span) else { return };
            dispatcher.dispatch(Action::PaneChosen(Pane::Editor));
            dispatcher.dispatch(Action::FileChosen(role));
            browser::select(&editor, role, reading.workspace.text(role), span);
        })
    }
}
