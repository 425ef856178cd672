//! Every policy with what it selects, isolates and admits.
//!
//! Plain data for whatever lists it. Those that do not count are in it too, in
//! their place, so that they can be taken back.

mod entry;
mod permits;
mod survey;

pub use entry::{RosterBranch, RosterEntry, RosterScope, Standing};
pub use permits::Permits;

use serde::{Deserialize, Serialize};

use self::survey::Survey;
use crate::eval::{Reachability, World};
use crate::letters::Letters;
use crate::manifest::{LeftOut, SourceMap};
use crate::order::sorted_by;

/// The policies, in the order in which they are declared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roster {
    /// One for each.
    pub entries: Vec<RosterEntry>,
}

impl Roster {
    /// The policies of a world, and those that were left out of it.
    pub fn of(
        world: &World,
        reachability: &Reachability,
        letters: &Letters,
        left_out: &[LeftOut],
        places: &SourceMap,
    ) -> Self {
        let survey = Survey {
            world,
            reachability,
            letters,
            places,
        };
        let counting = world.cluster().policies();
        let counting = counting.map(|(id, it)| (it.declared_by, survey.counting(id)));
        let left_out = left_out.iter();
        let left_out = left_out.map(|it| (it.declared_by, survey.left_out(it)));
        let all: Vec<_> = counting.chain(left_out).collect();
        let sorted = sorted_by(&all, |a, b| a.0.cmp(&b.0));
        Self {
            entries: sorted.into_iter().map(|it| it.1).collect(),
        }
    }
}
