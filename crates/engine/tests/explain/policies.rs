//! Short ways to write a policy of the shop.

/// A policy of `shop` for the pods of `db`, with this `spec` besides.
pub(crate) fn for_db(spec: &str) -> String {
    policy("for-db", "matchLabels: {app: db}", spec)
}

/// A policy of `shop`; `spec` are lines of two spaces' indentation.
pub(crate) fn policy(name: &str, pod_selector: &str, spec: &str) -> String {
    format!(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
         metadata: {{name: {name}, namespace: shop}}\n\
         spec:\n  podSelector: {{{pod_selector}}}\n  {spec}\n"
    )
}

/// A policy that admits to `db` what this entry of `from` matches.
pub(crate) fn from(entry: &str) -> String {
    for_db(&format!("ingress: [{{from: [{{{entry}}}]}}]"))
}
