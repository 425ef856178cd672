//! The pane that answers: a picture, a table or a list, and the explanation.

use std::rc::Rc;

use netpol_engine::eval::BranchRef;
use yew::prelude::*;

use super::Page;
use crate::components::{
    Diagram, PinChange, PolicyList, ReachMatrix, SplitterProps, Telling, Terminal, answer_switch,
    change_list, changes_bar, explanation_view, focus_sheet, splitter, view_switch,
};
use crate::state::{Action, AnswerPane, Pane, ResultView, Sizes};
use crate::words::page as words;

impl Page {
    pub(super) fn result_pane(&self) -> Html {
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
                    { view_switch(self.state.view, self.changes.as_deref(), &self.on(Action::ViewChosen)) }
                    <span class="app__tally">{ self.tally() }</span>
                    <span class="visually-hidden" role="status">{ &self.report.picture.news }</span>
                </div>
                { self.answer_pane() }
                { self.diagram_splitter() }
                <div class="app__pane app__explanation">
                    if self.state.course.study.is_none() {
                        { answer_switch(
                            self.state.answer,
                            self.report.intentions.as_deref(),
                            &self.on(Action::AnswerChosen),
                        ) }
                    }
                    { match self.state.answer {
                        AnswerPane::Explanation => {
                            explanation_view(telling.as_ref(), || self.deeds(), self.is_awaited())
                        }
                        AnswerPane::Intentions => self.intentions(),
                        AnswerPane::Terminal => self.terminal(),
                    } }
                </div>
            </div>
        }
    }

    fn terminal(&self) -> Html {
        html! {
            <Terminal
                console={Rc::clone(&self.state.console)}
                bargain={self.bargain()}
                on_event={&self.reports.on_console}
            />
        }
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

    /// Whether there is an answer to what is in focus, and it is not there yet.
    fn is_awaited(&self) -> bool {
        self.report.focus.is_some() && self.report.told.is_none()
    }

    fn answer_pane(&self) -> Html {
        let view = self.state.view;
        let is_covered = self.state.course.is_covered();
        html! {
            <div class="app__diagram" data-covered={is_covered.then_some("")}>
                { self.notice() }
                if is_covered {
                    { self.cover() }
                }
                if view == ResultView::Changes {
                    { self.changes() }
                }
                // Always there, since its width is being watched.
                <div class="app__canvas" ref={self.pane.clone()} hidden={!view.has_diagram() || is_covered}>
                    if view.has_diagram() {
                        { self.diagram() }
                    }
                </div>
                { match view {
                    ResultView::Diagram | ResultView::Changes => html! {},
                    _ if is_covered => html! {},
                    ResultView::Matrix => self.matrix(),
                    ResultView::Policies => self.policies(),
                } }
                { self.sheet() }
            </div>
        }
    }

    /// The branches that stand out: the one that the caret is in, else those that
    /// admit what is explained.
    pub(super) fn lit(&self) -> Vec<BranchRef> {
        let chosen = self.at_caret.filter(|_| self.state.preview.is_none());
        let told = self.report.told.iter();
        chosen.map_or_else(
            || told.flat_map(|it| it.admitting()).collect(),
            |branch| vec![branch],
        )
    }

    pub(super) fn diagram(&self) -> Html {
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
    pub(super) fn tally(&self) -> String {
        match (self.state.view, &self.report.table) {
            (ResultView::Matrix, Some(table)) => table.matrix.tally.words(),
            _ => self.report.picture.tally.clone(),
        }
    }

    /// What the texts do that the baseline did not, over the diagram of it.
    fn changes(&self) -> Html {
        let changes = self.changes.as_deref();
        let on_pin = self.on(|change| match change {
            PinChange::Pin => Action::Pinned,
            PinChange::Swap => Action::Swapped,
            PinChange::GoBack => Action::WentBack,
        });
        html! {
            <>
                { changes_bar(self.state.is_changed(), changes, &on_pin) }
                if let Some(it) = changes {
                    { change_list(it, self.report.focus.as_ref(), &self.reports.on_focus) }
                }
            </>
        }
    }

    pub(super) fn policies(&self) -> Html {
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

    pub(super) fn matrix(&self) -> Html {
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
}
