//! What the caller decides where the input leaves a choice.

/// Which API server the validation speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ApiLevel {
    /// Before 1.36: a CIDR with host bits is accepted and masked, with a
    /// warning (SEMANTICS.md E-27).
    Before136,
    /// 1.36 and later: such a CIDR is refused.
    #[default]
    From136,
}

/// What the caller decides where the input leaves a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The namespace of an object that names none (SEMANTICS.md W-3).
    pub default_namespace: String,
    /// Which API server the validation speaks for.
    pub api_level: ApiLevel,
    /// The last part of every name that the cluster's DNS knows (SEMANTICS.md
    /// D-1).
    pub cluster_zone: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            default_namespace: "default".to_owned(),
            api_level: ApiLevel::default(),
            cluster_zone: "cluster.local".to_owned(),
        }
    }
}
