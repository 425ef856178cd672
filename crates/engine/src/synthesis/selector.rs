use super::draft::equal;
use crate::model::{
    Cluster, LabelValue, Labels, NamespaceId, Operator, PodId, Requirement, Selector, Written,
};

/// The smallest selector on their own labels that matches these pods of a
/// namespace and no others; as few others as labels allow where some have the
/// same.
pub(super) fn selector_of(cluster: &Cluster, home: NamespaceId, pods: &[PodId]) -> Selector {
    let own: Vec<&Labels> = pods.iter().map(|it| &cluster[*it].labels).collect();
    let others = cluster.pods();
    let others = others.filter(|(id, it)| it.namespace == home && !pods.contains(id));
    let mut others: Vec<&Labels> = others.map(|it| &it.1.labels).collect();
    others.dedup();

    let mut requirements: Vec<Requirement> = Vec::new();
    let shared = Labels::shared(&own).into_iter();
    let candidates: Vec<Requirement> = shared.map(|(key, value)| equal(key, value)).collect();
    // What excludes most comes first; a selector that asks for nothing would
    // also match the pods of tomorrow.
    while requirements.is_empty() || !others.is_empty() {
        let left = |it: &Requirement| others.iter().filter(|other| may(it, other)).count();
        let best = candidates.iter().min_by_key(|it| left(it));
        let Some(best) = best.filter(|it| requirements.is_empty() || left(it) < others.len())
        else {
            break;
        };
        others.retain(|other| may(best, other));
        requirements.push(best.clone());
    }
    let mut expressions = 0;
    while let Some(other) = others.first() {
        match exclusion(&own, other, expressions) {
            Some(it) => {
                others.retain(|other| may(&it, other));
                requirements.push(it);
                expressions += 1;
            }
            None => {
                others.remove(0);
            }
        }
    }
    requirements.into_iter().collect()
}

fn may(requirement: &Requirement, labels: &Labels) -> bool {
    !requirement.is_met_by(labels).is_no()
}

/// A requirement that all of them meet and `other` does not, if labels tell.
fn exclusion(own: &[&Labels], other: &Labels, index: usize) -> Option<Requirement> {
    let written = Written::MatchExpressions(index);
    let requirement = |key: &str, operator| Requirement {
        key: key.to_owned(),
        operator,
        written,
    };
    let told = other.lasting();
    let mut candidates = told.map(|(key, value)| match value {
        LabelValue::Text(text) if own.iter().any(|it| it.get(key).is_some()) => {
            requirement(key, Operator::NotIn(vec![text.clone()]))
        }
        _ => requirement(key, Operator::DoesNotExist),
    });
    let fits = |it: &Requirement| {
        own.iter().all(|own| it.is_met_by(own).is_yes()) && it.is_met_by(other).is_no()
    };
    candidates.find(fits)
}
