use super::Verdict;
use super::opening::Passing;
use crate::model::Ports;

/// On which ports something connects, when it need not be a single connection:
/// several pods, or addresses of both families.
///
/// The three sets are disjoint; a port in none of them is denied.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Outcome {
    /// The ports that certainly connect, all of it.
    pub ports: Ports,
    /// The ports of which the input does not say.
    pub unknown_ports: Ports,
    /// The ports that connect a part of it, and certainly not another
    /// (SEMANTICS.md M-6, B-8).
    pub mixed_ports: Ports,
}

impl Outcome {
    /// What both ends let through (SEMANTICS.md M-2).
    pub(super) fn of(egress: &Passing, ingress: &Passing) -> Self {
        let ports = egress.surely.intersection(&ingress.surely);
        let perhaps = egress.perhaps.intersection(&ingress.perhaps);
        Self {
            unknown_ports: perhaps.difference(&ports),
            mixed_ports: Ports::none(),
            ports,
        }
    }

    /// What becomes of several taken together.
    pub(crate) fn together(parts: &[Self]) -> Self {
        let Some((first, rest)) = parts.split_first() else {
            return Self::default();
        };
        let (mut all, mut any) = (first.ports.clone(), first.ports.clone());
        let (mut all_perhaps, mut any_perhaps) = (first.perhaps(), first.perhaps());
        let mut mixed = first.mixed_ports.clone();
        for part in rest {
            let perhaps = part.perhaps();
            all = all.intersection(&part.ports);
            any = any.union(&part.ports);
            all_perhaps = all_perhaps.intersection(&perhaps);
            any_perhaps = any_perhaps.union(&perhaps);
            mixed = mixed.union(&part.mixed_ports);
        }
        let mixed_ports = mixed.union(&any.difference(&all_perhaps));
        Self {
            unknown_ports: any_perhaps.difference(&all).difference(&mixed_ports),
            ports: all,
            mixed_ports,
        }
    }

    /// The same of some ports alone.
    pub(crate) fn within(&self, ports: &Ports) -> Self {
        Self {
            ports: self.ports.intersection(ports),
            unknown_ports: self.unknown_ports.intersection(ports),
            mixed_ports: self.mixed_ports.intersection(ports),
        }
    }

    /// The ports on which anything connects, or may.
    pub fn perhaps(&self) -> Ports {
        self.ports
            .union(&self.unknown_ports)
            .union(&self.mixed_ports)
    }

    /// Whether nothing connects, for certain.
    pub fn is_denied(&self) -> bool {
        self.ports.is_empty() && self.unknown_ports.is_empty() && self.mixed_ports.is_empty()
    }

    /// The verdict over all ports: allowed when at least one certainly connects.
    pub fn verdict(&self) -> Verdict {
        if !self.ports.is_empty() {
            Verdict::Allowed
        } else if !self.mixed_ports.is_empty() {
            Verdict::Mixed
        } else if !self.unknown_ports.is_empty() {
            Verdict::Unknown
        } else {
            Verdict::Denied
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PortSet, Protocol};

    fn ports(numbers: &[u16]) -> Ports {
        let set: PortSet = numbers.iter().map(|it| *it..=*it).collect();
        Ports::of(Protocol::Tcp, set)
    }

    #[track_caller]
    fn check(parts: &[[&[u16]; 3]], expected: [&[u16]; 3]) {
        let outcome = |[connect, unknown, mixed]: &[&[u16]; 3]| Outcome {
            ports: ports(connect),
            unknown_ports: ports(unknown),
            mixed_ports: ports(mixed),
        };
        let parts: Vec<_> = parts.iter().map(outcome).collect();
        assert_eq!(Outcome::together(&parts), outcome(&expected));
    }

    #[test]
    fn what_all_say_is_said() {
        check(&[], [&[], &[], &[]]);
        check(&[[&[1], &[2], &[3]]], [&[1], &[2], &[3]]);
        check(
            &[[&[1], &[2], &[3]], [&[1], &[2], &[3]]],
            [&[1], &[2], &[3]],
        );
    }

    #[test]
    fn a_port_that_connects_some_and_not_others_is_mixed() {
        check(&[[&[1, 2], &[], &[]], [&[2], &[], &[]]], [&[2], &[], &[1]]);
        check(
            &[[&[1], &[], &[]], [&[], &[1], &[]], [&[], &[], &[]]],
            [&[], &[], &[1]],
        );
    }

    #[test]
    fn a_port_that_may_connect_all_or_none_is_unknown() {
        check(&[[&[1], &[], &[]], [&[], &[1], &[]]], [&[], &[1], &[]]);
        check(&[[&[], &[], &[]], [&[], &[1], &[]]], [&[], &[1], &[]]);
    }
}
