use super::{Claim, Expectation, Expected, ExpectedPorts, Pattern};
use crate::diagnostic::{Code, Diagnostic, Parsed};
use crate::query::split_port;
use crate::text::{SourceId, Span};

/// A line that is not an expectation.
const BROKEN: Code = Code("broken-expectation");

/// Reads every line of `text`. A broken one costs itself alone.
pub fn read(source: SourceId, text: &str) -> Parsed<Vec<Expectation>> {
    let mut value = Vec::new();
    let mut diagnostics = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (statement, _) = line.split_once('#').unwrap_or((line, ""));
        let indent = statement.len() - statement.trim_start().len();
        let statement = statement.trim();
        if !statement.is_empty() {
            let line = Line {
                source,
                start: start + indent,
                text: statement,
            };
            match line.expectation() {
                Ok(it) => value.push(it),
                Err(fault) => diagnostics.push(fault),
            }
        }
        start += line.len();
    }
    Parsed { value, diagnostics }
}

/// One line without comment and blanks, and where it begins.
struct Line<'a> {
    source: SourceId,
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn expectation(&self) -> Result<Expectation, Diagnostic> {
        let arrows = ["->", "→"];
        let arrow = arrows.iter().find_map(|it| self.text.split_once(it));
        let Some((source, rest)) = arrow else {
            let fault = self.fault(self.text, "there is no `->` in this expectation");
            return Err(fault.help("write `source -> destination:port allowed` or `denied`"));
        };
        let (destination, verdict) = match rest.trim().rsplit_once(char::is_whitespace) {
            Some((destination, verdict)) => (destination.trim(), verdict),
            None => (rest.trim(), ""),
        };
        let expected = Expected::ALL.into_iter().find(|it| it.name() == verdict);
        let Some(expected) = expected else {
            let part = if verdict.is_empty() {
                destination
            } else {
                verdict
            };
            return Err(self.fault(part, "an expectation ends in `allowed` or `denied`"));
        };
        let (destination, ports) = split_port(destination);
        let ports = match ports {
            None if expected == Expected::Only => {
                let fault = self.fault(verdict, "`only` needs the ports that are meant");
                return Err(fault.help("write `source -> destination:port only`"));
            }
            None => ExpectedPorts::Any,
            Some(ports) => ExpectedPorts::parse(ports)
                .map_err(|fault| self.fault(ports, &fault.to_string()))?,
        };
        Ok(Expectation {
            claim: Claim {
                source: self.pattern(source.trim())?,
                destination: self.pattern(destination.trim())?,
                ports,
                expected,
            },
            span: self.span(self.text),
        })
    }

    fn pattern(&self, text: &str) -> Result<Pattern, Diagnostic> {
        match text.split_once('/') {
            Some(("*", "*")) => Ok(Pattern::Workloads),
            Some((namespace, "*")) if !namespace.contains('*') => {
                Ok(Pattern::WorkloadsOf(namespace.to_owned()))
            }
            _ if text.contains('*') => {
                let fault = self.fault(text, "a wildcard stands for a whole name");
                Err(fault.help("write `namespace/*` for its workloads, `*/*` for all"))
            }
            _ => match text.parse() {
                Ok(name) => Ok(Pattern::One(name)),
                Err(fault) => {
                    let part = if text.is_empty() { self.text } else { text };
                    Err(self.fault(part, &format!("{fault}")))
                }
            },
        }
    }

    fn fault(&self, part: &str, message: &str) -> Diagnostic {
        Diagnostic::error(BROKEN, self.span(part), message)
    }

    /// Where a part of the line stands.
    fn span(&self, part: &str) -> Span {
        let inside = self.text.find(part).unwrap_or(0);
        let start = self.start + inside;
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.source, offset(start), offset(start + part.len()))
    }
}
