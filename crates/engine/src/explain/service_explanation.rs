use serde::{Deserialize, Serialize};

use super::{EntryUse, Member, Phrase};
use crate::eval::{Disclosure, Endpoint, Verdict};
use crate::model::Truth;

/// Why a client reaches what a name or a Service stands for, or does not, step
/// by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceExplanation {
    /// The answer; `None` when the name means nothing to the client.
    pub verdict: Option<Verdict>,
    /// `frontend reaches db-svc on 3306/TCP`.
    pub headline: String,
    /// What becomes of the connection, in order.
    pub steps: Vec<Step>,
    /// Everybody who would serve, each with the verdict and the reason of its own,
    /// what would have admitted the connection there, and what closes it; those
    /// that differ in nothing once. None where nobody serves.
    pub members: Vec<Member>,
    /// What the entries that admit it are there for, the first of them.
    pub uses: Vec<EntryUse>,
    /// That the client reaches it by address, but cannot look its name up; a
    /// matter of its own, that does not change the verdict (SEMANTICS.md D-4).
    pub names: Option<Phrase>,
    /// The points where a default was taken, each with its sentence.
    pub disclosures: Vec<(Disclosure, String)>,
}

/// One step of a connection through a Service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it is about.
    pub kind: StepKind,
    /// Whether the connection gets past it.
    pub passes: Truth,
    /// What happens, as a sentence to be read aloud.
    pub sentence: Phrase,
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StepKind {
    /// The name is looked up.
    Name,
    /// The Service leads to its backends, or to another name.
    Service,
    /// It leaves the client, towards this backend.
    Leaving(Endpoint),
    /// It enters this backend.
    Entering(Endpoint),
}
