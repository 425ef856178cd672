use std::net::IpAddr;

use super::{Endpoint, World};
use crate::model::{
    Backing, ContainerPort, EndpointSlice, Members, Pod, PodId, Readiness, Selector, Service,
    ServiceId, ServicePort, SlicePort, TargetPort, Truth,
};

/// Somebody who serves a Service, or would (SEMANTICS.md V-2, V-6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backend {
    /// Who it is.
    pub endpoint: Endpoint,
    /// The address it is listed with, if a slice lists it.
    pub address: Option<IpAddr>,
    /// Whether it does serve: not when it is not ready, and unknown where that
    /// depends on a label whose value a controller sets (V-7, W-7).
    pub serves: Truth,
    /// Whether that it is ready was only assumed.
    pub is_assumed_ready: bool,
    /// For each port of the Service, in order, where it leads to here.
    pub ports: Vec<BackendPort>,
}

/// Where a port of a Service leads to on one backend (SEMANTICS.md V-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackendPort {
    /// To this number.
    Number(u16),
    /// Nowhere: the backend has no port of that name.
    Nowhere,
    /// It has a name, and the input does not show the pod's ports (I-15).
    Unseen,
}

/// Everybody who serves a Service or would, in document order.
pub(super) fn backends(world: &World, service: &Service, backing: &Backing) -> Vec<Backend> {
    match &backing.members {
        Members::Selected(selector) => selected(world, service, backing, selector),
        Members::Listed | Members::Unseen => listed(world, service, backing),
    }
}

fn selected(
    world: &World,
    service: &Service,
    backing: &Backing,
    selector: &Selector,
) -> Vec<Backend> {
    let mut backends = Vec::new();
    for (id, pod) in world.cluster().pods() {
        if pod.namespace != service.namespace {
            continue;
        }
        let held = selector.matches(&pod.labels);
        if !held.is_no() {
            backends.push(backend_of_pod(id, pod, held, backing));
        }
    }
    backends
}

fn backend_of_pod(id: PodId, pod: &Pod, held: Truth, backing: &Backing) -> Backend {
    let is_ready = backing.publishes_not_ready || pod.readiness != Readiness::NotReady;
    Backend {
        endpoint: Endpoint::Pod(id),
        address: None,
        serves: held & Truth::from(is_ready),
        is_assumed_ready: !backing.publishes_not_ready && pod.readiness == Readiness::Assumed,
        ports: backing.ports.iter().map(|it| target(it, pod)).collect(),
    }
}

/// The number that a port of a Service leads to on one pod: of several
/// containers the first that has the name decides (SEMANTICS.md V-3).
fn target(port: &ServicePort, pod: &Pod) -> BackendPort {
    let is_meant = |it: &&ContainerPort, name: &str| {
        it.protocol == port.protocol && it.name.as_deref() == Some(name)
    };
    match &port.target {
        TargetPort::Same | TargetPort::Unseen => BackendPort::Number(port.number),
        TargetPort::Number(number) => BackendPort::Number(*number),
        TargetPort::Name(_) if pod.ports.is_unknown() => BackendPort::Unseen,
        TargetPort::Name(name) => {
            let found = pod.ports.known().iter().find(|it| is_meant(it, name));
            found.map_or(BackendPort::Nowhere, |it| BackendPort::Number(it.number))
        }
    }
}

fn listed(world: &World, service: &Service, backing: &Backing) -> Vec<Backend> {
    let mut backends: Vec<Backend> = Vec::new();
    for slice in slices_of(world, service) {
        let ports: Vec<_> = backing.ports.iter().map(|it| given(it, slice)).collect();
        for endpoint in &slice.endpoints {
            for &address in &endpoint.addresses {
                let backend = Backend {
                    endpoint: world.endpoint_at(address),
                    address: Some(address),
                    serves: Truth::from(endpoint.is_ready || backing.publishes_not_ready),
                    is_assumed_ready: false,
                    ports: ports.clone(),
                };
                if !backends.contains(&backend) {
                    backends.push(backend);
                }
            }
        }
    }
    backends
}

/// The number that a slice gives a port of its Service: that of the same name
/// (SEMANTICS.md V-6).
fn given(port: &ServicePort, slice: &EndpointSlice) -> BackendPort {
    let is_meant = |it: &&SlicePort| {
        it.name.as_deref() == port.name.as_deref() && it.protocol == port.protocol
    };
    let found = slice.ports.iter().find(is_meant);
    found.map_or(BackendPort::Nowhere, |it| {
        BackendPort::Number(it.number.unwrap_or(port.number))
    })
}

/// The slices that name a Service, in document order.
pub(super) fn slices_of<'a>(
    world: &'a World,
    service: &'a Service,
) -> impl Iterator<Item = &'a EndpointSlice> {
    let slices = world.cluster().endpoint_slices().map(|(_, it)| it);
    slices.filter(|it| {
        it.namespace == service.namespace && it.service.as_deref() == Some(service.name.as_str())
    })
}

impl World {
    /// Everybody who serves a Service or would; nobody for one whose name only
    /// stands for another.
    pub fn backends(&self, service: ServiceId) -> Vec<Backend> {
        let service = &self.cluster()[service];
        let backing = service.backing();
        backing.map_or_else(Vec::new, |it| backends(self, service, it))
    }
}
