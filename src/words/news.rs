//! What a change did, for those who do not see the picture change.

use super::number::counted;

/// `1 connection now denied, 2 now allowed`.
pub(crate) fn changed(lost: usize, gained: usize) -> String {
    match (lost, gained) {
        (0, 0) => String::new(),
        (lost, 0) => counted(lost, "connection") + " now denied",
        (0, gained) => counted(gained, "connection") + " now allowed",
        (lost, gained) => [
            &counted(lost, "connection"),
            " now denied, ",
            &gained.to_string(),
            " now allowed",
        ]
        .concat(),
    }
}
