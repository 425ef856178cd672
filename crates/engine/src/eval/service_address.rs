use std::net::IpAddr;

use super::{Endpoint, World};
use crate::model::{Protocol, ServiceId};

/// A Service that answers at an address, and on which of its ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entrance {
    /// The Service.
    pub service: ServiceId,
    /// The number of its port that is asked for there.
    pub port: u16,
}

impl World {
    /// The Service that has this address: its own inside the cluster, that of a
    /// load balancer, or one of its `externalIPs` (SEMANTICS.md V-10). The first
    /// in document order where several claim one.
    pub fn service_at(&self, address: IpAddr) -> Option<ServiceId> {
        let address = address.to_canonical();
        let mut services = self.cluster().services();
        let has_it = |all: &[IpAddr]| all.iter().any(|it| it.to_canonical() == address);
        let found = services.find(|(_, it)| {
            let entrances = it.entrances();
            entrances.is_some_and(|it| has_it(&it.cluster) || has_it(&it.outside))
        });
        found.map(|(id, _)| id)
    }

    /// What answers at an address on a port, if it is a Service: one that has
    /// the address, or one for which every node opens that port.
    pub fn entrance(&self, address: IpAddr, protocol: Protocol, port: u16) -> Option<Entrance> {
        if let Some(service) = self.service_at(address) {
            return Some(Entrance { service, port });
        }
        let Endpoint::Node(_) = self.endpoint_at(address) else {
            return None;
        };
        for (service, it) in self.cluster().services() {
            let listed = it.backing().map_or(&[][..], |it| it.ports.as_slice());
            let opened = listed
                .iter()
                .find(|it| it.protocol == protocol && it.node_port == Some(port));
            if let Some(opened) = opened {
                return Some(Entrance {
                    service,
                    port: opened.number,
                });
            }
        }
        None
    }
}
