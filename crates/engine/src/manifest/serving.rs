//! Services and their endpoints join the cluster.

use super::endpoint_slice::SliceBody;
use crate::model::{ClusterBuilder, EndpointSlice, NamespaceId, ObjectId, Service, ServiceShape};

/// Adds the Service that `object` declares.
pub(super) fn add_service(
    builder: &mut ClusterBuilder,
    (namespace, name, object): (NamespaceId, String, ObjectId),
    shape: ServiceShape,
) {
    builder.service(Service {
        namespace,
        name,
        shape,
        declared_by: object,
    });
}

/// Adds the slices that `object` declares.
pub(super) fn add_slices(
    builder: &mut ClusterBuilder,
    (namespace, name, object): (NamespaceId, &str, ObjectId),
    slices: Vec<SliceBody>,
) {
    for slice in slices {
        builder.endpoint_slice(EndpointSlice {
            namespace,
            name: name.to_owned(),
            service: slice.service,
            endpoints: slice.endpoints,
            ports: slice.ports,
            declared_by: object,
        });
    }
}
