//! Everything the engine says about a fixed set of texts, as short digests, so
//! that the same can be asked natively and in a browser: verdicts, reasons and
//! wording must be equal to the byte. Texts are embedded, since a browser reads
//! no files.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::{self, Write as _};

use netpol_engine::diagnostic::Diagnostic;
use netpol_engine::eval::{Connection, Endpoint, Meter, Party, Passage, Reachability, World};
use netpol_engine::explain::{Explanation, Member};
use netpol_engine::letters::Letters;
use netpol_engine::manifest::read;
use netpol_engine::model::{Protocol, ServiceId};
use netpol_engine::query::{listed, workload_name};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Assumptions, Options, analyze};

use crate::generator::{Size, manifests};

/// The cluster that the cases stand in.
const FIXTURE: &str = include_str!("../cases/fixture.yaml");

/// The files of `tests/cases`, of the examples and of the fuzz corpus, each with
/// its path. `tests/embedded.rs` writes the list and says when it is stale.
pub(crate) const FILES: &[(&str, &str)] = include!("files.in");

/// Clusters of the generator.
const SIZES: &[Size] = &[
    Size {
        pods: 12,
        policies: 8,
        replicas: 1,
    },
    LARGER,
];
const LARGER: Size = Size {
    pods: 60,
    policies: 40,
    replicas: 1,
};

/// How many endpoints of an input are held against each other in words.
const ENDPOINTS: usize = 7;

/// How many steps the evaluation of the larger one takes.
pub(crate) const STEPS: u64 = 80_180;

/// The same, counted: in 32 bits as in 64.
pub(crate) fn steps() -> u64 {
    const ENOUGH: u64 = 1 << 40;
    let text = manifests(LARGER);
    let sources: Sources = [("text", text.as_str())].into_iter().collect();
    let cluster = read(&sources, &Options::default()).value.cluster;
    let meter = Meter::of(ENOUGH);
    let world = World::within(cluster, Assumptions::default(), &meter);
    let _ = Reachability::within(&world, &meter);
    ENOUGH - meter.left()
}

/// A line for each input: its name, and the digests of the findings, of the
/// connections, and of the explanations.
pub(crate) fn digests() -> String {
    let mut text = String::new();
    for (path, content) in FILES {
        let sources = match manifests_of_case(content) {
            Some(manifests) => vec![FIXTURE.to_owned(), manifests],
            None => vec![(*content).to_owned()],
        };
        add(&mut text, path, &sources);
        if path.starts_with("fuzz/") {
            let half = content.floor_char_boundary(content.len() / 2);
            let (beginning, end) = content.split_at(half);
            add(
                &mut text,
                &format!("{path}, beginning"),
                &[beginning.to_owned()],
            );
            add(&mut text, &format!("{path}, end"), &[end.to_owned()]);
        }
    }
    for size in SIZES {
        add(&mut text, &size.to_string(), &[manifests(*size)]);
    }
    text
}

/// The manifests of a case, which stand indented below their key.
pub(crate) fn manifests_of_case(case: &str) -> Option<String> {
    let (_, rest) = case.split_once("\nmanifests: |\n")?;
    let is_inside = |it: &&str| it.starts_with("  ") || it.trim().is_empty();
    let lines = rest.lines().take_while(is_inside);
    let mut text = String::new();
    for line in lines {
        text.push_str(line.get(2..).unwrap_or_default());
        text.push('\n');
    }
    Some(text)
}

fn add(text: &mut String, name: &str, sources: &[String]) {
    let named = sources.iter().map(|it| ("text", it.as_str()));
    let sources: Sources = named.collect();
    let analysis = analyze(&sources, &Options::default());
    let mut digests = [Digest::new(); 3];
    let [findings, connections, words] = &mut digests;
    for it in &analysis.diagnostics {
        add_finding(findings, it).expect("a digest takes everything");
    }
    for it in analysis.connections() {
        add_connection(connections, &analysis, it).expect("a digest takes everything");
    }
    add_words(words, &analysis).expect("a digest takes everything");
    let [findings, connections, words] = digests.map(|it| it.0);
    let line = format!("{findings:016x} {connections:016x} {words:016x} {name}\n");
    text.push_str(&line);
}

/// FNV-1a: short, the same everywhere, and nobody attacks it here.
#[derive(Clone, Copy)]
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

fn add_finding(to: &mut Digest, it: &Diagnostic) -> fmt::Result {
    writeln!(to, "{:?} {} {}", it.severity, it.code, it.message)?;
    let related = it.related.iter().map(|it| (it.span, it.message.as_str()));
    for (span, message) in related.chain([(it.primary, "")]) {
        let (source, start, end) = (span.source.index(), span.start, span.end);
        writeln!(to, "{source} {start} {end} {message}")?;
    }
    writeln!(to, "{}", it.help.as_deref().unwrap_or_default())
}

fn add_connection(to: &mut Digest, analysis: &Analysis, it: &Connection) -> fmt::Result {
    let name = |party| match party {
        Party::Workload(id) => workload_name(analysis.cluster(), id),
        Party::Node(id) => analysis.cluster()[id].name.clone(),
        Party::Outside(index) => {
            let blocks = &analysis.world.outside().blocks;
            blocks
                .get(index)
                .map_or_else(String::new, |it| listed(&it.cidrs))
        }
    };
    let (source, destination) = (name(it.source), name(it.destination));
    writeln!(
        to,
        "{source} {destination} {} {}",
        it.ports, it.unknown_ports
    )?;
    for passage in [&it.egress, &it.ingress] {
        match passage {
            Passage::Open => writeln!(to, "open")?,
            Passage::Admitted(branches) => {
                for branch in branches {
                    let policy = &analysis.cluster()[branch.policy].name;
                    writeln!(to, "{policy} {}", branch.path())?;
                }
            }
        }
    }
    Ok(())
}

fn add_words(to: &mut Digest, analysis: &Analysis) -> fmt::Result {
    let world = &analysis.world;
    let services: Vec<ServiceId> = world.cluster().services().map(|it| it.0).collect();
    let letters = Letters::of(world.cluster(), &analysis.branches());
    for source in endpoints(world) {
        for destination in endpoints(world) {
            let it = analysis.explain(source, destination);
            writeln!(to, "{} {}", it.headline, it.scope)?;
            for phrase in [&it.answer, &it.punch, &it.sentence] {
                writeln!(to, "{}", phrase.plain(&letters))?;
            }
            let clauses = [&it.egress, &it.ingress]
                .into_iter()
                .flat_map(|it| &it.policies)
                .flat_map(|it| &it.rules)
                .flat_map(|it| &it.branches)
                .flat_map(|it| &it.clauses);
            for clause in clauses {
                writeln!(to, "{} {}", clause.value, clause.fact.plain(&letters))?;
            }
            for (disclosure, sentence) in &it.disclosures {
                writeln!(to, "{} {sentence}", disclosure.code())?;
            }
            add_advice(to, &it, &letters)?;
        }
        for service in services.iter().take(ENDPOINTS) {
            let it = analysis.explain_service(source, *service, (Protocol::Tcp, 80));
            writeln!(to, "{}", it.headline)?;
            for step in &it.steps {
                writeln!(to, "{}", step.sentence.plain(&letters))?;
            }
            for member in &it.members {
                add_member(to, member, &letters)?;
            }
        }
    }
    Ok(())
}

/// What was near, what closes it, what its entries are for.
fn add_advice(to: &mut Digest, it: &Explanation, letters: &Letters) -> fmt::Result {
    for member in &it.members {
        add_member(to, member, letters)?;
    }
    let near = it.near.iter().flat_map(|it| &it.ends);
    for near in near.flat_map(|it| &it.branches) {
        writeln!(to, "{}", near.sentence.plain(letters))?;
    }
    if let Some(closing) = &it.closing {
        writeln!(to, "{}", closing.sentence.plain(letters))?;
    }
    for entry in &it.uses {
        writeln!(to, "{}", entry.sentence.plain(letters))?;
    }
    Ok(())
}

fn add_member(to: &mut Digest, it: &Member, letters: &Letters) -> fmt::Result {
    let reason = it.reason.plain(letters);
    writeln!(to, "{} {} {:?} {reason}", it.count, it.name, it.verdict)
}

/// The last pods, which are those that a case adds, and some of all others.
fn endpoints(world: &World) -> Vec<Endpoint> {
    let pods = world.cluster().pods().map(|it| Endpoint::Pod(it.0));
    let mut pods: Vec<_> = pods.collect();
    let last = pods.split_off(pods.len().saturating_sub(ENDPOINTS));
    let nodes = world.cluster().nodes().map(|it| Endpoint::Node(it.0));
    let blocks = world.outside().blocks.iter();
    let outside = blocks.map(|it| Endpoint::Address(it.representative));
    let others = pods.into_iter().take(3).chain(nodes.take(2));
    others.chain(outside.take(2)).chain(last).collect()
}
