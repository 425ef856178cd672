//! Live pods stand for the templates that made them (SEMANTICS.md W-9, S-9).

use crate::reading::{findings, read};

/// An object of this kind in namespace `x`; `made_by` is `Kind/name`.
fn object(kind: &str, name: &str, made_by: &str, more: &str) -> String {
    let version = match kind {
        "Pod" | "ReplicationController" => "v1",
        "Job" | "CronJob" => "batch/v1",
        _ => "apps/v1",
    };
    let owner = made_by
        .split_once('/')
        .map_or_else(String::new, |(kind, name)| {
            format!(
                ", ownerReferences: [{{apiVersion: v1, kind: {kind}, name: {name}, uid: u, \
             controller: true}}]"
            )
        });
    let labels = match more.strip_prefix("hash=") {
        Some(hash) => format!(", labels: {{pod-template-hash: {hash}}}"),
        None => String::new(),
    };
    let spec = match (kind, more) {
        ("Pod", "Succeeded" | "Failed") => format!("status: {{phase: {more}}}"),
        ("Pod", _) => "status: {phase: Running}".to_owned(),
        ("CronJob", _) => "spec: {jobTemplate: {spec: {template: {}}}}".to_owned(),
        (_, "empty") => "spec: {replicas: 0, template: {}}".to_owned(),
        _ => "spec: {template: {}}".to_owned(),
    };
    format!(
        "{{apiVersion: {version}, kind: {kind}, \
         metadata: {{name: {name}, namespace: x{owner}{labels}}}, {spec}}}\n---\n"
    )
}

/// Checks which workloads there are, as `Kind/name: pods`; each object is
/// `Kind/name <- Kind/name more`.
#[track_caller]
fn check(objects: &[&str], expected: &[&str]) {
    let mut text = String::new();
    for it in objects {
        let mut words = it.split(' ');
        let (kind, name) = words.next().unwrap().split_once('/').unwrap();
        let rest: Vec<_> = words.collect();
        let (made_by, more) = match rest.as_slice() {
            ["<-", owner, more] => (*owner, *more),
            ["<-", owner] => (*owner, ""),
            [more] => ("", *more),
            _ => ("", ""),
        };
        text.push_str(&object(kind, name, made_by, more));
    }
    let parsed = read(&text);
    let alarming = parsed
        .diagnostics
        .iter()
        .filter(|it| it.code.0 != "finished-pod");
    assert_eq!(alarming.count(), 0, "{:?}", findings(&text, &parsed));
    let cluster = &parsed.value.cluster;
    let found: Vec<_> = cluster
        .workloads()
        .map(|(id, it)| {
            let pods: Vec<_> = it
                .pods
                .iter()
                .map(|it| cluster[*it].name.as_str())
                .collect();
            assert!(it.pods.iter().all(|it| cluster[*it].workload == id));
            format!(
                "{}/{} {}: {}",
                it.kind.name(),
                it.name,
                it.replicas,
                pods.join(" ")
            )
        })
        .collect();
    assert_eq!(found, expected, "{objects:?}");
}

#[test]
fn live_pods_replace_the_template_of_their_deployment_t144() {
    check(
        &[
            "Deployment/web",
            "ReplicaSet/web-7d <- Deployment/web",
            "ReplicaSet/web-5c <- Deployment/web empty",
            "Pod/web-7d-a <- ReplicaSet/web-7d",
            "Pod/web-7d-b <- ReplicaSet/web-7d",
            "Pod/web-7d-c <- ReplicaSet/web-7d",
        ],
        &["Deployment/web 3: web-7d-a web-7d-b web-7d-c"],
    );
}

#[test]
fn the_order_of_the_objects_does_not_matter() {
    check(
        &[
            "Pod/alone",
            "Pod/web-7d-a <- ReplicaSet/web-7d",
            "ReplicaSet/web-7d <- Deployment/web",
            "Deployment/web",
        ],
        &["Pod/alone 1: alone", "Deployment/web 1: web-7d-a"],
    );
}

#[test]
fn a_replica_set_of_a_deployment_is_no_second_workload() {
    check(
        &["Deployment/web", "ReplicaSet/web-7d <- Deployment/web"],
        &["Deployment/web 1: web-1"],
    );
    check(
        &[
            "ReplicaSet/web-5c <- Deployment/web empty",
            "ReplicaSet/web-7d <- Deployment/web",
        ],
        &["Deployment/web 1: web-7d-1"],
    );
}

#[test]
fn jobs_belong_to_their_cron_job() {
    check(
        &[
            "CronJob/backup",
            "Job/backup-1 <- CronJob/backup",
            "Job/backup-2 <- CronJob/backup",
            "Pod/backup-1-a <- Job/backup-1",
            "Pod/backup-2-a <- Job/backup-2",
        ],
        &["CronJob/backup 2: backup-1-a backup-2-a"],
    );
    check(
        &["Job/backup-1 <- CronJob/backup", "CronJob/backup"],
        &["CronJob/backup 1: backup-1"],
    );
}

#[test]
fn pods_of_every_kind_replace_their_template() {
    for kind in [
        "ReplicaSet",
        "StatefulSet",
        "DaemonSet",
        "ReplicationController",
        "Job",
    ] {
        check(
            &[&format!("{kind}/w"), &format!("Pod/w-0 <- {kind}/w")],
            &[&format!("{kind}/w 1: w-0")],
        );
    }
}

#[test]
fn pods_of_an_unlisted_owner_are_one_workload_of_that_name() {
    check(
        &[
            "Pod/db-0 <- StatefulSet/db",
            "Pod/other",
            "Pod/db-1 <- StatefulSet/db",
        ],
        &["StatefulSet/db 2: db-0 db-1", "Pod/other 1: other"],
    );
    check(
        &[
            "ReplicaSet/web-7d <- Deployment/web",
            "Pod/web-7d-a <- ReplicaSet/web-7d",
        ],
        &["Deployment/web 1: web-7d-a"],
    );
}

#[test]
fn the_label_of_a_deployment_tells_of_a_replica_set_that_is_not_listed() {
    let pods = [
        "Pod/web-7d-a <- ReplicaSet/web-7d hash=7d",
        "Pod/web-5c-a <- ReplicaSet/web-5c hash=5c",
    ];
    check(&pods, &["Deployment/web 2: web-7d-a web-5c-a"]);
    check(
        &["Deployment/web", pods[0], pods[1]],
        &["Deployment/web 2: web-7d-a web-5c-a"],
    );
    // A name alone proves nothing.
    check(
        &[
            "Deployment/web",
            "Pod/web-7d-a <- ReplicaSet/web-7d hash=5c",
        ],
        &["Deployment/web 1: web-1", "ReplicaSet/web-7d 1: web-7d-a"],
    );
    check(
        &[
            "ReplicaSet/web-7d",
            "Pod/web-7d-a <- ReplicaSet/web-7d hash=7d",
        ],
        &["ReplicaSet/web-7d 1: web-7d-a"],
    );
}

#[test]
fn owners_that_make_no_workloads_do_not_count() {
    check(
        &[
            "Pod/etcd-n1 <- Node/n1",
            "Pod/kafka-0 <- StrimziPodSet/kafka",
        ],
        &["Pod/etcd-n1 1: etcd-n1", "Pod/kafka-0 1: kafka-0"],
    );
}

#[test]
fn finished_pods_stand_for_their_template_too_s9() {
    check(&["Job/j", "Pod/j-a <- Job/j Succeeded"], &["Job/j 0: "]);
    check(&["Pod/j-a <- Job/j Failed", "Pod/done Succeeded"], &[]);
    check(
        &[
            "Deployment/d",
            "Pod/a <- Deployment/d Failed",
            "Pod/b <- Deployment/d",
        ],
        &["Deployment/d 1: b"],
    );
}

#[test]
fn owners_in_a_circle_are_harmless() {
    check(
        &[
            "ReplicaSet/a <- Deployment/b",
            "Deployment/b <- ReplicaSet/a",
        ],
        &["ReplicaSet/a 1: a-1", "Deployment/b 1: b-1"],
    );
    check(&["Deployment/a <- Deployment/a"], &["Deployment/a 1: a-1"]);
}

#[test]
fn a_pod_that_has_the_name_of_a_number_stands_for_it() {
    check(
        &["StatefulSet/db", "Pod/db-0"],
        &["StatefulSet/db 1: ", "Pod/db-0 1: db-0"],
    );
}

#[test]
fn workloads_of_one_name_have_pods_of_different_names() {
    check(
        &[
            "Deployment/w",
            "StatefulSet/w",
            "ReplicaSet/w",
            "DaemonSet/w",
        ],
        &[
            "Deployment/w 1: w-1",
            "StatefulSet/w 1: w-0",
            "ReplicaSet/w 1: w-2",
            "DaemonSet/w 1: w-3",
        ],
    );
}
