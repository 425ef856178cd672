use std::net::IpAddr;

use super::{NamespaceId, ObjectId, Protocol};

/// Addresses that serve a Service, as a controller or a person lists them: an
/// `EndpointSlice`, or a subset of the older `Endpoints` (SEMANTICS.md V-6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSlice {
    /// The namespace it is in, and the Service too.
    pub namespace: NamespaceId,
    /// Its name.
    pub name: String,
    /// The name of the Service it is of; `None` when it belongs to none.
    pub service: Option<String>,
    /// Who serves. None where the slice lists host names: those mean nothing.
    pub endpoints: Vec<SliceEndpoint>,
    /// On which ports all of them do.
    pub ports: Vec<SlicePort>,
    /// The object that declares it.
    pub declared_by: ObjectId,
}

/// One who serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliceEndpoint {
    /// Its addresses, of one family.
    pub addresses: Vec<IpAddr>,
    /// The name it has before that of the Service (SEMANTICS.md D-1).
    pub hostname: Option<String>,
    /// Whether it takes connections; a slice that does not say means yes (V-7).
    pub is_ready: bool,
}

/// One port of a slice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlicePort {
    /// The name of the Service's port that leads to it.
    pub name: Option<String>,
    /// The protocol.
    pub protocol: Protocol,
    /// The number; `None` for every one.
    pub number: Option<u16>,
}
