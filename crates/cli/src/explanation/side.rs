use std::fmt::Write as _;

use netpol_engine::explain::{BranchCard, GateState, PolicyCard, Side};
use netpol_engine::model::Truth;
use netpol_engine::text::Span;
use netpol_export::clean;

use super::Page;
use super::branch::branch;
use crate::quote::{Mark, quote};
use crate::style::{ADMITS, DIM, OPEN, REFUSES, STRONG, painted};

/// How many branches of one direction are quoted before the rest is counted.
const MOST_BRANCHES: usize = 5;

/// How many policies without rules are.
const MOST_SILENT: usize = 2;

/// One direction: what there is to say, then policy by policy. `whole` is the
/// same side for every port.
pub(super) fn side(page: &Page<'_>, side: &Side, whole: &Side, out: &mut String) {
    let (style, state) = match side.state {
        GateState::Exempt => (ADMITS, "policies do not apply"),
        GateState::Open => (ADMITS, "nothing isolates"),
        GateState::Admitted => (ADMITS, "admitted"),
        GateState::Undecided => (OPEN, "cannot be known"),
        GateState::Rejected => (REFUSES, "refused"),
    };
    let title = painted(STRONG, format!("{}:", clean(&side.title)));
    _ = writeln!(out, "{title} {}", painted(style, state));
    _ = writeln!(out, "  {}", page.words(&side.lead));
    if let Some(fine) = &side.fine_print {
        _ = writeln!(out, "  {}", painted(DIM, page.plain(fine)));
    }
    let mut shown = Shown::new(side);
    for (card, whole) in side.policies.iter().zip(&whole.policies) {
        policy(page, card, whole, side.state, &mut shown, out);
    }
    for note in shown.notes() {
        _ = writeln!(out, "{}", painted(DIM, note));
    }
}

/// What there is room for: branches that admit before the others, and policies
/// without rules.
struct Shown {
    admitting: usize,
    others: usize,
    without_rules: usize,
    hidden_admitting: usize,
    hidden: usize,
    hidden_policies: usize,
}

impl Shown {
    fn new(side: &Side) -> Self {
        let rules = side.policies.iter().flat_map(|it| &it.rules);
        let branches = rules.flat_map(|it| &it.branches);
        let admitting = branches.filter(|it| !it.admits.is_no()).count();
        Self {
            admitting: MOST_BRANCHES,
            others: MOST_BRANCHES.saturating_sub(admitting),
            without_rules: MOST_SILENT,
            hidden_admitting: 0,
            hidden: 0,
            hidden_policies: 0,
        }
    }

    /// Whether there is room for a branch.
    fn takes(&mut self, branch: &BranchCard) -> bool {
        if branch.admits.is_no() {
            takes(&mut self.others, &mut self.hidden)
        } else {
            takes(&mut self.admitting, &mut self.hidden_admitting)
        }
    }

    /// Whether there is room for a policy without rules.
    fn takes_policy(&mut self) -> bool {
        takes(&mut self.without_rules, &mut self.hidden_policies)
    }

    /// What there was no room for.
    fn notes(&self) -> Vec<String> {
        let counts = [
            (self.hidden_admitting, "entries that admit it"),
            (self.hidden, "entries"),
            (self.hidden_policies, "policies without rules"),
        ];
        let hidden = counts.iter().filter(|it| it.0 > 0);
        hidden
            .map(|(count, what)| format!("  and {count} more {what}; `-o json` lists them all"))
            .collect()
    }
}

/// Takes one where one is left, and counts it otherwise.
fn takes(left: &mut usize, hidden: &mut usize) -> bool {
    if *left == 0 {
        *hidden += 1;
        return false;
    }
    *left -= 1;
    true
}

fn policy(
    page: &Page<'_>,
    card: &PolicyCard,
    whole: &PolicyCard,
    state: GateState,
    shown: &mut Shown,
    out: &mut String,
) {
    let branches: Vec<(&BranchCard, &BranchCard, usize)> = card
        .rules
        .iter()
        .zip(&whole.rules)
        .flat_map(|(rule, whole)| {
            let pairs = rule.branches.iter().zip(&whole.branches);
            pairs.map(|(it, whole)| (it, whole, rule.rule))
        })
        .filter(|it| shown.takes(it.0))
        .collect();
    let is_silent = card.rules.is_empty();
    if branches.is_empty() && !(is_silent && shown.takes_policy()) {
        return;
    }
    let selects = &card.subject.selects;
    let name = painted(STRONG, clean(&card.name));
    let subject = format!("selects {}", selects.value);
    _ = writeln!(
        out,
        "\n  {name} {}: {}",
        clean(&subject),
        page.words(&card.lead)
    );
    if card.rules.is_empty() {
        without_rules(page, card, state, out);
    }
    let mut previous = None;
    for (it, whole, rule) in branches {
        branch(page, it, whole, (rule, previous != Some(rule)), out);
        previous = Some(rule);
    }
}

/// A policy that admits nobody is shown where it says that it isolates.
fn without_rules(page: &Page<'_>, card: &PolicyCard, state: GateState, out: &mut String) {
    let lists = &card.subject.lists;
    let spans: Vec<Span> = [&card.subject.selects, lists]
        .iter()
        .filter_map(|it| page.analysis.policy_span(card.policy, it.path.as_ref()?))
        .collect();
    let style = if state == GateState::Rejected {
        REFUSES
    } else {
        DIM
    };
    let selects = &card.subject.selects;
    let words = [
        format!("{}: {}", clean(&selects.what), page.plain(&selects.fact)),
        format!(
            "{} {}, {}",
            clean(&lists.what),
            clean(&lists.value),
            page.plain(&lists.fact)
        ),
    ];
    let marks: Vec<Mark> = spans
        .iter()
        .zip(if spans.len() == 2 {
            &words[..]
        } else {
            &words[..1]
        })
        .map(|(span, words)| Mark {
            span: *span,
            style,
            words: words.clone(),
        })
        .collect();
    if let Some(first) = spans.first() {
        out.push_str(&quote(page.sources, *first, &marks));
    }
}

/// The sign for what became of something.
pub(super) fn sign(held: Truth) -> (&'static str, anstyle::Style) {
    match held {
        Truth::Yes => ("✓", ADMITS),
        Truth::No => ("✗", REFUSES),
        Truth::Unknown => ("?", OPEN),
    }
}
