use std::borrow::Cow;

use super::Outcome;
use super::opening::Passing;

/// Up to how many pairs of sets of ports are remembered. Clusters have a few
/// thousand; what is beyond is worked out when it is asked for.
const MANY: usize = 1 << 22;

/// What connects when the ports that leave one end meet those that enter the
/// other.
#[derive(Debug, Clone, Default)]
pub(super) struct Meetings {
    /// By the numbers of both, one more than that of the outcome; 0 for what was
    /// not asked yet.
    table: Vec<u32>,
    width: usize,
    outcomes: Vec<Outcome>,
}

impl Meetings {
    pub(super) fn new(egress: &[Passing], ingress: &[Passing]) -> Self {
        let size = egress.len().saturating_mul(ingress.len());
        Self {
            table: vec![0; if size <= MANY { size } else { 0 }],
            width: ingress.len(),
            outcomes: Vec::new(),
        }
    }

    /// Works out one meeting, unless it is known.
    pub(super) fn note(&mut self, kinds: [u32; 2], egress: &[Passing], ingress: &[Passing]) {
        let at = self.at(kinds);
        if let Some(it @ 0) = self.table.get_mut(at) {
            let outcome = outcome(kinds, egress, ingress);
            let known = self.outcomes.iter().position(|it| *it == outcome);
            let number = known.unwrap_or(self.outcomes.len());
            if known.is_none() {
                self.outcomes.push(outcome);
            }
            *it = u32::try_from(number + 1).unwrap_or_default();
        }
    }

    /// What connects.
    pub(super) fn outcome(
        &self,
        kinds: [u32; 2],
        egress: &[Passing],
        ingress: &[Passing],
    ) -> Cow<'_, Outcome> {
        let number = self.table.get(self.at(kinds)).copied().unwrap_or_default();
        let known = (number as usize).checked_sub(1);
        match known.and_then(|it| self.outcomes.get(it)) {
            Some(it) => Cow::Borrowed(it),
            None => Cow::Owned(outcome(kinds, egress, ingress)),
        }
    }

    fn at(&self, kinds: [u32; 2]) -> usize {
        let [egress, ingress] = kinds.map(|it| it as usize);
        egress * self.width + ingress
    }
}

fn outcome(kinds: [u32; 2], egress: &[Passing], ingress: &[Passing]) -> Outcome {
    let [leaving, entering] = kinds.map(|it| it as usize);
    match (egress.get(leaving), ingress.get(entering)) {
        (Some(leaving), Some(entering)) => Outcome::of(leaving, entering),
        _ => Outcome::default(),
    }
}
