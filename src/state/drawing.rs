use std::fmt;
use std::rc::Rc;

use netpol_engine::eval::{BranchRef, Party, Passage};
use netpol_engine::explain::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
use netpol_engine::layout::{
    Composition, EdgeKind, Focus as Pair, Frame, Mark, Scene, Wire, compose, lay_out,
};
use netpol_engine::letters::number_of_letter;
use netpol_engine::model::Direction;

use super::{Focus, PlaceName, Reading};

/// Everything the diagram shows: the engine's geometry with the page's names.
#[derive(Debug)]
pub struct Drawing {
    /// Where everything goes; the wires are in [`Self::wires`].
    pub scene: Rc<Scene>,
    /// Where the edges go.
    pub wires: Rc<[Rc<Wire>]>,
    /// The namespaces, as in the scene.
    pub lanes: Vec<DrawnLane>,
    /// The parts of the outside, as in the scene.
    pub outside: Vec<DrawnOutside>,
    /// The edges, as the scene's wires count them.
    pub edges: Vec<Rc<DrawnEdge>>,
    /// Everything the keyboard can go to: each place, then the edges that start
    /// at it.
    pub order: Rc<[ItemRef]>,
    /// What was laid out, and how wide.
    composition: Composition,
    width: u32,
}

/// Makes drawings, and makes again only what is not as in the last one.
#[derive(Debug, Default)]
pub struct Easel {
    last: Option<(Rc<Reading>, Rc<Drawing>)>,
}

impl Easel {
    /// Draws a reading with a pair in focus, `width` CSS pixels wide.
    pub fn draw(
        &mut self,
        reading: &Rc<Reading>,
        focus: Option<&Focus>,
        width: u32,
    ) -> Rc<Drawing> {
        let composition = composed(reading, focus);
        let last = self.last.take().filter(|(_, it)| it.width == width);
        let is_same = |it: &Drawing| {
            it.composition.picture == composition.picture
                && it.composition.edges == composition.edges
        };
        let drawing = match last {
            Some((before, it)) if Rc::ptr_eq(&before, reading) && is_same(&it) => it,
            Some((_, it)) => {
                let placed = if it.composition.picture == composition.picture {
                    (Rc::clone(&it.scene), Rc::clone(&it.wires))
                } else {
                    place(&composition, width)
                };
                let next = Drawing::new(reading, composition, width, placed);
                if next.says_as(&it) { it } else { Rc::new(next) }
            }
            None => {
                let placed = place(&composition, width);
                Rc::new(Drawing::new(reading, composition, width, placed))
            }
        };
        self.last = Some((Rc::clone(reading), Rc::clone(&drawing)));
        drawing
    }
}

/// What there is to draw. A focus that is drawn as it would be without one
/// leaves no trace.
fn composed(reading: &Reading, focus: Option<&Focus>) -> Composition {
    let analysis = &reading.analysis;
    let pair = focus.and_then(|it| it.resolve(&analysis.world));
    let (world, connections) = (&analysis.world, analysis.connections());
    let mut composition = compose(world, connections, &reading.letters, pair);
    composition.focus = None;
    composition
}

/// Where everything goes, and every wire by itself.
fn place(composition: &Composition, width: u32) -> (Rc<Scene>, Rc<[Rc<Wire>]>) {
    let mut scene = lay_out(&composition.picture, Frame { width });
    let wires = std::mem::take(&mut scene.wires);
    (Rc::new(scene), wires.into_iter().map(Rc::new).collect())
}

/// A namespace.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnLane {
    /// Its name.
    pub title: String,
    /// Its labels.
    pub subtitle: String,
    /// Its workloads.
    pub nodes: Vec<Rc<DrawnNode>>,
}

/// A workload.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnNode {
    /// What stays the same while the text changes.
    pub key: String,
    /// Its name.
    pub place: PlaceName,
    /// What is written first.
    pub title: String,
    /// Its labels.
    pub subtitle: String,
    /// Its ports.
    pub ports: String,
    /// How many pods it has.
    pub count: u32,
    /// Whether policies isolate it; nothing for what no policy can select.
    pub isolated: Option<Isolated>,
    /// What a screen reader says.
    pub sentence: String,
}

/// In which directions a workload is isolated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Isolated {
    /// What enters needs a rule.
    pub ingress: bool,
    /// What leaves needs a rule.
    pub egress: bool,
}

/// A part of the outside.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnOutside {
    /// Its name.
    pub place: PlaceName,
    /// What is written first.
    pub title: String,
    /// What is written below.
    pub subtitle: String,
    /// What a screen reader says.
    pub sentence: String,
}

/// A connection, or several that are drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnEdge {
    /// What stays the same while the text changes.
    pub key: String,
    /// The pair it is about; the first where it stands for several.
    pub focus: Focus,
    /// How it is drawn.
    pub kind: EdgeKind,
    /// How many connections it stands for.
    pub count: u32,
    /// Its ports, where they are not all.
    pub label: Option<String>,
    /// Badges at the source.
    pub egress_marks: Vec<DrawnMark>,
    /// Badges at the destination.
    pub ingress_marks: Vec<DrawnMark>,
    /// Every branch that admits it.
    pub branches: Vec<BranchRef>,
    /// What a screen reader says.
    pub sentence: String,
}

/// A badge on an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnMark {
    /// What is on it.
    pub text: String,
    /// What its hue is chosen by; nothing for a mere count.
    pub number: Option<usize>,
    /// Filled: it admits. Outlined: it would, but the other end refuses.
    pub on: bool,
}

/// How much something stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// As always.
    Plain,
    /// The user looks at it.
    Focus,
    /// It shares a branch with what the user looks at.
    Lit,
    /// The user looks at something else.
    Dim,
    /// The user picked it as the first end of a pair.
    Picked,
}

impl Light {
    /// The value of `data-light`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Focus => "focus",
            Self::Lit => "lit",
            Self::Dim => "dim",
            Self::Picked => "picked",
        }
    }
}

/// Something in the diagram that the keyboard can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemRef {
    /// A part of the outside.
    Outside(usize),
    /// A workload.
    Node {
        /// The lane.
        lane: usize,
        /// The node in it.
        node: usize,
    },
    /// An edge.
    Edge(usize),
}

impl fmt::Display for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(index) => write!(f, "outside-{index}"),
            Self::Node { lane, node } => write!(f, "node-{lane}-{node}"),
            Self::Edge(edge) => write!(f, "edge-{edge}"),
        }
    }
}

/// A drawing is made once and shared, as a reading is.
impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Drawing {
    fn new(
        reading: &Reading,
        composition: Composition,
        width: u32,
        (scene, wires): (Rc<Scene>, Rc<[Rc<Wire>]>),
    ) -> Self {
        let draft = Draft {
            reading,
            composition: &composition,
        };
        let mut drawing = Self {
            scene,
            wires,
            lanes: draft.lanes(),
            outside: draft.outside(),
            edges: (0..composition.picture.edges.len())
                .filter_map(|it| draft.edge(it).map(Rc::new))
                .collect(),
            order: Rc::new([]),
            composition,
            width,
        };
        drawing.order = drawing.reading_order();
        drawing
    }

    /// Whether nobody could tell the two apart: they were placed together.
    fn says_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
            && self.lanes == other.lanes
            && self.outside == other.outside
            && self.edges == other.edges
    }

    fn reading_order(&self) -> Rc<[ItemRef]> {
        let outside = (0..self.outside.len()).map(ItemRef::Outside);
        let nodes = self.lanes.iter().enumerate().flat_map(|(lane, it)| {
            (0..it.nodes.len()).map(move |node| ItemRef::Node { lane, node })
        });
        let mut order = Vec::new();
        for place in outside.chain(nodes) {
            order.push(place);
            let name = self.place(place);
            let edges = self.wires.iter().map(|it| it.edge);
            let from_here = edges.filter(|edge| {
                self.edges
                    .get(*edge)
                    .is_some_and(|it| Some(&it.focus.source) == name)
            });
            order.extend(from_here.map(ItemRef::Edge));
        }
        order.into()
    }

    fn place(&self, item: ItemRef) -> Option<&PlaceName> {
        match item {
            ItemRef::Outside(index) => self.outside.get(index).map(|it| &it.place),
            ItemRef::Node { lane, node } => {
                self.lanes.get(lane)?.nodes.get(node).map(|it| &it.place)
            }
            ItemRef::Edge(_) => None,
        }
    }

    /// How much an edge stands out; `lit` is in ascending order.
    pub fn edge_light(&self, edge: usize, focus: Option<&Focus>, lit: &[usize]) -> Light {
        let it = self.edges.get(edge);
        if focus.is_some() && it.map(|it| &it.focus) == focus && it.is_some_and(|it| it.count < 2) {
            Light::Focus
        } else if lit.binary_search(&edge).is_ok() {
            Light::Lit
        } else if focus.is_some() || !lit.is_empty() {
            Light::Dim
        } else {
            Light::Plain
        }
    }

    /// How much a place stands out.
    pub fn node_light(
        &self,
        place: &PlaceName,
        focus: Option<&Focus>,
        picked: Option<&PlaceName>,
        lit: &[usize],
    ) -> Light {
        let touches = |it: &Focus| it.source == *place || it.destination == *place;
        let is_lit = || {
            lit.iter()
                .filter_map(|it| self.edges.get(*it))
                .any(|it| touches(&it.focus))
        };
        if picked == Some(place) {
            Light::Picked
        } else if focus.is_some_and(touches) {
            Light::Focus
        } else if (focus.is_none() && lit.is_empty()) || is_lit() {
            Light::Plain
        } else {
            Light::Dim
        }
    }

    /// The edges that one of these branches admits, by position.
    pub fn sharing(&self, branches: &[BranchRef]) -> Rc<[usize]> {
        let shares = |it: &DrawnEdge| it.branches.iter().any(|branch| branches.contains(branch));
        (0..)
            .zip(&self.edges)
            .filter(|(_, it)| shares(it))
            .map(|(index, _)| index)
            .collect()
    }
}

/// A composition being given names.
struct Draft<'a> {
    reading: &'a Reading,
    composition: &'a Composition,
}

impl Draft<'_> {
    fn lanes(&self) -> Vec<DrawnLane> {
        let lanes = self.composition.picture.lanes.iter().enumerate();
        lanes
            .map(|(lane, it)| DrawnLane {
                title: it.title.clone(),
                subtitle: it.subtitle.clone(),
                nodes: (0..it.nodes.len())
                    .filter_map(|node| self.node(lane, node).map(Rc::new))
                    .collect(),
            })
            .collect()
    }

    fn node(&self, lane: usize, node: usize) -> Option<DrawnNode> {
        let it = self.composition.picture.lanes.get(lane)?.nodes.get(node)?;
        let workload = *self.composition.nodes.get(lane)?.get(node)?;
        let world = &self.reading.analysis.world;
        let place = PlaceName::of(world, Party::Workload(workload));
        Some(DrawnNode {
            key: place.key(),
            place,
            title: it.title.clone(),
            subtitle: it.subtitle.clone(),
            ports: it.ports.clone(),
            count: it.count,
            isolated: self.isolated(Party::Workload(workload)),
            sentence: node_sentence(world, workload),
        })
    }

    fn isolated(&self, party: Party) -> Option<Isolated> {
        let world = &self.reading.analysis.world;
        let endpoint = world.representative(party)?;
        let isolated = |direction| !world.isolating(endpoint, direction).is_empty();
        Some(Isolated {
            ingress: isolated(Direction::Ingress),
            egress: isolated(Direction::Egress),
        })
    }

    fn outside(&self) -> Vec<DrawnOutside> {
        let parts = self.composition.picture.outside.iter().enumerate();
        parts
            .map(|(index, it)| DrawnOutside {
                place: PlaceName::of(&self.reading.analysis.world, Party::Outside(index)),
                title: it.title.clone(),
                subtitle: it.subtitle.clone(),
                sentence: format!("{}, {}", it.title, it.subtitle),
            })
            .collect()
    }

    fn edge(&self, index: usize) -> Option<DrawnEdge> {
        let it = self.composition.picture.edges.get(index)?;
        let pair = self.pair(index)?;
        let focus = Focus::of(&self.reading.analysis.world, pair);
        Some(DrawnEdge {
            key: focus.key(it.count > 1),
            focus,
            kind: it.kind,
            count: it.count,
            label: it.label.clone(),
            egress_marks: drawn_marks(&it.egress_marks, it.kind),
            ingress_marks: drawn_marks(&it.ingress_marks, it.kind),
            branches: self.branches(index),
            sentence: self.sentence(index, pair),
        })
    }

    /// The pair of an edge; the first of a bundle.
    fn pair(&self, edge: usize) -> Option<Pair> {
        let first = || {
            let connection = *self.composition.edges.get(edge)?.first()?;
            let it = self.reading.analysis.connections().get(connection)?;
            Some(Pair {
                source: it.source,
                destination: it.destination,
            })
        };
        self.composition.pair(edge).or_else(first)
    }

    fn branches(&self, edge: usize) -> Vec<BranchRef> {
        let connections = self.composition.edges.get(edge).into_iter().flatten();
        let found = connections.filter_map(|it| self.reading.analysis.connections().get(*it));
        found
            .flat_map(|it| [&it.egress, &it.ingress])
            .flat_map(|it| match it {
                Passage::Open => &[][..],
                Passage::Admitted(branches) => branches,
            })
            .copied()
            .collect()
    }

    fn sentence(&self, edge: usize, pair: Pair) -> String {
        let analysis = &self.reading.analysis;
        let indexes = self
            .composition
            .edges
            .get(edge)
            .map_or(&[][..], Vec::as_slice);
        let connections: Vec<_> = indexes
            .iter()
            .filter_map(|it| analysis.connections().get(*it))
            .collect();
        let phrase = match connections.as_slice() {
            [] => pair_sentence(&analysis.world, pair.source, pair.destination),
            [only] => Some(edge_sentence(&analysis.world, only)),
            several => Some(bundle_sentence(&analysis.world, several)),
        };
        phrase
            .map(|it| it.plain(&self.reading.letters))
            .unwrap_or_default()
    }
}

fn drawn_marks(marks: &[Mark], kind: EdgeKind) -> Vec<DrawnMark> {
    let on = !matches!(kind, EdgeKind::Denied(_));
    let drawn = |it: &Mark| DrawnMark {
        text: it.text.clone(),
        number: number_of_letter(&it.text),
        on,
    };
    marks.iter().map(drawn).collect()
}

/// `text` if it has at most `chars` characters, else its beginning and `…`.
pub fn cut(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    text.chars()
        .take(chars.saturating_sub(1))
        .chain(['…'])
        .collect()
}
