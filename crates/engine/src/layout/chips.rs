//! The Services of a picture: chips on what they lead to.

use super::{Chip, Note, NoteKind};
use crate::eval::{Backend, BackendPort, Endpoint, World};
use crate::model::{NamespaceId, PodId, Protocol, Service, ServiceId, ServicePort, ServiceShape};

/// How many ports are written on a chip before the rest is counted.
const SHOWN: usize = 2;

/// Which Services lead to whom.
#[derive(Debug, Default)]
pub(super) struct Chips {
    /// By workload.
    pub(super) of: Vec<Vec<Chip>>,
    /// Those that lead to nobody, in their namespaces.
    pub(super) nowhere: Vec<(NamespaceId, Note)>,
}

impl Chips {
    pub(super) fn new(world: &World) -> Self {
        let cluster = world.cluster();
        let mut chips = Self {
            of: vec![Vec::new(); cluster.workloads().len()],
            nowhere: Vec::new(),
        };
        for (id, service) in cluster.services() {
            if !chips.lead(world, id, service) {
                let note = nowhere(world, id, service);
                chips.nowhere.push((service.namespace, note));
            }
        }
        chips
    }

    /// Puts a chip on every workload that serves; whether any does.
    fn lead(&mut self, world: &World, id: ServiceId, service: &Service) -> bool {
        let mut last = None;
        for backend in world.backends(id).iter().filter(|it| !it.serves.is_no()) {
            let Endpoint::Pod(pod) = backend.endpoint else {
                continue;
            };
            let workload = world.cluster()[pod].workload;
            if last.replace(workload) == Some(workload) {
                continue;
            }
            if let Some(chips) = self.of.get_mut(workload.index()) {
                chips.push(chip(world, service, backend, pod));
            }
        }
        last.is_some()
    }
}

fn chip(world: &World, service: &Service, backend: &Backend, pod: PodId) -> Chip {
    let ports = service.backing().map_or(&[][..], |it| &it.ports);
    let is_headless = matches!(service.shape, ServiceShape::Headless(_));
    let cluster = world.cluster();
    let owner = &cluster[cluster[pod].workload].name;
    let mut text = service.name.clone();
    let mut ways = Vec::new();
    for (port, target) in ports.iter().zip(&backend.ports) {
        ways.push(way(port, *target, is_headless));
    }
    for (short, _) in ways.iter().take(SHOWN) {
        text = [&text, " ", short].concat();
    }
    if ways.len() > SHOWN {
        text = format!("{text} +{}", ways.len() - SHOWN);
    }
    let long: Vec<&str> = ways.iter().map(|it| it.1.as_str()).collect();
    let sentence = if is_headless {
        format!(
            "Service {}, headless: its name stands for the pods of {owner}",
            service.name
        )
    } else {
        format!("Service {}: {} of {owner}", service.name, long.join(", "))
    };
    Chip {
        text,
        is_headless,
        sentence,
    }
}

/// Where a port leads to: short, and in words.
fn way(port: &ServicePort, target: BackendPort, is_headless: bool) -> (String, String) {
    let suffix = match port.protocol {
        Protocol::Tcp => String::new(),
        other => format!("/{other}"),
    };
    let number = port.number;
    match target {
        BackendPort::Number(to) if to == number || is_headless => (
            format!(":{number}{suffix}"),
            format!("port {number}{suffix} leads to the same port"),
        ),
        BackendPort::Number(to) => (
            format!(":{number}→{to}{suffix}"),
            format!("port {number}{suffix} leads to port {to}"),
        ),
        BackendPort::Nowhere => (
            format!(":{number}→✕{suffix}"),
            format!("port {number}{suffix} leads to no port"),
        ),
        BackendPort::Unseen => (
            format!(":{number}→?{suffix}"),
            format!("port {number}{suffix} leads to a port that the input does not show"),
        ),
    }
}

/// What to say of a Service that leads to no pod of the picture.
fn nowhere(world: &World, id: ServiceId, service: &Service) -> Note {
    let name = &service.name;
    let (text, sentence) = match &service.shape {
        ServiceShape::ExternalName(other) => (
            format!("{name} ⇢ {other}"),
            format!("Service {name}: its name stands for {other}"),
        ),
        ServiceShape::Balanced { .. } | ServiceShape::Headless(_) => {
            match world.backends(id).len() {
                0 => (
                    format!("{name}: no backend"),
                    format!("Service {name}: no pod of the input serves it"),
                ),
                _ => (
                    format!("{name}: none ready"),
                    format!("Service {name}: nobody in the picture serves it now"),
                ),
            }
        }
    };
    Note {
        kind: NoteKind::Service,
        marks: Vec::new(),
        text,
        sentence,
    }
}
