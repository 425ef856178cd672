//! What is drawn, and that everything drawn leads back to what it stands for.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::eval::Party;
use netpol_engine::explain::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
use netpol_engine::layout::{Composition, Focus, Mark, Place, compose};
use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

const FOUNDING: [&str; 2] = [
    include_str!("../../../static/examples/leaky-policies/cluster.yaml"),
    include_str!("../../../static/examples/leaky-policies/policies.yaml"),
];

/// Compares the picture of these texts, with the focus on `source ->
/// destination` unless that is empty.
#[track_caller]
fn check(texts: &[&str], focus: &str, expected: &Expect) {
    let analysis = read(texts);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let focus = focus.split_once(" -> ").map(|(source, destination)| Focus {
        source: party(&analysis, source),
        destination: party(&analysis, destination),
    });
    let composition = compose(&analysis.world, &analysis.connections, &letters, focus);
    let mut text = String::new();
    write_picture(&mut text, &analysis, &composition).expect("a string takes everything");
    expected.assert_eq(&text);
}

fn read(texts: &[&str]) -> Analysis {
    let named = (0..).zip(texts);
    let sources: Sources = named.map(|(at, it)| (format!("{at}.yaml"), *it)).collect();
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:#?}", analysis.diagnostics);
    analysis
}

/// `qa-test/db`, `outside`, `outside#2`.
fn party(analysis: &Analysis, text: &str) -> Party {
    let cluster = analysis.cluster();
    if let Some(number) = text.strip_prefix("outside") {
        let number = number.strip_prefix('#').map_or(Ok(1), str::parse::<usize>);
        return Party::Outside(number.expect("a number") - 1);
    }
    let (namespace, name) = text.split_once('/').expect("`namespace/name`");
    let namespace = cluster
        .find_namespace(namespace)
        .expect("this namespace exists");
    let workload = cluster.find_workload(namespace, name);
    Party::Workload(workload.expect("this workload exists"))
}

fn write_picture(
    text: &mut String,
    analysis: &Analysis,
    composition: &Composition,
) -> std::fmt::Result {
    let picture = &composition.picture;
    for lane in &picture.lanes {
        writeln!(text, "{} ({})", lane.title, lane.subtitle)?;
        for node in &lane.nodes {
            write!(text, "  {} ({}) {}", node.title, node.subtitle, node.ports)?;
            for (mark, is_set) in [("open in", node.open_in), ("open out", node.open_out)] {
                if is_set {
                    write!(text, " [{mark}]")?;
                }
            }
            writeln!(text, " ×{}", node.count)?;
        }
    }
    for outside in &picture.outside {
        writeln!(text, "{} ({})", outside.title, outside.subtitle)?;
    }
    for (index, edge) in picture.edges.iter().enumerate() {
        let [source, destination] =
            [edge.source, edge.destination].map(|it| place(analysis, composition, it));
        write!(text, "{source} -> {destination} {:?}", edge.kind)?;
        for (side, marks) in [
            ("leaving", &edge.egress_marks),
            ("entering", &edge.ingress_marks),
        ] {
            if !marks.is_empty() {
                write!(text, " {side} {}", badges(marks))?;
            }
        }
        if let Some(label) = &edge.label {
            write!(text, " on {label}")?;
        }
        if edge.count > 1 {
            write!(text, " ×{}", edge.count)?;
        }
        if composition.focus == Some(index) {
            write!(text, " (focus)")?;
        }
        writeln!(text)?;
    }
    Ok(())
}

fn place(analysis: &Analysis, composition: &Composition, place: Place) -> String {
    let picture = &composition.picture;
    match (place, composition.party(place)) {
        (Place::Lane(lane), _) => format!("all of {}", picture.lanes[lane].title),
        (_, Some(Party::Outside(block))) => picture.outside[block].title.clone(),
        (_, Some(Party::Workload(id))) => {
            let workload = &analysis.cluster()[id];
            let namespace = &analysis.cluster()[workload.namespace];
            format!("{}/{}", namespace.name, workload.name)
        }
        (_, None) => "nowhere".to_owned(),
    }
}

fn badges(marks: &[Mark]) -> String {
    let texts: Vec<&str> = marks.iter().map(|it| it.text.as_str()).collect();
    texts.join(" ")
}

#[test]
fn the_founding_case() {
    check(&FOUNDING, "qa-test/frontend -> qa-test/db", &expect![[""]]);
}

#[test]
fn a_focus_that_is_refused_at_the_source() {
    check(
        &FOUNDING[..],
        "staging/frontend -> staging/api",
        &expect![[""]],
    );
}

#[test]
fn a_focus_in_a_bundle_is_drawn_by_itself() {
    check(&FOUNDING, "qa-test/api -> outside", &expect![[""]]);
}

/// A namespace of this many workloads.
fn crowd(workloads: usize) -> String {
    let pod = |it| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{it}, namespace: crowd, labels: {{app: p{it}}}}}\n\
             spec: {{containers: [{{name: c, image: example/c:1}}]}}\n"
        )
    };
    (1..=workloads).map(pod).collect::<Vec<_>>().join("---\n")
}

#[test]
fn twelve_open_edges_are_drawn() {
    check(&[&crowd(4)], "", &expect![[""]]);
}

#[test]
fn more_open_edges_become_marks() {
    check(&[&crowd(5)], "crowd/p1 -> crowd/p2", &expect![[""]]);
}

#[test]
fn many_branches_and_ports_are_counted() {
    let policies = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
        metadata: {name: p1, namespace: crowd}\n\
        spec:\n  podSelector: {matchLabels: {app: p1}}\n  ingress:\n  \
        - {from: [{podSelector: {}}], ports: [{port: 80}, {port: 443}]}\n  \
        - {from: [{podSelector: {}}], ports: [{port: 53, protocol: UDP}]}\n  \
        - {from: [{podSelector: {}}], ports: [{port: 8000, endPort: 9000}]}\n  \
        - {from: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]\
        , ports: [{protocol: SCTP}]}\n";
    check(&[&crowd(2), policies], "", &expect![[""]]);
}

#[test]
fn edges_and_nodes_have_sentences() {
    let analysis = read(&FOUNDING);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = String::new();
    for connection in &analysis.connections {
        let sentence = edge_sentence(&analysis.world, connection).plain(&letters);
        writeln!(text, "{sentence}").expect("a string takes everything");
    }
    for (source, destination) in [
        ("qa-test/db", "qa-test/api"),
        ("qa-test/frontend", "staging/db"),
        ("staging/frontend", "staging/api"),
        ("staging/frontend", "staging/db"),
        ("outside", "qa-test/db"),
        ("staging/db", "outside"),
    ] {
        let [source, destination] = [source, destination].map(|it| party(&analysis, it));
        let sentence = pair_sentence(&analysis.world, source, destination);
        let sentence = sentence.expect("both have pods").plain(&letters);
        writeln!(text, "{sentence}").expect("a string takes everything");
    }
    for (id, _) in analysis.cluster().workloads() {
        writeln!(text, "{}", node_sentence(&analysis.world, id))
            .expect("a string takes everything");
    }
    let outwards: Vec<_> = analysis
        .connections
        .iter()
        .filter(|it| matches!(it.destination, Party::Outside(_)))
        .collect();
    let bundle = bundle_sentence(&analysis.world, &outwards);
    writeln!(text, "{}", bundle.plain(&letters)).expect("a string takes everything");
    expect![[""]].assert_eq(&text);
}
