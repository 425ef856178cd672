//! Pictures to lay out: the founding case and others, and a generator of many.

use netpol_engine::layout::{
    EdgeKind, Lane, Mark, Picture, PictureEdge, PictureNode, PictureOutside, Place, Refusal,
};

/// Everything worth looking at, with the width of its frame.
pub(crate) fn gallery() -> Vec<(String, u32, Picture)> {
    let mut all = Vec::new();
    for width in [932, 1200, 700, 358] {
        all.push((format!("founding-{width}"), width, founding()));
    }
    for (name, refusal) in REFUSALS {
        for width in [932, 358] {
            let picture = with_denied(founding(), refusal);
            all.push((format!("denied-{name}-{width}"), width, picture));
        }
    }
    for width in [932, 700, 358] {
        all.push((format!("busy-{width}"), width, busy()));
        all.push((format!("blocks-{width}"), width, blocks()));
        all.push((format!("words-{width}"), width, words()));
    }
    all.push(("forty-932".into(), 932, forty()));
    all.push(("forty-358".into(), 358, forty()));
    all
}

pub(crate) const REFUSALS: [(&str, Refusal); 3] = [
    ("source", Refusal::AtSource),
    ("destination", Refusal::AtDestination),
    ("both", Refusal::AtBoth),
];

/// Two namespaces with the same three tiers, before the fix.
pub(crate) fn founding() -> Picture {
    let open = EdgeKind::Open;
    let admitted = EdgeKind::Admitted;
    Picture {
        lanes: vec![
            three_tiers("qa-test", "env=qa"),
            three_tiers("staging", "env=staging"),
        ],
        outside: vec![outside("Outside", "any address")],
        edges: vec![
            ingress(edge(node(0, 0), node(0, 1), admitted), &["C"]),
            ingress(edge(node(0, 1), node(0, 2), admitted), &["A", "B"]),
            ingress(edge(node(0, 0), node(0, 2), admitted), &["A"]),
            ingress(edge(node(0, 1), node(1, 2), admitted), &["D"]),
            edge(node(0, 1), node(0, 0), open),
            edge(node(0, 2), node(0, 0), open),
            edge(Place::Outside(0), node(0, 0), open),
            PictureEdge {
                count: 3,
                ..edge(Place::Lane(0), Place::Outside(0), open)
            },
        ],
    }
}

/// A denied connection of each length that there is.
pub(crate) fn with_denied(mut picture: Picture, refusal: Refusal) -> Picture {
    let (source, destination) = match refusal {
        Refusal::AtSource => (node(1, 0), node(1, 1)),
        Refusal::AtDestination => (node(1, 0), node(1, 2)),
        Refusal::AtBoth => (node(1, 2), node(0, 0)),
    };
    let mut denied = edge(source, destination, EdgeKind::Denied(refusal));
    if refusal != Refusal::AtBoth {
        denied = ingress(denied, &["E"]);
    }
    picture.edges.push(denied);
    picture
}

/// Three namespaces of six, with forty connections.
pub(crate) fn busy() -> Picture {
    let names = ["web", "cart", "orders", "payments", "ledger", "mail"];
    let lane = |title: &str| Lane {
        title: title.into(),
        subtitle: format!("team={title}"),
        nodes: names.iter().map(|it| workload(it)).collect(),
        ..Lane::default()
    };
    let mut numbers = Numbers(7);
    let mut edges = Vec::new();
    while edges.len() < 40 {
        let source = node(numbers.below(3), numbers.below(6));
        let near = numbers.below(3) > 0;
        let Place::Node { lane, .. } = source else {
            continue;
        };
        let lane = if near { lane } else { numbers.below(3) };
        let destination = node(lane, numbers.below(6));
        let is_new = !edges
            .iter()
            .any(|it: &PictureEdge| it.source == source && it.destination == destination);
        if source == destination || !is_new {
            continue;
        }
        let letters = ["A", "B", "C", "D"];
        edges.push(if numbers.below(2) == 0 {
            edge(source, destination, EdgeKind::Open)
        } else {
            let count = 1 + numbers.below(2);
            ingress(
                edge(source, destination, EdgeKind::Admitted),
                &letters[..count],
            )
        });
    }
    Picture {
        lanes: vec![lane("shop"), lane("bank"), lane("ops")],
        outside: vec![outside("Outside", "any address")],
        edges,
    }
}

/// Four parts of the outside.
pub(crate) fn blocks() -> Picture {
    let mut picture = founding();
    picture.outside = vec![
        outside("203.0.113.0/24", "1 block"),
        outside("198.51.100.7/32", "1 block"),
        outside("10.0.0.0/8", "3 more blocks"),
        outside("Outside", "any other address"),
    ];
    picture.edges.retain(|it| {
        !matches!(it.source, Place::Outside(_)) && !matches!(it.destination, Place::Outside(_))
    });
    let admitted = EdgeKind::Admitted;
    picture.edges.extend([
        ingress(edge(Place::Outside(0), node(0, 0), admitted), &["E"]),
        ingress(edge(Place::Outside(1), node(0, 0), admitted), &["E", "F"]),
        edge(Place::Outside(3), node(0, 0), EdgeKind::Open),
        ingress(edge(Place::Outside(0), node(1, 0), admitted), &["G"]),
        egress(edge(node(1, 2), Place::Outside(2), admitted), &["H"]),
        PictureEdge {
            count: 3,
            ..edge(Place::Lane(0), Place::Outside(3), EdgeKind::Open)
        },
    ]);
    picture
}

/// Both directions, port labels, long names.
pub(crate) fn words() -> Picture {
    let mut picture = founding();
    let long = "a-workload-with-a-name-that-nobody-would-ever-want-to-type";
    picture.lanes[1].title = long.into();
    picture.lanes[1].nodes[1] = PictureNode {
        count: 12,
        ..workload(long)
    };
    picture.lanes[0].nodes[2].count = 3;
    for (index, it) in picture.edges.iter_mut().enumerate() {
        if index % 2 == 0 {
            it.label = Some("8080/TCP".into());
        }
        if it.kind == EdgeKind::Admitted {
            it.egress_marks = marks(&["E", "+4"][..=index % 2]);
        }
    }
    let admitted = EdgeKind::Admitted;
    picture.edges.push(PictureEdge {
        label: Some("53/UDP".into()),
        ..egress(
            ingress(edge(node(1, 0), node(1, 1), admitted), &["F"]),
            &["G", "H"],
        )
    });
    picture.edges.push(PictureEdge {
        label: Some("8000-9000/TCP".into()),
        ..ingress(edge(node(0, 0), node(1, 0), admitted), &["F", "AA"])
    });
    picture
}

/// One namespace with forty workloads.
pub(crate) fn forty() -> Picture {
    let mut edges = Vec::new();
    for index in 0..30 {
        let (a, b) = (index % 40, (index * 7 + 3) % 40);
        edges.push(if index % 3 == 0 {
            ingress(edge(node(0, a), node(0, b), EdgeKind::Admitted), &["A"])
        } else {
            edge(node(0, a), node(0, b), EdgeKind::Open)
        });
    }
    Picture {
        lanes: vec![Lane {
            title: "monolith".into(),
            subtitle: "size=large".into(),
            nodes: (0..40).map(|it| workload(&format!("part-{it}"))).collect(),
            ..Lane::default()
        }],
        outside: vec![outside("Outside", "any address")],
        edges,
    }
}

pub(crate) fn three_tiers(title: &str, subtitle: &str) -> Lane {
    let tier = |name: &str, port: &str| PictureNode {
        ports: port.into(),
        ..workload(name)
    };
    Lane {
        title: title.into(),
        subtitle: subtitle.into(),
        nodes: vec![
            tier("frontend", ":8080"),
            tier("api", ":8080"),
            tier("db", ":3306"),
        ],
        ..Lane::default()
    }
}

pub(crate) fn workload(name: &str) -> PictureNode {
    PictureNode {
        title: name.into(),
        subtitle: format!("app={name}"),
        ports: ":80".into(),
        count: 1,
        ..PictureNode::default()
    }
}

pub(crate) fn outside(title: &str, subtitle: &str) -> PictureOutside {
    PictureOutside {
        title: title.into(),
        subtitle: subtitle.into(),
    }
}

pub(crate) fn node(lane: usize, node: usize) -> Place {
    Place::Node { lane, node }
}

pub(crate) fn edge(source: Place, destination: Place, kind: EdgeKind) -> PictureEdge {
    PictureEdge {
        source,
        destination,
        kind,
        count: 1,
        label: None,
        egress_marks: Vec::new(),
        ingress_marks: Vec::new(),
        change: None,
    }
}

pub(crate) fn ingress(edge: PictureEdge, letters: &[&str]) -> PictureEdge {
    PictureEdge {
        ingress_marks: marks(letters),
        ..edge
    }
}

pub(crate) fn egress(edge: PictureEdge, letters: &[&str]) -> PictureEdge {
    PictureEdge {
        egress_marks: marks(letters),
        ..edge
    }
}

fn marks(letters: &[&str]) -> Vec<Mark> {
    letters.iter().map(|&it| Mark { text: it.into() }).collect()
}

/// A small generator, the same numbers every time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Some picture or other; small ones first.
pub(crate) fn generated(seed: u64) -> Picture {
    let mut numbers = Numbers(seed.wrapping_mul(77_777).wrapping_add(5));
    for _ in 0..4 {
        numbers.below(2);
    }
    let (lanes, nodes, edges) = match seed {
        0..25 => (3, 5, 12),
        25..50 => (6, 8, 40),
        50..57 => (8, 14, 80),
        _ => (20, 12, 400),
    };
    let lanes = 1 + numbers.below(lanes);
    let mut picture = Picture::default();
    for lane in 0..lanes {
        let nodes = (0..=numbers.below(nodes))
            .map(|_| any_workload(&mut numbers))
            .collect();
        picture.lanes.push(Lane {
            title: any_name(&mut numbers),
            subtitle: format!("lane={lane}"),
            nodes,
            ..Lane::default()
        });
    }
    let parts = if numbers.below(4) == 0 {
        1 + numbers.below(6)
    } else {
        numbers.below(2)
    };
    picture.outside = (0..parts)
        .map(|it| outside(&format!("10.{it}.0.0/16"), "1 block"))
        .collect();
    for _ in 0..numbers.below(edges + 1) {
        let edge = any_edge(&picture, &mut numbers);
        let same =
            |it: &PictureEdge| it.source == edge.source && it.destination == edge.destination;
        if edge.source != edge.destination && !picture.edges.iter().any(same) {
            picture.edges.push(edge);
        }
    }
    picture
}

fn any_workload(numbers: &mut Numbers) -> PictureNode {
    let name = any_name(numbers);
    PictureNode {
        count: u32::try_from(numbers.below(4)).unwrap(),
        ..workload(&name)
    }
}

fn any_name(numbers: &mut Numbers) -> String {
    let length = if numbers.below(5) == 0 {
        1 + numbers.below(60)
    } else {
        2 + numbers.below(9)
    };
    (0..length)
        .map(|it| if it % 7 == 6 { '-' } else { 'a' })
        .collect()
}

fn any_edge(picture: &Picture, numbers: &mut Numbers) -> PictureEdge {
    let source = any_place(picture, numbers);
    let near = match source {
        Place::Node { lane, .. } if numbers.below(3) > 0 => {
            node(lane, numbers.below(picture.lanes[lane].nodes.len()))
        }
        _ => any_place(picture, numbers),
    };
    let kind = if numbers.below(2) == 0 {
        EdgeKind::Open
    } else {
        EdgeKind::Admitted
    };
    let mut edge = edge(source, near, kind);
    if kind == EdgeKind::Admitted {
        let letters = ["A", "B", "+4"];
        if numbers.below(4) == 0 {
            edge = egress(edge, &letters[..=numbers.below(3)]);
        }
        edge = ingress(edge, &letters[..=numbers.below(3)]);
    }
    if numbers.below(6) == 0 {
        edge.label = Some("8080/TCP".into());
    }
    if numbers.below(9) == 0 {
        edge.count = 3;
    }
    edge
}

fn any_place(picture: &Picture, numbers: &mut Numbers) -> Place {
    let lane = numbers.below(picture.lanes.len());
    match numbers.below(12) {
        0 if !picture.outside.is_empty() => Place::Outside(numbers.below(picture.outside.len())),
        1 => Place::Lane(lane),
        _ => node(lane, numbers.below(picture.lanes[lane].nodes.len())),
    }
}
