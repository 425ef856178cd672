use std::net::IpAddr;

use super::{Labels, ObjectId};

/// A machine of the cluster, known from its own object or from the pods on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its labels.
    pub labels: Labels,
    /// The addresses its own traffic comes from.
    pub addresses: Vec<IpAddr>,
    /// The object that declares it, if the input has one.
    pub declared_by: Option<ObjectId>,
}
