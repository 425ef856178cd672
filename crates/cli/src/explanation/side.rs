use std::fmt::Write as _;

use netpol_engine::explain::{BranchCard, GateState, PolicyCard, Side};
use netpol_engine::model::Truth;
use netpol_engine::text::Span;

use super::Page;
use super::branch::branch;
use crate::quote::{Mark, clean, quote};
use crate::style::{ADMITS, DIM, OPEN, REFUSES, STRONG, painted};

/// How many branches of one direction are quoted before the rest is counted.
const MOST_BRANCHES: usize = 5;

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
    if shown.hidden > 0 {
        let note = format!(
            "  and {} more entries; `-o json` lists them all",
            shown.hidden
        );
        _ = writeln!(out, "{}", painted(DIM, note));
    }
}

/// Which branches there is room for: those that admit before the others.
struct Shown {
    others: usize,
    hidden: usize,
}

impl Shown {
    fn new(side: &Side) -> Self {
        let rules = side.policies.iter().flat_map(|it| &it.rules);
        let branches = rules.flat_map(|it| &it.branches);
        let admitting = branches.filter(|it| !it.admits.is_no()).count();
        Self {
            others: MOST_BRANCHES.saturating_sub(admitting),
            hidden: 0,
        }
    }

    /// Whether there is room for a branch.
    fn takes(&mut self, branch: &BranchCard) -> bool {
        if !branch.admits.is_no() {
            return true;
        }
        let Some(left) = self.others.checked_sub(1) else {
            self.hidden += 1;
            return false;
        };
        self.others = left;
        true
    }
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
    if branches.is_empty() && !card.rules.is_empty() {
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
