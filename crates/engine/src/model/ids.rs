use serde::{Deserialize, Serialize};

/// Declares the name of one thing of a cluster: a number that only the cluster
/// hands out, so that looking it up cannot fail.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position among its kind, in document order, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// Names one object of the input: what a source map looks up.
    ObjectId
);
id!(
    /// Names one namespace of a cluster.
    NamespaceId
);
id!(
    /// Names one node of a cluster.
    NodeId
);
id!(
    /// Names one workload of a cluster.
    WorkloadId
);
id!(
    /// Names one pod of a cluster.
    PodId
);
id!(
    /// Names one policy of a cluster.
    PolicyId
);
id!(
    /// Names one Service of a cluster.
    ServiceId
);
id!(
    /// Names one slice of endpoints of a cluster.
    EndpointSliceId
);
