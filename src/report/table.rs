use std::rc::Rc;

use netpol_engine::matrix::Matrix;
use serde::{Deserialize, Serialize};

use crate::state::PlaceName;

/// Who reaches whom as a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TableReport {
    /// The table.
    pub matrix: Rc<Matrix>,
    /// The names of its headings, which stay when the text changes.
    pub places: Vec<PlaceName>,
    /// How many workloads there are, if those are too many for a table.
    pub too_large: Option<usize>,
}
