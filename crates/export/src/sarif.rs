//! Findings in the form that code hosts and editors read: SARIF 2.1.0.

use netpol_engine::lint::{ALL, Lint};
use netpol_engine::text::{Sources, Span};
use netpol_engine::{Diagnostic, Severity};
use serde_json::{Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const VERSION: &str = "2.1.0";

/// These findings, as one run of `netpol`; every lint is told of as a rule.
pub fn sarif(sources: &Sources, findings: &[Diagnostic], version: &str) -> String {
    let rules: Vec<Value> = ALL.iter().map(rule).collect();
    let results: Vec<Value> = findings.iter().map(|it| result(sources, it)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": {"driver": {"name": "netpol", "version": version, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Values can always be written.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(lint: &Lint) -> Value {
    json!({"id": lint.code.0, "shortDescription": {"text": lint.title}})
}

fn result(sources: &Sources, it: &Diagnostic) -> Value {
    let level = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let text = match &it.help {
        Some(help) => format!("{}. {help}", it.message),
        None => it.message.clone(),
    };
    let mut result = json!({
        "ruleId": it.code.0,
        "level": level,
        "message": {"text": text},
        "locations": [location(sources, it.primary)],
    });
    if !it.related.is_empty() {
        let related = it.related.iter().map(|label| {
            let mut place = location(sources, label.span);
            if let Some(fields) = place.as_object_mut() {
                fields.insert("message".to_owned(), json!({"text": label.message}));
            }
            place
        });
        let related: Vec<Value> = related.collect();
        if let Some(fields) = result.as_object_mut() {
            fields.insert("relatedLocations".to_owned(), json!(related));
        }
    }
    result
}

fn location(sources: &Sources, span: Span) -> Value {
    let source = &sources[span.source];
    let index = sources.lines(span.source);
    let [start, end] = [span.start, span.end].map(|it| index.position(&source.text, it));
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&source.name)},
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
    })
}

/// A path as a relative reference of a URI.
fn uri(path: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/".contains(&it);
    let bytes = path.bytes().map(|it| match it {
        b'\\' => "/".to_owned(),
        it if plain(it) => char::from(it).to_string(),
        it => format!("%{it:02X}"),
    });
    bytes.collect()
}
