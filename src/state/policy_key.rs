use netpol_engine::PolicyName;

/// A policy as links and the browser's storage have it: `shop/deny-all`.
pub fn policy_key(policy: &PolicyName) -> String {
    [&policy.namespace, "/", &policy.name].concat()
}

/// The policy of such a key.
pub fn policy_of(key: &str) -> Option<PolicyName> {
    let (namespace, name) = key.split_once('/')?;
    Some(PolicyName {
        namespace: namespace.to_owned(),
        name: name.to_owned(),
    })
}
