use netpol_engine::roster::RosterEntry;
use serde::{Deserialize, Serialize};

use super::Place;

/// Every policy with what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RosterReport {
    /// The policies, in document order.
    pub policies: Vec<ListedPolicy>,
}

/// A policy, with the places of what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPolicy {
    /// What there is to say.
    pub entry: RosterEntry,
    /// Where it stands.
    pub place: Option<Place>,
    /// Where its branches stand, by direction, in the order of the entry.
    pub branches: [Vec<Option<Place>>; 2],
}
