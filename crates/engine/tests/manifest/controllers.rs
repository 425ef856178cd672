//! What makes pods from a template (SEMANTICS.md W-5…W-8, W-10, W-11).

use netpol_engine::model::{LabelValue, Pod};

use crate::reading::{check_findings, findings, pods, read};

/// A workload of this kind, in namespace `x`, with this in its spec beside a
/// template with the label `app: a`.
fn workload(version: &str, kind: &str, spec: &str) -> String {
    let template = "{metadata: {labels: {app: a}}, spec: {containers: [{name: main}]}}";
    let template = match kind {
        "CronJob" => format!("jobTemplate: {{spec: {{template: {template}}}}}"),
        _ => format!("template: {template}"),
    };
    format!(
        "{{apiVersion: {version}, kind: {kind}, \
         metadata: {{name: w, namespace: x, labels: {{app: not-this}}}}, \
         spec: {{{spec}{template}}}}}\n"
    )
}

/// A pod as `name key=value…`; a generated value is a star.
fn spell(pod: &Pod) -> String {
    let labels = pod.labels.iter().map(|(key, value)| match value {
        LabelValue::Text(value) => format!(" {key}={value}"),
        LabelValue::Generated => format!(" {key}=*"),
    });
    format!("{}{}", pod.name, labels.collect::<String>())
}

/// Checks which pods a workload has, and what is said about it.
#[track_caller]
fn check(version: &str, kind: &str, spec: &str, expected: &[&str], said: &[&str]) {
    let text = workload(version, kind, spec);
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), said, "{text}");
    let found: Vec<_> = pods(&parsed).iter().map(spell).collect();
    assert_eq!(found, expected, "{text}");
    let (_, workload) = parsed.value.cluster.workloads().next().unwrap();
    assert_eq!(workload.kind.name(), kind);
    assert_eq!(workload.name, "w");
}

#[test]
fn alike_pods_are_two_at_most_w5_w6_w7() {
    let hash = [
        "w-1 app=a pod-template-hash=*",
        "w-2 app=a pod-template-hash=*",
    ];
    check("apps/v1", "Deployment", "", &hash[..1], &[]);
    check("apps/v1", "Deployment", "replicas: 3, ", &hash, &[]);
    for (version, kind) in [("apps/v1", "ReplicaSet"), ("v1", "ReplicationController")] {
        check(version, kind, "", &["w-1 app=a"], &[]);
        check(
            version,
            kind,
            "replicas: 5, ",
            &["w-1 app=a", "w-2 app=a"],
            &[],
        );
    }
}

#[test]
fn every_pod_of_a_stateful_set_has_its_number_w6_w7_w8() {
    let pod = |number: u32| {
        format!(
            "w-{number} app=a apps.kubernetes.io/pod-index={number} \
             controller-revision-hash=* statefulset.kubernetes.io/pod-name=w-{number}"
        )
    };
    let (first, second, third) = (pod(0), pod(1), pod(2));
    check("apps/v1", "StatefulSet", "", &[&first], &[]);
    check(
        "apps/v1",
        "StatefulSet",
        "replicas: 3, ",
        &[&first, &second, &third],
        &[],
    );
    let (fifth, sixth) = (pod(5), pod(6));
    let ordinals = "replicas: 2, ordinals: {start: 5}, ";
    check("apps/v1", "StatefulSet", ordinals, &[&fifth, &sixth], &[]);
}

#[test]
fn a_daemon_set_has_a_pod_on_every_node_w5() {
    let labels = "app=a controller-revision-hash=* pod-template-generation=*";
    let pod = |number: u32| format!("w-{number} {labels}");
    check("apps/v1", "DaemonSet", "", &[&pod(1)], &[]);

    let node = |name| format!("{{apiVersion: v1, kind: Node, metadata: {{name: {name}}}}}\n---\n");
    let daemon_set = workload("apps/v1", "DaemonSet", "");
    let text = format!("{}{}{daemon_set}", node("n1"), node("n2"));
    let parsed = read(&text);
    assert_eq!(findings(&text, &parsed), [""; 0]);
    let cluster = &parsed.value.cluster;
    let places: Vec<_> = pods(&parsed)
        .iter()
        .map(|it| (it.name.clone(), cluster[it.node.unwrap()].name.clone()))
        .collect();
    let expected = [("w-1", "n1"), ("w-2", "n2")];
    assert_eq!(
        places,
        expected.map(|(pod, node)| (pod.to_owned(), node.to_owned()))
    );
    assert_eq!(cluster.workloads().next().unwrap().1.replicas, 2);
}

#[test]
fn a_job_has_its_name_on_its_pods_w5_w7() {
    let pod = |number: u32| {
        format!(
            "w-{number} app=a batch.kubernetes.io/controller-uid=* \
             batch.kubernetes.io/job-name=w controller-uid=* job-name=w"
        )
    };
    check("batch/v1", "Job", "", &[&pod(1)], &[]);
    check(
        "batch/v1",
        "Job",
        "parallelism: 4, ",
        &[&pod(1), &pod(2)],
        &[],
    );
    check(
        "batch/v1",
        "Job",
        "parallelism: 4, suspend: true, ",
        &[],
        &["hint[no-pods] `true`: this Job is suspended, so it has no pods"],
    );
    check(
        "batch/v1",
        "Job",
        "completionMode: Indexed, ",
        &["w-1 app=a batch.kubernetes.io/controller-uid=* \
           batch.kubernetes.io/job-completion-index=* batch.kubernetes.io/job-name=w \
           controller-uid=* job-name=w"],
        &[],
    );
}

#[test]
fn a_job_that_is_over_has_no_pods() {
    let job = workload("batch/v1", "Job", "");
    let status = ", status: {conditions: [{type: Complete, status: 'True'}]}}\n";
    let text = job.replace("}\n", status);
    check_findings(
        &text,
        &["hint[finished-pod] `Complete`: this Job has finished, so it has no pods any more"],
    );
    assert_eq!(pods(&read(&text)).len(), 0);
}

#[test]
fn a_cron_job_has_one_pod_even_when_it_is_suspended_w5_w7() {
    let pod = "w-1 app=a batch.kubernetes.io/controller-uid=* batch.kubernetes.io/job-name=* \
               controller-uid=* job-name=*";
    check(
        "batch/v1",
        "CronJob",
        "schedule: '* * * * *', ",
        &[pod],
        &[],
    );
    check(
        "batch/v1",
        "CronJob",
        "suspend: true, ",
        &[pod],
        &["hint[suspended] `true`: this CronJob is suspended; its pods are shown all the same"],
    );
}

#[test]
fn a_workload_may_ask_for_no_pods() {
    let said = "hint[no-pods] `0`: no pods are asked for, so none are shown";
    for (version, kind, count) in [
        ("apps/v1", "ReplicaSet", "replicas: 0, "),
        ("apps/v1", "StatefulSet", "replicas: 0, "),
        ("v1", "ReplicationController", "replicas: 0, "),
        ("batch/v1", "Job", "parallelism: 0, "),
    ] {
        check(version, kind, count, &[], &[said]);
    }
}

#[test]
fn a_workload_needs_a_template() {
    for (version, kind, path) in [
        ("apps/v1", "ReplicaSet", "spec.template"),
        ("v1", "ReplicationController", "spec.template"),
        ("batch/v1", "CronJob", "spec.jobTemplate.spec.template"),
    ] {
        let text = format!(
            "{{apiVersion: {version}, kind: {kind}, metadata: {{name: w, namespace: x}}, spec: {{}}}}"
        );
        check_findings(
            &text,
            &[&format!(
                "error[required-value] `spec`: {path}: Required value"
            )],
        );
    }
}

#[test]
fn a_template_may_use_the_network_of_its_node_w10() {
    let text =
        workload("apps/v1", "DaemonSet", "").replace("spec: {con", "spec: {hostNetwork: true, con");
    assert!(pods(&read(&text))[0].host_network);
}

#[test]
fn a_workload_selects_its_own_pods_e48() {
    let said = |value: &str| {
        format!(
            "error[invalid-value] `{{app: a}}`: spec.template.metadata.labels: \
             Invalid value: {value}: `selector` does not match template `labels`"
        )
    };
    let refused = said("{\"app\":\"a\"}");
    for (version, kind, selector) in [
        ("apps/v1", "Deployment", "{matchLabels: {app: b}}"),
        ("apps/v1", "ReplicaSet", "{matchLabels: {app: a, tier: x}}"),
        (
            "apps/v1",
            "DaemonSet",
            "{matchExpressions: [{key: app, operator: DoesNotExist}]}",
        ),
        (
            "apps/v1",
            "StatefulSet",
            "{matchExpressions: [{key: app, operator: NotIn, values: [a]}]}",
        ),
        ("v1", "ReplicationController", "{app: b}"),
    ] {
        let text = workload(version, kind, &format!("selector: {selector}, "));
        check_findings(&text, &[&refused]);
        assert_eq!(read(&text).value.cluster.workloads().len(), 0);
    }
    for (version, kind, selector) in [
        ("apps/v1", "Deployment", "{matchLabels: {app: a}}"),
        ("v1", "ReplicationController", "{app: a}"),
        ("batch/v1", "Job", "{matchLabels: {controller-uid: '1'}}"),
    ] {
        check_findings(
            &workload(version, kind, &format!("selector: {selector}, ")),
            &[],
        );
    }
}

#[test]
fn removed_versions_of_workloads_are_refused_with_a_hint() {
    for (version, kind) in [
        ("extensions/v1beta1", "DaemonSet"),
        ("apps/v1beta2", "ReplicaSet"),
        ("apps/v1beta1", "StatefulSet"),
        ("batch/v1beta1", "CronJob"),
    ] {
        let text = workload(version, kind, "");
        let finding = &read(&text).diagnostics[0];
        assert_eq!(finding.code.0, "unknown-kind");
        assert!(
            finding.help.as_ref().unwrap().contains("was removed"),
            "{kind}"
        );
    }
}
