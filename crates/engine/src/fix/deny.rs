//! What denies a connection: entries that go, entries that mean fewer, policies
//! that isolate.

use ipnet::IpNet;

use super::draft::{Draft, Promise};
use super::pair::Pair;
use super::policy::{NewPolicy, rule};
use super::selection::{
    cidrs_of, entries_for_others, of_namespace, other_than, telling_labels, with_labels,
};
use super::{Fix, Workshop};
use crate::edit::{Change, What};
use crate::eval::{BranchRef, Gate, JudgedBranch, Party, Reach, SideCut, minimal_cut};
use crate::manifest::Value;
use crate::model::{Direction, Namespace, Operator, Peer, Ports, Requirement, Selector};
use crate::query::{listed, workload_name};

impl Workshop<'_> {
    /// What denies a connection that is there; the least first, each with all that
    /// it changes beside. Nothing where policies cannot.
    pub fn deny(&self, pair: &Pair) -> Vec<Fix> {
        let Some((source, destination)) = pair.endpoints(&self.before.world) else {
            return Vec::new();
        };
        let reach = self.before.reach(source, destination);
        let ports = reach.outcome().perhaps().intersection(&pair.ports);
        if ports.is_empty() {
            return Vec::new();
        }
        let cut = minimal_cut(self.before.cluster(), &reach, &ports);
        let mut drafts = Vec::new();
        for (direction, side) in [
            (Direction::Ingress, &cut.ingress),
            (Direction::Egress, &cut.egress),
        ] {
            let denial = Denial {
                workshop: self,
                pair,
                direction,
            };
            match side {
                SideCut::Remove(entries) => {
                    let branches = admitting(&reach, direction, &ports);
                    drafts.extend(denial.joined(&branches));
                    drafts.extend(self.without(entries, denial.promise()));
                    drafts.extend(denial.confined(&branches));
                    drafts.extend(denial.narrowed(&branches));
                }
                SideCut::Isolate => drafts.extend(denial.isolated()),
                SideCut::Closed | SideCut::Impossible(_) => {}
            }
        }
        self.offers(drafts)
    }
}

/// The branches that admit any of these ports, or may.
fn admitting(reach: &Reach, direction: Direction, ports: &Ports) -> Vec<BranchRef> {
    let mut found: Vec<BranchRef> = Vec::new();
    let families = reach.by_family.iter().map(|it| it.gate(direction));
    for gate in families.chain([reach.gate(direction)]) {
        let Gate::Isolated {
            branches, over_v6, ..
        } = gate
        else {
            continue;
        };
        let admits = |it: &&JudgedBranch| !it.may_admit().intersection(ports).is_empty();
        let branches = branches.iter().chain(over_v6);
        found.extend(branches.filter(admits).map(|it| it.at));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A connection that is to be denied at one end.
struct Denial<'a> {
    workshop: &'a Workshop<'a>,
    pair: &'a Pair,
    direction: Direction,
}

impl Denial<'_> {
    fn promise(&self) -> Promise {
        Promise::Denied(self.pair.clone())
    }

    fn subject_and_peer(&self) -> (Party, Party) {
        self.pair.subject_and_peer(self.direction)
    }

    /// With two entries as one, where one of them names only namespaces and its
    /// neighbour only pods: probably that was meant.
    fn joined(&self, branches: &[BranchRef]) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for branch in branches {
            let Some(peer) = branch.peer else {
                continue;
            };
            let pairs = [peer.checked_sub(1), Some(peer)];
            drafts.extend(
                pairs
                    .into_iter()
                    .flatten()
                    .filter_map(|first| self.workshop.join_of(*branch, first, self.promise())),
            );
        }
        drafts
    }

    /// With entries that mean everybody whom they meant but this one.
    fn narrowed(&self, branches: &[BranchRef]) -> Vec<Draft> {
        let (_, peer) = self.subject_and_peer();
        let mut drafts = Vec::new();
        for spared in Spared::all(self.workshop, peer) {
            let changes: Option<Vec<Vec<Change>>> = branches
                .iter()
                .map(|it| spared.exempted(self.workshop, *it))
                .collect();
            let Some(changes) = changes else {
                continue;
            };
            drafts.push(Draft {
                title: format!("Except {} from {}", spared.words(), self.names(branches)),
                changes: changes.concat(),
                promise: self.promise(),
            });
        }
        drafts
    }

    /// With entries that mean pods of the policy's own namespace alone, where the
    /// other end is of another.
    fn confined(&self, branches: &[BranchRef]) -> Option<Draft> {
        let cluster = self.workshop.before.cluster();
        let Party::Workload(peer) = self.subject_and_peer().1 else {
            return None;
        };
        let home = cluster[branches.first()?.policy].namespace;
        if cluster[peer].namespace == home {
            return None;
        }
        let name = &cluster[home].name;
        let changes = branches.iter().map(|it| {
            let policy = &cluster[it.policy];
            let rule = policy.scope(it.direction).rules.get(it.rule)?;
            let Peer::Pods { .. } = rule.peer(it.peer?)? else {
                return None;
            };
            let path = it.path().field("namespaceSelector");
            Some(Change {
                object: policy.declared_by,
                what: What::Set(path, of_namespace(name)),
            })
        });
        let changes: Vec<Change> = changes.collect::<Option<_>>()?;
        let title = format!(
            "Mean only the namespace `{name}` in {}",
            self.names(branches)
        );
        Some(Draft {
            title,
            changes,
            promise: self.promise(),
        })
    }

    /// `` `ingress[0].from[0]` of shop/db-np and …``.
    fn names(&self, branches: &[BranchRef]) -> String {
        let names = branches.iter();
        let names = names.map(|it| self.workshop.entry_name(it.policy, &it.path()));
        names.collect::<Vec<_>>().join(" and ")
    }

    /// With a policy that isolates this end and admits everybody else, or nobody.
    fn isolated(&self) -> Vec<Draft> {
        let (subject, peer) = self.subject_and_peer();
        let Party::Workload(subject) = subject else {
            return Vec::new();
        };
        let workshop = self.workshop;
        let world = &workshop.before.world;
        let cluster = world.cluster();
        let labels = telling_labels(cluster, subject);
        let namespace = cluster[subject].namespace;
        let name = workload_name(cluster, subject);
        let way = self.direction.rules_field();
        let mut drafts = Vec::new();
        let others = entries_for_others(world, peer, namespace);
        if !labels.is_empty() && !others.is_empty() {
            let stem = [&cluster[subject].name, "-", way].concat();
            let policy = NewPolicy {
                namespace,
                name: workshop.free_name(namespace, &stem),
                subject: with_labels(&labels),
                direction: self.direction,
                rules: vec![rule(self.direction, others, Vec::new())],
            };
            let title = format!(
                "Add a NetworkPolicy that isolates {name} for {way} and admits all but {}",
                workshop.party_name(peer)
            );
            drafts.extend(workshop.with_policy(title, policy, self.promise()));
        }
        if !labels.is_empty() {
            let stem = ["deny-", &cluster[subject].name, "-", way].concat();
            let policy = NewPolicy {
                namespace,
                name: workshop.free_name(namespace, &stem),
                subject: with_labels(&labels),
                direction: self.direction,
                rules: Vec::new(),
            };
            let title = format!("Add a NetworkPolicy that isolates {name} for {way}");
            drafts.extend(workshop.with_policy(title, policy, self.promise()));
        }
        if self.direction == Direction::Ingress {
            drafts.extend(workshop.default_deny(namespace, self.direction, self.promise()));
        }
        drafts
    }
}

/// Whom an entry is not to mean any more, and how that can be written.
enum Spared {
    /// Pods with this label.
    Pods(String, String),
    /// Namespaces of this name.
    Namespace(String),
    /// These blocks of addresses.
    Blocks(Vec<IpNet>),
}

impl Spared {
    /// All the ways to write a party, the narrowest first.
    fn all(workshop: &Workshop<'_>, party: Party) -> Vec<Self> {
        let world = &workshop.before.world;
        let cluster = world.cluster();
        match party {
            Party::Workload(id) => {
                let mut all = Vec::new();
                if let [(key, value)] = telling_labels(cluster, id).as_slice() {
                    all.push(Self::Pods(key.clone(), value.clone()));
                }
                let home = cluster[id].namespace;
                all.push(Self::Namespace(cluster[home].name.clone()));
                all
            }
            Party::Outside(_) => vec![Self::Blocks(cidrs_of(world, party))],
            Party::Node(_) => Vec::new(),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Pods(key, value) => format!("pods with `{key}={value}`"),
            Self::Namespace(name) => format!("the namespace `{name}`"),
            Self::Blocks(cidrs) => listed(cidrs),
        }
    }

    /// The changes after which a branch does not mean them; `None` where this is
    /// not the way.
    fn exempted(&self, workshop: &Workshop<'_>, branch: BranchRef) -> Option<Vec<Change>> {
        let policy = &workshop.before.cluster()[branch.policy];
        let rule = policy.scope(branch.direction).rules.get(branch.rule)?;
        let peer = rule.peer(branch.peer?)?;
        let entry = branch.path();
        let what = match (self, peer) {
            // What asks for this very label would mean nobody.
            (
                Self::Pods(key, value),
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                },
            ) if asks_for(pods, key, value) => {
                return None;
            }
            (Self::Namespace(name), Peer::Pods { namespaces, .. })
                if asks_for(namespaces, Namespace::NAME_LABEL, name) =>
            {
                return None;
            }
            (Self::Pods(key, value), Peer::LocalPods(_) | Peer::Pods { .. }) => {
                let list = entry.field("podSelector").field("matchExpressions");
                vec![What::Push(list, other_than(key, value))]
            }
            (Self::Namespace(name), Peer::Pods { .. }) => {
                let list = entry.field("namespaceSelector").field("matchExpressions");
                vec![What::Push(list, other_than(Namespace::NAME_LABEL, name))]
            }
            (Self::Blocks(cidrs), Peer::Block(block)) => {
                let list = entry.field("ipBlock").field("except");
                let inside = cidrs.iter().filter(|it| block.cidr.contains(*it));
                inside
                    .map(|it| What::Push(list.clone(), Value::text(it.to_string())))
                    .collect()
            }
            _ => return None,
        };
        let object = policy.declared_by;
        Some(
            what.into_iter()
                .map(|what| Change { object, what })
                .collect(),
        )
    }
}

/// Whether a selector names this label and no other value of it.
fn asks_for(selector: &Selector, key: &str, value: &str) -> bool {
    let is_so = |it: &Requirement| {
        it.key == key && matches!(&it.operator, Operator::In(values) if *values == [value])
    };
    selector.requirements().iter().any(is_so)
}
