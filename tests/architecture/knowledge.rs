//! Who may know what: words that belong to one place.

use crate::source::Source;

/// Words that code under one folder may not say.
struct Taboo {
    /// Where the words are taboo.
    under: &'static str,
    /// Where they belong, if that is inside.
    home: &'static str,
    words: &'static [&'static str],
    because: &'static str,
}

const TABOOS: &[Taboo] = &[
    Taboo {
        under: "crates/engine/src/",
        home: "crates/engine/src/manifest/",
        words: &[
            "k8s_openapi",
            "granit_parser",
            "serde_json",
            "serde_yaml",
            "yaml_serde",
        ],
        because: "only `manifest` knows YAML, JSON and the Kubernetes types",
    },
    Taboo {
        under: "crates/engine/src/",
        home: "",
        words: &["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo"],
        because: "the engine does not know the browser",
    },
    Taboo {
        under: "crates/export/src/",
        home: "",
        words: &[
            "std::fs",
            "std::io",
            "std::env",
            "anstream",
            "anstyle",
            "web_sys",
            "wasm_bindgen",
        ],
        because: "what is exported goes to a file, a terminal or a page elsewhere",
    },
    Taboo {
        under: "crates/engine/src/eval/",
        home: "",
        words: &["Span", "SourceMap"],
        because: "`eval` knows no places in a text",
    },
    Taboo {
        under: "crates/engine/src/layout/",
        home: "",
        words: &["svg", "Svg", "SVG"],
        because: "`layout` knows no SVG",
    },
    Taboo {
        under: "crates/cli/src/",
        home: "crates/cli/src/input",
        words: &["std::fs", "stdin()"],
        because: "only `input` reads files and standard input",
    },
    Taboo {
        under: "src/",
        home: "src/browser",
        words: &[
            "window()",
            "LocalStorage",
            "SessionStorage",
            ".local_storage()",
            ".session_storage()",
            ".clipboard()",
            ".location()",
            ".history()",
            ".navigator()",
        ],
        because: "only `browser` touches the window, storage, clipboard and address",
    },
];

/// Every taboo that a file breaks.
pub(crate) fn leaks(file: &Source) -> Vec<String> {
    if !file.is_rust() {
        return Vec::new();
    }
    let code = file.shipped_code();
    let mut faults = Vec::new();
    for taboo in TABOOS.iter().filter(|it| it.binds(&file.path)) {
        for word in taboo.words.iter().filter(|word| says(&code, word)) {
            faults.push(format!("says `{word}`, but {}", taboo.because));
        }
    }
    faults
}

impl Taboo {
    fn binds(&self, path: &str) -> bool {
        path.starts_with(self.under) && (self.home.is_empty() || !path.starts_with(self.home))
    }
}

/// Whether code has this word, and not only as a part of another.
fn says(code: &str, word: &str) -> bool {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).unwrap_or_default().ends_with(is_word);
        let after = code
            .get(at + word.len()..)
            .unwrap_or_default()
            .starts_with(is_word);
        !(before && word.starts_with(is_word) || after && word.ends_with(is_word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        crate::check(leaks, path, text, expected);
    }

    #[test]
    fn yaml_belongs_to_manifest() {
        check(
            "crates/engine/src/manifest/tree.rs",
            "use granit_parser::Event;",
            &[],
        );
        check(
            "crates/engine/src/eval/world.rs",
            "use k8s_openapi::api;",
            &["says `k8s_openapi`, but only `manifest` knows YAML, JSON and the Kubernetes types"],
        );
    }

    #[test]
    fn one_module_of_the_command_line_reads_files() {
        check(
            "crates/cli/src/list/mod.rs",
            "use std::fs;",
            &["says `std::fs`, but only `input` reads files and standard input"],
        );
        check("crates/cli/src/input.rs", "use std::fs;", &[]);
    }

    #[test]
    fn exports_know_no_files() {
        check(
            "crates/export/src/list/csv.rs",
            "std::fs::write(path, csv(rows))",
            &[
                "says `std::fs`, but what is exported goes to a file, a terminal or a page elsewhere",
            ],
        );
    }

    #[test]
    fn eval_knows_no_spans() {
        let fault = "says `Span`, but `eval` knows no places in a text";
        check(
            "crates/engine/src/eval/gate.rs",
            "use crate::text::Span;",
            &[fault],
        );
        check(
            "crates/engine/src/eval/gate.rs",
            "struct Spanning; // Span",
            &[],
        );
        check(
            "crates/engine/src/explain/mod.rs",
            "use crate::text::Span;",
            &[],
        );
    }

    #[test]
    fn layout_knows_no_svg() {
        check(
            "crates/engine/src/layout/scene.rs",
            "struct Svg;",
            &["says `Svg`, but `layout` knows no SVG"],
        );
    }

    #[test]
    fn only_browser_touches_the_window() {
        let fault = "says `window()`, but only `browser` touches the window, storage, clipboard and address";
        check("src/app.rs", "let it = web_sys::window();", &[fault]);
        check(
            "src/browser/clipboard.rs",
            "let it = web_sys::window();",
            &[],
        );
        check("src/app.rs", "let it = open_window();", &[]);
    }
}
