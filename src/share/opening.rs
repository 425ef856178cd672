use std::net::IpAddr;
use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::model::{Protocol, WorkloadKind};
use netpol_engine::query::PortQuestion;

use super::bundle::Bundle;
use super::{FileV1, FrameFocus, FrameOptions, Link, PayloadV1, QuestionV1};
use crate::state::{
    Action, AppState, File, Focus, PlaceName, ResultView, Workspace, policy_key, policy_of,
};

/// What a link or a file makes of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The pair in focus.
    pub focus: Option<Focus>,
    /// The first end of a pair that is still to be picked.
    pub picked: Option<PlaceName>,
    /// The tab that is open.
    pub file: usize,
    /// What the answer is shown as.
    pub view: ResultView,
    /// The policies that do not count.
    pub left_out: Vec<PolicyName>,
    /// What the texts are held against, if that is something else.
    pub baseline: Option<Rc<Workspace>>,
    /// What is expected of the policies, line by line.
    pub intended: Rc<str>,
}

impl Opening {
    /// What a link asks for.
    pub fn of(link: &Link) -> Self {
        match link {
            Link::State(payload) => Self::of_state(payload),
            Link::Example(example) => Self {
                focus: example.focus(),
                ..Self::of_workspace(example.workspace())
            },
            Link::Yaml(text) => {
                let file = File::new(Workspace::POLICIES, text.as_str());
                Self::of_workspace(Workspace::new([file]))
            }
        }
    }

    /// The state that was shared or saved.
    pub fn of_state(payload: &PayloadV1) -> Self {
        let focus = payload.question.as_ref().map(|it| Focus {
            source: place(&it.from),
            destination: place(&it.to),
            port: it.port.as_deref().and_then(port),
        });
        let mut views = ResultView::ALL.into_iter();
        let view = views.find(|it| payload.view.as_deref() == Some(&*view_name(*it)));
        Self {
            focus,
            file: payload.open,
            view: view.unwrap_or_default(),
            left_out: payload
                .left_out
                .iter()
                .filter_map(|it| policy_of(it))
                .collect(),
            baseline: Some(&payload.baseline)
                .filter(|it| !it.is_empty())
                .map(|it| Rc::new(Workspace::new(files(it)))),
            intended: payload.expectations.as_str().into(),
            ..Self::of_workspace(Workspace::new(files(&payload.files)))
        }
    }

    /// What a file holds.
    pub fn of_bundle(bundle: &Bundle) -> Self {
        match bundle {
            Bundle::State(payload) => Self::of_state(payload),
            Bundle::Files(all) => Self::of_workspace(Workspace::new(files(all))),
        }
    }

    /// The same in a frame whose address says more than the link.
    #[must_use]
    pub fn in_frame(self, options: &FrameOptions) -> Self {
        let focus = match &options.focus {
            Some(FrameFocus::Pair(focus)) => Some(focus.clone()),
            Some(FrameFocus::End(_)) => None,
            None => self.focus,
        };
        let picked = match &options.focus {
            Some(FrameFocus::End(place)) => Some(place.clone()),
            _ => None,
        };
        Self {
            focus,
            picked,
            view: options.view.unwrap_or(self.view),
            ..self
        }
    }

    fn of_workspace(workspace: Workspace) -> Self {
        Self {
            workspace: Rc::new(workspace),
            focus: None,
            picked: None,
            file: 0,
            view: ResultView::default(),
            left_out: Vec::new(),
            baseline: None,
            intended: "".into(),
        }
    }

    /// How `state` comes to be like that. What the user typed is set aside, unless
    /// it is the same.
    pub fn actions(self, state: &AppState) -> Vec<Action> {
        let is_there = self.workspace == state.workspace && !state.course.is_open();
        let opened = match self.focus {
            Some(focus) if is_there => Action::Focused(focus),
            None if is_there => Action::FocusCleared,
            focus => Action::Opened(self.workspace, focus),
        };
        let mut actions = vec![
            opened,
            Action::FileChosen(self.file),
            Action::ViewChosen(self.view),
            Action::AllTakenBack,
        ];
        actions.extend(self.picked.map(Action::Picked));
        actions.extend(self.left_out.into_iter().map(Action::LeftOut));
        actions.extend(self.baseline.map(Action::BaselineChosen));
        if !self.intended.is_empty() {
            actions.push(Action::Intended(self.intended));
        }
        actions
    }
}

/// Files as tabs have them; one without a name gets one.
fn files(files: &[FileV1]) -> Vec<File> {
    let named = |it: &FileV1| match it.name.as_str() {
        "" => File::new(Workspace::POLICIES, it.text.as_str()),
        name => File::new(name, it.text.as_str()),
    };
    files.iter().map(named).collect()
}

/// What there is of the page to be shared or saved.
pub fn payload_of(state: &AppState) -> PayloadV1 {
    let file = |it: &File| FileV1 {
        name: it.name.to_string(),
        text: it.text.to_string(),
    };
    PayloadV1 {
        baseline: Some(&state.baseline)
            .filter(|it| **it != state.workspace)
            .map_or_else(Vec::new, |it| it.files().iter().map(file).collect()),
        files: state.workspace.files().iter().map(file).collect(),
        open: state.file,
        question: state.focus.as_ref().map(question_of),
        view: Some(state.view)
            .filter(|it| *it != ResultView::default())
            .map(view_name),
        left_out: state.left_out.iter().map(policy_key).collect(),
        expectations: state.expected().to_string(),
    }
}

/// A pair by the names that people write.
pub fn question_of(focus: &Focus) -> QuestionV1 {
    let port = |(protocol, number)| PortQuestion::One(protocol, number).to_string();
    QuestionV1 {
        from: name(&focus.source),
        to: name(&focus.destination),
        port: focus.port.map(port),
    }
}

/// `matrix`.
fn view_name(view: ResultView) -> String {
    view.title().to_lowercase()
}

/// What stands before the blocks of a part of the outside.
const OUTSIDE: &str = "outside/";

/// A place as people write it in a question; parts of the outside have no name
/// there.
fn name(place: &PlaceName) -> String {
    match place {
        PlaceName::Workload {
            namespace,
            kind: Some(kind),
            name,
        } => [namespace, "/", &kind.name().to_lowercase(), "/", name].concat(),
        PlaceName::Workload {
            namespace, name, ..
        } => [namespace, "/", name].concat(),
        PlaceName::Node(name) => ["node/", name].concat(),
        PlaceName::Outside(blocks) => [OUTSIDE, blocks].concat(),
        PlaceName::Named(text) => text.clone(),
    }
}

/// The place of a name.
pub(super) fn place(name: &str) -> PlaceName {
    if let Some(blocks) = name.strip_prefix(OUTSIDE).filter(|it| are_blocks(it)) {
        return PlaceName::Outside(blocks.to_owned());
    }
    let parts: Vec<&str> = name.split('/').collect();
    match *parts.as_slice() {
        ["node", node] => PlaceName::Node(node.to_owned()),
        [namespace, name] if !is_address(namespace) => workload(namespace, None, name),
        [namespace, word, name] => {
            let mut kinds = WorkloadKind::ALL.into_iter();
            let kind = kinds.find(|it| it.name().eq_ignore_ascii_case(word));
            match kind {
                Some(kind) => workload(namespace, Some(kind), name),
                None => PlaceName::Named(parts.join("/")),
            }
        }
        _ => PlaceName::Named(name.to_owned()),
    }
}

/// A namespace may be called `outside`, but no workload is called like this.
fn are_blocks(text: &str) -> bool {
    text.is_empty() || text.split('/').next().is_some_and(is_address)
}

fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// `3306/TCP`.
fn port(text: &str) -> Option<(Protocol, u16)> {
    match PortQuestion::parse(text) {
        Ok(PortQuestion::One(protocol, number)) => Some((protocol, number)),
        _ => None,
    }
}

fn workload(namespace: &str, kind: Option<WorkloadKind>, name: &str) -> PlaceName {
    PlaceName::Workload {
        namespace: namespace.to_owned(),
        kind,
        name: name.to_owned(),
    }
}
