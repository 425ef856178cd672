use ipnet::IpNet;
use netpol_engine::Analysis;
use netpol_engine::eval::{
    BranchRef, Connection, Endpoint, Outcome, PairAnswer, Party, Passage, World,
};
use netpol_engine::explain::Name;
use netpol_engine::model::{Cluster, Direction};
use netpol_engine::query::workload_name;

/// One pair that is or may be connected.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) from: End,
    pub(super) to: End,
    /// On which ports.
    pub(super) outcome: Outcome,
    /// What admits it, in few words.
    pub(super) why: String,
    /// Whether nothing isolates either end.
    pub(super) is_open: bool,
}

impl Row {
    /// From, to, ports and why.
    pub(super) fn cells(&self) -> [String; 4] {
        let ports = ports_text(&self.outcome);
        [self.from.words(), self.to.words(), ports, self.why.clone()]
    }
}

/// One end of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// A workload or pod: `shop/web`.
    Inside {
        namespace: String,
        /// What stands behind the namespace.
        name: String,
    },
    /// A part of the outside.
    Outside {
        /// `any address outside`.
        words: String,
        cidrs: Vec<IpNet>,
    },
}

impl End {
    /// For people.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Inside { namespace, name } => format!("{namespace}/{name}"),
            Self::Outside { words, .. } => words.clone(),
        }
    }

    /// For programs: one name, or every CIDR.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Inside { namespace, name } => vec![format!("{namespace}/{name}")],
            Self::Outside { cidrs, .. } => cidrs.iter().map(ToString::to_string).collect(),
        }
    }

    fn inside(namespace: &str, name: &str) -> Self {
        Self::Inside {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        }
    }

    fn of_party(world: &World, party: Party) -> Self {
        let cluster = world.cluster();
        match party {
            Party::Workload(id) => {
                let whole = workload_name(cluster, id);
                let (namespace, name) = whole.split_once('/').unwrap_or(("", &whole));
                Self::inside(namespace, name)
            }
            Party::Node(id) => Self::inside("node", &cluster[id].name),
            Party::Outside(index) => {
                let part = world.outside().blocks.get(index);
                let cidrs = part.into_iter().flat_map(|it| &it.cidrs);
                Self::Outside {
                    words: Name::of_party(world, party).full,
                    cidrs: cidrs.copied().collect(),
                }
            }
        }
    }
}

/// Workloads in document order, then the outside.
pub(super) fn between_workloads(analysis: &Analysis) -> Vec<Row> {
    let row = |it: &Connection| {
        let passages = [&it.egress, &it.ingress];
        Row {
            from: End::of_party(&analysis.world, it.source),
            to: End::of_party(&analysis.world, it.destination),
            outcome: Outcome {
                ports: it.ports.clone(),
                mixed_ports: it.mixed_ports.clone(),
                unknown_ports: it.unknown_ports.clone(),
            },
            why: why(analysis.cluster(), passages),
            is_open: passages.iter().all(|it| **it == Passage::Open),
        }
    };
    analysis.connections().iter().map(row).collect()
}

/// Pods in document order, then the outside; a pod and itself is no pair.
pub(super) fn between_pods(analysis: &Analysis) -> Vec<Row> {
    let world = &analysis.world;
    let cluster = world.cluster();
    let pods = cluster.pods().map(|(id, it)| {
        let namespace = &cluster[it.namespace].name;
        (Endpoint::Pod(id), End::inside(namespace, &it.name))
    });
    let outside = world.outside().blocks.iter().enumerate().map(|(at, it)| {
        let party = Party::Outside(at);
        (
            Endpoint::Address(it.representative),
            End::of_party(world, party),
        )
    });
    let ends: Vec<(Endpoint, End)> = pods.chain(outside).collect();
    let mut rows = Vec::new();
    for (from, source) in &ends {
        for (to, destination) in &ends {
            let is_address = |it: &Endpoint| !matches!(it, Endpoint::Pod(_));
            if from == to || is_address(from) && is_address(to) {
                continue;
            }
            let answer = analysis.reachability.between(*from, *to);
            rows.extend(answer.and_then(|it| row(analysis, it, source, destination)));
        }
    }
    rows
}

fn row(analysis: &Analysis, answer: PairAnswer, from: &End, to: &End) -> Option<Row> {
    let reachability = &analysis.reachability;
    let outcome = reachability.outcome(answer).into_owned();
    if outcome.is_denied() {
        return None;
    }
    let [egress, ingress] = Direction::BOTH.map(|it| reachability.passage(answer, it));
    Some(Row {
        from: from.clone(),
        to: to.clone(),
        outcome,
        why: why(analysis.cluster(), [&egress, &ingress]),
        is_open: [egress, ingress].iter().all(|it| *it == Passage::Open),
    })
}

/// How many rules are named before the rest is counted.
const MOST_RULES: usize = 3;

/// `out by shop/web-np rule 1, in by shop/db-np rule 2`.
fn why(cluster: &Cluster, [egress, ingress]: [&Passage; 2]) -> String {
    match (egress, ingress) {
        (Passage::Open, Passage::Open) => "nothing isolates".to_owned(),
        (Passage::Admitted(out), Passage::Open) => format!("out by {}", rules(cluster, out)),
        (Passage::Open, Passage::Admitted(into)) => format!("in by {}", rules(cluster, into)),
        (Passage::Admitted(out), Passage::Admitted(into)) => {
            let [out, into] = [out, into].map(|it| rules(cluster, it));
            format!("out by {out}, in by {into}")
        }
    }
}

fn rules(cluster: &Cluster, branches: &[BranchRef]) -> String {
    let mut names: Vec<String> = Vec::new();
    for it in branches {
        let name = format!("{} rule {}", cluster[it.policy].name, it.rule + 1);
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => "what the input does not say".to_owned(),
        [shown @ .., _] if names.len() > MOST_RULES => {
            let shown = shown.get(..MOST_RULES).unwrap_or(shown);
            format!(
                "{} and {} more",
                shown.join(" and "),
                names.len() - MOST_RULES
            )
        }
        all => all.join(" and "),
    }
}

/// `80/TCP`; behind it those that connect only a part of the two, and those of
/// which the input does not say.
pub(super) fn ports_text(outcome: &Outcome) -> String {
    let Outcome {
        ports,
        mixed_ports,
        unknown_ports,
    } = outcome;
    let kinds = [
        ("", ports),
        ("in part ", mixed_ports),
        ("perhaps ", unknown_ports),
    ];
    let said = kinds.into_iter().filter(|it| !it.1.is_empty());
    let said: Vec<String> = said.map(|(how, ports)| format!("{how}{ports}")).collect();
    said.join(", ")
}
