//! Every verdict of the engine is that of the oracle.

use netpol_engine::eval::{Endpoint, Verdict};
use netpol_engine::model::Protocol;
use netpol_engine::options::{Choice, Point};
use netpol_engine::{Analysis, Options};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::PORTS;
use crate::attempt::{Attempt, End};
use crate::blocks::{Holds, POD_NETWORK};
use crate::clusters::{Objects, any_objects};
use crate::ends::{Families, endpoint, ends, families, over, pods};

pub(crate) fn expected(
    objects: &Objects,
    unusual: &[&'static str],
    source: &End<'_>,
    destination: &End<'_>,
    (protocol, port): (&str, u16),
) -> Verdict {
    let attempt = |source: End<'_>, destination: End<'_>| {
        let attempt = Attempt {
            objects,
            unusual,
            source,
            destination,
            protocol,
            port: port.into(),
        };
        attempt.is_allowed()
    };
    let verdict = |it: Holds| match it {
        Some(true) => Verdict::Allowed,
        Some(false) => Verdict::Denied,
        None => Verdict::Unknown,
    };
    match families(source, destination) {
        Families::Both => {
            let [v4, v6] = [true, false].map(|it| attempt(over(source, it), over(destination, it)));
            match (v4, v6) {
                (Some(v4), Some(v6)) if v4 != v6 => Verdict::Mixed,
                (Some(_), Some(_)) => verdict(v4),
                _ => Verdict::Unknown,
            }
        }
        Families::One | Families::Unknown => verdict(attempt(source.clone(), destination.clone())),
    }
}

/// What is known of all pairs at once says of one port.
fn verdict_at_once(
    analysis: &Analysis,
    source: Endpoint,
    destination: Endpoint,
    (protocol, port): (Protocol, u16),
) -> Option<Verdict> {
    let reachability = &analysis.reachability;
    let outcome = reachability.outcome(reachability.between(source, destination)?);
    Some(if outcome.ports.contains(protocol, port) {
        Verdict::Allowed
    } else if outcome.unknown_ports.contains(protocol, port) {
        Verdict::Unknown
    } else if outcome.mixed_ports.contains(protocol, port) {
        Verdict::Mixed
    } else {
        Verdict::Denied
    })
}

fn compare(
    objects: &Objects,
    unusual: &[Point],
    is_network_known: bool,
) -> Result<(), TestCaseError> {
    let mut options = Options::default();
    for point in unusual {
        let choice = Choice {
            point: *point,
            is_alternative: true,
        };
        options.assumptions = options.assumptions.with(choice);
    }
    if is_network_known {
        options.pod_networks = vec![POD_NETWORK.parse().unwrap()];
    }
    let analysis = if unusual.is_empty() {
        objects.analyze()
    } else {
        objects.analyze_with(&options)
    };
    let mut unusual: Vec<&str> = unusual.iter().map(|it| it.name()).collect();
    unusual.extend(is_network_known.then_some(POD_NETWORK));
    let pods = pods(objects);
    let ends = ends(objects, &pods, &unusual);
    for source in &ends {
        for destination in &ends {
            if matches!(families(source, destination), Families::Unknown) {
                continue;
            }
            let from = endpoint(&analysis, source);
            let to = endpoint(&analysis, destination);
            let reach = analysis.reach(from, to);
            for (name, port) in PORTS {
                let expected = expected(objects, &unusual, source, destination, (name, port));
                let protocol = Protocol::from_name(name).unwrap();
                let verdict = reach.decide(protocol, port).verdict;
                prop_assert_eq!(verdict, expected, "{:?} → {:?}:{}/{}", from, to, port, name);
                let at_once = verdict_at_once(&analysis, from, to, (protocol, port));
                prop_assert_eq!(
                    at_once.unwrap_or(expected),
                    expected,
                    "{:?} → {:?}",
                    from,
                    to
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_engine_agrees_with_the_oracle(objects in any_objects()) {
        compare(&objects, &[], false)?;
    }

    #[test]
    fn it_agrees_whatever_the_plugin_does(
        objects in any_objects(),
        unusual in subsequence(Point::ALL.to_vec(), 1..=Point::ALL.len()),
        is_network_known in any::<bool>(),
    ) {
        compare(&objects, &unusual, is_network_known)?;
    }
}
