use netpol_engine::Analysis;
use netpol_engine::eval::{
    BranchRef, Change, Entry, LabelChange, LabelWish, NearMiss, SideCut, minimal_cut, near_misses,
};
use netpol_engine::explain::{EntryUse, UsedPairs};
use netpol_engine::model::Direction;
use netpol_engine::query::{Pair, narrowed};
use netpol_engine::text::Sources;
use serde::Serialize;

use super::gate::{KIND, Look, clause_word};
use super::{Place, PortRange};

/// An entry that would admit a denied connection but for a single clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    direction: &'static str,
    kind: &'static str,
    policy: String,
    rule: usize,
    peer: Option<usize>,
    /// The clause, as in a miss.
    failed: &'static str,
    /// What would make it hold.
    change: NearChange,
    /// Whether it would then be admitted for certain.
    certain: bool,
    span: Option<Place>,
}

/// What would have to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum NearChange {
    /// The namespace of the peer.
    Namespace(String),
    /// Labels of its namespace.
    NamespaceLabels(Vec<Wish>),
    /// Its own labels.
    PodLabels(Vec<Wish>),
    /// The block that its address would have to be in.
    Address(String),
    /// The exception that it would have to be outside of.
    Except(String),
    /// The ports that would be admitted instead, and names that none has.
    Ports {
        ports: Vec<PortRange>,
        names: Vec<String>,
    },
}

/// What a label would have to say, as a selector would ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Wish {
    key: String,
    operator: &'static str,
    values: Vec<String>,
}

/// What closes a connection at one end, by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closing {
    direction: &'static str,
    /// Whether a policy would first have to isolate that end; then nothing is to
    /// be removed.
    isolate: bool,
    remove: Vec<Removed>,
}

/// A part of a policy that would have to go: an entry of peers, an entry of
/// ports, or where it is neither the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Removed {
    kind: &'static str,
    policy: String,
    rule: usize,
    peer: Option<usize>,
    port: Option<usize>,
    span: Option<Place>,
}

/// What an entry that admits the connection is there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Use {
    direction: &'static str,
    kind: &'static str,
    policy: String,
    rule: usize,
    peer: Option<usize>,
    span: Option<Place>,
    /// What only it permits.
    alone: Used,
    /// What something else permits, too.
    among_others: Used,
}

/// Connections between workloads, nodes and blocks of the outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Used {
    count: usize,
    /// Whether there are more than were counted.
    more: bool,
    /// Whether the input leaves open what permits some of them.
    open: bool,
    /// The first of them.
    first: Vec<Ends>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Ends {
    from: String,
    to: String,
}

/// For a denial of one port, what was near at the ends that refuse it.
pub(crate) fn near(sources: &Sources, analysis: &Analysis, pair: &Pair) -> Option<Vec<Near>> {
    let ports = pair.port.ports()?;
    if !narrowed(&pair.reach, pair.port).outcome().is_denied() {
        return None;
    }
    let look = Look { sources, analysis };
    let near = near_misses(&analysis.world, &pair.reach, &ports);
    let both = [near.egress, near.ingress];
    let all = both.into_iter().flatten().flatten();
    Some(all.map(|it| look.near(&it)).collect())
}

/// For a connection, what closes it; nothing where policies cannot.
pub(crate) fn closing(sources: &Sources, analysis: &Analysis, pair: &Pair) -> Option<Vec<Closing>> {
    let reach = narrowed(&pair.reach, pair.port);
    let ports = reach.outcome().perhaps();
    if ports.is_empty() {
        return None;
    }
    let look = Look { sources, analysis };
    let cut = minimal_cut(analysis.cluster(), &reach, &ports);
    let ends = [
        (Direction::Egress, &cut.egress),
        (Direction::Ingress, &cut.ingress),
    ];
    let end = |(direction, side): (Direction, &SideCut)| {
        let remove = match side {
            SideCut::Closed | SideCut::Impossible(_) => return None,
            SideCut::Isolate => Vec::new(),
            SideCut::Remove(entries) => entries.iter().map(|it| look.removed(*it)).collect(),
        };
        Some(Closing {
            direction: direction.rules_field(),
            isolate: matches!(side, SideCut::Isolate),
            remove,
        })
    };
    Some(ends.into_iter().filter_map(end).collect())
}

impl Use {
    pub(crate) fn new(sources: &Sources, analysis: &Analysis, it: &EntryUse) -> Self {
        let look = Look { sources, analysis };
        let BranchRef {
            policy,
            direction,
            rule,
            peer,
        } = it.branch;
        Self {
            direction: direction.rules_field(),
            kind: KIND,
            policy: look.policy(policy),
            rule,
            peer,
            span: look.span(it.branch),
            alone: Used::of(&it.alone),
            among_others: Used::of(&it.among_others),
        }
    }
}

impl Used {
    fn of(pairs: &UsedPairs) -> Self {
        let ends = |(from, to): &(String, String)| Ends {
            from: from.clone(),
            to: to.clone(),
        };
        Self {
            count: pairs.count,
            more: pairs.is_more,
            open: pairs.is_open,
            first: pairs.first.iter().map(ends).collect(),
        }
    }
}

impl Look<'_> {
    fn near(&self, it: &NearMiss) -> Near {
        let at = it.branch;
        Near {
            direction: at.direction.rules_field(),
            kind: KIND,
            policy: self.policy(at.policy),
            rule: at.rule,
            peer: at.peer,
            failed: it.clause.and_then(clause_word).unwrap_or("ports"),
            change: self.change(&it.change),
            certain: it.is_enough(),
            span: self.span(at),
        }
    }

    fn change(&self, change: &Change) -> NearChange {
        let wishes = |all: &[LabelChange]| all.iter().map(wish).collect();
        match change {
            Change::Namespace(id) => {
                NearChange::Namespace(self.analysis.cluster()[*id].name.clone())
            }
            Change::NamespaceLabels(all) => NearChange::NamespaceLabels(wishes(all)),
            Change::PodLabels(all) => NearChange::PodLabels(wishes(all)),
            Change::Address(block) => NearChange::Address(block.cidr.to_string()),
            Change::Hole(block, hole) => {
                let hole = block.except.get(*hole).map(ToString::to_string);
                NearChange::Except(hole.unwrap_or_default())
            }
            Change::Port {
                admitted,
                missing_names,
            } => NearChange::Ports {
                ports: PortRange::of(admitted),
                names: missing_names.clone(),
            },
        }
    }

    fn removed(&self, entry: Entry) -> Removed {
        let (rule, peer, port) = match entry {
            Entry::Rule { rule, .. } => (rule, None, None),
            Entry::Peer(branch) => (branch.rule, branch.peer, None),
            Entry::Port { rule, port, .. } => (rule, None, Some(port)),
        };
        let policy = entry.policy();
        let span = self.analysis.policy_span(policy, &entry.path());
        Removed {
            kind: KIND,
            policy: self.policy(policy),
            rule,
            peer,
            port,
            span: span.map(|it| Place::new(self.sources, it)),
        }
    }
}

fn wish(change: &LabelChange) -> Wish {
    let (operator, values) = match &change.to {
        LabelWish::OneOf(values) => ("In", values.clone()),
        LabelWish::NoneOf(values) => ("NotIn", values.clone()),
        LabelWish::Present => ("Exists", Vec::new()),
        LabelWish::Missing => ("DoesNotExist", Vec::new()),
    };
    Wish {
        key: change.key.clone(),
        operator,
        values,
    }
}
