use std::fmt;

use crate::analysis::Analysis;
use crate::diff::{Change, End, Seen, diff_of_ports};
use crate::model::Ports;

/// Every connection that an edit changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Those that are there now.
    pub gained: Vec<Link>,
    /// Those that are not there any more.
    pub lost: Vec<Link>,
    /// Those of which the input began or ceased to say.
    pub unsettled: Vec<Link>,
}

/// Two ends, and some ports between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Who connects.
    pub source: End,
    /// Whom to.
    pub destination: End,
    /// On which ports.
    pub ports: Ports,
}

impl Effect {
    /// What the second has otherwise than the first; `None` where there are too
    /// many connections to list, or no evaluation.
    pub fn between(before: &Analysis, after: &Analysis) -> Option<Self> {
        if !before.is_evaluated() || !after.is_evaluated() {
            return None;
        }
        Some(Self::of(seen(before)?, seen(after)?))
    }

    /// What the second shows otherwise than the first.
    pub fn of(before: Seen<'_>, after: Seen<'_>) -> Self {
        let mut effect = Self::default();
        for change in diff_of_ports(before, after) {
            add(&mut effect.gained, &change, &change.gained);
            add(&mut effect.lost, &change, &change.lost);
            add(&mut effect.unsettled, &change, &change.unsettled);
        }
        effect
    }

    /// How many connections it changes.
    pub fn size(&self) -> usize {
        self.gained.len() + self.lost.len() + self.unsettled.len()
    }

    /// Whether everything connects as before.
    pub fn is_empty(&self) -> bool {
        self.size() == 0
    }

    /// A line for each of them: `+ shop/web -> shop/db, 5432/TCP`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let each = [
            ("+ ", &self.gained),
            ("- ", &self.lost),
            ("? ", &self.unsettled),
        ];
        let lines = each.into_iter();
        lines.flat_map(|(sign, links)| links.iter().map(move |it| [sign, &it.to_string()].concat()))
    }
}

impl fmt::Display for Effect {
    /// `adds 1 connection, removes 2`, or `changes no connection`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            ("adds", self.gained.len()),
            ("removes", self.lost.len()),
            ("leaves open or settles", self.unsettled.len()),
        ];
        let counts = counts.iter().filter(|it| it.1 > 0).enumerate();
        for (at, (verb, count)) in counts {
            let noun = match (at, count) {
                (0, 1) => " connection",
                (0, _) => " connections",
                _ => "",
            };
            let separator = if at == 0 { "" } else { ", " };
            write!(f, "{separator}{verb} {count}{noun}")?;
        }
        if self.is_empty() {
            f.write_str("changes no connection")?;
        }
        Ok(())
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}, {}", self.source, self.destination, self.ports)
    }
}

fn seen(analysis: &Analysis) -> Option<Seen<'_>> {
    Some(Seen {
        world: &analysis.world,
        connections: analysis.listed()?,
    })
}

fn add(links: &mut Vec<Link>, change: &Change, ports: &Ports) {
    if ports.is_empty() {
        return;
    }
    links.push(Link {
        source: change.source.clone(),
        destination: change.destination.clone(),
        ports: ports.clone(),
    });
}
