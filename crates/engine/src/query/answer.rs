use super::{Member, PortQuestion};
use crate::eval::{Reach, Verdict};

/// What was found for one source and one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Who opens the connection.
    pub source: Member,
    /// Who is connected to.
    pub destination: Member,
    /// On which ports, and why.
    pub reach: Reach,
    /// The port that was judged: that of the destination itself.
    pub port: PortQuestion,
    /// The verdict on it.
    pub verdict: Verdict,
}

/// The answer for everybody that the two names stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub port: PortQuestion,
    /// The verdict: mixed where members differ (SEMANTICS.md M-6).
    pub verdict: Verdict,
    /// Every source with every destination, in order; never empty.
    pub pairs: Vec<Pair>,
}

impl Answer {
    pub(super) fn new(port: PortQuestion, pairs: Vec<Pair>) -> Self {
        let mut verdicts = pairs.iter().map(|it| it.verdict);
        let first = verdicts.next().unwrap_or(Verdict::Unknown);
        let verdict = if verdicts.all(|it| it == first) {
            first
        } else {
            Verdict::Mixed
        };
        Self {
            port,
            verdict,
            pairs,
        }
    }

    /// The pair that stands for all of them, if they differ in nothing but
    /// their names.
    pub fn common(&self) -> Option<&Pair> {
        let (first, rest) = self.pairs.split_first()?;
        let is_alike = |it: &Pair| {
            let (a, b) = (&it.reach, &first.reach);
            it.verdict == first.verdict && a.egress == b.egress && a.ingress == b.ingress
        };
        rest.iter().all(is_alike).then_some(first)
    }
}
