//! Every fix that is offered leaves the rest of the text alone, and changes the
//! connections that it says and no others: asked of the text after it, as another
//! library reads that.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use netpol_engine::edit::{TextEdit, edited};
use netpol_engine::eval::{BranchRef, Entry, Party, Verdict};
use netpol_engine::fix::{Effect, Fix, Link, Pair, Remedy, Workshop};
use netpol_engine::model::{Direction, Peer, PortSet, Ports, Protocol};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::PORTS;
use crate::attempt::{End, Who, of_kind};
use crate::blocks::text;
use crate::clusters::{Objects, any_objects};
use crate::ends::{Families, ends, families};
use crate::verdicts::expected;

/// How many fixes of one question are held against the oracle.
const MOST: usize = 6;

/// How the objects are written down.
#[derive(Debug, Clone, Copy)]
enum Style {
    /// A list in brackets on one line.
    Json,
    /// The same over many lines.
    Pretty,
    /// Documents by indentation, with a comment at the end of every line.
    Block,
}

fn written(objects: &Objects, style: Style) -> String {
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": objects.0 });
    match style {
        Style::Json => list.to_string(),
        Style::Pretty => serde_json::to_string_pretty(&list).unwrap(),
        Style::Block => {
            let mut all = String::new();
            for object in &objects.0 {
                all += "---\n";
                for line in serde_yaml::to_string(object).unwrap().lines() {
                    writeln!(all, "{line} # {}", all.len()).unwrap();
                }
            }
            all
        }
    }
}

/// The objects of a text, as another library reads them.
fn read(text: &str) -> Objects {
    let mut objects = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let document = Value::deserialize(document).unwrap();
        match document["items"].as_array() {
            Some(items) => objects.extend(items.iter().cloned()),
            None if document.is_null() => {}
            None => objects.push(document),
        }
    }
    Objects(objects)
}

/// One cluster with its text.
struct Case {
    objects: Objects,
    sources: Sources,
    analysis: Analysis,
    options: Options,
}

impl Case {
    fn new(objects: Objects, style: Style) -> Self {
        let sources: Sources = [("all", written(&objects, style))].into_iter().collect();
        let options = Options::default();
        let analysis = analyze(&sources, &options);
        assert!(!analysis.is_partial(), "{:?}", analysis.diagnostics);
        Self {
            objects,
            sources,
            analysis,
            options,
        }
    }

    fn workshop(&self) -> Workshop<'_> {
        Workshop::new(&self.sources, &self.options, &self.analysis)
    }

    fn text(&self) -> &str {
        self.sources.iter().next().map_or("", |it| &it.1.text)
    }

    /// The workload that is a pod of this name.
    fn party(&self, pod: &Value) -> Party {
        let cluster = self.analysis.cluster();
        let metadata = &pod["metadata"];
        let home = cluster
            .find_namespace(text(&metadata["namespace"]))
            .unwrap();
        let pod = cluster.find_pod(home, text(&metadata["name"])).unwrap();
        Party::Workload(cluster[pod].workload)
    }

    /// Holds a fix against the oracle; returns the objects after it.
    fn check(&self, fix: &Fix) -> Result<Objects, TestCaseError> {
        let after = edited(&self.sources, &fix.edits);
        let after = after.iter().next().map_or("", |it| &it.1.text).to_owned();
        check_lines(self.text(), &after, &fix.edits)?;
        let after = read(&after);
        check_effect(&self.objects, &after, &fix.effect)?;
        Ok(after)
    }
}

/// Lines that no edit touches stay, byte for byte and in order.
fn check_lines(before: &str, after: &str, edits: &[TextEdit]) -> Result<(), TestCaseError> {
    let mut left = after.split('\n');
    let mut start = 0;
    for line in before.split('\n') {
        let end = start + line.len();
        let touches = |it: &TextEdit| {
            let range = it.span.range();
            range.start < end + 1 && range.end > start || (start..=end).contains(&range.start)
        };
        if !edits.iter().any(touches) {
            prop_assert!(
                left.any(|it| it == line),
                "`{}` is lost in\n{}",
                line,
                after
            );
        }
        start = end + 1;
    }
    Ok(())
}

fn named(pod: &Value) -> String {
    let metadata = &pod["metadata"];
    [text(&metadata["namespace"]), "/", text(&metadata["name"])].concat()
}

/// What the oracle says of every pair of pods, by their names, on each of the
/// ports.
fn verdicts(objects: &Objects) -> BTreeMap<[String; 2], Vec<Verdict>> {
    let alone: Vec<Value> = of_kind(objects, "Pod").cloned().collect();
    let ends = ends(objects, &alone, &[]);
    let mut verdicts = BTreeMap::new();
    for source in ends.iter().filter(|it| is_whole(it)) {
        for destination in ends.iter().filter(|it| is_whole(it)) {
            let (Who::Pod(from), Who::Pod(to)) = (source.who, destination.who) else {
                continue;
            };
            if from == to || matches!(families(source, destination), Families::Unknown) {
                continue;
            }
            let of_port = |it: &(&str, u16)| expected(objects, &[], source, destination, *it);
            let of_pair = PORTS.iter().map(of_port).collect();
            verdicts.insert([named(from), named(to)], of_pair);
        }
    }
    verdicts
}

/// Whether it is a pod with all its addresses.
fn is_whole(end: &End<'_>) -> bool {
    match end.who {
        Who::Pod(pod) => {
            let all = pod["status"]["podIPs"].as_array().map_or(0, Vec::len);
            end.addresses.len() >= all
        }
        Who::Node(_) | Who::Outside => false,
    }
}

/// Exactly the pairs and ports are gained and lost that the effect lists.
fn check_effect(before: &Objects, after: &Objects, effect: &Effect) -> Result<(), TestCaseError> {
    let (before, after) = (verdicts(before), verdicts(after));
    for (pair, then) in before {
        let now = &after[&pair];
        for (((name, port), then), now) in PORTS.iter().zip(then).zip(now) {
            let lists = |links: &[Link]| {
                let protocol = Protocol::from_name(name).unwrap();
                links.iter().any(|it| {
                    [it.source.to_string(), it.destination.to_string()] == pair
                        && it.ports.contains(protocol, *port)
                })
            };
            let [then, now] = [then, *now].map(|it| it == Verdict::Allowed);
            prop_assert_eq!(
                lists(&effect.gained),
                now && !then,
                "{:?}:{}/{}",
                pair,
                port,
                name
            );
            prop_assert_eq!(
                lists(&effect.lost),
                then && !now,
                "{:?}:{}/{}",
                pair,
                port,
                name
            );
        }
    }
    Ok(())
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Json), Just(Style::Pretty), Just(Style::Block)]
}

/// The ports of a question: any, or one.
fn asked(at: usize) -> Ports {
    let Some((name, port)) = PORTS.get(at) else {
        return Ports::all();
    };
    let mut set = PortSet::default();
    set.insert(*port..=*port);
    Ports::of(Protocol::from_name(name).unwrap(), set)
}

/// Everything that could be done about the policies, whether it makes sense or not.
fn remedies(analysis: &Analysis) -> Vec<Remedy> {
    let cluster = analysis.cluster();
    let mut all = Vec::new();
    for branch in analysis.branches() {
        let BranchRef {
            policy,
            direction,
            rule,
            ..
        } = branch;
        all.push(Remedy::JoinRules(policy, direction, rule));
        all.push(Remedy::RemoveEntries(vec![Entry::Rule {
            policy,
            direction,
            rule,
        }]));
        if branch.peer.is_some() {
            all.push(Remedy::JoinEntries(branch));
            all.push(Remedy::PartEntry(branch));
            all.push(Remedy::RemoveEntries(vec![Entry::Peer(branch)]));
            let namespaces = cluster.namespaces().take(2);
            all.extend(namespaces.map(|it| Remedy::NameNamespace(branch, it.0)));
        }
    }
    for (policy, _) in cluster.policies() {
        let both = vec![Direction::Ingress, Direction::Egress];
        all.push(Remedy::WriteTypes(policy, both));
        all.extend(Direction::BOTH.map(|it| Remedy::RemoveType(policy, it)));
        all.push(Remedy::AdmitDns(policy));
        all.push(Remedy::RemovePolicy(policy));
    }
    for (namespace, _) in cluster.namespaces() {
        all.extend(Direction::BOTH.map(|it| Remedy::DefaultDeny(namespace, it)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_denies_or_allows_does_exactly_that(
        objects in any_objects(),
        style in style(),
        at in any::<[prop::sample::Index; 2]>(),
        port in 0..PORTS.len() + 3,
    ) {
        let case = Case::new(objects, style);
        let alone: Vec<Value> = of_kind(&case.objects, "Pod").cloned().collect();
        let [source, destination] = at.map(|it| it.get(&alone));
        let pair = Pair {
            source: case.party(source),
            destination: case.party(destination),
            ports: asked(port),
        };
        let names = [named(source), named(destination)];
        let workshop = case.workshop();
        for (fixes, wished) in [
            (workshop.deny(&pair), Verdict::Denied),
            (workshop.allow(&pair), Verdict::Allowed),
        ] {
            for fix in fixes.iter().take(MOST) {
                let after = verdicts(&case.check(fix)?);
                let Some(given) = after.get(&names) else {
                    continue;
                };
                // Any port will do for a connection, and that may be none of these.
                let is_any = wished == Verdict::Allowed && pair.ports.is_all();
                for ((name, port), given) in PORTS.iter().zip(given) {
                    let is_asked = pair.ports.contains(Protocol::from_name(name).unwrap(), *port);
                    if is_asked && !is_any {
                        prop_assert_eq!(*given, wished, "{}: {}/{}", fix.title, port, name);
                    }
                }
            }
        }
    }

    #[test]
    fn a_remedy_changes_what_it_says(
        objects in any_objects(),
        style in style(),
        at in prop::collection::vec(any::<prop::sample::Index>(), MOST),
    ) {
        let case = Case::new(objects, style);
        let all = remedies(&case.analysis);
        if all.is_empty() {
            return Ok(());
        }
        for index in at {
            let remedy = index.get(&all);
            if let Some(fix) = case.workshop().remedy(remedy) {
                case.check(&fix)?;
            }
        }
    }
}

/// What can always be done is always offered, in every style: a writer that
/// refused everything would pass the tests above.
#[test]
fn what_can_be_written_is_offered() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for style in [Style::Json, Style::Pretty, Style::Block] {
        let mut asked = 0;
        for _ in 0..12 {
            let objects = any_objects().new_tree(&mut runner).unwrap().current();
            let case = Case::new(objects, style);
            let cluster = case.analysis.cluster();
            let is_possible = |it: &Remedy| match it {
                Remedy::WriteTypes(..) | Remedy::DefaultDeny(..) => true,
                Remedy::NameNamespace(branch, _) => {
                    let rule = &cluster[branch.policy].scope(branch.direction).rules[branch.rule];
                    !matches!(rule.peer(branch.peer.unwrap()), Some(Peer::Block(_)))
                }
                _ => false,
            };
            for remedy in remedies(&case.analysis).iter().filter(|it| is_possible(it)) {
                asked += 1;
                let fix = case.workshop().remedy(remedy);
                assert!(fix.is_some(), "{remedy:?} in\n{}", case.text());
            }
        }
        assert!(asked > 100, "{asked}");
    }
}
