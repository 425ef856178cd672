//! The files of the project, and what of a Rust file is code.

use std::{fs, path::Path};

/// Folders whose files are ours to keep in order.
const FOLDERS: &[&str] = &[
    "src", "crates", "editor", "xtask", "tests", "static", "benches", "docs",
];
/// Single files at the root that are too.
const FILES: &[&str] = &[
    "build.rs",
    "fuzz/target.rs",
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
];
const ENDINGS: &[&str] = &["rs", "js", "css", "md"];

/// One text file of the project.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root of the workspace, with `/` everywhere.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.ends_with(".rs")
    }

    pub(crate) fn ends_with(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// The Rust code that is shipped: no comments, no words in quotes, no tests.
    pub(crate) fn shipped_code(&self) -> String {
        if self.is_test() {
            String::new()
        } else {
            before_tests(&code(&self.text)).to_owned()
        }
    }

    fn is_test(&self) -> bool {
        self.ends_with("/tests.rs")
            || self
                .path
                .split('/')
                .any(|folder| folder == "tests" || folder == "benches")
    }
}

/// Every text file of the project, in the order of their paths.
pub(crate) fn tree() -> Vec<Source> {
    let mut files = Vec::new();
    for file in FILES {
        add(Path::new(file), &mut files);
    }
    for folder in FOLDERS {
        walk(Path::new(folder), &mut files);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn walk(folder: &Path, files: &mut Vec<Source>) {
    // A folder that does not exist yet has no files.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(&path, files);
        } else if path
            .extension()
            .is_some_and(|it| ENDINGS.iter().any(|ending| it == *ending))
        {
            add(&path, files);
        }
    }
}

fn add(path: &Path, files: &mut Vec<Source>) {
    if let Ok(text) = fs::read_to_string(path) {
        files.push(Source::new(path.to_string_lossy().replace('\\', "/"), text));
    }
}

/// The code up to the tests, which by our habit close a file.
fn before_tests(code: &str) -> &str {
    code.match_indices("#[cfg(test)]")
        .find(|(at, attribute)| {
            let rest = code.get(at + attribute.len()..).unwrap_or_default();
            rest.trim_start().starts_with("mod ")
                && rest.lines().nth(1).is_some_and(|it| it.ends_with('{'))
        })
        .and_then(|(at, _)| code.get(..at))
        .unwrap_or(code)
}

/// Rust code with its comments and the contents of its strings taken out.
pub(crate) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = string_length(rest, code.chars().next_back()) {
            code.push_str("\"\"");
            length
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    code
}

/// The strings of the Rust code that is shipped, each with what stands before it.
pub(crate) fn literals(text: &str) -> Vec<(&str, &str)> {
    let text = before_tests(text);
    let (mut found, mut at, mut last) = (Vec::new(), 0, None);
    while let Some(rest) = text.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(length) = string_length(rest, last) {
            let string = rest.get(..length).unwrap_or_default();
            if !string.starts_with('\'') {
                let inside = string.trim_start_matches('r').trim_matches('#');
                let inside = inside.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                found.extend(text.get(..at).zip(inside));
            }
            length
        } else {
            first.len_utf8()
        };
        last = rest.get(..length).and_then(|it| it.chars().next_back());
        at += length;
    }
    found
}

/// How long the string or character is that begins here, if one does.
fn string_length(rest: &str, before: Option<char>) -> Option<usize> {
    let in_word = before.is_some_and(|it| it.is_alphanumeric() || it == '_');
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !in_word) {
        let fence = raw.len() - raw.trim_start_matches('#').len();
        if raw.get(fence..)?.starts_with('"') {
            let close = format!("\"{}", "#".repeat(fence));
            let body = fence + 1;
            return Some(1 + raw.get(body..)?.find(&close)? + body + close.len());
        }
    }
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(at + 1),
            // A lifetime, not a character.
            _ if quote == '\'' && at > 1 && !rest.starts_with("'\\") => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn comments_and_strings_are_no_code() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(code(text), expected, "{text}");
    }
    check("a // b\nc", "a \nc");
    check("a /* b */ c", "a  c");
    check(r#"f("// no", x)"#, r#"f("", x)"#);
    check(r#"f("a\"b", x)"#, r#"f("", x)"#);
    check("f(r#\"a\"b\"#, x)", "f(\"\", x)");
    check("f('\"', '\\'', 'é', x)", "f(\"\", \"\", \"\", x)");
    check("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)");
    check("for r in x", "for r in x");
}

#[test]
fn strings_are_found() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = literals(text).into_iter().map(|it| it.1).collect();
        assert_eq!(found, expected, "{text}");
    }
    check(r#"f("a", 'b', "c\"d")"#, &["a", r#"c\"d"#]);
    check("f(r#\"a\"b\"#)", &["a\"b"]);
    check("a // \"b\"\n\"c\"", &["c"]);
    check("for r in \"\"", &[""]);
    check("a(\"b\")\n#[cfg(test)]\nmod tests {\n    \"c\"\n}", &["b"]);
}

#[test]
fn tests_are_not_shipped() {
    let file = Source::new(
        "src/a.rs",
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n",
    );
    assert_eq!(file.shipped_code(), "fn a() {}\n");
    let file = Source::new("src/a.rs", "#[cfg(test)]\nmod tests;\nfn a() {}\n");
    assert_eq!(file.shipped_code(), file.text);
    assert_eq!(
        Source::new("src/a/tests.rs", "fn b() {}").shipped_code(),
        ""
    );
    assert_eq!(
        Source::new("crates/engine/tests/b.rs", "fn b() {}").shipped_code(),
        ""
    );
}
