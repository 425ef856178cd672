//! Who can reach whom, and every rule that says so.
//!
//! Answers are symbolic: for two endpoints a [`Reach`] holds the set of ports
//! that connects them and, for each direction, every entry of every policy with
//! what became of each of its clauses. A question about one port is a look-up in
//! that answer ([`Reach::decide`]). There is no English here and no text span;
//! `explain` finds the words and the source map the places.

mod backend;
mod bits;
mod branch;
mod connection;
mod connections;
mod decision;
mod disclose;
mod disclosure;
mod end;
mod endpoint;
mod extent;
mod gate;
mod judge;
mod lookup;
mod name_lookup;
mod opening;
mod outside;
mod reach;
mod selecting;
mod service_address;
mod service_decision;
mod service_reach;
mod survey;
#[cfg(test)]
mod tests;
mod world;

pub use backend::Backend;
pub use connection::{Connection, Party, Passage};
pub use decision::{Admission, Decision, Miss, Trace, Verdict};
pub use disclosure::Disclosure;
pub use endpoint::Endpoint;
pub use extent::Extent;
pub use gate::{
    Because, BranchRef, Clause, ClauseOutcome, Doubt, Exemption, Gate, JudgedBranch, JudgedPort,
};
pub use lookup::{Answer, Lookup, OtherDns, Unresolved};
pub use name_lookup::{DNS_PORT, DnsPath, DnsServers, NameLookup};
pub use outside::{Outside, OutsideBlock};
pub use reach::Reach;
pub use service_address::Entrance;
pub use service_decision::{BackendDecision, NoBackend, Served, ServiceDecision};
pub use service_reach::{BackendReach, ServiceReach, Way};
pub use world::World;
