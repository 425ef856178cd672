//! The findings on one object, by field path and in the API server's words.

use std::fmt::Display;

use super::codes;
use super::node::Node;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::{FieldPath, Span};

/// How many findings of one object are kept; nobody reads more.
const MAX_FINDINGS: usize = 100;

/// Collects what is wrong with one object (SEMANTICS.md E-1, E-2).
#[derive(Debug)]
pub(super) struct Report<'t> {
    tree: &'t Node,
    findings: Vec<Diagnostic>,
    has_errors: bool,
    /// Objects of the tree with a field that could not be decoded.
    damaged: Vec<FieldPath>,
}

impl<'t> Report<'t> {
    /// Nothing is wrong yet.
    pub(super) fn new(tree: &'t Node) -> Self {
        Self {
            tree,
            findings: Vec::new(),
            has_errors: false,
            damaged: Vec::new(),
        }
    }

    /// The object.
    pub(super) fn tree(&self) -> &'t Node {
        self.tree
    }

    /// Whether an API server would refuse the object.
    pub(super) fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// Everything that was found.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// Adds a finding, unless the same was found before.
    pub(super) fn add(&mut self, finding: Diagnostic) {
        self.has_errors |= finding.severity == Severity::Error;
        if self.findings.len() < MAX_FINDINGS && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Adds an error about a field that the decoder could not take.
    pub(super) fn undecodable(&mut self, path: &FieldPath, finding: Diagnostic) {
        if self.findings.len() < MAX_FINDINGS {
            self.damaged.extend(path.parent());
        }
        self.add(finding);
    }

    /// `Invalid value: <value>: <detail>`
    pub(super) fn invalid(&mut self, path: &FieldPath, value: impl Display, detail: &str) {
        let place = self.tree.place(path);
        self.invalid_at(path, place, value, detail);
    }

    /// The same where the path does not say which of several values is meant.
    pub(super) fn invalid_at(
        &mut self,
        path: &FieldPath,
        place: Span,
        value: impl Display,
        detail: &str,
    ) {
        let text = format!("Invalid value: {value}: {detail}");
        self.error(codes::INVALID_VALUE, path, place, &text);
    }

    /// `Required value: <detail>`, or without a detail.
    pub(super) fn required(&mut self, path: &FieldPath, detail: &str) {
        let text = match detail {
            "" => "Required value".to_owned(),
            _ => format!("Required value: {detail}"),
        };
        self.error(codes::REQUIRED_VALUE, path, self.tree.place(path), &text);
    }

    /// `Forbidden: <detail>`
    pub(super) fn forbidden(&mut self, path: &FieldPath, detail: &str) {
        let text = format!("Forbidden: {detail}");
        self.error(codes::FORBIDDEN, path, self.tree.place(path), &text);
    }

    /// `Unsupported value: <value>: supported values: …`
    pub(super) fn unsupported(&mut self, path: &FieldPath, value: &str, supported: &[&str]) {
        let supported: Vec<_> = supported.iter().map(|it| format!("\"{it}\"")).collect();
        let text = format!(
            "Unsupported value: {value:?}: supported values: {}",
            supported.join(", ")
        );
        self.error(codes::UNSUPPORTED_VALUE, path, self.tree.place(path), &text);
    }

    /// `Duplicate value: <value>`
    pub(super) fn duplicate(&mut self, path: &FieldPath, value: &str) {
        let text = format!("Duplicate value: {value:?}");
        self.error(codes::DUPLICATE_VALUE, path, self.tree.place(path), &text);
    }

    /// `Too long: <detail>`
    pub(super) fn too_long(&mut self, path: &FieldPath, detail: &str) {
        let text = format!("Too long: {detail}");
        self.error(codes::TOO_LONG, path, self.tree.place(path), &text);
    }

    /// A warning about `path`.
    pub(super) fn warning(&mut self, code: Code, path: &FieldPath, message: String) {
        self.add(Diagnostic::warning(code, self.tree.place(path), message));
    }

    fn error(&mut self, code: Code, path: &FieldPath, place: Span, text: &str) {
        let finding = Diagnostic::error(code, place, format!("{path}: {text}"));
        self.error_at(path, finding);
    }

    /// Adds an error, unless it only follows from a field beside it that could
    /// not be decoded: a peer whose only selector is misspelt is not empty.
    pub(super) fn error_at(&mut self, path: &FieldPath, finding: Diagnostic) {
        let parent = path.parent();
        let follows = |it: &FieldPath| it == path || Some(it) == parent.as_ref();
        if !self.damaged.iter().any(follows) {
            self.add(finding);
        }
    }
}
