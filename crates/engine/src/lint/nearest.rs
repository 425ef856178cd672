use crate::model::{LabelValue, Labels, Operator, Requirement, Selector};

/// How many letters may be otherwise in a slip of the pen.
const SLIPS: usize = 2;

/// A label that somebody may have meant by one that nothing has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near<'a> {
    slips: usize,
    /// The label that there is, its key and its value.
    pub(super) label: (&'a str, &'a str),
    /// The requirement that is to blame.
    pub(super) requirement: &'a Requirement,
    /// Which of the values that it names.
    pub(super) value: usize,
}

/// The nearest of the labels that there are, as `app=web`, see [`near`].
pub(super) fn nearest(selector: &Selector, all: &[&Labels]) -> Option<String> {
    let (key, value) = near(selector, all)?.label;
    Some(format!("{key}={value}"))
}

/// The label that somebody may have meant where a selector matches nobody: the nearest of
/// those that there are. Only where one requirement alone is to blame.
pub(super) fn near<'a>(selector: &'a Selector, all: &[&'a Labels]) -> Option<Near<'a>> {
    let mut found: Vec<Near<'a>> = Vec::new();
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
                let slips_in = |it: &str| distance(key, &requirement.key) + distance(value, it);
                let slips = values.iter().map(|it| slips_in(it)).enumerate();
                let close = slips.filter(|it| it.1 > 0 && it.1 <= SLIPS);
                found.extend(close.map(|(at, slips)| Near {
                    slips,
                    label: (key, value),
                    requirement,
                    value: at,
                }));
            }
        }
    }
    found.into_iter().min()
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
