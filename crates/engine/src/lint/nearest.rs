use crate::model::{LabelValue, Labels, Operator, Requirement, Selector};

/// How many letters may be otherwise in a slip of the pen.
const SLIPS: usize = 2;

/// The label that somebody may have meant where a selector matches nobody: the nearest of
/// those that there are, as `app=web`. Only where one requirement alone is to blame.
pub(super) fn nearest(selector: &Selector, all: &[&Labels]) -> Option<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for requirement in selector.requirements() {
        let Operator::In(values) = &requirement.operator else {
            continue;
        };
        let others = |it: &&Requirement| **it != *requirement;
        for labels in all {
            let mut rest = selector.requirements().iter().filter(others);
            if rest.any(|it| it.is_met_by(labels).is_no()) {
                continue;
            }
            for (key, value) in labels.iter() {
                let LabelValue::Text(value) = value else {
                    continue;
                };
                for wanted in values {
                    let slips = distance(key, &requirement.key) + distance(value, wanted);
                    if slips > 0 && slips <= SLIPS {
                        found.push((slips, format!("{key}={value}")));
                    }
                }
            }
        }
    }
    found.sort();
    found.into_iter().next().map(|it| it.1)
}

/// How many letters are otherwise, upper and lower case being the same; far more than a slip
/// where the words are short.
fn distance(a: &str, b: &str) -> usize {
    if a == b {
        return 0;
    }
    let [a, b] = [a, b].map(str::to_ascii_lowercase);
    let slips = strsim::damerau_levenshtein(&a, &b).max(1);
    if slips * 2 > a.chars().count().min(b.chars().count()) {
        SLIPS + 1
    } else {
        slips
    }
}
