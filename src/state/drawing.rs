use std::fmt;
use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::eval::BranchRef;
use netpol_engine::layout::{
    Aspect, Bulk, Chip, Composition, Coping, EdgeChange, EdgeKind, Frame, Isolated, LaneKind,
    NodeKind, NoteKind, PairChange, Scene, Wire, compose, lay_out,
};
use netpol_engine::model::Policy;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Focus, PlaceName, ViewOptions};
use crate::evaluation::Reading;

/// Everything the diagram shows: the engine's geometry with the page's names.
#[derive(Debug, Serialize, Deserialize)]
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
    /// How it copes with what would be too much.
    pub coping: Coping,
    /// What there is to filter by.
    pub known: Known,
}

/// What a diagram can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Known {
    /// The namespaces.
    pub namespaces: Vec<String>,
    /// The policies.
    pub policies: Vec<PolicyName>,
}

impl Known {
    fn of(reading: &Reading) -> Self {
        let cluster = reading.analysis.cluster();
        let policy = |it: &Policy| PolicyName {
            namespace: cluster[it.namespace].name.clone(),
            name: it.name.clone(),
        };
        Self {
            namespaces: cluster
                .namespaces()
                .map(|(_, it)| it.name.clone())
                .collect(),
            policies: cluster.policies().map(|(_, it)| policy(it)).collect(),
        }
    }
}

/// Makes drawings, and makes again only what is not as in the last one.
#[derive(Debug, Default)]
pub struct Easel {
    last: Option<Sheet>,
}

/// A drawing with what it was made from.
#[derive(Debug)]
struct Sheet {
    reading: Rc<Reading>,
    options: ViewOptions,
    composition: Composition,
    width: u32,
    drawing: Rc<Drawing>,
}

impl Easel {
    /// Draws a reading with a pair in focus as the user wants to see it, `width`
    /// CSS pixels wide; with what became of pairs, where that is shown.
    pub fn draw(
        &mut self,
        reading: &Rc<Reading>,
        focus: Option<&Focus>,
        options: &ViewOptions,
        (width, changed): (u32, &[PairChange]),
    ) -> Rc<Drawing> {
        let composition = composed(reading, &self.aspect(reading, (focus, options, changed)));
        let last = self.last.take();
        let last = last.filter(|it| it.width == width);
        let is_placed = |it: &Sheet| it.composition.picture == composition.picture;
        let is_same = |it: &Sheet| {
            Rc::ptr_eq(&it.reading, reading)
                && is_placed(it)
                && it.composition.coping == composition.coping
                && it.composition.edges == composition.edges
        };
        let drawing = match last {
            Some(it) if is_same(&it) => it.drawing,
            Some(it) => {
                let placed = if is_placed(&it) {
                    (Rc::clone(&it.drawing.scene), Rc::clone(&it.drawing.wires))
                } else {
                    place(&composition, width)
                };
                let next = Drawing::new(reading, &composition, placed);
                if next.says_as(&it.drawing) {
                    it.drawing
                } else {
                    Rc::new(next)
                }
            }
            None => Rc::new(Drawing::new(
                reading,
                &composition,
                place(&composition, width),
            )),
        };
        self.last = Some(Sheet {
            reading: Rc::clone(reading),
            options: options.clone(),
            composition,
            width,
            drawing: Rc::clone(&drawing),
        });
        drawing
    }
}

impl Easel {
    /// What is drawn of a reading, and how.
    pub fn aspect(
        &self,
        reading: &Reading,
        (focus, options, changed): (Option<&Focus>, &ViewOptions, &[PairChange]),
    ) -> Aspect {
        let world = &reading.analysis.world;
        let whole = options.whole.as_ref().and_then(|it| it.find(world));
        let last = self.last.as_ref();
        Aspect {
            view: options.view.clone(),
            focus: focus.and_then(|it| it.resolve(world)),
            unfolded: whole,
            denied_of: whole,
            changed: changed.to_vec(),
            before: last.and_then(|it| it.coping_of(reading, options)),
        }
    }
}

impl Sheet {
    /// How it coped, if the same was wanted of much the same texts.
    fn coping_of(&self, reading: &Reading, options: &ViewOptions) -> Option<Coping> {
        let is_alike = self.options.view == options.view
            && reading.workspace.is_edit_of(&self.reading.workspace);
        is_alike.then_some(self.composition.coping)
    }
}

/// What there is to draw. A focus that is drawn as it would be without one
/// leaves no trace.
fn composed(reading: &Reading, aspect: &Aspect) -> Composition {
    let analysis = &reading.analysis;
    if analysis.listed().is_none() {
        return Composition::refused(Bulk {
            nodes: analysis.cluster().workloads().len(),
            edges: analysis.limits().connections,
        });
    }
    let mut composition = compose(&analysis.material(&reading.letters), aspect);
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnLane {
    /// What it holds.
    pub kind: LaneKind,
    /// Its name.
    pub title: String,
    /// Its labels.
    pub subtitle: String,
    /// What is true of all of it.
    pub notes: Vec<DrawnNote>,
    /// Its workloads.
    pub nodes: Vec<Rc<DrawnNode>>,
}

/// Something that is true of a whole lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnNote {
    /// What it is about.
    pub kind: NoteKind,
    /// The branches that admit it.
    pub marks: Vec<DrawnMark>,
    /// In a few words.
    pub text: String,
    /// What a screen reader says.
    pub sentence: String,
}

/// A workload, several that are alike, or a folded namespace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnNode {
    /// What stays the same while the text changes.
    pub key: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// What it stands for by name; at least one.
    pub places: Vec<PlaceName>,
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
    /// The Services that lead to it.
    pub chips: Vec<Chip>,
    /// What a screen reader says.
    pub sentence: String,
}

/// A part of the outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// What became of it, where that is shown.
    pub change: Option<EdgeChange>,
    /// Every branch that admits it.
    pub branches: Vec<BranchRef>,
    /// The folded namespaces at its ends: looking at it unfolds them.
    pub unfolds: Vec<String>,
    /// What a screen reader says.
    pub sentence: String,
}

/// A badge on an edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemRef {
    /// A part of the outside.
    Outside(usize),
    /// The title of a lane.
    Lane(usize),
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
            Self::Lane(lane) => write!(f, "lane-{lane}"),
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
        composition: &Composition,
        (scene, wires): (Rc<Scene>, Rc<[Rc<Wire>]>),
    ) -> Self {
        let draft = Draft {
            reading,
            composition,
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
            coping: composition.coping,
            known: Known::of(reading),
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
            && self.coping == other.coping
            && self.known == other.known
    }

    fn reading_order(&self) -> Rc<[ItemRef]> {
        let mut order = Vec::new();
        for (index, it) in self.outside.iter().enumerate() {
            order.push(ItemRef::Outside(index));
            self.add_edges_from(std::slice::from_ref(&it.place), &mut order);
        }
        for (lane, it) in self.lanes.iter().enumerate() {
            if it.kind == LaneKind::Namespace {
                order.push(ItemRef::Lane(lane));
            }
            for (node, it) in it.nodes.iter().enumerate() {
                order.push(ItemRef::Node { lane, node });
                self.add_edges_from(&it.places, &mut order);
            }
        }
        order.into()
    }

    fn add_edges_from(&self, places: &[PlaceName], order: &mut Vec<ItemRef>) {
        let edges = self.wires.iter().map(|it| it.edge);
        let from_here = edges.filter(|edge| {
            let edge = self.edges.get(*edge);
            edge.is_some_and(|it| places.contains(&it.focus.source))
        });
        order.extend(from_here.map(ItemRef::Edge));
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
        places: &[PlaceName],
        focus: Option<&Focus>,
        picked: Option<&PlaceName>,
        lit: &[usize],
    ) -> Light {
        let touches = |it: &Focus| places.contains(&it.source) || places.contains(&it.destination);
        let is_lit = || {
            lit.iter()
                .filter_map(|it| self.edges.get(*it))
                .any(|it| touches(&it.focus))
        };
        if picked.is_some_and(|it| places.iter().any(|place| it.is(place))) {
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
