use super::case::{Case, Family};
use super::clause::clause_line;
use super::port::port_clause;
use super::requirement::{selector_fact, selector_text};
use super::{BranchCard, ClauseLine, GateState, Phrase, PolicyCard, RuleCard, Subject};
use crate::eval::{Endpoint, Gate, JudgedBranch};
use crate::model::{Basis, Direction, Peers, Policy, PolicyId, RulePorts, Truth};
use crate::text::FieldPath;

/// One policy that isolates the subject, with its rules and their branches.
pub(super) fn policy_card(
    case: &Case<'_>,
    direction: Direction,
    id: PolicyId,
    state: GateState,
) -> PolicyCard {
    let policy = &case.cluster()[id];
    let branches: Vec<&JudgedBranch> = case
        .judged(direction)
        .iter()
        .filter(|it| it.at.policy == id)
        .collect();
    PolicyCard {
        policy: id,
        name: policy.name.clone(),
        subject: subject(case, direction, policy),
        rules: branches
            .chunk_by(|a, b| a.at.rule == b.at.rule)
            .filter_map(|rule| rule_card(case, rule))
            .collect(),
        lead: policy_lead(case, direction, policy, state),
    }
}

fn policy_lead(case: &Case<'_>, direction: Direction, policy: &Policy, state: GateState) -> Phrase {
    let one_of = |it: Phrase| it.strong("one").text(" of:");
    match policy.scope(direction).rules.as_slice() {
        [] => without_rules(case, direction, state),
        [rule] => match (&rule.peers, &rule.ports) {
            (Peers::Anyone, RulePorts::Any) => Phrase::from("Its rule 1 admits anyone."),
            (Peers::Anyone, RulePorts::OneOf(_)) => {
                Phrase::from("Its rule 1 admits anyone, on the ports it lists.")
            }
            (Peers::OneOf(peers), _) if peers.len() == 1 => {
                Phrase::from("Its rule 1 admits whoever matches:")
            }
            (Peers::OneOf(_), _) => one_of(Phrase::from("Its rule 1 admits whoever matches ")),
        },
        rules => one_of(Phrase::from(format!(
            "Each of its {} rules is enough. A rule admits whoever matches ",
            rules.len()
        ))),
    }
}

fn without_rules(case: &Case<'_>, direction: Direction, state: GateState) -> Phrase {
    let rules = direction.rules_field();
    let is_alone = case.isolated_by(direction).len() == 1;
    let effect = match (is_alone, direction) {
        (true, Direction::Egress) => "so nothing may leave.",
        (true, Direction::Ingress) => "so nothing may enter.",
        (false, _) => "so it admits nobody.",
    };
    let lead = Phrase::from(format!("It has no {rules} rule, {effect}"));
    match state {
        GateState::Admitted => {
            lead.text(" It cannot take back what another policy admits: rules only add.")
        }
        _ => lead,
    }
}

fn subject(case: &Case<'_>, direction: Direction, policy: &Policy) -> Subject {
    let selects = selects(case, direction, policy);
    let lists = lists(direction, policy);
    let paths = [&selects, &lists]
        .into_iter()
        .filter_map(|it| it.path.clone())
        .collect();
    Subject {
        selects,
        lists,
        paths,
    }
}

fn selects(case: &Case<'_>, direction: Direction, policy: &Policy) -> ClauseLine {
    let (name, endpoint) = case.subject(direction);
    let selector = &policy.subject;
    let (held, fact) = match endpoint {
        _ if selector.is_everything() => {
            let fact = Phrase::from("the empty selector matches every pod");
            (Truth::Yes, fact)
        }
        Endpoint::Pod(pod) => {
            let labels = &case.cluster()[pod].labels;
            let fact = selector_fact(name.mention(), selector, labels);
            (selector.matches(labels), fact)
        }
        Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => {
            (Truth::No, Phrase::new())
        }
    };
    ClauseLine {
        clause: None,
        held,
        written: true,
        what: "selects it".to_owned(),
        value: selector_text(selector, "{}"),
        fact,
        path: Some(FieldPath::root().field("spec").field("podSelector")),
    }
}

fn lists(direction: Direction, policy: &Policy) -> ClauseLine {
    let listed = match policy.scope(direction).isolates {
        Some(Basis::Listed(index)) => Some(index),
        Some(Basis::Defaulted) | None => None,
    };
    let path = |index| {
        let types = FieldPath::root().field("spec").field("policyTypes");
        types.index(index)
    };
    let unlisted = Phrase::from("no ").code("policyTypes");
    let fact = match (listed, direction) {
        (Some(_), Direction::Egress) => Phrase::from("so leaving needs a rule"),
        (Some(_), Direction::Ingress) => Phrase::from("so entering needs a rule"),
        (None, Direction::Egress) => unlisted.text(", and it has egress rules"),
        (None, Direction::Ingress) => unlisted.text(", so Ingress is meant"),
    };
    ClauseLine {
        clause: None,
        held: Truth::Yes,
        written: listed.is_some(),
        what: if listed.is_some() { "lists" } else { "means" }.to_owned(),
        value: direction.name().to_owned(),
        fact,
        path: listed.map(path),
    }
}

fn rule_card(case: &Case<'_>, branches: &[&JudgedBranch]) -> Option<RuleCard> {
    let at = branches.first()?.at;
    Some(RuleCard {
        rule: at.rule,
        path: at.rule_path(),
        branches: branches.iter().map(|it| branch_card(case, it)).collect(),
    })
}

/// A branch with its clauses; where it admits the peer over IPv6 alone, those
/// over IPv6.
fn branch_card(case: &Case<'_>, over_v4: &JudgedBranch) -> BranchCard {
    let over_v6 = over_v6(case, over_v4).filter(|it| admits(it) != admits(over_v4));
    let Some(over_v6) = over_v6 else {
        return card(case, over_v4);
    };
    let (family, branch) = if admits(over_v4).is_no() {
        (Family::V6, over_v6)
    } else {
        (Family::V4, over_v4)
    };
    let card = card(&case.over(case.reach, family), branch);
    BranchCard {
        title: format!("{} over {}", card.title, family.name()),
        ..card
    }
}

fn over_v6<'a>(case: &Case<'a>, branch: &JudgedBranch) -> Option<&'a JudgedBranch> {
    match case.gate(branch.at.direction) {
        Gate::Isolated { over_v6, .. } => over_v6.iter().find(|it| it.at == branch.at),
        Gate::Exempt(_) | Gate::NotIsolated => None,
    }
}

fn admits(branch: &JudgedBranch) -> Truth {
    branch.matches() & branch.opens()
}

fn card(case: &Case<'_>, branch: &JudgedBranch) -> BranchCard {
    let clauses = branch.clauses.iter();
    let mut lines: Vec<ClauseLine> = clauses.map(|it| clause_line(case, branch.at, it)).collect();
    lines.extend(port_clause(case, branch));

    let admits = admits(branch);
    let peer = case.called(branch.at.direction);
    BranchCard {
        branch: branch.at,
        title: match (admits, branch.matches()) {
            (Truth::Yes, _) => format!("admits {peer}"),
            (Truth::Unknown, _) => format!("may admit {peer}"),
            (Truth::No, Truth::No) => "does not match".to_owned(),
            (Truth::No, _) => case.matches_in_vain(),
        },
        admits,
        path: branch.at.path(),
        clauses: lines,
    }
}
