//! What is wrong or worth knowing about the user's text, with its place.
//!
//! A diagnostic without a place cannot be built, so that every view can lead to
//! the line it speaks of.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What kind of finding this is; stable, lower case, with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How much a finding matters, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The object it is in was not read: an API server would refuse it.
    Error,
    /// Everything was read, but probably not as meant.
    Warning,
    /// Good to know.
    Hint,
}

/// Another place that makes a finding understandable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; a lowercase sentence fragment.
    pub message: String,
}

/// One finding, ready to be shown next to the text it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence fragment that makes sense on its own; where an API server
    /// would complain, in its words.
    pub message: String,
    /// The place it is about.
    pub primary: Span,
    /// Other places that make it understandable.
    pub related: Vec<Label>,
    /// What the user could do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// The object at `primary` cannot be used.
    pub fn error(code: Code, primary: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, primary, message)
    }

    /// What stands at `primary` is used, but probably not as meant.
    pub fn warning(code: Code, primary: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, primary, message)
    }

    /// Something about `primary` is good to know.
    pub fn hint(code: Code, primary: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, code, primary, message)
    }

    fn new(severity: Severity, code: Code, primary: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            primary,
            related: Vec::new(),
            help: None,
        }
    }

    /// Adds what the user could do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place with what is to be seen there.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            message: message.into(),
        });
        self
    }
}

/// What could be read from a text, and everything wrong with it.
///
/// Parsing never fails: a broken document costs its own objects, not the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// What could be read.
    pub value: T,
    /// The findings, in document order.
    pub diagnostics: Vec<Diagnostic>,
}
