use netpol_engine::Analysis;
use netpol_engine::eval::{self, BranchRef, Clause, Exemption, Trace};
use netpol_engine::model::PolicyId;
use netpol_engine::text::Sources;
use serde::Serialize;

use super::Place;

/// One direction of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exemption: Option<&'static str>,
    isolated_by: Vec<String>,
    admitted_by: Vec<Admission>,
    misses: Vec<Miss>,
    /// What admits if the input turns out so; only where the state is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    may_admit: Vec<Admission>,
}

/// An entry of a policy that admits the connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Admission {
    kind: &'static str,
    policy: String,
    rule: usize,
    peer: Option<usize>,
    port: Option<usize>,
    span: Option<Place>,
}

/// An entry that does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Miss {
    kind: &'static str,
    policy: String,
    rule: usize,
    peer: Option<usize>,
    failed: Vec<&'static str>,
    span: Option<Place>,
}

pub(super) const KIND: &str = "NetworkPolicy";

impl Gate {
    /// For members that differ.
    pub(crate) fn mixed() -> Self {
        Self::plain("mixed")
    }

    fn plain(state: &'static str) -> Self {
        Self {
            state,
            exemption: None,
            isolated_by: Vec::new(),
            admitted_by: Vec::new(),
            misses: Vec::new(),
            may_admit: Vec::new(),
        }
    }

    /// What became of one direction, with the places of all entries.
    pub fn new(sources: &Sources, analysis: &Analysis, trace: &Trace) -> Self {
        let look = Look { sources, analysis };
        match trace {
            Trace::NotIsolated => Self::plain("notIsolated"),
            Trace::Exempt(exemption) => Self {
                exemption: Some(exemption_word(*exemption)),
                ..Self::plain("exempt")
            },
            Trace::Admitted { isolated_by, by } => Self {
                isolated_by: look.policies(isolated_by),
                admitted_by: look.admissions(by),
                ..Self::plain("admitted")
            },
            Trace::Rejected {
                isolated_by,
                misses,
            } => Self {
                isolated_by: look.policies(isolated_by),
                misses: misses.iter().map(|it| look.miss(it)).collect(),
                ..Self::plain("rejected")
            },
            Trace::Undecided {
                isolated_by, by, ..
            } => Self {
                isolated_by: look.policies(isolated_by),
                may_admit: look.admissions(by),
                ..Self::plain("undecided")
            },
        }
    }
}

/// Where names and places are looked up.
pub(super) struct Look<'a> {
    pub(super) sources: &'a Sources,
    pub(super) analysis: &'a Analysis,
}

impl Look<'_> {
    pub(super) fn policy(&self, id: PolicyId) -> String {
        let cluster = self.analysis.cluster();
        let policy = &cluster[id];
        format!("{}/{}", cluster[policy.namespace].name, policy.name)
    }

    fn policies(&self, ids: &[PolicyId]) -> Vec<String> {
        ids.iter().map(|it| self.policy(*it)).collect()
    }

    pub(super) fn span(&self, at: BranchRef) -> Option<Place> {
        let span = self.analysis.branch_span(at)?;
        Some(Place::new(self.sources, span))
    }

    fn admissions(&self, by: &[eval::Admission]) -> Vec<Admission> {
        let admission = |it: &eval::Admission| Admission {
            kind: KIND,
            policy: self.policy(it.branch.policy),
            rule: it.branch.rule,
            peer: it.branch.peer,
            port: it.port,
            span: self.span(it.branch),
        };
        by.iter().map(admission).collect()
    }

    fn miss(&self, it: &eval::Miss) -> Miss {
        let clauses = it.failed.iter().filter_map(|it| clause_word(*it));
        Miss {
            kind: KIND,
            policy: self.policy(it.branch.policy),
            rule: it.branch.rule,
            peer: it.branch.peer,
            failed: clauses.chain(it.ports_failed.then_some("ports")).collect(),
            span: self.span(it.branch),
        }
    }
}

/// The clauses that the contract knows: a selector that is not written is one
/// only where it narrows.
pub(super) fn clause_word(clause: Clause) -> Option<&'static str> {
    match clause {
        Clause::OwnNamespace => Some("namespace"),
        Clause::NamespaceSelector => Some("namespaceSelector"),
        Clause::PodSelector => Some("podSelector"),
        Clause::IpBlock => Some("ipBlock"),
        Clause::Anyone | Clause::AnyPod => None,
    }
}

fn exemption_word(exemption: Exemption) -> &'static str {
    match exemption {
        Exemption::SamePod => "self",
        Exemption::OwnNode => "ownNode",
        Exemption::NotASubject => "notASubject",
    }
}
