use super::{Member, PortQuestion, Remark};
use crate::eval::{Disclosure, Reach, Verdict, World};

/// What was found for one source and one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Who opens the connection.
    pub source: Member,
    /// Who is connected to.
    pub destination: Member,
    /// The Service that passes the connection on, if one does.
    pub through: Option<String>,
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
    /// Every source with every destination, in order; none where nobody
    /// serves.
    pub pairs: Vec<Pair>,
    /// The points where a default was taken, each once.
    pub disclosures: Vec<Disclosure>,
    /// What there is to say besides, each once.
    pub remarks: Vec<Remark>,
}

impl Answer {
    pub(super) fn new(port: PortQuestion, parts: Vec<Part>) -> Self {
        let mut answer = Self {
            port,
            verdict: agreed(parts.iter().map(|it| it.verdict)),
            pairs: Vec::new(),
            disclosures: Vec::new(),
            remarks: Vec::new(),
        };
        for part in parts {
            answer.pairs.extend(part.pairs);
            add_new(&mut answer.disclosures, part.disclosures);
            add_new(&mut answer.remarks, part.remarks);
        }
        answer
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

/// The answer for one source.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) verdict: Verdict,
    pub(super) pairs: Vec<Pair>,
    pub(super) disclosures: Vec<Disclosure>,
    pub(super) remarks: Vec<Remark>,
}

impl Default for Part {
    fn default() -> Self {
        Self {
            verdict: Verdict::Unknown,
            pairs: Vec::new(),
            disclosures: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

impl Part {
    /// For a destination that is reached itself.
    pub(super) fn direct(
        world: &World,
        source: &Member,
        destination: &Member,
        port: PortQuestion,
    ) -> Self {
        let reach = world.reach(source.endpoint, destination.endpoint);
        let verdict = port.verdict(&reach);
        Self {
            verdict,
            disclosures: reach.disclosures.clone(),
            remarks: Vec::new(),
            pairs: vec![Pair {
                source: source.clone(),
                destination: destination.clone(),
                through: None,
                reach,
                port,
                verdict,
            }],
        }
    }

    pub(super) fn disclose(&mut self, disclosures: &[Disclosure]) {
        add_new(&mut self.disclosures, disclosures.to_vec());
    }
}

/// What all say, else mixed.
fn agreed(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next().unwrap_or(Verdict::Unknown);
    if verdicts.all(|it| it == first) {
        first
    } else {
        Verdict::Mixed
    }
}

fn add_new<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for it in more {
        if !known.contains(&it) {
            known.push(it);
        }
    }
}
