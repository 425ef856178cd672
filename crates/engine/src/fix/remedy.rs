//! Single changes that make good what a finding complains of.

use super::draft::{Draft, Promise};
use super::policy::rule;
use super::selection::{entries_for, of_namespace, with_labels};
use super::{Fix, Workshop};
use crate::edit::{Change, What};
use crate::eval::{BranchRef, DNS_PORT, DnsPath, DnsServers, Endpoint, Entry, NameLookup, Party};
use crate::manifest::Value;
use crate::model::{
    Direction, Members, NamespaceId, ObjectId, Operator, PodId, PolicyId, Protocol, ServiceId,
};
use crate::text::{FieldPath, Step};

/// What could be done about something that is probably not as meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// The entry at a branch and the next become one: both selectors must match.
    JoinEntries(BranchRef),
    /// An entry becomes two: either selector may match.
    PartEntry(BranchRef),
    /// The rule and the next become one: those peers on those ports.
    JoinRules(PolicyId, Direction, usize),
    /// An entry means pods of this namespace, by the label that every namespace
    /// has.
    NameNamespace(BranchRef, NamespaceId),
    /// A policy does not isolate in this direction any more.
    RemoveType(PolicyId, Direction),
    /// A policy isolates in exactly these directions.
    WriteTypes(PolicyId, Vec<Direction>),
    /// A policy admits questions to the cluster's DNS.
    AdmitDns(PolicyId),
    /// A namespace gets a policy that selects all its pods and admits nobody.
    DefaultDeny(NamespaceId, Direction),
    /// The key at the end of this path is misspelt.
    Rename(ObjectId, FieldPath, String),
    /// The text at this path is misspelt.
    Respell(ObjectId, FieldPath, String),
    /// Several of these at once, of one object.
    All(Vec<Self>),
    /// The port at this path is that of a Service, and this is the pods'.
    UsePort(ObjectId, FieldPath, u16),
    /// The block of an entry holds the address of this Service, and pods are meant.
    SelectBackends(BranchRef, ServiceId),
    /// These entries change nothing.
    RemoveEntries(Vec<Entry>),
    /// This policy changes nothing.
    RemovePolicy(PolicyId),
}

impl Workshop<'_> {
    /// A remedy that was tried; `None` where it cannot be written here, or does not
    /// do what it says.
    pub fn remedy(&self, remedy: &Remedy) -> Option<Fix> {
        self.offer(self.draft(remedy)?)
    }

    fn draft(&self, remedy: &Remedy) -> Option<Draft> {
        match remedy {
            Remedy::JoinEntries(branch) => self.join_of(*branch, branch.peer?, Promise::Written),
            Remedy::PartEntry(branch) => self.parted(*branch),
            Remedy::JoinRules(policy, direction, index) => {
                let rules = FieldPath::root()
                    .field("spec")
                    .field(direction.rules_field());
                let name = self.entry_name(*policy, &rules.clone().index(*index));
                let title = format!("Join {name} with the next rule: those peers on those ports");
                Some(self.on_policy(*policy, title, What::Join(rules, *index)))
            }
            Remedy::NameNamespace(branch, namespace) => {
                let name = &self.before.cluster()[*namespace].name;
                let entry = self.entry_name(branch.policy, &branch.path());
                let title = format!("Mean the namespace `{name}` in {entry}");
                let path = branch.path().field("namespaceSelector");
                let what = What::Set(path, of_namespace(name));
                Some(self.on_policy(branch.policy, title, what))
            }
            Remedy::RemoveType(policy, direction) => self.without_type(*policy, *direction),
            Remedy::WriteTypes(policy, types) => self.with_types(*policy, types),
            Remedy::AdmitDns(policy) => self.with_dns(*policy),
            Remedy::DefaultDeny(namespace, direction) => {
                self.default_deny(*namespace, *direction, Promise::Written)
            }
            Remedy::Rename(object, path, key) => {
                let title = format!("Write `{key}` for `{}`", last_word(path));
                let what = What::Rename(path.clone(), key.clone());
                Some(Draft::new(title, *object, [what], Promise::Written))
            }
            Remedy::Respell(object, path, word) => {
                let was = self.word(*object, path)?;
                let title = format!("Write `{word}` for `{was}`");
                let what = What::Set(path.clone(), Value::text(word));
                Some(Draft::new(title, *object, [what], Promise::Written))
            }
            Remedy::All(remedies) => {
                let drafts = remedies.iter().map(|it| self.draft(it));
                let drafts: Vec<Draft> = drafts.collect::<Option<_>>()?;
                drafts.into_iter().reduce(Draft::and)
            }
            Remedy::UsePort(object, path, port) => {
                let was = self.word(*object, path)?;
                let title = format!("Write the port of the pods, {port}, for {was}");
                let what = What::Set(path.clone(), Value::number(*port));
                Some(Draft::new(title, *object, [what], Promise::Written))
            }
            Remedy::SelectBackends(branch, service) => self.backends(*branch, *service),
            Remedy::RemoveEntries(entries) => self.without(entries, Promise::NothingElse),
            Remedy::RemovePolicy(policy) => {
                let title = format!("Remove the NetworkPolicy {}", self.policy_name(*policy));
                let draft = self.on_policy(*policy, title, What::Delete);
                Some(draft.promising(Promise::NothingElse))
            }
        }
    }

    fn on_policy(&self, policy: PolicyId, title: String, what: What) -> Draft {
        let object = self.before.cluster()[policy].declared_by;
        Draft::new(title, object, [what], Promise::Written)
    }

    /// What stands at a path, as it is written.
    fn word(&self, object: ObjectId, path: &FieldPath) -> Option<String> {
        let span = self.before.places().value(object, path)?;
        let text = self.sources[span.source].text.get(span.range())?;
        Some(text.trim_matches(['"', '\'']).to_owned())
    }

    fn parted(&self, branch: BranchRef) -> Option<Draft> {
        let object = self.before.cluster()[branch.policy].declared_by;
        let entry = branch.path();
        let places = self.before.places();
        let selectors = ["namespaceSelector", "podSelector"];
        let begins = |it: &&str| places.key(object, &entry.clone().field(*it));
        let [a, b] = selectors;
        let second = if begins(&a)?.start < begins(&b)?.start {
            b
        } else {
            a
        };
        let list = entry.parent()?;
        let name = self.entry_name(branch.policy, &entry);
        let title = format!("Part {name} into two entries: either selector may match");
        let what = What::Part(list, branch.peer?, second.to_owned());
        Some(self.on_policy(branch.policy, title, what))
    }

    pub(super) fn without_type(&self, policy: PolicyId, direction: Direction) -> Option<Draft> {
        let types = [Direction::Ingress, Direction::Egress];
        let scope = |it: &Direction| self.before.cluster()[policy].scope(*it);
        let left = types
            .into_iter()
            .filter(|it| *it != direction && scope(it).isolates.is_some());
        let mut draft = self.with_types(policy, &left.collect::<Vec<_>>())?;
        let list = FieldPath::root().field("spec").field("policyTypes");
        let object = self.before.cluster()[policy].declared_by;
        let written = self.before.places().says(object)?;
        let indexes = written.clone().at_mut(&list).and_then(|it| {
            let word = Value::text(direction.name());
            let all = it.items_mut()?.iter().enumerate();
            let own = all.filter(|it| *it.1 == word).map(|it| it.0);
            Some(own.collect::<Vec<_>>())
        });
        // What is listed goes from the list, which keeps its style.
        if let Some(indexes) = indexes.filter(|it| !it.is_empty()) {
            let what = What::Remove(list, indexes);
            draft.changes = vec![Change { object, what }];
        }
        let name = self.policy_name(policy);
        draft.title = format!("Remove `{}` from policyTypes of {name}", direction.name());
        Some(draft)
    }

    fn with_types(&self, policy: PolicyId, types: &[Direction]) -> Option<Draft> {
        if types.is_empty() {
            // An empty list means the types by default.
            return None;
        }
        let names: Vec<&str> = types.iter().map(|it| it.name()).collect();
        let title = format!(
            "Write `policyTypes: [{}]` in {}",
            names.join(", "),
            self.policy_name(policy)
        );
        let list = FieldPath::root().field("spec").field("policyTypes");
        let names = names.into_iter().map(Value::text);
        let what = What::Set(list, Value::list(names));
        let it = &self.before.cluster()[policy];
        let promise = Promise::Isolates {
            namespace: self.before.cluster()[it.namespace].name.clone(),
            name: it.name.clone(),
            types: types.to_vec(),
        };
        Some(self.on_policy(policy, title, what).promising(promise))
    }

    /// With a rule for the pods that answer for the cluster's names, at the ports
    /// that these listen on.
    fn with_dns(&self, policy: PolicyId) -> Option<Draft> {
        let world = &self.before.world;
        let cluster = world.cluster();
        let it = &cluster[policy];
        let client = cluster.pods().find(|(_, pod)| {
            pod.namespace == it.namespace && it.subject.matches(&pod.labels).is_yes()
        })?;
        let client = client.0;
        let NameLookup::Judged {
            servers, udp, tcp, ..
        } = world.name_lookup(Endpoint::Pod(client))
        else {
            return None;
        };
        let peers = match servers {
            DnsServers::Undeclared => {
                let namespace = of_namespace(DnsServers::USUAL_NAMESPACE);
                let (key, value) = DnsServers::USUAL_LABEL;
                let pods = with_labels(&[(key.to_owned(), value.to_owned())]);
                vec![Value::map([
                    ("namespaceSelector", namespace),
                    ("podSelector", pods),
                ])]
            }
            DnsServers::Service(_) | DnsServers::Pods(_) => {
                let pods = udp
                    .servers
                    .iter()
                    .chain(&tcp.servers)
                    .filter_map(|it| pod(it.endpoint));
                let mut workloads: Vec<_> = pods.map(|it| cluster[it].workload).collect();
                workloads.sort_unstable();
                workloads.dedup();
                let parties = workloads.into_iter().map(Party::Workload);
                parties
                    .flat_map(|party| entries_for(world, party, it.namespace))
                    .collect()
            }
        };
        if peers.is_empty() {
            return None;
        }
        let title = format!(
            "Admit the cluster's DNS in `egress` of {}",
            self.policy_name(policy)
        );
        let list = FieldPath::root().field("spec").field("egress");
        let ports = ports_of([(Protocol::Udp, &udp), (Protocol::Tcp, &tcp)]);
        let what = What::Push(list, rule(Direction::Egress, peers, ports));
        Some(
            self.on_policy(policy, title, what)
                .promising(Promise::Resolves(client)),
        )
    }

    /// With selectors for the pods behind a Service in place of its address.
    fn backends(&self, branch: BranchRef, service: ServiceId) -> Option<Draft> {
        let cluster = self.before.cluster();
        let it = &cluster[service];
        let Members::Selected(selector) = &it.backing()?.members else {
            return None;
        };
        let labels = selector.requirements().iter().map(|it| match &it.operator {
            Operator::In(values) => Some((it.key.clone(), values.first()?.clone())),
            _ => None,
        });
        let labels: Vec<(String, String)> = labels.collect::<Option<_>>()?;
        let pods = ("podSelector", with_labels(&labels));
        let home = cluster[branch.policy].namespace;
        let entry = if it.namespace == home {
            Value::map([pods])
        } else {
            let namespace = of_namespace(&cluster[it.namespace].name);
            Value::map([("namespaceSelector", namespace), pods])
        };
        let title = format!(
            "Select the pods of the Service {}/{} in {}",
            cluster[it.namespace].name,
            it.name,
            self.entry_name(branch.policy, &branch.path())
        );
        Some(self.on_policy(branch.policy, title, What::Set(branch.path(), entry)))
    }
}

/// Entries of `ports` for those that the cluster's DNS listens on.
fn ports_of(paths: [(Protocol, &DnsPath); 2]) -> Vec<Value> {
    let mut ports = Vec::new();
    for (protocol, path) in paths {
        let mut numbers: Vec<u16> = path.servers.iter().map(|it| it.port).collect();
        if numbers.is_empty() {
            numbers.push(DNS_PORT);
        }
        numbers.sort_unstable();
        numbers.dedup();
        ports.extend(numbers.into_iter().map(|number| {
            Value::map([
                ("protocol", Value::text(protocol.name())),
                ("port", Value::number(number)),
            ])
        }));
    }
    ports
}

fn pod(endpoint: Endpoint) -> Option<PodId> {
    match endpoint {
        Endpoint::Pod(pod) => Some(pod),
        Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => None,
    }
}

fn last_word(path: &FieldPath) -> &str {
    match path.steps().last() {
        Some(Step::Field(key)) => key,
        Some(Step::Index(_)) | None => "",
    }
}
