use std::net::IpAddr;

use super::case::Case;
use super::requirement::{selector_fact, selector_text};
use super::{ClauseLine, Phrase};
use crate::eval::{Because, BranchRef, Clause, ClauseOutcome, Endpoint};
use crate::model::{Cluster, IpBlock, Labels, Namespace, NamespaceId, Peer, Peers, Selector};

/// One clause of a branch, with the fact that settled it.
pub(super) fn clause_line(case: &Case<'_>, at: BranchRef, outcome: &ClauseOutcome) -> ClauseLine {
    let subject = Held { case, at, outcome };
    let (what, value, fact) = match outcome.clause {
        Clause::Anyone => subject.anyone(),
        Clause::OwnNamespace => subject.own_namespace(),
        Clause::NamespaceSelector => subject.namespace_selector(),
        Clause::AnyPod => subject.any_pod(),
        Clause::PodSelector => subject.pod_selector(),
        Clause::IpBlock => subject.ip_block(),
    };
    let path = field(outcome.clause).map(|it| at.path().field(it));
    ClauseLine {
        clause: Some(outcome.clause),
        held: outcome.held,
        written: path.is_some(),
        what: what.to_owned(),
        value,
        fact,
        path,
    }
}

/// The field that says it; none for a clause that holds by not being written.
fn field(clause: Clause) -> Option<&'static str> {
    match clause {
        Clause::NamespaceSelector => Some("namespaceSelector"),
        Clause::PodSelector => Some("podSelector"),
        Clause::IpBlock => Some("ipBlock"),
        Clause::Anyone | Clause::OwnNamespace | Clause::AnyPod => None,
    }
}

/// What it is about, what it asks for, and what became of that.
type Said = (&'static str, String, Phrase);

/// A clause held against the peer.
struct Held<'a> {
    case: &'a Case<'a>,
    at: BranchRef,
    outcome: &'a ClauseOutcome,
}

impl Held<'_> {
    fn anyone(&self) -> Said {
        let fact = Phrase::from("no ")
            .code(self.at.direction.peers_field())
            .text(", so anyone: every pod and every address");
        ("peer", "anyone".to_owned(), fact)
    }

    fn own_namespace(&self) -> Said {
        let own = self.cluster()[self.at.policy].namespace;
        let mut fact = Phrase::from("no ")
            .code("namespaceSelector")
            .text(", so the policy’s own");
        if self.is_no_pod() {
            fact = fact.text("; ").then(self.no_pod(" is in no namespace"));
        } else if let Some(namespace) = self.peer_namespace().filter(|it| *it != own) {
            let (name, _) = self.case.peer(self.at.direction);
            fact = fact
                .text("; ")
                .then(name.mention())
                .text(" is in ")
                .code(&self.cluster()[namespace].name);
        }
        ("namespace", self.cluster()[own].name.clone(), fact)
    }

    fn namespace_selector(&self) -> Said {
        let selector = match self.peer() {
            Some(Peer::Pods { namespaces, .. }) => namespaces,
            _ => &Selector::everything(),
        };
        let fact = match self.peer_namespace() {
            _ if self.is_no_pod() => self.no_pod(" is in no namespace"),
            _ if selector.is_everything() => everything("every namespace"),
            Some(id) => namespace_fact(&self.cluster()[id], selector),
            None => Phrase::new(),
        };
        ("namespace", selector_text(selector, "any"), fact)
    }

    fn any_pod(&self) -> Said {
        let fact = Phrase::from("no ").code("podSelector");
        let fact = if self.is_no_pod() {
            fact.text(", so every pod there; ")
                .then(self.no_pod(" is no pod"))
        } else {
            fact.text(", so every pod there")
        };
        ("pod", "any".to_owned(), fact)
    }

    fn pod_selector(&self) -> Said {
        let selector = match self.peer() {
            Some(
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                },
            ) => pods,
            _ => &Selector::everything(),
        };
        let (name, endpoint) = self.case.peer(self.at.direction);
        let fact = match endpoint {
            _ if self.is_no_pod() => self.no_pod(" is no pod"),
            _ if selector.is_everything() => everything("every pod"),
            Endpoint::Pod(pod) => {
                selector_fact(name.mention(), selector, &self.cluster()[pod].labels)
            }
            Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => Phrase::new(),
        };
        ("pod", selector_text(selector, "any"), fact)
    }

    fn ip_block(&self) -> Said {
        let Some(Peer::Block(block)) = self.peer() else {
            return ("address", String::new(), Phrase::new());
        };
        let fact = match &self.outcome.because {
            Because::AddressUnknown => Phrase::from("the input gives no address of ")
                .then(self.name())
                .text(", so it cannot be compared"),
            Because::AddressesDiffer => self
                .name()
                .text(" has addresses in it and others that are not"),
            Because::InException(index) => {
                let hole = block.except.get(*index).map(ToString::to_string);
                self.address(|it| block.cidr.contains(it) && !block.contains(*it))
                    .text(" is in the block, but also in its exception ")
                    .code(hole.unwrap_or_default())
            }
            Because::PodNetwork => Phrase::from(if self.outcome.held.is_yes() {
                "the network of the pods is in it"
            } else {
                "the network of the pods is not in it"
            }),
            Because::NoPodsInBlocks => Phrase::from("an ipBlock is taken never to hold a pod"),
            Because::OtherFamily => self.other_family(block),
            Because::NoAddressInBlock => self
                .address(|it| block.is_of_family(*it))
                .text(" is not in it"),
            Because::Compared if self.addresses().is_empty() => {
                Phrase::from("every IPv4 address is in it")
            }
            Because::Compared if self.is_named_after(block) => Phrase::from("exactly this block"),
            Because::Compared | Because::NotAPod => {
                self.address(|it| block.contains(*it)).text(" is in it")
            }
        };
        ("address", block_text(block), fact)
    }

    /// `an IPv4 block, and the address of web is IPv6`.
    fn other_family(&self, block: &IpBlock) -> Phrase {
        let (name, endpoint) = self.case.peer(self.at.direction);
        if name.is_words() {
            // Addresses of both families, none of which is in the block.
            return name.mention().text(" is not in it");
        }
        let [own, other] = if block.cidr.addr().is_ipv4() {
            ["IPv4", "IPv6"]
        } else {
            ["IPv6", "IPv4"]
        };
        let of = match endpoint {
            Endpoint::Address(_) | Endpoint::UnknownAddress => "",
            Endpoint::Pod(_) | Endpoint::Node(_) => "the address of ",
        };
        Phrase::from(format!("an {own} block, and {of}"))
            .then(name.mention())
            .text(format!(" is {other}"))
    }

    fn cluster(&self) -> &Cluster {
        self.case.cluster()
    }

    fn peer(&self) -> Option<&Peer> {
        let scope = self.cluster()[self.at.policy].scope(self.at.direction);
        match (&scope.rules.get(self.at.rule)?.peers, self.at.peer) {
            (Peers::OneOf(peers), Some(index)) => peers.get(index),
            _ => None,
        }
    }

    fn name(&self) -> Phrase {
        self.case.peer(self.at.direction).0.mention()
    }

    /// Whether the peer is the part of the outside that the block is.
    fn is_named_after(&self, block: &IpBlock) -> bool {
        self.case.peer(self.at.direction).0.short == block.cidr.to_string()
    }

    fn peer_namespace(&self) -> Option<NamespaceId> {
        self.case.peer(self.at.direction).0.namespace()
    }

    fn is_no_pod(&self) -> bool {
        self.outcome.because == Because::NotAPod
    }

    /// Why a selector cannot match the peer, which is not what it is about.
    fn no_pod(&self, is_not: &str) -> Phrase {
        match self.case.peer(self.at.direction) {
            (name, Endpoint::Pod(_)) => name
                .mention()
                .text(" uses its node’s network, so selectors do not match it"),
            (name, Endpoint::Address(_)) if name.is_words() => {
                Phrase::from("an address outside").text(is_not)
            }
            (name, _) => name.mention().text(is_not),
        }
    }

    /// The peer's addresses that the answer is about.
    fn addresses(&self) -> Vec<IpAddr> {
        let mut addresses = self.all_addresses();
        if let Some(family) = self.case.family {
            addresses.retain(|it| family.has(it));
        }
        addresses
    }

    fn all_addresses(&self) -> Vec<IpAddr> {
        match self.case.peer(self.at.direction).1 {
            Endpoint::Pod(pod) => {
                let pod = &self.cluster()[pod];
                let node = pod.node.filter(|_| pod.host_network);
                let of_node = node.map_or(&[][..], |it| &self.cluster()[it].addresses);
                pod.addresses.iter().chain(of_node).copied().collect()
            }
            Endpoint::Node(node) => self.cluster()[node].addresses.clone(),
            Endpoint::Address(address) => vec![address],
            Endpoint::UnknownAddress => Vec::new(),
        }
    }

    /// The peer by the first of its addresses that is meant: `10.0.1.9 of db`;
    /// a part of the outside goes by its name.
    fn address(&self, is_meant: impl Fn(&IpAddr) -> bool) -> Phrase {
        let (name, endpoint) = self.case.peer(self.at.direction);
        let found = self.addresses().into_iter().find(is_meant);
        match (endpoint, found) {
            (Endpoint::Pod(_) | Endpoint::Node(_), Some(address)) => Phrase::new()
                .code(address.to_string())
                .text(" of ")
                .then(name.mention()),
            _ => name.mention(),
        }
    }
}

fn everything(what: &str) -> Phrase {
    Phrase::from("the empty selector ")
        .code("{}")
        .text(format!(" matches {what}"))
}

/// What the namespace's labels say; what is not in the input may have more.
fn namespace_fact(namespace: &Namespace, selector: &Selector) -> Phrase {
    let labels: &Labels = &namespace.labels;
    let fact = selector_fact(Phrase::new().code(&namespace.name), selector, labels);
    let is_assumed = namespace.declared_by.is_none()
        && !labels.may_have_others()
        && selector
            .requirements()
            .iter()
            .any(|it| it.key != Namespace::NAME_LABEL);
    if is_assumed {
        fact.text(", as far as the input says")
    } else {
        fact
    }
}

fn block_text(block: &IpBlock) -> String {
    let holes: Vec<String> = block.except.iter().map(ToString::to_string).collect();
    if holes.is_empty() {
        block.cidr.to_string()
    } else {
        format!("{} except {}", block.cidr, holes.join(", "))
    }
}
