//! Objects as kubectl writes them: keys in order, lists no deeper than their key.

use netpol_engine::Analysis;
use netpol_engine::manifest::Value;

use crate::item::{Item, Subject};
use crate::pod_state::template;
use crate::selector_words::label_value;
use crate::value::{at, text};

/// An object with all that the texts say of it. For a pod of a template, what the template
/// says of each of its pods.
pub(crate) fn object(item: &Item<'_>, analysis: &Analysis) -> Value {
    if let Some((kind, workload)) = item.maker(analysis) {
        let owner = &analysis.cluster()[workload].name;
        let spec = template(item, analysis).and_then(|it| at(&it, &["spec"]).cloned());
        let metadata = Value::map([
            ("labels", labels(item)),
            ("name", Value::text(item.name)),
            ("namespace", Value::text(item.namespace)),
            (
                "ownerReferences",
                Value::list([Value::map([
                    ("kind", Value::text(kind.name())),
                    ("name", Value::text(owner)),
                ])]),
            ),
        ]);
        let mut entries = head(item);
        entries.push(("metadata", metadata));
        entries.extend(spec.map(|it| ("spec", it)));
        return Value::map(entries);
    }
    let Some(mut object) = item.says(analysis) else {
        let metadata = Value::map([("labels", labels(item)), ("name", Value::text(item.name))]);
        let mut entries = head(item);
        entries.push(("metadata", metadata));
        return Value::map(entries);
    };
    // What is not written, the API server fills in.
    let has_namespace = text(&object, &["metadata", "namespace"]).is_some();
    if let Some(metadata) = object.get_mut("metadata").and_then(Value::entries_mut) {
        if !has_namespace && !item.namespace.is_empty() {
            metadata.push(("namespace".to_owned(), Value::text(item.namespace)));
        }
        if matches!(item.subject, Subject::Namespace(_)) {
            metadata.retain(|it| it.0 != "labels");
            metadata.push(("labels".to_owned(), labels(item)));
        }
    }
    object
}

/// Several objects as one.
pub(crate) fn list(objects: Vec<Value>) -> Value {
    Value::map([
        ("apiVersion", Value::text("v1")),
        ("items", Value::list(objects)),
        ("kind", Value::text("List")),
        ("metadata", Value::entry("resourceVersion", Value::text(""))),
    ])
}

fn head(item: &Item<'_>) -> Vec<(&'static str, Value)> {
    vec![
        ("apiVersion", Value::text(item.resource.api_version())),
        ("kind", Value::text(item.resource.kind())),
    ]
}

fn labels(item: &Item<'_>) -> Value {
    let labels = item.labels.iter();
    Value::map(labels.map(|(key, value)| (key, Value::text(label_value(value)))))
}

/// An object as a document.
pub(crate) fn document(object: &Value) -> String {
    let mut text = String::new();
    write(object, 0, &mut text);
    text
}

/// Writes what stands on lines of its own, `indent` deep.
fn write(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Map(entries) if !entries.is_empty() => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            for (at, (key, it)) in entries.into_iter().enumerate() {
                // The first stands behind the dash of an item.
                if at > 0 || !text.ends_with("- ") {
                    blanks(indent, text);
                }
                text.extend([scalar(key).as_str(), ":"]);
                match it {
                    Value::Map(inside) if !inside.is_empty() => {
                        text.push('\n');
                        write(it, indent + 2, text);
                    }
                    Value::List(inside) if !inside.is_empty() => {
                        text.push('\n');
                        write(it, indent, text);
                    }
                    _ => text.extend([" ", &leaf(it, indent + 2), "\n"]),
                }
            }
        }
        Value::List(items) if !items.is_empty() => {
            for it in items {
                if !text.ends_with("- ") {
                    blanks(indent, text);
                }
                text.push_str("- ");
                write(it, indent + 2, text);
            }
        }
        _ => text.extend([leaf(value, indent).as_str(), "\n"]),
    }
}

fn blanks(count: usize, text: &mut String) {
    text.extend(std::iter::repeat_n(' ', count));
}

/// What has nothing inside; its further lines are `indent` deep.
fn leaf(value: &Value, indent: usize) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Text(text) => block(text, indent).unwrap_or_else(|| scalar(text)),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
    }
}

/// The lines of a text that has several, `indent` deep; `None` for one that such a block
/// cannot hold.
fn block(text: &str, indent: usize) -> Option<String> {
    let (lines, chomping) = match text.strip_suffix('\n') {
        Some(lines) if lines.ends_with('\n') => (lines, "|+"),
        Some(lines) => (lines, "|"),
        None => (text, "|-"),
    };
    let is_printable = |it: char| it == '\n' || !it.is_control();
    let fits = text.contains('\n')
        && text.chars().all(is_printable)
        && !text.starts_with([' ', '\n'])
        && !text.contains(" \n");
    fits.then(|| {
        let mut block = chomping.to_owned();
        for line in lines.split('\n') {
            block.push('\n');
            if !line.is_empty() {
                blanks(indent, &mut block);
                block.push_str(line);
            }
        }
        block
    })
}

/// A text, in quotes where it would mean something else without.
fn scalar(text: &str) -> String {
    if text.chars().any(char::is_control) || means_something_else(text) {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        let escaped = escaped.replace('\n', "\\n").replace('\t', "\\t");
        let escaped = escaped.replace('\r', "\\r");
        return format!("\"{escaped}\"");
    }
    if is_plain(text) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

fn means_something_else(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf",
    ];
    let begins = text.trim_start_matches(['-', '+', '.']);
    begins.starts_with(|it: char| it.is_ascii_digit()) && text.parse::<f64>().is_ok()
        || text.starts_with("0x")
        || is_time(text)
        || WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether YAML 1.1 reads a date, a time of a day, or a number in sixties: `2024-07-27`,
/// `2024-07-27T06:16:55Z`, `10:30`.
fn is_time(text: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let day = text.split(['T', 't', ' ']).next().unwrap_or_default();
    let is_date = day.len() <= 10 && day.splitn(3, '-').filter(|it| is_number(it)).count() == 3;
    let is_clock = text.contains(':') && text.split(':').all(is_number);
    is_date || is_clock
}

fn is_plain(text: &str) -> bool {
    let begins = |it: char| it.is_alphanumeric() || "/_.<".contains(it);
    text.starts_with(begins)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
}

#[cfg(test)]
mod tests {
    use super::{document, scalar};
    use netpol_engine::manifest::Value;

    #[test]
    fn keys_are_in_order_and_lists_no_deeper_than_their_key() {
        let object = Value::map([
            (
                "spec",
                Value::map([
                    (
                        "ports",
                        Value::list([Value::map([
                            ("port", Value::number(80)),
                            ("name", Value::text("80")),
                        ])]),
                    ),
                    ("none", Value::map::<String>([])),
                    (
                        "deep",
                        Value::list([Value::list([Value::number(1), Value::number(2)])]),
                    ),
                ]),
            ),
            ("kind", Value::text("Pod")),
        ]);
        let expected = "kind: Pod\nspec:\n  deep:\n  - - 1\n    - 2\n  none: {}\n  ports:\n  - name: \"80\"\n    port: 80\n";
        assert_eq!(document(&object), expected);
    }

    #[test]
    fn texts_of_several_lines_stand_in_blocks() {
        for (text, expected) in [
            ("a\nb", "|-\n  a\n  b"),
            ("a\n", "|\n  a"),
            ("a\n\n", "|+\n  a\n"),
            ("a\n\n  b\n", "|\n  a\n\n    b"),
            (" a\nb", "\" a\\nb\""),
            ("a \nb", "\"a \\nb\""),
            ("a\tb\nc", "\"a\\tb\\nc\""),
        ] {
            let object = Value::entry("note", Value::text(text));
            assert_eq!(document(&object), format!("note: {expected}\n"), "{text:?}");
        }
    }

    #[test]
    fn texts_have_quotes_where_they_need_them() {
        for (text, expected) in [
            ("web", "web"),
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("80", "\"80\""),
            ("1.5", "\"1.5\""),
            ("true", "\"true\""),
            ("", "\"\""),
            ("a: b", "'a: b'"),
            ("*", "'*'"),
            ("it's", "it's"),
            ("a\tb", "\"a\\tb\""),
            ("2024-07-27", "\"2024-07-27\""),
            ("2024-07-27T06:16:55Z", "\"2024-07-27T06:16:55Z\""),
            ("10:30", "\"10:30\""),
            ("10.0.0.1:30", "10.0.0.1:30"),
            ("a-b-2024-07", "a-b-2024-07"),
            ("1-2-3-4", "1-2-3-4"),
        ] {
            assert_eq!(scalar(text), expected, "{text:?}");
        }
    }
}
