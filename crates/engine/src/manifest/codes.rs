//! The codes of everything this module finds; stable, since users search for them.

use crate::diagnostic::Code;

/// The text is not YAML.
pub(super) const SYNTAX: Code = Code("syntax");
/// The text is larger, deeper or wider than we read.
pub(super) const LIMIT: Code = Code("input-limit");
/// A document is not a Kubernetes object.
pub(super) const NOT_AN_OBJECT: Code = Code("not-an-object");
/// No API server knows this kind in this version.
pub(super) const UNKNOWN_KIND: Code = Code("unknown-kind");
/// An object that does not say which version of its kind it is.
pub(super) const NO_VERSION: Code = Code("api-version-not-set");
/// A policy of a kind that is not evaluated.
pub(super) const NOT_EVALUATED: Code = Code("policy-not-evaluated");
/// A field that the API does not have.
pub(super) const UNKNOWN_FIELD: Code = Code("unknown-field");
/// The same key twice in one mapping.
pub(super) const DUPLICATE_KEY: Code = Code("duplicate-key");
/// A value of another type than the API asks for.
pub(super) const WRONG_TYPE: Code = Code("wrong-type");
/// YAML 1.1 reads something else than what is written.
pub(super) const READ_DIFFERENTLY: Code = Code("read-differently");
/// A null where a value is meant.
pub(super) const NULL_VALUE: Code = Code("null-value");
/// `Invalid value` of the API server.
pub(super) const INVALID_VALUE: Code = Code("invalid-value");
/// `Required value` of the API server.
pub(super) const REQUIRED_VALUE: Code = Code("required-value");
/// `Unsupported value` of the API server.
pub(super) const UNSUPPORTED_VALUE: Code = Code("unsupported-value");
/// `Forbidden` of the API server.
pub(super) const FORBIDDEN: Code = Code("forbidden");
/// `Duplicate value` of the API server.
pub(super) const DUPLICATE_VALUE: Code = Code("duplicate-value");
/// `Too long` of the API server.
pub(super) const TOO_LONG: Code = Code("too-long");
/// A CIDR that means something else than it seems to say.
pub(super) const CIDR_BITS: Code = Code("cidr-bits");
/// The same object twice.
pub(super) const DUPLICATE_OBJECT: Code = Code("duplicate-object");
/// An object without a namespace.
pub(super) const DEFAULT_NAMESPACE: Code = Code("namespace-assumed-default");
/// A label that the API server sets itself.
pub(super) const OVERWRITTEN_LABEL: Code = Code("overwritten-label");
/// A pod that has finished.
pub(super) const FINISHED_POD: Code = Code("finished-pod");
/// A workload that asks for no pods.
pub(super) const NO_PODS: Code = Code("no-pods");
/// One address at two pods.
pub(super) const SHARED_ADDRESS: Code = Code("shared-address");
/// A slice that lists host names.
pub(super) const HOST_NAMES: Code = Code("endpoint-host-names");
