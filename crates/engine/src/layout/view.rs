use serde::{Deserialize, Serialize};

use super::{EdgeChange, Focus};
use crate::eval::Party;
use crate::model::Protocol;
use crate::options::PolicyName;
use crate::query::PortQuestion;

/// What the user wants to see of a cluster. By name, so that it stays while the
/// text changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct View {
    /// Which namespaces are one box.
    pub folding: Folding,
    /// Those that are folded or unfolded whatever the rule says.
    pub folds: Vec<Fold>,
    /// What is left out.
    pub filter: Filter,
}

/// Which namespaces are drawn as one box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Folding {
    /// All of them, when there is more than anyone could read.
    #[default]
    WhenLarge,
    /// All of them.
    All,
    /// None.
    Nothing,
}

/// A namespace that the user folded or unfolded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fold {
    /// Its name.
    pub namespace: String,
    /// Whether it is one box.
    pub is_folded: bool,
}

/// What is drawn: what fulfils every part of it, with the other end of each
/// connection. A part that is empty is fulfilled by everything.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Filter {
    /// The namespaces of interest; what connects with them is folded.
    pub namespaces: Vec<String>,
    /// Words that name or labels have to hold: `app=web prod`.
    pub words: String,
    /// A port that has to be among those that connect: `5432`, `53/UDP`.
    pub port: String,
    /// A policy that admits the connection or selects the pod.
    pub policy: Option<PolicyName>,
}

/// What became of a pair, source first.
pub type PairChange = ((Party, Party), EdgeChange);

/// One look at a cluster: what is wanted, and what the user points at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aspect {
    /// What is wanted.
    pub view: View,
    /// The pair in focus: drawn by itself, even when it is denied.
    pub focus: Option<Focus>,
    /// Whose connections are drawn one by one.
    pub unfolded: Option<Party>,
    /// Whose denied connections are drawn, too.
    pub denied_of: Option<Party>,
    /// What became of pairs since an earlier state, sorted by them: drawn one by one,
    /// even those that are denied now.
    pub changed: Vec<PairChange>,
    /// How the last picture of much the same coped. It is kept to while there is
    /// not clearly more or less to draw, so that a picture near a limit does not
    /// come and go while one types.
    pub before: Option<Coping>,
}

impl Aspect {
    /// What became of a pair.
    pub(super) fn change_of(&self, pair: (Party, Party)) -> Option<EdgeChange> {
        let found = self.changed.binary_search_by_key(&pair, |it| it.0).ok()?;
        self.changed.get(found).map(|it| it.1)
    }
}

/// How a picture copes with its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Coping {
    /// It can be read.
    #[default]
    Legible,
    /// It can be looked at; a table is easier to read.
    Dense(Bulk),
    /// It would be so large that all namespaces are folded instead.
    Folded(Bulk),
    /// Nothing is drawn.
    Refused(Bulk),
}

/// How large a picture is or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Bulk {
    /// How many boxes.
    pub nodes: usize,
    /// How many edges.
    pub edges: usize,
}

/// What one can read at a glance.
pub(super) const LEGIBLE: Bulk = Bulk {
    nodes: 25,
    edges: 60,
};
/// What one can find one's way in.
const BEARABLE: Bulk = Bulk {
    nodes: 240,
    edges: 400,
};

impl Bulk {
    /// Whether there is more than one can read at a glance.
    pub fn is_dense(self) -> bool {
        self.nodes > LEGIBLE.nodes || self.edges > LEGIBLE.edges
    }

    /// Whether there is more than anyone could read.
    pub fn is_unbearable(self) -> bool {
        self.exceeds(BEARABLE)
    }

    /// Whether there is more than `limit` of anything.
    pub(super) fn exceeds(self, limit: Self) -> bool {
        self.nodes > limit.nodes || self.edges > limit.edges
    }

    /// What is bearable where something of the kind was drawn before, or was too
    /// much to be drawn; a seventh more or less.
    fn bearable(was_drawn: Option<bool>) -> Self {
        let (more, less) = match was_drawn {
            None => return BEARABLE,
            Some(true) => (8, 7),
            Some(false) => (6, 7),
        };
        Self {
            nodes: BEARABLE.nodes * more / less,
            edges: BEARABLE.edges * more / less,
        }
    }
}

impl Aspect {
    /// How much is drawn one by one.
    pub(super) fn bearable(&self) -> Bulk {
        let was_whole = |it| matches!(it, Coping::Legible | Coping::Dense(_));
        Bulk::bearable(self.before.map(was_whole))
    }

    /// How much is drawn with all namespaces folded.
    pub(super) fn bearable_folded(&self) -> Bulk {
        Bulk::bearable(match self.before {
            Some(Coping::Folded(_)) => Some(true),
            Some(Coping::Refused(_)) => Some(false),
            Some(Coping::Legible | Coping::Dense(_)) | None => None,
        })
    }
}

impl View {
    /// What the user wants of this namespace, if anything.
    pub fn fold_of(&self, namespace: &str) -> Option<bool> {
        let mut folds = self.folds.iter();
        let own = folds.find(|it| it.namespace == namespace);
        own.map(|it| it.is_folded)
    }

    /// The same view with a namespace folded or unfolded.
    #[must_use]
    pub fn with_fold(&self, namespace: &str, is_folded: bool) -> Self {
        let mut view = self.clone();
        view.folds.retain(|it| it.namespace != namespace);
        view.folds.push(Fold {
            namespace: namespace.to_owned(),
            is_folded,
        });
        view
    }

    /// The same view with one rule for all namespaces.
    #[must_use]
    pub fn with_folding(&self, folding: Folding) -> Self {
        Self {
            folding,
            folds: Vec::new(),
            filter: self.filter.clone(),
        }
    }
}

impl Filter {
    /// Whether anything may be left out.
    pub fn is_active(&self) -> bool {
        *self != Self::default()
    }

    /// The port that is asked for; nothing while it cannot be read.
    pub fn port(&self) -> Option<(Protocol, u16)> {
        match PortQuestion::parse(&self.port) {
            Ok(PortQuestion::One(protocol, port)) => Some((protocol, port)),
            Ok(PortQuestion::Any) | Err(_) => None,
        }
    }

    /// Whether there is text for a port that is none.
    pub fn has_no_such_port(&self) -> bool {
        !self.port.trim().is_empty() && self.port().is_none()
    }
}
