use super::{LabelValue, Labels, Truth};

/// What a requirement asks of one label (SEMANTICS.md L-3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// The label is there, and its value is one of these.
    In(Vec<String>),
    /// The label is missing, or its value is none of these.
    NotIn(Vec<String>),
    /// The label is there, whatever it says.
    Exists,
    /// The label is missing.
    DoesNotExist,
}

/// Where a selector says it, so that an explanation can point there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Written {
    /// Under `matchLabels`, at the requirement's key.
    MatchLabels,
    /// The item of `matchExpressions` with this index, from 0.
    MatchExpressions(usize),
}

/// One condition on one label.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Requirement {
    /// The label's key.
    pub key: String,
    /// What is asked of it.
    pub operator: Operator,
    /// Where the selector says so.
    pub written: Written,
}

impl Requirement {
    /// Whether `labels` meet the condition; unknown only where a controller
    /// sets the value (SEMANTICS.md W-7), and where there may be other labels
    /// than are known (W-2).
    pub fn is_met_by(&self, labels: &Labels) -> Truth {
        let found = labels.get(&self.key);
        if found.is_none() && labels.may_have_others() {
            return Truth::Unknown;
        }
        let is_one_of = |values: &[String]| match found {
            None => Truth::No,
            Some(LabelValue::Generated) => Truth::Unknown,
            Some(LabelValue::Text(text)) => values.contains(text).into(),
        };
        match &self.operator {
            Operator::In(values) => is_one_of(values),
            Operator::NotIn(values) => !is_one_of(values),
            Operator::Exists => found.is_some().into(),
            Operator::DoesNotExist => found.is_none().into(),
        }
    }
}

/// A conjunction of requirements on labels (SEMANTICS.md L-1…L-6).
///
/// The empty selector matches everything; a *missing* selector is a different
/// thing and is modelled by the caller as `Option<Selector>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Selector(Vec<Requirement>);

impl Selector {
    /// The selector that matches every set of labels.
    pub fn everything() -> Self {
        Self::default()
    }

    /// All the conditions, in the order they are written.
    pub fn requirements(&self) -> &[Requirement] {
        &self.0
    }

    /// Whether it asks for nothing, and so matches everything.
    pub fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// How much there is to look at: requirements, and the values they name.
    pub fn weight(&self) -> usize {
        let values = |it: &Requirement| match &it.operator {
            Operator::In(values) | Operator::NotIn(values) => values.len(),
            Operator::Exists | Operator::DoesNotExist => 0,
        };
        1 + self.0.iter().map(|it| 1 + values(it)).sum::<usize>()
    }

    /// Whether `labels` meet every requirement.
    pub fn matches(&self, labels: &Labels) -> Truth {
        self.0
            .iter()
            .fold(Truth::Yes, |all, it| all & it.is_met_by(labels))
    }

    /// The requirements that `labels` fail, which is what an explanation points
    /// at.
    pub fn unmet(&self, labels: &Labels) -> impl Iterator<Item = &Requirement> {
        self.0.iter().filter(|it| it.is_met_by(labels).is_no())
    }
}

impl FromIterator<Requirement> for Selector {
    fn from_iter<I: IntoIterator<Item = Requirement>>(requirements: I) -> Self {
        Self(requirements.into_iter().collect())
    }
}
