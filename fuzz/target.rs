//! What must hold for every text, whoever wrote it. libFuzzer drives these
//! functions from `fuzz_targets`, and `tests/fuzz.rs` of the main workspace
//! drives them on the fixed corpus, so that neither needs the other.

#![allow(
    clippy::allow_attributes,
    clippy::expect_used,
    clippy::panic,
    reason = "a target fails by panicking; libFuzzer's crates have no such lints to expect"
)]

use std::sync::OnceLock;

use netpol_engine::diagnostic::Diagnostic;
use netpol_engine::eval::{Endpoint, World};
use netpol_engine::expectation::{self, Pattern};
use netpol_engine::layout::{Aspect, compose};
use netpol_engine::letters::Letters;
use netpol_engine::manifest::{self, Memory};
use netpol_engine::model::{ObjectId, Protocol};
use netpol_engine::query::{EndpointName, PortQuestion, ask, split_port};
use netpol_engine::text::{FieldPath, Sources, Span, Step};
use netpol_engine::{Analysis, Limits, Options, analyze};

/// What holds for any text; it panics when it does not.
type Target = fn(&str);

/// Every target by its name, which is also that of its folder in the corpus.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("analysis", analysis),
    ("tables", tables),
    ("places", places),
    ("memory", memory),
    ("expectations", expectations),
];

/// Runs one target on one text. It panics when something does not hold.
pub(crate) fn run(name: &str, text: &str) {
    let target = TARGETS.iter().find(|it| it.0 == name);
    target.expect("the target is in the list").1(text);
}

/// Small enough that work is bounded by the text, so that a slow one stands out.
const LIMITS: Limits = Limits {
    bytes: 1 << 16,
    documents: 200,
    broken_documents: 20,
    values: 20_000,
    aliased_values: 5000,
    objects: 200,
    findings: 200,
    pods_of_template: 5,
    made_pods: 100,
    // More than any such text costs: an evaluation that is not bounded is a fault.
    steps: 100_000_000,
    connections: 1_000_000,
};

/// How many endpoints are held against each other.
const ENDPOINTS: usize = 6;

fn read(text: &str) -> Analysis {
    let options = Options {
        limits: LIMITS,
        ..Options::default()
    };
    let sources: Sources = [("text", text)].into_iter().collect();
    analyze(&sources, &options)
}

/// Any text has an answer, of bounded size, and every finding has a place.
fn analysis(text: &str) {
    let analysis = read(text);
    findings_have_places(text, &analysis.diagnostics);
    let cluster = analysis.cluster();
    let made = LIMITS.objects + LIMITS.made_pods;
    assert!(cluster.pods().len() <= made, "{}", cluster.pods().len());
    assert!(cluster.policies().len() <= LIMITS.objects);
    // Past the bound every object may still have its first error.
    let findings = LIMITS.findings + 2 * LIMITS.objects + LIMITS.documents;
    assert!(analysis.diagnostics.len() <= findings);
    let parties = cluster.workloads().len() + analysis.world.outside().blocks.len();
    assert!(analysis.connections().len() <= parties * parties);
    questions_have_answers(&analysis);
    if analysis.connections().len() < 500 {
        let letters = Letters::of(cluster, &analysis.branches());
        let picture = compose(&analysis.material(&letters), &Aspect::default());
        assert!(picture.edges.len() <= analysis.connections().len());
    }
}

fn findings_have_places(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        let related = finding.related.iter().map(|it| it.span);
        for span in related.chain([finding.primary]) {
            assert!(written(text, span).is_some(), "{finding:?}");
        }
    }
}

fn questions_have_answers(analysis: &Analysis) {
    let world = &analysis.world;
    let letters = Letters::of(world.cluster(), &analysis.branches());
    let endpoints = endpoints(world);
    for source in &endpoints {
        for destination in &endpoints {
            let reach = analysis.reach(*source, *destination);
            let both = reach.ports().intersection(&reach.unknown_ports());
            assert!(both.is_empty(), "known and unknown at once");
            let explanation = analysis.explain(*source, *destination);
            assert_eq!(explanation.verdict, reach.verdict());
            assert!(!explanation.sentence.plain(&letters).is_empty());
        }
        for (service, _) in world.cluster().services().take(ENDPOINTS) {
            let reach = world.reach_service(*source, service);
            for port in [80, 443] {
                let decision = reach.decide(Protocol::Tcp, port);
                let explanation = analysis.explain_service(*source, service, (Protocol::Tcp, port));
                assert_eq!(explanation.verdict, Some(decision.verdict));
            }
        }
    }
}

fn endpoints(world: &World) -> Vec<Endpoint> {
    let pods = world.cluster().pods().map(|it| Endpoint::Pod(it.0));
    let nodes = world.cluster().nodes().map(|it| Endpoint::Node(it.0));
    let blocks = world.outside().blocks.iter();
    let outside = blocks.map(|it| Endpoint::Address(it.representative));
    let all = pods.take(ENDPOINTS).chain(nodes.take(2));
    all.chain(outside.take(2)).collect()
}

/// The headers of what `kubectl get` prints.
const HEADERS: &[&str] = &[
    "",
    "NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS\n",
    "NAME    READY   STATUS    RESTARTS   AGE   IP         NODE   NOMINATED NODE   READINESS GATES\n",
    "NAME   STATUS   AGE   LABELS\n",
    "$ kubectl get svc -n shop -o wide\nNAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR\n",
    "NAME   STATUS   ROLES   AGE   VERSION   INTERNAL-IP   EXTERNAL-IP\n",
];

/// The same below the header of a table; the first byte says which.
fn tables(text: &str) {
    let first = text.bytes().next().map_or(0, usize::from);
    let header = HEADERS.get(first % HEADERS.len()).expect("it is in range");
    analysis(&format!("{header}{text}"));
}

/// What is read does not depend on what was read before.
fn memory(text: &str) {
    let middle = text.floor_char_boundary(text.len() / 2);
    let (before, behind) = text.split_at(middle);
    let states = [
        text.to_owned(),
        text.to_owned(),
        format!("{before}x{behind}"),
        format!("{before}\n---\n{behind}"),
        format!("{before}\n---\n{behind}"),
        format!("{text}\n---\n{text}"),
        behind.to_owned(),
        format!("{before}\n{behind}"),
        text.to_owned(),
    ];
    let options = Options {
        limits: LIMITS,
        ..Options::default()
    };
    let mut memory = Memory::default();
    for state in &states {
        let sources: Sources = [("above", text), ("text", state)].into_iter().collect();
        let anew = manifest::read(&sources, &options);
        let again = manifest::read_again(&sources, &options, &mut memory);
        assert_eq!(format!("{again:?}"), format!("{anew:?}"), "{state}");
    }
}

/// Every path leads to a range of the text, and the text there reads as what
/// the path says.
fn places(text: &str) {
    let analysis = read(text);
    let cluster = analysis.cluster();
    let policies = cluster.policies().map(|it| it.1.declared_by);
    let workloads = cluster.workloads().map(|it| it.1.declared_by);
    let services = cluster.services().map(|it| it.1.declared_by);
    let slices = cluster.endpoint_slices().map(|it| it.1.declared_by);
    let namespaces = cluster.namespaces().filter_map(|it| it.1.declared_by);
    let objects = policies.chain(workloads).chain(services).chain(slices);
    for object in objects.chain(namespaces) {
        for path in analysis.places().paths(object) {
            path_reads_back(text, &analysis, object, &path);
        }
    }
    for branch in analysis.branches() {
        let span = analysis.branch_span(branch).expect("a branch has a place");
        assert!(written(text, span).is_some(), "{branch:?}");
        let found = analysis.branch_at(span.source, span.start);
        let found = found.and_then(|it| analysis.branch_span(it));
        let holds = found.is_some_and(|it| it.touches(span.source, span.start));
        assert!(holds, "{branch:?}");
    }
}

fn path_reads_back(text: &str, analysis: &Analysis, object: ObjectId, path: &FieldPath) {
    let places = analysis.places();
    let value = places.value(object, path).expect("it is written");
    assert!(written(text, value).is_some(), "{path}: {value:?}");
    let entry = places.entry(object, path).expect("it is written");
    assert!(written(text, entry).is_some(), "{path}: {entry:?}");
    assert!(
        entry.start <= value.start && value.end <= entry.end,
        "{path}"
    );
    let (Some(Step::Field(name)), Some(key)) = (path.steps().last(), places.key(object, path))
    else {
        return;
    };
    let key = written(text, key).expect("a key stands in the text");
    // What is quoted, escaped, or a value of YAML 1.1 may read otherwise.
    let is_plain = key.len() > 5 && key.bytes().all(|it| it.is_ascii_alphabetic());
    assert!(!is_plain || key == name, "`{key}` is the key of {path}");
}

/// The piece of the text, if the range is one: inside, and of whole characters.
fn written(text: &str, span: Span) -> Option<&str> {
    text.get(span.range())
}

/// Any line is an expectation or a finding, and what is read can be asked.
fn expectations(text: &str) {
    static WORLD: OnceLock<World> = OnceLock::new();
    let world = WORLD.get_or_init(|| read(include_str!("../tests/cases/fixture.yaml")).world);
    let mut sources = Sources::new();
    let source = sources.push("text", text);
    let parsed = expectation::read(source, text);
    findings_have_places(text, &parsed.diagnostics);
    assert!(parsed.value.len() + parsed.diagnostics.len() <= text.lines().count());
    for it in parsed.value.iter().take(20) {
        assert!(written(text, it.span).is_some(), "{it:?}");
        for pattern in [&it.claim.source, &it.claim.destination] {
            if let Pattern::One(name) = pattern {
                name_reads_back(name);
            }
        }
        let line = it.claim.to_string();
        let again = expectation::read(source, &line).value;
        assert_eq!(again.first().map(|it| &it.claim), Some(&it.claim), "{line}");
        let outcome = expectation::check(world, &it.claim, "x");
        assert_eq!(outcome, expectation::check(world, &it.claim, "x"));
    }
    for line in text.lines().take(20) {
        let (name, port) = split_port(line);
        let port = port.map_or(Ok(PortQuestion::Any), PortQuestion::parse);
        if let (Ok(name), Ok(port)) = (name.parse::<EndpointName>(), port) {
            name_reads_back(&name);
            let answer = ask(world, &name, &name, port, "x");
            assert_eq!(answer, ask(world, &name, &name, port, "x"));
        }
    }
}

fn name_reads_back(name: &EndpointName) {
    let again = name.to_string().parse::<EndpointName>();
    assert_eq!(again.as_ref(), Ok(name));
}
