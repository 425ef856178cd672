//! What is drawn, and that everything drawn leads back to what it stands for.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "snapshots are written by expect-test"
)]

mod views;

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::eval::Party;
use netpol_engine::explain::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
use netpol_engine::layout::{Aspect, Composition, EdgeChange, Focus, Mark, Place, View, compose};
use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

const FOUNDING: [&str; 2] = [
    include_str!("../../../../static/examples/leaky-policies/cluster.yaml"),
    include_str!("../../../../static/examples/leaky-policies/policies-before.yaml"),
];

/// Compares the picture of these texts, with the focus on `source ->
/// destination` unless that is empty.
#[track_caller]
fn check(texts: &[&str], focus: &str, expected: &Expect) {
    check_view(texts, focus, View::default(), expected);
}

/// The same for a view of it.
#[track_caller]
fn check_view(texts: &[&str], focus: &str, view: View, expected: &Expect) {
    let analysis = read(texts);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let denied_of = focus.strip_prefix("all of ");
    let denied_of = denied_of.map(|it| party(&analysis, it));
    let focus = focus.split_once(" -> ").map(|(source, destination)| Focus {
        source: party(&analysis, source),
        destination: party(&analysis, destination),
    });
    let aspect = Aspect {
        view,
        focus,
        unfolded: denied_of,
        denied_of,
        ..Aspect::default()
    };
    check_aspect(&analysis, &letters, &aspect, expected);
}

/// The same with what became of pairs: `+ a/b -> a/c`.
#[track_caller]
fn check_changed(texts: &[&str], pairs: &[&str], expected: &Expect) {
    let analysis = read(texts);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let changed = pairs.iter().map(|it| {
        let (sign, pair) = it.split_once(' ').expect("a sign");
        let (source, destination) = pair.split_once(" -> ").expect("a pair");
        let change = match sign {
            "+" => EdgeChange::Gained,
            "-" => EdgeChange::Lost,
            _ => EdgeChange::Mixed,
        };
        let pair = (party(&analysis, source), party(&analysis, destination));
        (pair, change)
    });
    let mut changed: Vec<_> = changed.collect();
    changed.sort_by_key(|it| it.0);
    let aspect = Aspect {
        changed,
        ..Aspect::default()
    };
    check_aspect(&analysis, &letters, &aspect, expected);
}

#[track_caller]
fn check_aspect(analysis: &Analysis, letters: &Letters, aspect: &Aspect, expected: &Expect) {
    let composition = compose(&analysis.material(letters), aspect);
    let mut text = String::new();
    write_picture(&mut text, analysis, &composition).expect("a string takes everything");
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
            for chip in &node.chips {
                write!(text, " <{}>", chip.text)?;
            }
            writeln!(text, " ×{}", node.count)?;
        }
        for note in &lane.notes {
            writeln!(text, "  ({}{})", badges(&note.marks), note.text)?;
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
        (_, Some(Party::Node(_)) | None) => "nowhere".to_owned(),
    }
}

fn badges(marks: &[Mark]) -> String {
    let texts: Vec<&str> = marks.iter().map(|it| it.text.as_str()).collect();
    texts.join(" ")
}

#[test]
fn what_was_lost_is_drawn_as_denied_and_what_changed_by_itself() {
    check_changed(
        &FOUNDING,
        &[
            "+ qa-test/frontend -> qa-test/db",
            "- staging/frontend -> staging/api",
            "± qa-test/api -> outside",
        ],
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/frontend -> qa-test/db Admitted entering A on + gained
            all of qa-test -> Outside Open ×2
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/api -> Outside Open on ± changed
            qa-test/db -> qa-test/frontend Open
            Outside -> qa-test/frontend Open
            staging/frontend -> staging/api Denied(AtSource) entering E on − lost
        "#]],
    );
}

#[test]
fn the_founding_case() {
    check(
        &FOUNDING,
        "qa-test/frontend -> qa-test/db",
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/frontend -> qa-test/db Admitted entering A (focus)
            all of qa-test -> Outside Open ×3
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/db -> qa-test/frontend Open
            Outside -> qa-test/frontend Open
        "#]],
    );
}

#[test]
fn a_focus_that_is_refused_at_the_source() {
    check(
        &FOUNDING[..],
        "staging/frontend -> staging/api",
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/frontend -> qa-test/db Admitted entering A
            all of qa-test -> Outside Open ×3
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/db -> qa-test/frontend Open
            Outside -> qa-test/frontend Open
            staging/frontend -> staging/api Denied(AtSource) entering E (focus)
        "#]],
    );
}

#[test]
fn a_focus_in_a_bundle_is_drawn_by_itself() {
    check(
        &FOUNDING,
        "qa-test/api -> outside",
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/frontend -> qa-test/db Admitted entering A
            all of qa-test -> Outside Open ×2
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/api -> Outside Open (focus)
            qa-test/db -> qa-test/frontend Open
            Outside -> qa-test/frontend Open
        "#]],
    );
}

#[test]
fn without_policies_whole_namespaces_are_bundled() {
    check(
        &FOUNDING[..1],
        "qa-test/frontend -> staging/db",
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Open
            qa-test/frontend -> qa-test/db Open
            all of qa-test -> all of staging Open ×8
            qa-test/frontend -> staging/db Open (focus)
            all of qa-test -> Outside Open ×3
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Open
            qa-test/db -> qa-test/frontend Open
            qa-test/db -> qa-test/api Open
            all of staging -> all of qa-test Open ×9
            staging/frontend -> staging/api Open
            staging/frontend -> staging/db Open
            all of staging -> Outside Open ×3
            staging/api -> staging/frontend Open
            staging/api -> staging/db Open
            staging/db -> staging/frontend Open
            staging/db -> staging/api Open
            Outside -> all of qa-test Open ×3
            Outside -> all of staging Open ×3
        "#]],
    );
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
    check(
        &[&crowd(4)],
        "",
        &expect![[r#"
            crowd ()
              p1 (app=p1)  ×1
              p2 (app=p2)  ×1
              p3 (app=p3)  ×1
              p4 (app=p4)  ×1
            Outside (any address)
            crowd/p1 -> crowd/p2 Open
            crowd/p1 -> crowd/p3 Open
            crowd/p1 -> crowd/p4 Open
            all of crowd -> Outside Open ×4
            crowd/p2 -> crowd/p1 Open
            crowd/p2 -> crowd/p3 Open
            crowd/p2 -> crowd/p4 Open
            crowd/p3 -> crowd/p1 Open
            crowd/p3 -> crowd/p2 Open
            crowd/p3 -> crowd/p4 Open
            crowd/p4 -> crowd/p1 Open
            crowd/p4 -> crowd/p2 Open
            crowd/p4 -> crowd/p3 Open
            Outside -> all of crowd Open ×4
        "#]],
    );
}

#[test]
fn more_open_edges_become_marks() {
    check(
        &[&crowd(5)],
        "crowd/p1 -> crowd/p2",
        &expect![[r#"
            crowd ()
              p1 (app=p1)  [open in] [open out] ×1
              p2 (app=p2)  [open in] [open out] ×1
              p3 (app=p3)  [open in] [open out] ×1
              p4 (app=p4)  [open in] [open out] ×1
              p5 (app=p5)  [open in] [open out] ×1
              (19 open inside)
            Outside (any address)
            crowd/p1 -> crowd/p2 Open (focus)
            all of crowd -> Outside Open ×5
            Outside -> all of crowd Open ×5
        "#]],
    );
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
    check(
        &[&crowd(2), policies],
        "",
        &expect![[r#"
            crowd ()
              p1 (app=p1)  ×1
              p2 (app=p2)  ×1
            Outside (any other address)
            10.0.0.0/8 (the rest of it)
            10.1.0.0/16 ()
            crowd/p1 -> crowd/p2 Open
            all of crowd -> Outside Open ×2
            all of crowd -> 10.0.0.0/8 Open ×2
            all of crowd -> 10.1.0.0/16 Open ×2
            crowd/p2 -> crowd/p1 Admitted entering A B +3 on 80, 443 +3
            Outside -> crowd/p2 Open
            10.0.0.0/8 -> crowd/p1 Admitted entering E on SCTP
            10.0.0.0/8 -> crowd/p2 Open
            10.1.0.0/16 -> crowd/p2 Open
        "#]],
    );
}

#[test]
fn edges_and_nodes_have_sentences() {
    let analysis = read(&FOUNDING);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = String::new();
    for connection in analysis.connections() {
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
    expect![[r#"
        qa-test/frontend to qa-test/api: allowed on all ports by frontend-api-np, rule 1, branch C
        qa-test/frontend to qa-test/db: allowed on all ports by db-np, rule 1, branch A
        qa-test/frontend to any address outside: allowed on all ports, nothing isolates qa-test/frontend
        qa-test/api to qa-test/frontend: allowed on all ports, nothing isolates either end
        qa-test/api to qa-test/db: allowed on all ports by db-np, rule 1, branch A and branch B
        qa-test/api to staging/db: allowed on all ports by staging/db-np, rule 1, branch D
        qa-test/api to any address outside: allowed on all ports, nothing isolates qa-test/api
        qa-test/db to qa-test/frontend: allowed on all ports, nothing isolates either end
        qa-test/db to any address outside: allowed on all ports, nothing isolates qa-test/db
        any address outside to qa-test/frontend: allowed on all ports, nothing isolates qa-test/frontend
        qa-test/db to qa-test/api: denied, frontend-api-np does not admit it
        qa-test/frontend to staging/db: denied, staging/db-np and staging/test-np do not admit it
        staging/frontend to staging/api: denied leaving staging/frontend: test-np has no egress rule
        staging/frontend to staging/db: denied leaving staging/frontend: test-np has no egress rule; entering staging/db: db-np and test-np do not admit it
        any address outside to qa-test/db: denied, db-np does not admit it
        staging/db to any address outside: denied leaving staging/db: test-np has no egress rule
        qa-test/frontend: ingress open, egress open
        qa-test/api: ingress isolated by frontend-api-np, egress open
        qa-test/db: ingress isolated by db-np, egress open
        staging/frontend: ingress isolated by test-np, egress isolated by test-np
        staging/api: ingress isolated by frontend-api-np and test-np, egress isolated by test-np
        staging/db: ingress isolated by db-np and test-np, egress isolated by test-np
    "#]].assert_eq(&text);
}

#[test]
fn bundles_have_sentences() {
    let analysis = read(&FOUNDING[..1]);
    let letters = Letters::default();
    let composition = compose(&analysis.material(&letters), &Aspect::default());
    let mut text = String::new();
    for edge in composition.edges.iter().filter(|it| it.len() > 1) {
        let connections: Vec<_> = edge.iter().map(|it| &analysis.connections()[*it]).collect();
        let sentence = bundle_sentence(&analysis.world, &connections).plain(&letters);
        writeln!(text, "{sentence}").expect("a string takes everything");
    }
    expect![[r#"
        3 workloads of qa-test to 3 workloads of staging: allowed on all ports, nothing isolates the workloads
        3 workloads of qa-test to any address outside: allowed on all ports, nothing isolates the workloads
        3 workloads of staging to 3 workloads of qa-test: allowed on all ports, nothing isolates the workloads
        3 workloads of staging to any address outside: allowed on all ports, nothing isolates the workloads
        any address outside to 3 workloads of qa-test: allowed on all ports, nothing isolates the workloads
        any address outside to 3 workloads of staging: allowed on all ports, nothing isolates the workloads
    "#]]
    .assert_eq(&text);
}
