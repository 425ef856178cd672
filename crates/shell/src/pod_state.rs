//! How a pod is, as far as the texts tell.

use netpol_engine::Analysis;
use netpol_engine::edit::template_path;
use netpol_engine::manifest::Value;
use netpol_engine::model::{Pod, Readiness, WorkloadKind};
use netpol_engine::text::FieldPath;

use crate::item::Item;
use crate::value::{items, text};

/// What stands under the template that an item's object makes pods from; for a pod what
/// it says itself.
pub(crate) fn template(item: &Item<'_>, analysis: &Analysis) -> Option<Value> {
    let mut object = item.says(analysis)?;
    let path = template_of(&object);
    object.at_mut(&path).cloned()
}

/// Where the template of an object stands.
pub(crate) fn template_of(object: &Value) -> FieldPath {
    let kind = text(object, &["kind"]).and_then(WorkloadKind::from_name);
    kind.map_or_else(FieldPath::root, template_path)
}

/// `1/1`: how many of its containers are ready, and how many there are. What the texts do
/// not say is taken as the evaluator takes it.
pub(crate) fn ready(pod: &Pod, template: Option<&Value>) -> String {
    let containers = template.map_or(&[][..], |it| items(it, &["spec", "containers"]));
    let all = containers.len().max(1);
    let statuses = template.map_or(&[][..], |it| items(it, &["status", "containerStatuses"]));
    let ready = if statuses.is_empty() {
        match pod.readiness {
            Readiness::NotReady => 0,
            Readiness::Ready | Readiness::Assumed => all,
        }
    } else {
        let is_ready = |it: &&Value| text(it, &["ready"]) == Some("true");
        statuses.iter().filter(is_ready).count()
    };
    format!("{ready}/{all}")
}

/// `Running`, unless the texts say otherwise.
pub(crate) fn status(template: Option<&Value>) -> String {
    let phase = template.and_then(|it| text(it, &["status", "phase"]));
    phase.unwrap_or("Running").to_owned()
}

/// How often its containers were restarted.
pub(crate) fn restarts(template: Option<&Value>) -> String {
    let statuses = template.map_or(&[][..], |it| items(it, &["status", "containerStatuses"]));
    let counts = statuses.iter();
    let counts = counts.filter_map(|it| text(it, &["restartCount"])?.parse::<u32>().ok());
    counts.fold(0, u32::saturating_add).to_string()
}
