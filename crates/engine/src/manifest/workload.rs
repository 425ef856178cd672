//! What makes pods from a template: how each kind says which pods, and how many
//! (SEMANTICS.md W-5…W-7, W-11).

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::codes;
use super::decode::decode;
use super::field::{Field, OBJECT_FIELDS};
use super::metadata::{Metadata, labels, note_unknown_metadata};
use super::node::Node;
use super::pod::{PodSpec, pod_spec};
use super::report::Report;
use super::scalar::Scalar;
use super::selector::selector;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{LabelValue, Labels, WorkloadKind};
use crate::text::FieldPath;

/// Something that makes pods from a template.
#[derive(Debug, Clone)]
pub(super) struct WorkloadBody {
    pub(super) pods: PodCount,
    /// Where that is said.
    pub(super) counted_at: FieldPath,
    /// The labels of its pods; those of the workload itself do not count.
    pub(super) labels: Labels,
    pub(super) spec: PodSpec,
}

/// How many pods a workload asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PodCount {
    /// So many, which are all alike.
    Alike(u32),
    /// So many, numbered from the first number on.
    Numbered { first: u32, count: u32 },
    /// One on every node.
    PerNode,
}

/// How a kind is read.
#[derive(Debug)]
pub(super) struct Controller {
    kind: WorkloadKind,
    /// Where the template stands in its spec.
    template: &'static [&'static str],
    count: Count,
    selects: Selects,
    /// Labels of the pods that say the name of the workload.
    named: &'static [&'static str],
    /// Labels of the pods whose value only the cluster knows.
    generated: &'static [&'static str],
    /// Every field of its spec.
    fields: &'static [&'static str],
}

/// Which field says how many pods there are.
#[derive(Debug, Clone, Copy)]
enum Count {
    Replicas,
    Ordinals,
    PerNode,
    Parallelism,
    One,
}

/// How a kind names the pods that are its own.
#[derive(Debug, Clone, Copy)]
enum Selects {
    /// By a selector of the usual form.
    Expressions,
    /// By a plain map of labels.
    Labels,
    /// By labels that it makes up itself.
    Own,
}

pub(super) const DEPLOYMENT: Controller = Controller {
    kind: WorkloadKind::Deployment,
    template: &["template"],
    count: Count::Replicas,
    selects: Selects::Expressions,
    named: &[],
    generated: &["pod-template-hash"],
    fields: &[
        "minReadySeconds",
        "paused",
        "progressDeadlineSeconds",
        "replicas",
        "revisionHistoryLimit",
        "selector",
        "strategy",
        "template",
    ],
};

pub(super) const REPLICA_SET: Controller = Controller {
    kind: WorkloadKind::ReplicaSet,
    template: &["template"],
    count: Count::Replicas,
    selects: Selects::Expressions,
    named: &[],
    generated: &[],
    fields: &["minReadySeconds", "replicas", "selector", "template"],
};

pub(super) const STATEFUL_SET: Controller = Controller {
    kind: WorkloadKind::StatefulSet,
    template: &["template"],
    count: Count::Ordinals,
    selects: Selects::Expressions,
    named: &[],
    generated: &["controller-revision-hash"],
    fields: &[
        "minReadySeconds",
        "ordinals",
        "persistentVolumeClaimRetentionPolicy",
        "podManagementPolicy",
        "replicas",
        "revisionHistoryLimit",
        "selector",
        "serviceName",
        "template",
        "updateStrategy",
        "volumeClaimTemplates",
    ],
};

pub(super) const DAEMON_SET: Controller = Controller {
    kind: WorkloadKind::DaemonSet,
    template: &["template"],
    count: Count::PerNode,
    selects: Selects::Expressions,
    named: &[],
    generated: &["controller-revision-hash", "pod-template-generation"],
    fields: &[
        "minReadySeconds",
        "revisionHistoryLimit",
        "selector",
        "template",
        "updateStrategy",
    ],
};

pub(super) const REPLICATION_CONTROLLER: Controller = Controller {
    kind: WorkloadKind::ReplicationController,
    template: &["template"],
    count: Count::Replicas,
    selects: Selects::Labels,
    named: &[],
    generated: &[],
    fields: &["minReadySeconds", "replicas", "selector", "template"],
};

pub(super) const JOB: Controller = Controller {
    kind: WorkloadKind::Job,
    template: &["template"],
    count: Count::Parallelism,
    selects: Selects::Own,
    named: &["batch.kubernetes.io/job-name", "job-name"],
    generated: &["batch.kubernetes.io/controller-uid", "controller-uid"],
    fields: &[
        "activeDeadlineSeconds",
        "backoffLimit",
        "backoffLimitPerIndex",
        "completionMode",
        "completions",
        "managedBy",
        "manualSelector",
        "maxFailedIndexes",
        "parallelism",
        "podFailurePolicy",
        "podReplacementPolicy",
        "scheduling",
        "selector",
        "successPolicy",
        "suspend",
        "template",
        "ttlSecondsAfterFinished",
    ],
};

pub(super) const CRON_JOB: Controller = Controller {
    kind: WorkloadKind::CronJob,
    template: &["jobTemplate", "spec", "template"],
    count: Count::One,
    selects: Selects::Own,
    named: &[],
    generated: &[
        "batch.kubernetes.io/controller-uid",
        "batch.kubernetes.io/job-name",
        "controller-uid",
        "job-name",
    ],
    fields: &[
        "concurrencyPolicy",
        "failedJobsHistoryLimit",
        "jobTemplate",
        "schedule",
        "startingDeadlineSeconds",
        "successfulJobsHistoryLimit",
        "suspend",
        "timeZone",
    ],
};

/// The label that Jobs with numbered pods give each of them.
const COMPLETION_INDEX: &str = "batch.kubernetes.io/job-completion-index";

/// Reads the object of this kind that `report` is about.
pub(super) fn workload(
    controller: &Controller,
    metadata: &Metadata,
    report: &mut Report<'_>,
) -> WorkloadBody {
    let root = Field::root(report.tree());
    root.note_unknown_fields(&OBJECT_FIELDS, report);
    let spec = root.field("spec", report);
    spec.note_unknown_fields(controller.fields, report);
    let (pods, counted_at) = pod_count(controller.count, metadata, &spec, report);
    let mut template = spec.clone();
    for name in controller.template {
        template = template.field(name, report);
    }
    if template.node().is_none() {
        report.required(template.path(), "");
    }
    template.note_unknown_fields(&["metadata", "spec"], report);
    let own = template.field("metadata", report);
    note_unknown_metadata(&own, report);
    let mut labels = labels(&own.field("labels", report), report);
    check_selector(controller.selects, &labels, &own, report);
    for key in controller.named {
        labels.set(*key, metadata.name.clone());
    }
    for key in controller.generated {
        labels.set_generated(*key);
    }
    let mode = spec.field("completionMode", report);
    if controller.kind == WorkloadKind::Job && mode.text(report) == Some("Indexed") {
        labels.set_generated(COMPLETION_INDEX);
    }
    let mut pods_spec = pod_spec(&template.field("spec", report), report);
    if controller.kind == WorkloadKind::StatefulSet {
        // Its pods have names under that of this Service (SEMANTICS.md D-1).
        let service = spec.field("serviceName", report).text(report);
        pods_spec.dns.subdomain = service.filter(|it| !it.is_empty()).map(str::to_owned);
    }
    WorkloadBody {
        pods,
        counted_at,
        labels,
        spec: pods_spec,
    }
}

/// How many pods are asked for, and where.
fn pod_count(
    count: Count,
    metadata: &Metadata,
    spec: &Field<'_>,
    report: &mut Report<'_>,
) -> (PodCount, FieldPath) {
    let suspend = spec.field("suspend", report);
    match count {
        Count::PerNode => (PodCount::PerNode, FieldPath::root().field("kind")),
        Count::One => {
            if suspend.boolean(report) == Some(true) {
                let message = "this CronJob is suspended; its pods are shown all the same";
                note(codes::SUSPENDED, &suspend, message, report);
            }
            (PodCount::Alike(1), suspend.path().clone())
        }
        Count::Parallelism => {
            let field = spec.field("parallelism", report);
            let pods = if suspend.boolean(report) == Some(true) {
                note(
                    codes::NO_PODS,
                    &suspend,
                    "this Job is suspended, so it has no pods",
                    report,
                );
                0
            } else if is_over(report) {
                0
            } else {
                number(&field, 1, metadata, report)
            };
            (PodCount::Alike(pods), field.path().clone())
        }
        Count::Replicas => {
            let field = spec.field("replicas", report);
            let pods = number(&field, 1, metadata, report);
            (PodCount::Alike(pods), field.path().clone())
        }
        Count::Ordinals => {
            let field = spec.field("replicas", report);
            let count = number(&field, 1, metadata, report);
            let start = spec.field("ordinals", report).field("start", report);
            let first = positive(&start, 0, report);
            (PodCount::Numbered { first, count }, field.path().clone())
        }
    }
}

/// How many pods this field asks for.
fn number(field: &Field<'_>, default: u32, metadata: &Metadata, report: &mut Report<'_>) -> u32 {
    let number = positive(field, default, report);
    let is_zero = field.node().and_then(Node::scalar) == Some(&Scalar::Integer(0));
    // Of the ReplicaSets that a Deployment made all but one are empty.
    if is_zero && metadata.owner.is_none() {
        let message = "no pods are asked for, so none are shown";
        note(codes::NO_PODS, field, message, report);
    }
    number
}

fn positive(field: &Field<'_>, default: u32, report: &mut Report<'_>) -> u32 {
    let Some(written) = field.integer(report) else {
        return default;
    };
    if written < 0 {
        report.invalid(field.path(), written, "must be greater than or equal to 0");
    }
    u32::try_from(written).unwrap_or(0)
}

/// Whether a Job has run to its end.
fn is_over(report: &mut Report<'_>) -> bool {
    let status = Field::root(report.tree()).field("status", report);
    for condition in status.field("conditions", report).items(report) {
        let name = condition.field("type", report);
        let is_end = matches!(name.text(report), Some("Complete" | "Failed"));
        if is_end && condition.field("status", report).text(report) == Some("True") {
            let message = "this Job has finished, so it has no pods any more";
            note(codes::FINISHED_POD, &name, message, report);
            return true;
        }
    }
    false
}

fn note(code: Code, field: &Field<'_>, message: &str, report: &mut Report<'_>) {
    let place = report.tree().place(field.path());
    report.add(Diagnostic::hint(code, place, message));
}

/// Checks that a workload selects the pods of its own template (SEMANTICS.md
/// E-48).
fn check_selector(
    selects: Selects,
    labels: &Labels,
    template: &Field<'_>,
    report: &mut Report<'_>,
) {
    let path = FieldPath::root().field("spec").field("selector");
    if report.tree().at(&path).is_none_or(Node::is_null) {
        return;
    }
    let misses = match selects {
        Selects::Own => false,
        Selects::Expressions => {
            let decoded: LabelSelector = decode(&path, report);
            selector(decoded, &path, report).matches(labels).is_no()
        }
        Selects::Labels => {
            let field = Field::root(report.tree()).field("spec", report);
            let wanted = self::labels(&field.field("selector", report), report);
            wanted
                .iter()
                .any(|(key, value)| labels.get(key) != Some(value))
        }
    };
    if misses && !report.has_errors() {
        let path = template.path().clone().field("labels");
        let detail = "`selector` does not match template `labels`";
        report.invalid(&path, json(labels), detail);
    }
}

/// Labels as the API server prints them.
fn json(labels: &Labels) -> String {
    let mut pairs = Vec::new();
    for (key, value) in labels.iter() {
        if let LabelValue::Text(value) = value {
            pairs.push(["\"", key, "\":\"", value, "\""].concat());
        }
    }
    ["{", &pairs.join(","), "}"].concat()
}
