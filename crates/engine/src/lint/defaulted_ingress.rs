use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Basis;
use crate::text::FieldPath;

/// Egress rules without `policyTypes`: ingress is isolated, too (SEMANTICS.md N-6).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "egress rules that close ingress, too",
    run,
};
const CODE: Code = Code("egress-closes-ingress");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, policy) in ward.policies() {
        let is_defaulted = policy.ingress.isolates == Some(Basis::Defaulted);
        if !is_defaulted || !policy.ingress.rules.is_empty() || policy.egress.rules.is_empty() {
            continue;
        }
        let pods = ward.subjects(policy);
        if pods.is_empty() {
            continue;
        }
        let message = format!(
            "without `policyTypes` this policy isolates ingress, too, and admits nobody to {}",
            ward.workloads(&pods)
        );
        let path = FieldPath::root().field("spec").field("egress");
        let finding = ward.finding(Severity::Warning, CODE, (id, path), message);
        found.extend(finding.map(|it| it.help("for egress alone write `policyTypes: [Egress]`")));
    }
    found
}
