use std::fmt;

use crate::eval::{Exemption, Gate, Verdict, World};
use crate::expectation::{Claim, Expected, Flow, Outcome, check};
use crate::query::{Pair, QueryFault};

/// Why a line does not hold under the policies that are proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// It cannot be answered.
    Unanswered(QueryFault),
    /// It would not be allowed if there were no policy at all.
    NeverAllowed(Verdict),
    /// Policies do not come between these.
    NeverDenied(Option<Exemption>),
    /// The line of this index, from 0, wants what this one does not.
    Contradicted(usize),
    /// Policies that stay admit it.
    Kept(Vec<String>),
    /// The labels do not tell the pods from others, which these policies admit
    /// as a line asks.
    SameLabels(Vec<String>),
    /// The input does not say enough.
    Undecided,
}

impl Obstacle {
    /// What stands in the way of a line: it is held against a cluster without
    /// policies, one in which everybody is closed, and the one proposed.
    pub(super) fn of(
        outcome: &Outcome,
        claim: &Claim,
        lines: &[(&Claim, Vec<Flow>)],
        [open, shut, proposed]: [&World; 3],
        kept: usize,
        namespace: &str,
    ) -> Option<Self> {
        let counterexample = match outcome {
            Outcome::Holds(_) => return None,
            Outcome::Unanswered(fault) => return Some(Self::Unanswered(fault.clone())),
            Outcome::Fails { counterexample, .. } => counterexample,
        };
        let pair = counterexample.pair();
        if counterexample.expected == Verdict::Allowed {
            let best = check(open, claim, namespace);
            if let (Outcome::Fails { counterexample, .. }, Expected::Allowed) =
                (best, claim.expected)
            {
                return Some(Self::NeverAllowed(counterexample.answer.verdict));
            }
            return Some(Self::Undecided);
        }
        let worst = check(shut, claim, namespace);
        if let (Outcome::Fails { counterexample, .. }, Expected::Denied) = (worst, claim.expected) {
            let exemption = counterexample.pair().and_then(exemption);
            return Some(Self::NeverDenied(exemption));
        }
        let pair = pair.filter(|_| counterexample.answer.verdict != Verdict::Unknown);
        let Some(pair) = pair else {
            return Some(Self::Undecided);
        };
        let meets = |it: &Claim| it.ports.meet(&claim.ports);
        if let Some(line) = lines.iter().position(|it| meets(it.0) && wants(it, pair)) {
            return Some(Self::Contradicted(line));
        }
        let cluster = proposed.cluster();
        let (mut stay, mut new) = (Vec::new(), Vec::new());
        let branches = match &pair.reach.ingress {
            Gate::Isolated { branches, .. } => branches.as_slice(),
            Gate::Exempt(_) | Gate::NotIsolated => &[],
        };
        for branch in branches.iter().filter(|it| !it.admits().is_empty()) {
            let policy = &cluster[branch.at.policy];
            let name = format!("{}/{}", cluster[policy.namespace].name, policy.name);
            let is_kept = branch.at.policy.index() < kept;
            let names = if is_kept { &mut stay } else { &mut new };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some(match (stay.is_empty(), new.is_empty()) {
            (false, _) => Self::Kept(stay),
            (true, false) => Self::SameLabels(new),
            (true, true) => Self::Undecided,
        })
    }
}

/// Whether a line wants what the pair has.
fn wants((claim, flows): &(&Claim, Vec<Flow>), pair: &Pair) -> bool {
    let (from, to) = (pair.source.endpoint, pair.destination.endpoint);
    claim.expected != Expected::Denied
        && flows
            .iter()
            .any(|it| it.sources.contains(&from) && it.destinations.iter().any(|it| it.0 == to))
}

fn exemption(pair: &Pair) -> Option<Exemption> {
    match pair.reach.ingress {
        Gate::Exempt(exemption) => Some(exemption),
        Gate::NotIsolated | Gate::Isolated { .. } => None,
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(fault) => write!(f, "{fault}"),
            Self::NeverAllowed(Verdict::NoBackend) => {
                f.write_str("no policies allow it: nobody serves there")
            }
            Self::NeverAllowed(Verdict::Unknown) | Self::Undecided => {
                f.write_str("the input does not say enough to decide it")
            }
            Self::NeverAllowed(_) => f.write_str("no policies allow it, not even none"),
            Self::NeverDenied(Some(Exemption::SamePod)) => {
                f.write_str("no policies deny it: a pod always reaches itself")
            }
            Self::NeverDenied(Some(Exemption::OwnNode)) => {
                f.write_str("no policies deny it: a node always reaches its own pods")
            }
            Self::NeverDenied(_) => {
                f.write_str("no policies deny it: neither end is a pod that they can select")
            }
            Self::Contradicted(line) => write!(f, "it contradicts line {}", line + 1),
            Self::Kept(names) => write!(f, "what stays admits it: `{}`", names.join("`, `")),
            Self::SameLabels(names) => write!(
                f,
                "labels do not tell these pods from others, for whom `{}` admits it",
                names.join("`, `")
            ),
        }
    }
}
