//! Bounds that are the same for everybody; those that a caller may choose are in
//! [`Limits`](crate::options::Limits).

/// How deep values may be nested; recursion over a tree relies on it. Kubernetes
/// needs about fifteen levels, schemas of custom resources perhaps thirty.
pub(super) const DEPTH: usize = 64;

/// How many findings of one object are kept; nobody reads more.
pub(super) const FINDINGS: usize = 100;

/// How many wrong types of one object are reported.
pub(super) const WRONG_TYPES: usize = 20;

/// How many unknown fields of one object are reported.
pub(super) const UNKNOWN_FIELDS: usize = 50;
