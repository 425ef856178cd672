//! Which fields an object may have, where one that is misspelt would change
//! who is reached.

use super::decode::report_unknown;
use super::field::Field;
use super::report::Report;

/// Reports every field of this object that is not among the `known` ones, which
/// a blank separates: a dropped one would hide what is meant (SEMANTICS.md I-3).
pub(super) fn check_fields(object: &Field<'_>, known: &str, report: &mut Report<'_>) {
    for entry in object.node().map_or(&[][..], |it| it.entries()) {
        if !known.split(' ').any(|it| it == entry.key.text) {
            report_unknown(&object.path().clone().field(&entry.key.text), report);
        }
    }
}
