use super::Phrase;
use super::case::{Case, Family};
use super::clause::clause_line;
use super::sentence::{reason, refusal};
use crate::eval::{Because, JudgedBranch, Verdict};
use crate::model::Direction;

/// What stands after yes or no, in few words.
pub(super) fn answer(case: &Case<'_>) -> Phrase {
    match case.outcome.verdict() {
        Verdict::Allowed => reason(case),
        Verdict::Denied | Verdict::NoBackend => denied(case),
        Verdict::Mixed => by_family(case),
        Verdict::Unknown => open_question(case),
    }
}

/// `over IPv4 allowed, over IPv6 denied`.
fn by_family(case: &Case<'_>) -> Phrase {
    let parts = Family::BOTH.into_iter().zip(&case.reach.by_family);
    let told = parts.map(|(family, it)| {
        let verdict = super::member::word(it.verdict());
        format!("over {} {verdict}", family.name())
    });
    Phrase::from(told.collect::<Vec<_>>().join(", "))
}

/// What it depends on that the input does not say.
fn open_question(case: &Case<'_>) -> Phrase {
    let branches = Direction::BOTH.map(|it| case.undecided(it)).concat();
    if branches.is_empty() {
        return Phrase::from("the input does not say enough");
    }
    let badges = branches.into_iter().map(|it| Phrase::new().branch(it));
    Phrase::from("it depends on ").then(Phrase::list(badges))
}

fn denied(case: &Case<'_>) -> Phrase {
    let refusing = case.refusing();
    if refusing.is_empty() {
        return Phrase::from("no port passes both ends");
    }
    Phrase::list(refusing.into_iter().map(|it| refused(case, it)))
}

/// `leaving frontend: test-np has no egress rule`.
fn refused(case: &Case<'_>, direction: Direction) -> Phrase {
    let side = match direction {
        Direction::Egress => "leaving",
        Direction::Ingress => "entering",
    };
    let subject = &case.subject(direction).0.short;
    let why = match case.judged(direction) {
        [only] => failure(case, only),
        _ => None,
    };
    Phrase::from(format!("{side} {subject}: "))
        .then(why.unwrap_or_else(|| Phrase::from(refusal(case, direction))))
}

/// `branch A fails on pod app=api`: where there is but one, the clause that
/// stops it says more than the policy's name; not where no clause could match.
fn failure(case: &Case<'_>, branch: &JudgedBranch) -> Option<Phrase> {
    let failed = branch.clauses.iter().find(|it| it.held.is_no())?;
    if failed.because == Because::NotAPod {
        return None;
    }
    let clause = clause_line(case, branch.at, failed);
    let start = Phrase::new().branch(branch.at).text(" fails on ");
    Some(start.text(clause.what).text(" ").code(clause.value))
}
