use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Direction;
use crate::text::FieldPath;

/// Rules of a direction that `policyTypes` does not list (SEMANTICS.md N-7).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "rules of a direction that `policyTypes` leaves out",
    run,
};
const CODE: Code = Code("rules-without-their-type");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, policy) in ward.policies() {
        for direction in Direction::BOTH {
            let scope = policy.scope(direction);
            if scope.isolates.is_some() || scope.rules.is_empty() {
                continue;
            }
            let field = direction.rules_field();
            let message = format!(
                "`policyTypes` does not list {}, so the rules of `{field}` mean nothing",
                direction.name()
            );
            let path = FieldPath::root().field("spec").field(field);
            let finding = ward.finding(Severity::Warning, CODE, (id, path), message);
            let types = ward.span(id, FieldPath::root().field("spec").field("policyTypes"));
            found.extend(finding.map(|it| match types {
                Some(span) => it.related(span, "only what is listed here is isolated"),
                None => it,
            }));
        }
    }
    found
}
