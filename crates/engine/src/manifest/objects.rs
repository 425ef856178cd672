//! Documents become objects: lists are taken apart, kinds are recognised.

use super::kinds::{BUILT_IN, KINDS, Kind, OTHER_POLICIES};
use super::node::{Content, Node};
use super::{Ignored, codes};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// An object of a kind that is read.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) kind: &'static Kind,
    pub(super) tree: Node,
}

/// The objects of all documents, in document order.
#[derive(Debug, Default)]
pub(super) struct Objects {
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
    /// Adds what a document holds.
    pub(super) fn add_document(&mut self, root: Node) {
        self.add(root, &Inherited::default());
    }

    /// Adds an object or the items of a list; lists may hold lists
    /// (SEMANTICS.md I-6).
    fn add(&mut self, tree: Node, inherited: &Inherited) {
        if !tree.is_mapping() {
            self.findings.push(not_a_mapping(&tree));
            return;
        }
        let Some(kind) = self.word(&tree, "kind", inherited.kind.as_deref()) else {
            return;
        };
        let api_version = self.word(&tree, "apiVersion", inherited.api_version.as_deref());
        match (kind, api_version) {
            (Some(kind), api_version) => self.add_kind(tree, &kind, api_version.flatten()),
            (None, _) => self.findings.push(without_kind(&tree)),
        }
    }

    /// The word at `key`, or the inherited one; `None` when it is no word, which
    /// is reported.
    #[expect(clippy::option_option, reason = "absent and broken differ")]
    fn word(&mut self, tree: &Node, key: &str, inherited: Option<&str>) -> Option<Option<String>> {
        let value = tree.get(key).filter(|it| !it.is_null());
        let Some(value) = value else {
            return Some(inherited.map(str::to_owned));
        };
        match value.text() {
            Some("") => Some(inherited.map(str::to_owned)),
            Some(text) => Some(Some(text.to_owned())),
            None => {
                let path = crate::text::FieldPath::root().field(key);
                self.findings
                    .push(super::field::wrong_type(value, &path, "string"));
                None
            }
        }
    }

    fn add_kind(&mut self, tree: Node, kind: &str, api_version: Option<String>) {
        if let Some(item_kind) = kind.strip_suffix("List")
            && (item_kind.is_empty() || tree.get("items").is_some())
        {
            let inherited = Inherited {
                kind: Some(item_kind.to_owned()).filter(|it| !it.is_empty()),
                api_version: api_version.filter(|_| !item_kind.is_empty()),
            };
            self.add_items(tree, &inherited);
            return;
        }
        match recognise(kind, api_version.as_deref()) {
            Verdict::Read(kind) => {
                if api_version.is_none() {
                    self.findings.push(without_version(&tree, kind));
                }
                self.known.push(Object { kind, tree });
            }
            Verdict::Refuse { message, help } => {
                let finding = Diagnostic::error(codes::UNKNOWN_KIND, tree.heading(), message);
                self.findings.push(match help {
                    Some(help) => finding.help(help),
                    None => finding,
                });
            }
            Verdict::PassOver => {
                if OTHER_POLICIES.contains(&kind) {
                    let message = format!(
                        "`{kind}` is not evaluated yet: verdicts do not take it into account"
                    );
                    let finding =
                        Diagnostic::warning(codes::NOT_EVALUATED, tree.heading(), message);
                    self.findings.push(finding);
                }
                self.ignored.push(ignored(&tree, kind));
            }
        }
    }

    fn add_items(&mut self, tree: Node, inherited: &Inherited) {
        let Content::Mapping(entries) = tree.content else {
            return;
        };
        let items = entries.into_iter().rev().find(|it| it.key.text == "items");
        let Some(items) = items.map(|it| it.value).filter(|it| !it.is_null()) else {
            return;
        };
        match items.content {
            Content::Sequence(items) => {
                for item in items {
                    self.add(item, inherited);
                }
            }
            Content::Scalar { .. } | Content::Mapping(_) => {
                let path = crate::text::FieldPath::root().field("items");
                self.findings
                    .push(super::field::wrong_type(&items, &path, "array"));
            }
        }
    }
}

/// What to do with an object of some kind.
enum Verdict {
    Read(&'static Kind),
    Refuse {
        message: String,
        help: Option<String>,
    },
    PassOver,
}

fn recognise(kind: &str, api_version: Option<&str>) -> Verdict {
    let known = KINDS.iter().find(|it| it.name == kind);
    let Some(api_version) = api_version else {
        return known.map_or(Verdict::PassOver, Verdict::Read);
    };
    if let Some(known) = known {
        if known.api_version == api_version {
            return Verdict::Read(known);
        }
        let is_former = known.former_api_versions.contains(&api_version);
        let is_built_in = BUILT_IN.iter().any(|(version, _)| *version == api_version);
        if is_former || is_built_in {
            let help = if is_former {
                let new = known.api_version;
                format!("this version was removed; the same object works as `apiVersion: {new}`")
            } else {
                format!("write `apiVersion: {}`", known.api_version)
            };
            return refuse(kind, api_version, Some(help));
        }
        return Verdict::PassOver;
    }
    let kinds = BUILT_IN.iter().find(|(version, _)| *version == api_version);
    match kinds {
        Some((_, kinds)) if !kinds.contains(&kind) => {
            let alike = kinds.iter().find(|it| it.eq_ignore_ascii_case(kind));
            refuse(
                kind,
                api_version,
                alike.map(|it| format!("write `kind: {it}`")),
            )
        }
        _ => Verdict::PassOver,
    }
}

fn refuse(kind: &str, api_version: &str, help: Option<String>) -> Verdict {
    let message = format!("no matches for kind {kind:?} in version {api_version:?}");
    Verdict::Refuse { message, help }
}

fn ignored(tree: &Node, kind: &str) -> Ignored {
    let name = tree.get("metadata").and_then(|it| it.get("name"));
    Ignored {
        kind: kind.to_owned(),
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
    Diagnostic::error(codes::NOT_AN_OBJECT, first_line(tree), message).help(WHAT_AN_OBJECT_IS)
}

fn without_kind(tree: &Node) -> Diagnostic {
    let message = "this is no Kubernetes object: `kind` is not set";
    Diagnostic::error(codes::NOT_AN_OBJECT, first_line(tree), message).help(WHAT_AN_OBJECT_IS)
}

fn without_version(tree: &Node, kind: &Kind) -> Diagnostic {
    let message = "apiVersion not set";
    let help = format!(
        "write `apiVersion: {}`; kubectl refuses objects without",
        kind.api_version
    );
    Diagnostic::warning(codes::UNKNOWN_KIND, tree.heading(), message).help(help)
}

/// A short place at the beginning.
fn first_line(tree: &Node) -> Span {
    match &tree.content {
        Content::Sequence(items) => items.first().map_or(tree.span, first_line),
        Content::Mapping(_) | Content::Scalar { .. } => tree.heading(),
    }
}
