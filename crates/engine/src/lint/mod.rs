//! What in a set of policies probably does not mean what its writer meant.
//!
//! A lint is one file with one function, an entry in [`ALL`], a page in `docs/lints/` and
//! fixtures in `crates/engine/tests/lint/`. Its evidence is computed on the cluster that was
//! read, never guessed from the shape of the text alone: a warning is worth reading, and
//! whatever changes nothing here is a hint at most. A comment silences a finding, see
//! [`Silence`].

mod blocked_dns;
mod cluster_address;
mod default_deny;
mod defaulted_ingress;
mod empty_peer;
mod empty_subject;
mod misread_and;
mod misread_or;
mod named_port;
mod nearest;
mod open_entry;
mod open_pod;
mod pod_address;
mod redundant;
mod service_port;
mod silence;
mod split_rule;
mod suggestion;
mod twin;
mod undeclared;
mod unused_direction;
mod void_except;
mod ward;

pub use self::silence::Silence;
pub use self::suggestion::{Spelling, Suggestion, suggestion};
pub use self::twin::{Twin, twin_of};

use self::ward::Ward;
use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic};
use crate::options::Options;
use crate::order::sorted_by;
use crate::text::Sources;

/// One kind of finding.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// Its code, by which comments and documentation know it.
    pub code: Code,
    /// What it finds, as a noun phrase.
    pub title: &'static str,
    run: fn(&Ward<'_>) -> Vec<Diagnostic>,
}

/// Every lint, in the order of the documentation.
pub const ALL: [Lint; 20] = [
    misread_or::LINT,
    misread_and::LINT,
    split_rule::LINT,
    open_entry::LINT,
    empty_subject::LINT,
    empty_peer::LINT,
    empty_peer::BY_NAME,
    named_port::LINT,
    unused_direction::LINT,
    defaulted_ingress::LINT,
    blocked_dns::LINT,
    service_port::LINT,
    cluster_address::LINT,
    pod_address::LINT,
    default_deny::LINT,
    open_pod::LINT,
    void_except::LINT,
    redundant::LINT,
    redundant::POLICY,
    undeclared::LINT,
];

/// Everything that the lints find in texts and in what there is to say about them, in
/// document order; nothing about texts that were not evaluated.
pub fn lint(sources: &Sources, options: &Options, analysis: &Analysis) -> Vec<Diagnostic> {
    if !analysis.is_evaluated() {
        return Vec::new();
    }
    let ward = Ward::new(options, analysis).with_lines_of(sources);
    let silence = Silence::read(sources);
    let found: Vec<Diagnostic> = ALL.iter().flat_map(|it| (it.run)(&ward)).collect();
    let mut heard: Vec<Diagnostic> = found
        .into_iter()
        .filter(|it| !silence.covers(it.code, it.primary))
        .collect();
    heard.extend(silence.unknown());
    sorted_by(&heard, |a, b| {
        (a.primary.source.index(), a.primary.start)
            .cmp(&(b.primary.source.index(), b.primary.start))
    })
}
