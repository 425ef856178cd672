//! Who can reach whom, and every rule that says so.
//!
//! Answers are symbolic: for two endpoints a [`Reach`] holds the set of ports
//! that connects them and, for each direction, every entry of every policy with
//! what became of each of its clauses. A question about one port is a look-up in
//! that answer ([`Reach::decide`]). [`Reachability`] knows the answers for all
//! endpoints of a world, kept by classes of those that nothing can tell apart;
//! from both follow what an entry is for ([`entry_effects`]), what closes a
//! connection ([`minimal_cut`]) and what would have admitted one
//! ([`near_misses`]). There is no English here and no text span;
//! `explain` finds the words and the source map the places.

mod asked;
mod backend;
mod bits;
mod branch;
mod class;
mod connection;
mod connections;
mod cut;
mod cuts;
mod decision;
mod disclose;
mod disclosure;
mod effect;
mod encounter;
mod end;
mod endpoint;
mod extent;
mod faces;
mod gate;
mod identity;
mod judge;
mod label_change;
mod lookup;
mod meetings;
mod meter;
mod name_lookup;
mod near_miss;
mod opening;
mod outcome;
mod outside;
mod partition;
mod reach;
mod reachability;
mod register;
mod selecting;
mod service_address;
mod service_decision;
mod service_reach;
mod side;
mod survey;
#[cfg(test)]
mod tests;
mod usual_dns;
mod world;

pub use backend::{Backend, BackendPort};
pub use class::{Class, ClassId};
pub use connection::{Connection, Manner, Party, Passage};
pub use cut::{Cut, Entry, SideCut, minimal_cut};
pub use decision::{Admission, Decision, Miss, Trace, Verdict};
pub use disclosure::Disclosure;
pub use effect::{Effect, entry_effects};
pub use encounter::{Encounter, Encounters};
pub use endpoint::Endpoint;
pub use extent::Extent;
pub use gate::{
    Because, BranchRef, Clause, ClauseOutcome, Doubt, Exemption, Gate, JudgedBranch, JudgedPort,
};
pub use label_change::{LabelChange, LabelWish};
pub use lookup::{Answer, Lookup, OtherDns, Unresolved};
pub use meter::Meter;
pub use name_lookup::{DNS_PORT, DnsPath, DnsServers, NameLookup};
pub use near_miss::{Change, NearMiss, NearMisses, near_misses, near_misses_of};
pub use outcome::Outcome;
pub use outside::{Outside, OutsideBlock};
pub use reach::Reach;
pub use reachability::{PairAnswer, Reachability};
pub use service_address::Entrance;
pub use service_decision::{BackendDecision, NoBackend, Served, ServiceDecision};
pub use service_reach::{BackendReach, ServiceReach, Way};
pub use world::World;
