//! The case that the whole project began with.

use netpol_engine::manifest;
use netpol_engine::options::Options;
use netpol_engine::text::Sources;

const CLUSTER: &str = include_str!("fixtures/cluster.yaml");
const POLICIES: &str = include_str!("fixtures/policies_before.yaml");

#[test]
fn founding_case_is_read_without_a_finding() {
    let sources: Sources = [("cluster.yaml", CLUSTER), ("policies.yaml", POLICIES)]
        .into_iter()
        .collect();
    let read = manifest::read(&sources, &Options::default());
    let cluster = &read.value.cluster;

    assert_eq!(read.diagnostics, []);
    let namespaces: Vec<_> = cluster.namespaces().map(|(_, it)| &it.name).collect();
    assert_eq!(namespaces, ["qa-test", "staging"]);
    let workloads: Vec<_> = cluster.workloads().map(|(_, it)| &it.name).collect();
    assert_eq!(
        workloads,
        ["frontend", "api", "db", "frontend", "api", "db"]
    );
    let policies: Vec<_> = cluster.policies().map(|(_, it)| &it.name).collect();
    assert_eq!(
        policies,
        [
            "db-np",
            "frontend-api-np",
            "db-np",
            "frontend-api-np",
            "test-np"
        ]
    );
    let services: Vec<_> = cluster.services().map(|(_, it)| &it.name).collect();
    assert_eq!(
        services,
        [
            "frontend-svc",
            "api-svc",
            "db-svc",
            "frontend-svc",
            "api-svc",
            "db-svc"
        ]
    );
    assert_eq!(read.value.ignored, []);
}
