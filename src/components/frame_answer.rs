use std::rc::Rc;

use yew::prelude::*;

use super::explanation_answer::{verdict_mark, verdict_name};
use super::quoted::quoted;
use super::{FrameLink, MarkKind, mark, phrase_text};
use crate::report::{PictureReport, Told};
use crate::share::QuestionV1;
use crate::state::ResultView;
use crate::words::{explanation, frame as words, question};

/// What [`frame_answer`] is made from.
pub struct FrameAnswerProps {
    /// The answer, when it is there.
    pub told: Option<Rc<Told>>,
    /// Why there is none, as a sentence fragment.
    pub fault: Option<String>,
    /// What the answer is shown as.
    pub view: ResultView,
    /// Whether one end of a pair is picked.
    pub is_picking: bool,
    /// The pair it is about.
    pub question: Option<QuestionV1>,
    /// What the sentence's badges are from.
    pub picture: Rc<PictureReport>,
    /// Where the playground opens with what the frame was opened with.
    pub address: AttrValue,
    /// The reader is about to go there: where it opens with all this as it is now.
    pub on_leave: Callback<(), Option<AttrValue>>,
}

/// The answer in one sentence, and the way to all the rest. `static/frame.js` tells the
/// page around it what the attributes say.
pub fn frame_answer(props: &FrameAnswerProps) -> Html {
    let told = props.told.as_ref();
    let asked = props.question.as_ref();
    html! {
        <div
            class="frame-answer"
            data-from={asked.map(|it| it.from.clone())}
            data-to={asked.map(|it| it.to.clone())}
            data-port={asked.and_then(|it| it.port.clone())}
            data-verdict={told.map(|it| verdict_name(it.verdict))}
        >
            <p class="frame-answer__sentence" role="status" aria-label={words::ANSWER}>
                { match (told, &props.fault) {
                    (Some(told), _) => sentence(told, &props.picture),
                    (None, Some(fault)) => html! { <>{ mark(MarkKind::Look) }<span>{ quoted(fault) }</span></> },
                    (None, None) if asked.is_none() => html! { invitation(props) },
                    (None, None) => html! {},
                } }
            </p>
            <FrameLink address={&props.address} on_leave={&props.on_leave} />
        </div>
    }
}

/// What there is to do here.
fn invitation(props: &FrameAnswerProps) -> &'static str {
    match props.view {
        _ if props.is_picking => question::PICK,
        ResultView::Diagram | ResultView::Changes => words::INVITATION,
        ResultView::Matrix => words::INVITATION_TO_CELLS,
        ResultView::Policies => "",
    }
}

fn sentence(told: &Told, picture: &PictureReport) -> Html {
    let own = told.explanation.as_ref().filter(|_| told.walk.is_none());
    html! {
        <>
            { mark(verdict_mark(told.verdict)) }
            <span>
                <strong>{ &told.headline }</strong>
                if picture.is_stale {
                    { " " }<em>{ explanation::OF_LAST_VALID }</em>
                }
                { ". " }
                { phrase_text(own.map_or(&told.answer, |it| &it.punch), &picture.outline) }
            </span>
        </>
    }
}
