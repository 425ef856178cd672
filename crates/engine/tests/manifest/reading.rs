//! The short forms in which the tests speak of reading.

use netpol_engine::diagnostic::{Diagnostic, Parsed};
use netpol_engine::manifest::{self, Manifests};
use netpol_engine::model::{Pod, Policy};
use netpol_engine::options::{ApiLevel, Limits, Options};
use netpol_engine::text::Sources;

/// Reads one text with the default options.
pub(crate) fn read(text: &str) -> Parsed<Manifests> {
    read_as(text, ApiLevel::default())
}

/// Reads one text as an API server of this level.
pub(crate) fn read_as(text: &str, api_level: ApiLevel) -> Parsed<Manifests> {
    let sources: Sources = [("test.yaml", text)].into_iter().collect();
    let options = Options {
        api_level,
        ..Options::default()
    };
    manifest::read(&sources, &options)
}

/// Reads one text within these limits.
pub(crate) fn read_within(text: &str, limits: Limits) -> Parsed<Manifests> {
    let sources: Sources = [("test.yaml", text)].into_iter().collect();
    let options = Options {
        limits,
        ..Options::default()
    };
    manifest::read(&sources, &options)
}

/// A policy in namespace `x` with this spec, in flow style.
pub(crate) fn policy_text(spec: &str) -> String {
    format!(
        "{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, \
         metadata: {{name: p, namespace: x}}, spec: {{{spec}}}}}"
    )
}

/// The findings of one text as `severity[code] place: message`, where the place
/// is the text that is underlined.
pub(crate) fn findings(text: &str, parsed: &Parsed<Manifests>) -> Vec<String> {
    let finding = |it: &Diagnostic| {
        let severity = format!("{:?}", it.severity).to_lowercase();
        let place = &text[it.primary.range()];
        format!("{severity}[{}] `{place}`: {}", it.code, it.message)
    };
    parsed.diagnostics.iter().map(finding).collect()
}

/// Checks that a text has exactly these findings, in this order.
#[track_caller]
pub(crate) fn check_findings(text: &str, expected: &[&str]) {
    let parsed = read(text);
    assert_eq!(findings(text, &parsed), expected, "\n{text}");
}

/// Checks that a policy with this spec is refused with exactly these errors, and
/// read once they are gone.
#[track_caller]
pub(crate) fn check_refused(spec: &str, expected: &[&str]) {
    let text = policy_text(spec);
    check_findings(&text, expected);
    assert_eq!(read(&text).value.cluster.policies().len(), 0, "{spec}");
}

/// The policy with this spec, which has no finding.
#[track_caller]
pub(crate) fn read_policy(spec: &str) -> Policy {
    let text = policy_text(spec);
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), [""; 0], "{spec}");
    only_policy(&parsed)
}

/// The one policy of the cluster.
#[track_caller]
pub(crate) fn only_policy(parsed: &Parsed<Manifests>) -> Policy {
    let policies: Vec<_> = parsed.value.cluster.policies().collect();
    assert_eq!(policies.len(), 1, "{:?}", parsed.diagnostics);
    policies[0].1.clone()
}

/// The pods of the cluster.
pub(crate) fn pods(parsed: &Parsed<Manifests>) -> Vec<Pod> {
    let pods = parsed.value.cluster.pods();
    pods.map(|(_, it)| it.clone()).collect()
}
