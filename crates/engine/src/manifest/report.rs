//! The findings on one object, by field path and in the API server's words.

use std::fmt::Display;
use std::mem;

use super::codes;
use super::limits::FINDINGS;
use super::node::Node;
use super::quoted::quoted;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::{FieldPath, Span};

/// Collects what is wrong with one object (SEMANTICS.md E-1, E-2).
#[derive(Debug)]
pub(super) struct Report<'t> {
    tree: &'t Node,
    findings: Vec<Diagnostic>,
    has_errors: bool,
    /// Whether something was found that is not kept.
    has_more: bool,
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
            has_more: false,
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

    /// Everything that was found, and whether there is more.
    pub(super) fn into_findings(mut self) -> Vec<Diagnostic> {
        if self.has_more {
            let message = "more is to be said about this object than is shown";
            let heading = self.tree.heading();
            self.findings
                .push(Diagnostic::hint(codes::LIMIT, heading, message));
        }
        self.findings
    }

    /// Notes that there is more to be found than is looked for.
    pub(super) fn note_more(&mut self) {
        self.has_more = true;
    }

    /// Adds a finding, unless the same was found before.
    pub(super) fn add(&mut self, finding: Diagnostic) {
        let is_error = finding.severity == Severity::Error;
        if self.findings.contains(&finding) {
            return;
        }
        if self.findings.len() < FINDINGS {
            self.findings.push(finding);
        } else {
            self.has_more = true;
            // An object is never refused without a word.
            if is_error && !self.has_errors {
                self.findings.pop();
                self.findings.push(finding);
            }
        }
        self.has_errors |= is_error;
    }

    /// Adds an error about a field that the decoder could not take.
    pub(super) fn undecodable(&mut self, path: &FieldPath, finding: Diagnostic) {
        if self.findings.len() < FINDINGS {
            self.damaged.extend(path.parent());
        }
        self.add(finding);
    }

    /// The same of a field that is left out with all that it holds.
    pub(super) fn left_out(&mut self, path: FieldPath, finding: Diagnostic) {
        self.undecodable(&path, finding);
        self.damaged.push(path);
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
        let finding = invalid_value(path, place, value, detail);
        self.refuse(path, finding);
    }

    /// `Required value: <detail>`, or without a detail.
    pub(super) fn required(&mut self, path: &FieldPath, detail: &str) {
        let separator = if detail.is_empty() { "" } else { ": " };
        let message = format!("{path}: Required value{separator}{detail}");
        self.error(codes::REQUIRED_VALUE, path, message);
    }

    /// `Forbidden: <detail>`
    pub(super) fn forbidden(&mut self, path: &FieldPath, detail: &str) {
        self.error(
            codes::FORBIDDEN,
            path,
            format!("{path}: Forbidden: {detail}"),
        );
    }

    /// `Unsupported value: <value>: supported values: …`
    pub(super) fn unsupported(&mut self, path: &FieldPath, value: &str, supported: &[&str]) {
        let list: Vec<_> = supported.iter().map(|it| format!("\"{it}\"")).collect();
        let list = list.join(", ");
        let written = quoted(value);
        let message = format!("{path}: Unsupported value: {written}: supported values: {list}");
        let finding = Diagnostic::error(codes::UNSUPPORTED_VALUE, self.tree.place(path), message);
        self.refuse(path, suggest_case(finding, value, supported));
    }

    /// `Duplicate value: <value>`
    pub(super) fn duplicate(&mut self, path: &FieldPath, value: &str) {
        let message = format!("{path}: Duplicate value: {}", quoted(value));
        self.error(codes::DUPLICATE_VALUE, path, message);
    }

    /// `Too long: <detail>`
    pub(super) fn too_long(&mut self, path: &FieldPath, detail: &str) {
        self.error(codes::TOO_LONG, path, format!("{path}: Too long: {detail}"));
    }

    /// A warning about `path`.
    pub(super) fn warning(&mut self, code: Code, path: &FieldPath, message: String) {
        self.add(Diagnostic::warning(code, self.tree.place(path), message));
    }

    fn error(&mut self, code: Code, path: &FieldPath, message: String) {
        let finding = Diagnostic::error(code, self.tree.place(path), message);
        self.refuse(path, finding);
    }

    /// Adds an error about `path`, unless it only follows from a field beside it
    /// that could not be decoded: a peer whose only selector is misspelt is not
    /// empty.
    pub(super) fn refuse(&mut self, path: &FieldPath, finding: Diagnostic) {
        let parent = path.parent();
        let follows = |it: &FieldPath| it == path || Some(it) == parent.as_ref();
        if !self.damaged.iter().any(follows) {
            self.add(finding);
        }
    }
}

/// What was found in many objects.
#[derive(Debug)]
pub(super) struct Findings {
    all: Vec<Diagnostic>,
    /// After so many only what costs an object is kept.
    most: usize,
    is_full: bool,
}

impl Findings {
    /// Nothing is found yet.
    pub(super) fn new(most: usize) -> Self {
        Self {
            all: Vec::new(),
            most,
            is_full: false,
        }
    }

    /// Adds what was found in one object.
    pub(super) fn add(&mut self, report: Report<'_>) {
        let heading = report.tree().heading();
        let found = report.into_findings();
        if !self.is_full && self.all.len() + found.len() <= self.most {
            self.all.extend(found);
            return;
        }
        let is_error = |it: &Diagnostic| it.severity == Severity::Error;
        let was_full = mem::replace(&mut self.is_full, true);
        if !was_full {
            let message = "from here on only the first error of each object is shown";
            self.all
                .push(Diagnostic::hint(codes::LIMIT, heading, message));
        }
        self.all.extend(found.into_iter().find(is_error));
    }

    /// Everything that is kept.
    pub(super) fn into_all(self) -> Vec<Diagnostic> {
        self.all
    }
}

/// The error `Invalid value: <value>: <detail>`.
pub(super) fn invalid_value(
    path: &FieldPath,
    place: Span,
    value: impl Display,
    detail: &str,
) -> Diagnostic {
    let message = format!("{path}: Invalid value: {value}: {detail}");
    Diagnostic::error(codes::INVALID_VALUE, place, message)
}

/// Suggests the supported value that differs only in upper and lower case.
pub(super) fn suggest_case(finding: Diagnostic, value: &str, supported: &[&str]) -> Diagnostic {
    match supported.iter().find(|it| it.eq_ignore_ascii_case(value)) {
        Some(it) => finding.help(format!("write `{it}`")),
        None => finding,
    }
}
