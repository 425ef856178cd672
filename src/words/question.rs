//! The bar that asks "Can A reach B?".

pub(crate) const TITLE: &str = "Can … reach …?";
/// Three pieces of one sentence, around the two fields.
pub(crate) const CAN: &str = "Can";
pub(crate) const REACH: &str = "reach";
pub(crate) const END: &str = "?";
pub(crate) const SOURCE: &str = "Source";
pub(crate) const SOURCE_FORM: &str = "a pod";
pub(crate) const DESTINATION: &str = "Destination";
pub(crate) const DESTINATION_FORM: &str = "pod, Service or address";
pub(crate) const PICK: &str = "Now pick who it should reach";

pub(crate) const YES: &str = "Yes";
pub(crate) const NO: &str = "No";
pub(crate) const PARTLY: &str = "Partly";
pub(crate) const UNKNOWN: &str = "Unknown";
pub(crate) const NOBODY: &str = "Nobody there";
/// The same as a headline.
pub(crate) const NOBODY_ANSWERS: &str = "Nobody answers there";
