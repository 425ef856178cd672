//! Deployments: a template, and how many pods to make from it (SEMANTICS.md
//! W-5…W-7).

use super::codes;
use super::field::Field;
use super::metadata::labels;
use super::pod::{PodSpec, pod_spec};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::model::{Labels, WorkloadKind};

/// Something that makes pods from a template.
#[derive(Debug, Clone)]
pub(super) struct WorkloadBody {
    pub(super) kind: WorkloadKind,
    pub(super) replicas: u32,
    /// The labels of its pods; those of the workload itself do not count.
    pub(super) labels: Labels,
    pub(super) spec: PodSpec,
}

/// Reads the deployment that `report` is about.
pub(super) fn deployment(report: &mut Report<'_>) -> WorkloadBody {
    let spec = Field::root(report.tree()).field("spec", report);
    let replicas = replicas(&spec.field("replicas", report), report);
    let template = spec.field("template", report);
    if template.node().is_none() {
        report.required(template.path(), "");
    }
    let metadata = template.field("metadata", report);
    let mut labels = labels(&metadata.field("labels", report), report);
    labels.set_generated("pod-template-hash");
    WorkloadBody {
        kind: WorkloadKind::Deployment,
        replicas,
        labels,
        spec: pod_spec(&template.field("spec", report), report),
    }
}

/// How many pods are asked for; one where nothing is written.
fn replicas(field: &Field<'_>, report: &mut Report<'_>) -> u32 {
    let written = field.integer(report).unwrap_or(1);
    if written < 0 {
        report.invalid(field.path(), written, "must be greater than or equal to 0");
    }
    if written == 0 {
        let place = report.tree().place(field.path());
        let message = "no pods are asked for, so none are shown";
        report.add(Diagnostic::hint(codes::NO_PODS, place, message));
    }
    u32::try_from(written).unwrap_or(0)
}
