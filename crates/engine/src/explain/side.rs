use super::case::Case;
use super::policy_card::policy_card;
use super::sentence::first_of;
use super::{GateState, Phrase, Side};
use crate::eval::{Doubt, Endpoint, Exemption, Gate};
use crate::model::{Direction, PolicyId};

/// One direction of the connection in words.
pub(super) fn side(case: &Case<'_>, direction: Direction) -> Side {
    let (subject, _) = case.subject(direction);
    let title = match direction {
        Direction::Egress => format!("Leaving {}", subject.short),
        Direction::Ingress => format!("Entering {}", subject.short),
    };
    let state = gate_state(case.gate(direction));
    let (lead, fine_print) = lead(case, direction, state);
    let isolated_by = case.isolated_by(direction);
    Side {
        direction,
        title,
        state,
        lead,
        fine_print,
        policies: isolated_by
            .iter()
            .map(|&policy| policy_card(case, direction, policy, state))
            .collect(),
    }
}

fn gate_state(gate: &Gate) -> GateState {
    match gate {
        Gate::Exempt(_) => GateState::Exempt,
        Gate::NotIsolated => GateState::Open,
        Gate::Isolated { .. } if !gate.passes().is_empty() => GateState::Admitted,
        Gate::Isolated { .. } if !gate.may_pass().is_empty() => GateState::Undecided,
        Gate::Isolated { .. } => GateState::Rejected,
    }
}

/// What there is to say before the policies, and the second thought.
fn lead(case: &Case<'_>, direction: Direction, state: GateState) -> (Phrase, Option<Phrase>) {
    let (subject, endpoint) = case.subject(direction);
    match case.gate(direction) {
        Gate::Exempt(exemption) => (exempt(case, *exemption, endpoint, direction), None),
        Gate::NotIsolated => {
            let open = Phrase::from("No policy isolates ").then(subject.mention());
            let open = open.text(match direction {
                Direction::Egress => " for egress, so it may connect anywhere.",
                Direction::Ingress => " for ingress, so anything may connect to it.",
            });
            let fine = Phrase::from("Not a permission: the absence of a rule.");
            (open, Some(fine))
        }
        Gate::Isolated { by, .. } => {
            let isolated = isolated_by(case, direction, by);
            let lead = match by.len() {
                1 => isolated.text("."),
                _ if state == GateState::Rejected => {
                    isolated.text(". One that admits would be enough:")
                }
                _ => isolated.text(". One that admits is enough:"),
            };
            let fine = case.doubt_sentence(direction).or_else(|| {
                let unsaid = "The input does not say enough to decide.";
                (state == GateState::Undecided).then(|| Phrase::from(unsaid))
            });
            (lead, fine)
        }
    }
}

/// `Isolated by db-np and test-np`; `perhaps` where a label is not known.
fn isolated_by(case: &Case<'_>, direction: Direction, by: &[PolicyId]) -> Phrase {
    let is_in_doubt = |it: &PolicyId| {
        let doubts = case.doubts(direction);
        doubts.contains(&Doubt::Selects(*it))
    };
    let (doubtful, certain): (Vec<PolicyId>, Vec<PolicyId>) =
        by.iter().copied().partition(is_in_doubt);
    let names = |ids: Vec<PolicyId>| {
        let policies = ids.into_iter().map(|it| &case.cluster()[it]);
        let names = policies.map(|it| Phrase::new().strong(&it.name));
        first_of(names.collect(), " policies")
    };
    match (certain.is_empty(), doubtful.is_empty()) {
        (_, true) => Phrase::from("Isolated by ").then(names(certain)),
        (true, false) => Phrase::from("Perhaps isolated by ").then(names(doubtful)),
        (false, false) => Phrase::from("Isolated by ")
            .then(names(certain))
            .text(", perhaps also by ")
            .then(names(doubtful)),
    }
}

fn exempt(
    case: &Case<'_>,
    exemption: Exemption,
    subject: Endpoint,
    direction: Direction,
) -> Phrase {
    let (name, _) = case.subject(direction);
    match (exemption, subject) {
        (Exemption::SamePod, _) => Phrase::from("No policy can keep a pod from itself."),
        (Exemption::OwnNode, _) if direction == Direction::Egress => {
            Phrase::from("A pod is taken always to reach its own node.")
        }
        (Exemption::OwnNode, _) => {
            Phrase::from("No policy can keep out what comes from the pod’s own node.")
        }
        (Exemption::NotASubject, Endpoint::Pod(_)) => name
            .mention()
            .text(" uses its node’s network, so policies do not apply to it."),
        (Exemption::NotASubject, Endpoint::Node(_)) => {
            Phrase::from("Policies select pods, and a node is none, so none applies at this end.")
        }
        (Exemption::NotASubject, Endpoint::Address(_) | Endpoint::UnknownAddress) => Phrase::from(
            "Policies select pods, and an address outside is none, so none applies at this end.",
        ),
    }
}
