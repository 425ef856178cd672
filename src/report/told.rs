use netpol_engine::eval::{BranchRef, Verdict};
use netpol_engine::explain::{Explanation, Phrase, ServiceExplanation, Side};
use netpol_engine::model::{PolicyId, Truth};
use netpol_engine::text::FieldPath;
use serde::{Deserialize, Serialize};

use super::Place;

/// The answer to what is asked, with the places of what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The answer.
    pub verdict: Verdict,
    /// `frontend reaches db`, `frontend reaches db-svc on 3306/TCP`.
    pub headline: String,
    /// What stands after yes or no, in few words.
    pub answer: Phrase,
    /// Through a name or a Service: step by step.
    pub walk: Option<ServiceExplanation>,
    /// Both directions of the connection itself; `None` where nobody serves.
    pub explanation: Option<Explanation>,
    /// What there is to say besides the policies, as sentence fragments.
    pub remarks: Vec<String>,
    /// Where the fields stand that the explanation names.
    pub places: Vec<(PolicyId, FieldPath, Place)>,
}

impl Told {
    /// Where a field of a policy stands, if the explanation names it.
    pub fn place(&self, policy: PolicyId, path: &FieldPath) -> Option<Place> {
        let found = self
            .places
            .iter()
            .find(|it| it.0 == policy && it.1 == *path);
        found.map(|it| it.2)
    }

    /// Both directions.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        let explanation = self.explanation.iter();
        explanation.flat_map(|it| [&it.egress, &it.ingress])
    }

    /// The branches that admit the connection.
    pub fn admitting(&self) -> impl Iterator<Item = BranchRef> {
        let policies = self.sides().flat_map(|it| &it.policies);
        let cards = policies
            .flat_map(|it| &it.rules)
            .flat_map(|it| &it.branches);
        cards
            .filter(|it| it.admits != Truth::No)
            .map(|it| it.branch)
    }
}
