//! Which fields an object may have, where one that is misspelt would change
//! who is reached.

use super::decode::report_unknown;
use super::field::Field;
use super::report::Report;

/// What every object has, and every field that an API server adds to it.
pub(super) const OF_OBJECT: [&str; 5] = ["apiVersion", "kind", "metadata", "spec", "status"];

/// Reports every field of this object that is not among the `known` ones: a
/// dropped one would hide what is meant (SEMANTICS.md I-3).
pub(super) fn check_fields(object: &Field<'_>, known: &[&str], report: &mut Report<'_>) {
    for entry in object.node().map_or(&[][..], |it| it.entries()) {
        if !known.contains(&entry.key.text.as_str()) {
            report_unknown(&object.path().clone().field(&entry.key.text), report);
        }
    }
}
