//! The layers of the engine, and of what writes its answers down.

use crate::source::Source;

/// The layers of one crate.
struct Layers {
    /// Where its modules are.
    under: &'static str,
    /// The modules, lowest first. A module imports only from the lines above its own.
    modules: &'static [&'static [&'static str]],
}

const CRATES: &[Layers] = &[
    Layers {
        under: "crates/engine/src/",
        modules: ENGINE,
    },
    Layers {
        under: "crates/export/src/",
        modules: EXPORT,
    },
    Layers {
        under: "crates/shell/src/",
        modules: SHELL,
    },
];

const ENGINE: &[&[&str]] = &[
    &["order", "text"],
    &["diagnostic", "options"],
    &["model"],
    &["manifest", "eval"],
    &["letters", "query", "vocabulary"],
    &["explain", "diff", "expectation", "layout"],
    &["matrix", "roster"],
    &["analysis"],
    &["edit", "synthesis", "lint"],
    &["fix"],
    &["hint"],
];

const EXPORT: &[&[&str]] = &[
    &["text", "picture", "policies", "sarif"],
    &["wire"],
    &["list"],
    &["comparison", "room"],
];

const SHELL: &[&[&str]] = &[
    &[
        "flag", "history", "output", "resource", "session", "table", "value",
    ],
    &["fault", "identity", "selector_words"],
    &[
        "arguments",
        "change",
        "files",
        "item",
        "label_query",
        "words",
    ],
    &["named", "pod_state"],
    &["cells", "yaml"],
    &["get", "help", "open"],
    &["apply", "delete", "describe", "exec", "label"],
    &["completion", "kubectl"],
    &["run"],
];

/// Every module that a file with layers imports and may not.
pub(crate) fn imports(file: &Source) -> Vec<String> {
    let inside = |it: &'static Layers| {
        let inside = file.path.strip_prefix(it.under)?.strip_suffix(".rs")?;
        Some((it.modules, inside))
    };
    let Some((layers, inside)) = CRATES.iter().find_map(inside) else {
        return Vec::new();
    };
    let level = |module: &str| layers.iter().position(|layer| layer.contains(&module));
    let mut folders: Vec<&str> = inside.split('/').filter(|&it| it != "mod").collect();
    folders.retain(|&it| it != "lib");
    let Some(&own) = folders.first() else {
        return Vec::new();
    };
    let Some(own_level) = level(own) else {
        return vec![format!("the module `{own}` is in no layer")];
    };

    let mut modules = rooted(&file.shipped_code(), folders.len());
    modules.sort_unstable();
    modules.dedup();
    modules
        .into_iter()
        .filter(|module| module != own && level(module).is_none_or(|it| it >= own_level))
        .map(|module| format!("`{own}` may not import `{module}`"))
        .collect()
}

/// The names that code takes from the root of its crate, from a module so deep.
fn rooted(code: &str, depth: usize) -> Vec<String> {
    let climb = "super::".repeat(depth);
    let mut names = Vec::new();
    for prefix in ["crate::", climb.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            let before = code.get(..at).unwrap_or_default();
            if before.ends_with("::") || before.ends_with('$') || before.ends_with(is_word) {
                continue;
            }
            let rest = code.get(at + prefix.len()..).unwrap_or_default();
            if !rest.starts_with("super::") {
                names.extend(first_names(rest));
            }
        }
    }
    names
}

/// `a::b` → a; `{a::{b, c}, d}` → a, d.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        let name: String = path.chars().take_while(|&it| is_word(it)).collect();
        return if name.is_empty() {
            Vec::new()
        } else {
            vec![name]
        };
    };
    let (mut names, mut depth, mut name, mut open) = (Vec::new(), 0_usize, String::new(), true);
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(std::mem::take(&mut name));
                open = true;
            }
            _ if depth == 0 && open && is_word(character) => name.push(character),
            _ if depth == 0 && !character.is_whitespace() => open = false,
            _ => {}
        }
    }
    names.push(name);
    names.retain(|it| !it.is_empty());
    names
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        crate::check(
            imports,
            &format!("crates/engine/src/{path}"),
            text,
            expected,
        );
    }

    #[test]
    fn lower_layers_may_be_imported() {
        check(
            "eval/gate.rs",
            "use crate::model::Peer;\nuse super::World;",
            &[],
        );
        check(
            "analysis.rs",
            "use crate::{eval::World, layout, text::{Span, FieldPath}};",
            &[],
        );
        check("model/ids.rs", "fn f(x: super::PodId) {}", &[]);
    }

    #[test]
    fn higher_layers_and_neighbours_may_not() {
        check(
            "eval/gate.rs",
            "use crate::explain::Step;",
            &["`eval` may not import `explain`"],
        );
        check(
            "eval/mod.rs",
            "use crate::manifest;",
            &["`eval` may not import `manifest`"],
        );
        check(
            "text/span.rs",
            "use crate::{model::{A, B}, text::C};",
            &["`text` may not import `model`"],
        );
    }

    #[test]
    fn a_path_in_code_is_an_import() {
        check(
            "letters.rs",
            "fn f() { crate::layout::compose() }",
            &["`letters` may not import `layout`"],
        );
    }

    #[test]
    fn climbing_to_the_root_is_an_import() {
        check(
            "letters.rs",
            "use super::layout::Scene;",
            &["`letters` may not import `layout`"],
        );
        check(
            "eval/mod.rs",
            "use super::lint;",
            &["`eval` may not import `lint`"],
        );
        check(
            "eval/gate.rs",
            "use super::super::lint;",
            &["`eval` may not import `lint`"],
        );
        check("eval/gate.rs", "use super::lint;", &[]);
    }

    #[test]
    fn the_facade_belongs_to_the_outside() {
        check(
            "eval/gate.rs",
            "use crate::Code;",
            &["`eval` may not import `Code`"],
        );
        check("lib.rs", "pub use crate::analysis::Analysis;", &[]);
    }

    #[test]
    fn comments_tests_and_visibility_are_no_imports() {
        check(
            "eval/gate.rs",
            "/// As [`crate::explain`] says.\npub(crate) fn f() {}",
            &[],
        );
        check(
            "eval/gate.rs",
            "fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::manifest;\n}",
            &[],
        );
    }

    #[test]
    fn a_module_without_a_layer_is_asked_about() {
        check("misc.rs", "", &["the module `misc` is in no layer"]);
    }

    #[test]
    fn each_crate_has_its_own_layers() {
        crate::check(
            imports,
            "crates/export/src/wire/gate.rs",
            "use crate::{list::List, text::clean};",
            &["`wire` may not import `list`"],
        );
    }

    #[test]
    fn other_crates_have_no_layers() {
        crate::check(imports, "src/app.rs", "use crate::state::State;", &[]);
    }
}
