use netpol_engine::layout::View;
use serde::{Deserialize, Serialize};

use super::PlaceName;

/// How the user wants to see the diagram.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ViewOptions {
    /// What is folded and what is left out.
    pub view: View,
    /// Whose connections are all drawn one by one, the denied ones too.
    pub whole: Option<PlaceName>,
}
