use netpol_engine::text::Sources;
use yew::AttrValue;

/// What a file is for. It decides only which tab it stands in: policies may
/// stand beside pods, as people paste them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileRole {
    /// Network policies.
    Policies,
    /// Namespaces, pods, workloads.
    Cluster,
}

impl FileRole {
    /// Both, in the order of the tabs and of the document.
    pub const ALL: [Self; 2] = [Self::Policies, Self::Cluster];

    /// The tab's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Policies => "Policies",
            Self::Cluster => "Cluster",
        }
    }

    /// The position among the sources.
    pub fn index(self) -> usize {
        match self {
            Self::Policies => 0,
            Self::Cluster => 1,
        }
    }
}

/// One text of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Which tab it is in.
    pub role: FileRole,
    /// The text, exactly as typed.
    pub text: AttrValue,
}

/// All the texts of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    policies: AttrValue,
    cluster: AttrValue,
}

impl Workspace {
    /// These two texts.
    pub fn new(policies: impl Into<AttrValue>, cluster: impl Into<AttrValue>) -> Self {
        Self {
            policies: policies.into(),
            cluster: cluster.into(),
        }
    }

    /// The text of one tab.
    pub fn text(&self, role: FileRole) -> &AttrValue {
        match role {
            FileRole::Policies => &self.policies,
            FileRole::Cluster => &self.cluster,
        }
    }

    /// The same with another text in one tab.
    #[must_use]
    pub fn with(&self, role: FileRole, text: AttrValue) -> Self {
        let mut changed = self.clone();
        match role {
            FileRole::Policies => changed.policies = text,
            FileRole::Cluster => changed.cluster = text,
        }
        changed
    }

    /// Whether nothing is written anywhere.
    pub fn is_blank(&self) -> bool {
        FileRole::ALL
            .iter()
            .all(|&it| self.text(it).trim().is_empty())
    }

    /// What it can be recognised by: the name of its first object, else how it
    /// begins.
    pub fn opening(&self) -> String {
        let lines = || {
            FileRole::ALL
                .iter()
                .flat_map(|&it| self.text(it).lines())
                .map(str::trim)
        };
        let name = lines().find_map(|it| it.strip_prefix("name:"));
        let first = || lines().find(|it| !it.is_empty() && !it.starts_with('#'));
        name.map(str::trim)
            .or_else(first)
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect()
    }

    /// What the engine reads, in the order of [`FileRole::ALL`].
    pub fn sources(&self) -> Sources {
        FileRole::ALL
            .iter()
            .map(|&it| (it.title(), self.text(it).to_string()))
            .collect()
    }

    /// Whether `self` came out of `before` by typing: most of what stood there
    /// still does. A text that was replaced as a whole is a new beginning.
    pub fn is_edit_of(&self, before: &Self) -> bool {
        let kept: usize = FileRole::ALL
            .iter()
            .map(|&it| common_length(before.text(it), self.text(it)))
            .sum();
        let length: usize = FileRole::ALL.iter().map(|&it| before.text(it).len()).sum();
        2 * kept >= length
    }
}

/// How many bytes at the beginning and at the end are the same.
fn common_length(a: &str, b: &str) -> usize {
    // Mostly only one of the texts was typed in.
    if a == b {
        return a.len();
    }
    let same = |(x, y): &(u8, u8)| x == y;
    let prefix = a.bytes().zip(b.bytes()).take_while(same).count();
    let rest = a.len().min(b.len()) - prefix;
    let suffix = a
        .bytes()
        .rev()
        .zip(b.bytes().rev())
        .take(rest)
        .take_while(same)
        .count();
    prefix + suffix
}
