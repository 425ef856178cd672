//! Comments that silence findings.

use super::findings;

const POLICY: &str = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: prom}}@end
@above
        - podSelector: {matchLabels: {app: runner}}
";

/// How often `matches-nobody` is said, and what else is, with comments in these places.
#[track_caller]
fn check(places: &[(&str, &str)], expected: usize, unknown: usize) {
    let mut text = POLICY.to_owned();
    for (place, comment) in places {
        text = text.replace(place, comment);
    }
    text = text.replace("@end", "").replace("@above\n", "");
    let (_, found) = findings(&text);
    let count = |code| found.iter().filter(|it| it.code.0 == code).count();
    assert_eq!(
        (count("matches-nobody"), count("unknown-lint")),
        (expected, unknown),
        "{found:#?}"
    );
}

#[test]
fn a_comment_silences_its_own_line_the_next_or_the_document() {
    check(&[], 2, 0);
    check(&[("@end", " # netpol:ignore matches-nobody")], 1, 0);
    check(
        &[("@above", "        # netpol:ignore matches-nobody")],
        1,
        0,
    );
    let both = (
        "apiVersion",
        "# netpol:ignore redundant-entry, matches-nobody\napiVersion",
    );
    check(&[both], 0, 0);
    check(&[("@end", " # netpol:ignore redundant-entry")], 2, 0);
    let other = (
        "apiVersion",
        "# netpol:ignore matches-nobody\n---\napiVersion",
    );
    check(&[other], 2, 0);
}

#[test]
fn a_comment_that_names_nothing_is_told() {
    check(&[("@end", " # netpol:ignore match-nobody")], 2, 1);
    check(&[("@end", " # I wrote netpol:ignore by hand")], 2, 0);
}
