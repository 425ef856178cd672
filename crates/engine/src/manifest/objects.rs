//! Documents become objects: lists are taken apart, kinds are recognised.

use std::mem;

use super::decode::duplicate_key;
use super::field::wrong_type;
use super::kinds::{BUILT_IN, Body, KINDS, Kind, OTHER_POLICIES, is_other_policy, meant};
use super::metadata::Metadata;
use super::node::{Content, Node};
use super::quoted::quoted;
use super::rows::TableRow;
use super::{Ignored, codes};
use crate::diagnostic::Diagnostic;
use crate::model::{ContainerPorts, ServiceShape, TargetPort};
use crate::text::{FieldPath, Span};

/// An object of a kind that is read.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) kind: &'static Kind,
    pub(super) tree: Node,
    pub(super) origin: Origin,
}

/// What an object is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// All of it is written.
    Manifest,
    /// A row of a table, which shows some of it (SEMANTICS.md I-15).
    Table { shows_labels: bool },
}

impl Origin {
    /// Notes what the reader of manifests took for absent, and a table only
    /// does not show.
    pub(super) fn note_unseen(self, metadata: &mut Metadata, body: &mut Body) {
        let Self::Table { shows_labels } = self else {
            return;
        };
        if !shows_labels {
            metadata.labels = mem::take(&mut metadata.labels).and_perhaps_others();
        }
        match body {
            Body::Pod(pod) => pod.spec.ports = ContainerPorts::Unknown,
            Body::Service(
                ServiceShape::Balanced { backing, .. } | ServiceShape::Headless(backing),
            ) => {
                for port in &mut backing.ports {
                    port.target = TargetPort::Unseen;
                }
            }
            _ => {}
        }
    }
}

/// The objects of all documents, in document order.
#[derive(Debug)]
pub(super) struct Objects {
    /// How many more are read, of all kinds.
    left: usize,
    is_full: bool,
    pub(super) known: Vec<Object>,
    pub(super) ignored: Vec<Ignored>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What an item of a typed list is, when it does not say so itself.
#[derive(Debug, Clone, Default)]
struct Inherited {
    kind: Option<String>,
    api_version: Option<String>,
}

impl Objects {
    /// None yet, and at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self {
            left: most,
            is_full: false,
            known: Vec::new(),
            ignored: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Adds what a document holds.
    pub(super) fn add_document(&mut self, root: Node) {
        self.add(root, &Inherited::default());
    }

    /// Adds what a row of a table shows.
    pub(super) fn add_row(&mut self, row: TableRow) {
        let (tree, origin) = match row {
            TableRow::Object(tree, origin) => (tree, origin),
            TableRow::LeftAside(it) => return self.ignored.push(it),
        };
        let before = self.known.len();
        self.add_document(tree);
        for it in self.known.iter_mut().skip(before) {
            it.origin = origin;
        }
    }

    /// Adds an object or the items of a list; lists may hold lists
    /// (SEMANTICS.md I-6).
    fn add(&mut self, tree: Node, inherited: &Inherited) {
        if let Err(finding) = self.try_add(tree, inherited) {
            self.findings.push(finding);
        }
    }

    fn try_add(&mut self, tree: Node, inherited: &Inherited) -> Result<(), Diagnostic> {
        if !tree.is_mapping() {
            return Err(not_a_mapping(&tree));
        }
        let kind = word(&tree, "kind")?.or_else(|| inherited.kind.clone());
        let kind = kind.ok_or_else(|| without_kind(&tree))?;
        let api_version = word(&tree, "apiVersion")?.or_else(|| inherited.api_version.clone());
        if let Some(item_kind) = kind.strip_suffix("List")
            && is_list_of(item_kind, &tree)
        {
            let is_typed = !item_kind.is_empty();
            let inherited = Inherited {
                kind: is_typed.then(|| item_kind.to_owned()),
                api_version: api_version.filter(|_| is_typed),
            };
            return self.add_items(tree, &inherited);
        }
        if self.left == 0 {
            // One finding says it all.
            let is_first = !mem::replace(&mut self.is_full, true);
            return if is_first {
                Err(too_many(&tree))
            } else {
                Ok(())
            };
        }
        self.left -= 1;
        match treatment(&kind, api_version.as_deref()) {
            Treatment::Read(kind) => {
                if api_version.is_none() {
                    self.findings.push(without_version(&tree, kind));
                }
                self.known.push(Object {
                    kind,
                    tree,
                    origin: Origin::Manifest,
                });
            }
            Treatment::Refuse { message, help } => {
                let finding = Diagnostic::error(codes::UNKNOWN_KIND, tree.heading(), message);
                return Err(Diagnostic { help, ..finding });
            }
            Treatment::LeaveAside => {
                if is_other_policy(&kind, api_version.as_deref()) {
                    self.findings.push(not_evaluated(&tree, &kind));
                }
                self.ignored.push(ignored(&tree, kind));
            }
        }
        Ok(())
    }

    fn add_items(&mut self, tree: Node, inherited: &Inherited) -> Result<(), Diagnostic> {
        let Content::Mapping(entries) = tree.content else {
            return Ok(());
        };
        let root = FieldPath::root();
        let repeated = |entry| duplicate_key(entry, &root);
        self.findings.extend(entries.iter().filter_map(repeated));

        let items = entries.into_iter().rev().find(|it| it.key.text == "items");
        let Some(items) = items.map(|it| it.value).filter(|it| !it.is_null()) else {
            return Ok(());
        };
        let Content::Sequence(items) = items.content else {
            return Err(wrong_type(&items, &root.field("items"), "array"));
        };
        for item in items {
            self.add(item, inherited);
        }
        Ok(())
    }
}

/// The word at `key`; none when it is absent, null or empty.
fn word(tree: &Node, key: &str) -> Result<Option<String>, Diagnostic> {
    let Some(value) = tree.get(key).filter(|it| !it.is_null()) else {
        return Ok(None);
    };
    let text = value
        .text()
        .ok_or_else(|| wrong_type(value, &FieldPath::root().field(key), "string"))?;
    Ok(Some(text.to_owned()).filter(|it| !it.is_empty()))
}

/// Whether an object is a list; there may be kinds that only sound like one.
fn is_list_of(item_kind: &str, tree: &Node) -> bool {
    let is_built_in = || BUILT_IN.iter().any(|(_, kinds)| kinds.contains(&item_kind));
    item_kind.is_empty() || tree.get("items").is_some() || is_built_in()
}

/// What becomes of an object of some kind.
enum Treatment {
    Read(&'static Kind),
    Refuse {
        message: String,
        help: Option<String>,
    },
    LeaveAside,
}

fn treatment(kind: &str, api_version: Option<&str>) -> Treatment {
    let known = KINDS.iter().find(|it| it.name == kind);
    let Some(api_version) = api_version else {
        return match (known, misspelt(kind)) {
            (Some(known), _) => Treatment::Read(known),
            (None, Some(meant)) => Treatment::Refuse {
                message: format!("no matches for kind {}", quoted(kind)),
                help: Some(format!("write `kind: {meant}`")),
            },
            (None, None) => Treatment::LeaveAside,
        };
    };
    let help = match known {
        Some(known) if known.api_version == api_version => return Treatment::Read(known),
        Some(_) if !is_kubernetes_own(api_version) => return Treatment::LeaveAside,
        Some(Kind {
            api_version: now,
            former_api_versions: former,
            ..
        }) => Some(if former.contains(&api_version) {
            format!("this version was removed; the same object works as `apiVersion: {now}`")
        } else {
            format!("write `apiVersion: {now}`")
        }),
        None => {
            let kinds = BUILT_IN.iter().find(|(it, _)| *it == api_version);
            let meant = match kinds {
                Some((_, kinds)) if kinds.contains(&kind) => return Treatment::LeaveAside,
                Some((_, kinds)) => meant(kind, kinds.iter().copied()).or_else(|| misspelt(kind)),
                None if is_kubernetes_own(api_version) => match misspelt(kind) {
                    Some(meant) => Some(meant),
                    None => return Treatment::LeaveAside,
                },
                None => return Treatment::LeaveAside,
            };
            meant.map(|it| format!("write `kind: {it}`"))
        }
    };
    let (kind, api_version) = (quoted(kind), quoted(api_version));
    let message = format!("no matches for kind {kind} in version {api_version}");
    Treatment::Refuse { message, help }
}

/// The kind that decides about connections and that this one is probably meant
/// to be.
fn misspelt(kind: &str) -> Option<&'static str> {
    let own = KINDS.iter().map(|it| it.name);
    let is_known =
        OTHER_POLICIES.contains(&kind) || BUILT_IN.iter().any(|(_, kinds)| kinds.contains(&kind));
    meant(kind, own.chain(OTHER_POLICIES.iter().copied())).filter(|_| !is_known)
}

/// Whether nobody but Kubernetes itself defines kinds under this version.
fn is_kubernetes_own(api_version: &str) -> bool {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    !group.contains('.') || group.ends_with(".k8s.io")
}

fn ignored(tree: &Node, kind: String) -> Ignored {
    let name = tree.get("metadata").and_then(|it| it.get("name"));
    Ignored {
        kind,
        name: name.and_then(Node::text).map(str::to_owned),
        span: tree.span,
    }
}

const WHAT_AN_OBJECT_IS: &str =
    "an object begins with `apiVersion` and `kind`; a line `---` stands between two of them";

fn not_a_mapping(tree: &Node) -> Diagnostic {
    let found = match &tree.content {
        Content::Sequence(_) => "a list",
        Content::Scalar { .. } | Content::Mapping(_) => "plain text",
    };
    let message = format!("expected a Kubernetes object, found {found}");
    Diagnostic::error(codes::NOT_AN_OBJECT, beginning(tree), message).help(WHAT_AN_OBJECT_IS)
}

fn too_many(tree: &Node) -> Diagnostic {
    let message = "there are more objects than can be read; nothing from here on was read";
    Diagnostic::error(codes::LIMIT, tree.heading(), message)
}

fn without_kind(tree: &Node) -> Diagnostic {
    let message = "this is no Kubernetes object: `kind` is not set";
    Diagnostic::error(codes::NOT_AN_OBJECT, beginning(tree), message).help(WHAT_AN_OBJECT_IS)
}

fn without_version(tree: &Node, kind: &Kind) -> Diagnostic {
    let help = format!(
        "write `apiVersion: {}`; kubectl refuses objects without",
        kind.api_version
    );
    Diagnostic::warning(codes::NO_VERSION, tree.heading(), "apiVersion not set").help(help)
}

fn not_evaluated(tree: &Node, kind: &str) -> Diagnostic {
    let message = format!("`{kind}` is not evaluated yet: verdicts do not take it into account");
    Diagnostic::warning(codes::NOT_EVALUATED, tree.heading(), message)
}

/// A short place where the tree begins.
fn beginning(tree: &Node) -> Span {
    match &tree.content {
        Content::Sequence(items) => items.first().map_or(tree.span, beginning),
        Content::Mapping(_) | Content::Scalar { .. } => tree.heading(),
    }
}
