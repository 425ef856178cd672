use serde::{Deserialize, Serialize};

use super::{Cell, CellKind, Heading, Refusal};

/// How many pairs of different parties there are of each kind, where policies
/// decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Admitted by a rule.
    pub admitted: usize,
    /// Open, since nothing isolates either end.
    pub open: usize,
    /// Admitted for some and not for others.
    pub mixed: usize,
    /// Those of which the input does not say.
    pub unknown: usize,
    /// Refused by the source only.
    pub leaving: usize,
    /// Refused by the destination only.
    pub entering: usize,
    /// Refused by both.
    pub both: usize,
    /// Let pass by both, but on no port in common.
    pub ports: usize,
}

impl Tally {
    /// Counts the cells, and notes at the headings how many are connected.
    pub(super) fn of(rows: &[Vec<u32>], distinct: &[Cell], headings: &mut [Heading]) -> Self {
        let kinds: Vec<CellKind> = distinct.iter().map(|it| it.kind).collect();
        let mut tally = Self::default();
        for (from, row) in rows.iter().enumerate() {
            for (to, code) in row.iter().enumerate().filter(|it| it.0 != from) {
                let Some(kind) = kinds.get(*code as usize) else {
                    continue;
                };
                tally.count(*kind);
                if kind.is_connected() {
                    if let Some(it) = headings.get_mut(from) {
                        it.reaches += 1;
                    }
                    if let Some(it) = headings.get_mut(to) {
                        it.reached += 1;
                    }
                }
            }
        }
        tally
    }

    fn count(&mut self, kind: CellKind) {
        *match kind {
            CellKind::Admitted => &mut self.admitted,
            CellKind::Open => &mut self.open,
            CellKind::Mixed => &mut self.mixed,
            CellKind::Unknown => &mut self.unknown,
            CellKind::Denied(Refusal::Leaving) => &mut self.leaving,
            CellKind::Denied(Refusal::Entering) => &mut self.entering,
            CellKind::Denied(Refusal::Both) => &mut self.both,
            CellKind::Denied(Refusal::Ports) => &mut self.ports,
            CellKind::Beyond | CellKind::Nobody => return,
        } += 1;
    }

    /// How many connect, for certain and all of them.
    pub fn allowed(&self) -> usize {
        self.admitted + self.open
    }

    /// How many do not connect at all.
    pub fn denied(&self) -> usize {
        self.leaving + self.entering + self.both + self.ports
    }

    /// `10 allowed: 4 by a rule, 6 open · 32 denied`.
    pub fn words(&self) -> String {
        let mut parts = vec![match self.allowed() {
            0 => "none allowed".to_owned(),
            all => format!(
                "{all} allowed: {} by a rule, {} open",
                self.admitted, self.open
            ),
        }];
        let others = [
            (self.mixed, "in part"),
            (self.unknown, "unknown"),
            (self.denied(), "denied"),
        ];
        let others = others.iter().filter(|it| it.0 > 0);
        parts.extend(others.map(|(count, word)| format!("{count} {word}")));
        parts.join(" · ")
    }
}
