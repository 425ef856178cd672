//! The cluster builder.

pub(crate) const TITLE: &str = "Cluster builder";

pub(crate) fn not_changed(why: &str) -> String {
    ["Not changed: ", why, "."].concat()
}

pub(crate) fn namespace(name: &str) -> String {
    ["Namespace ", name].concat()
}
pub(crate) const NAMESPACE: &str = "namespace";
pub(crate) const NEW_NAMESPACE: &str = "New namespace";
pub(crate) const ANOTHER_NAMESPACE: &str = "another namespace";

pub(crate) fn workload(name: &str) -> String {
    ["Workload ", name].concat()
}
pub(crate) fn new_workload(namespace: &str) -> String {
    ["New workload in ", namespace].concat()
}
pub(crate) const ANOTHER_WORKLOAD: &str = "another workload, e.g. web:8080";

pub(crate) fn service(name: &str) -> String {
    ["Service ", name].concat()
}
pub(crate) const SERVICE: &str = "Service";
pub(crate) const OFFER_SERVICE: &str = "+ Service";
pub(crate) fn add_service(workload: &str) -> String {
    ["Add a Service for ", workload].concat()
}

pub(crate) fn new_label(owner: &str) -> String {
    ["New label of ", owner].concat()
}
pub(crate) const LABEL_FORM: &str = "key=value";
pub(crate) fn new_port(owner: &str) -> String {
    ["New port of ", owner].concat()
}
pub(crate) const PORT_FORM: &str = ":port";

pub(crate) const ADD: &str = "Add";
pub(crate) fn add(what: &str) -> String {
    ["Add: ", what].concat()
}
pub(crate) fn remove(fact: &str, owner: &str) -> String {
    ["Remove ", fact, " of ", owner].concat()
}
