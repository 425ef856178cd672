use super::Name;
use crate::eval::{Disclosure, Endpoint, World};
use crate::model::PodId;
use crate::options::Point;

/// The sentence that goes with an answer for which a default was taken
/// (SEMANTICS.md §12).
pub(super) fn disclosure_sentence(world: &World, disclosure: &Disclosure) -> String {
    let point = point(disclosure);
    let assumptions = world.assumptions();
    match point.filter(|it| assumptions.is_alternative(*it)) {
        None => by_default(world, disclosure),
        Some(point) => {
            let why = if assumptions.is_of_profile(point) {
                format!("the profile {} assumes that", assumptions.profile().name())
            } else {
                "that was chosen".to_owned()
            };
            format!("{}; {why}.", alternative(world, disclosure))
        }
    }
}

/// The point that a disclosure is about, if it has an alternative.
fn point(disclosure: &Disclosure) -> Option<Point> {
    let code = disclosure.code();
    let is_it = |it: &Point| it.name().eq_ignore_ascii_case(code);
    Point::ALL.into_iter().find(is_it)
}

/// What is assumed instead of the default, without a period.
fn alternative(world: &World, disclosure: &Disclosure) -> String {
    let pod = |id: &PodId| Name::of_endpoint(world, Endpoint::Pod(*id)).full;
    match disclosure {
        Disclosure::HostNetwork(id) => format!(
            "{} uses its node’s network, and is restricted and matched by label like any other pod, which most plugins do not do",
            pod(id)
        ),
        Disclosure::NodeEgress(id) => format!(
            "{} is the pod’s own node and can always be reached, although many plugins enforce policies there",
            world.cluster()[*id].name
        ),
        Disclosure::SelfThroughService(id) => format!(
            "The Service may pick {} itself, the pod that calls it, and policies do not apply then, although plugins differ",
            pod(id)
        ),
        Disclosure::IpBlockMatchesPod(id) => format!(
            "An ipBlock holds the address of {} or may, and is passed over, although other plugins match pods by address",
            pod(id)
        ),
        Disclosure::NamedPortOnSidecar(id) => format!(
            "The named port is on a sidecar of {} and is passed over, although not every plugin does that",
            pod(id)
        ),
        Disclosure::NamedPortWithIpBlock => {
            "A named port stands beside an ipBlock and matches nothing there".to_owned()
        }
        Disclosure::EndPort => {
            "endPort is passed over, so that only the first port of the range counts".to_owned()
        }
        _ => by_default(world, disclosure)
            .trim_end_matches('.')
            .to_owned(),
    }
}

fn by_default(world: &World, disclosure: &Disclosure) -> String {
    let cluster = world.cluster();
    let pod = |id: &PodId| Name::of_endpoint(world, Endpoint::Pod(*id)).full;
    match disclosure {
        Disclosure::HostNetwork(id) => format!(
            "{} uses its node’s network: most plugins neither restrict it nor match it by label, so it is treated as its node.",
            pod(id)
        ),
        Disclosure::OwnNode(id) => format!(
            "{} is the pod’s own node, and what comes from there cannot be blocked.",
            cluster[*id].name
        ),
        Disclosure::NodeEgress(id) => format!(
            "{} is the pod’s own node: the documentation hints that it may always be reached, but many plugins enforce policies there, and so does this answer.",
            cluster[*id].name
        ),
        Disclosure::NodeUnknown(id) => format!(
            "The input does not say on which node {} runs; from its own node it could always be reached.",
            pod(id)
        ),
        Disclosure::SamePod => "A pod always reaches itself; no policy can change that.".to_owned(),
        Disclosure::IpBlockMatchesPod(id) => format!(
            "This relies on an ipBlock matching the address of {}; some plugins, Cilium by default, never match pods by address.",
            pod(id)
        ),
        Disclosure::PodAddressUnknown(id) => format!(
            "The input gives no address of {}, so whether an ipBlock matches it cannot be decided.",
            pod(id)
        ),
        Disclosure::NamedPortOnSidecar(id) => format!(
            "The named port is on a sidecar of {}; not every plugin looks there.",
            pod(id)
        ),
        Disclosure::NamedPortWithIpBlock => {
            "A named port stands beside an ipBlock: its number is known for pods only, so no other address matches.".to_owned()
        }
        Disclosure::EndPort => {
            "Plugins without support for endPort apply only the first port of the range.".to_owned()
        }
        Disclosure::Sctp => "SCTP needs support by the network plugin.".to_owned(),
        Disclosure::ServiceAddress(id) => format!(
            "CIDRs are compared with the addresses of the backends of {}, not with that of the Service.",
            cluster[*id].name
        ),
        Disclosure::SelfThroughService(id) => format!(
            "The Service may pick {} itself, the pod that calls it; plugins differ on what then applies, and here policies do.",
            pod(id)
        ),
        Disclosure::SourceRewritten(id) => format!(
            "A node or load balancer in front of {} may put its own address in place of the client’s.",
            cluster[*id].name
        ),
        Disclosure::ReadinessAssumed => {
            "The input does not say which backends are ready, so all are taken to be.".to_owned()
        }
        Disclosure::NodeLocalDns => {
            "With a DNS cache on each node, names are asked there first, which no selector for DNS pods describes.".to_owned()
        }
        Disclosure::AddressByName => {
            "The address behind the name depends on what DNS answers, so whether an ipBlock holds it cannot be decided.".to_owned()
        }
        Disclosure::GeneratedLabel { pod: id, key } => format!(
            "A controller sets the label {key} of {}, and the input does not say to what.",
            pod(id)
        ),
        Disclosure::TableLacksPorts(id) => format!(
            "The table with {} does not show container ports, so what a named port is there is not known; `kubectl get pods -o yaml` shows it.",
            pod(id)
        ),
        Disclosure::TableLacksTargetPort(id) => format!(
            "The table with the Service {} does not show which port of its pods it leads to, so that is taken to be the same; `kubectl get svc -o yaml` shows it.",
            cluster[*id].name
        ),
        Disclosure::TableLacksLabel { pod: id, key } => format!(
            "The table with {} does not show whether it has the label {key}; with `--show-labels` it does.",
            pod(id)
        ),
        Disclosure::TableLacksNamespaceLabel { namespace, key } => format!(
            "The table with namespace {} does not show whether it has the label {key}; with `--show-labels` it does.",
            cluster[*namespace].name
        ),
        Disclosure::NamespaceAssumed { namespace, key } => {
            let namespace = &cluster[*namespace];
            let name = &namespace.name;
            if namespace.labels.may_have_others() {
                return format!(
                    "Namespace {name} is not in the input, so nothing is known of its label {key}."
                );
            }
            format!(
                "Namespace {name} is not in the input, so it is taken to have only the label kubernetes.io/metadata.name={name}; the selector on {key} was decided on that."
            )
        }
    }
}
