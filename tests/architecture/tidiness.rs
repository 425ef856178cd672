//! Names, lengths, and what should not be left in a file.

use crate::source::{self, Source};

const MOST_LINES: usize = 600;
/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "misc", "types",
];

/// A module is named for the one thing in it.
pub(crate) fn name(file: &Source) -> Vec<String> {
    let path = file
        .path
        .strip_suffix(".rs")
        .or_else(|| file.path.strip_suffix(".js"));
    path.into_iter()
        .flat_map(|path| path.split('/'))
        .filter(|part| EMPTY_NAMES.contains(part))
        .map(|part| format!("`{part}` says nothing: name the thing that it holds"))
        .collect()
}

/// A file that is too long has two nouns in it.
pub(crate) fn length(file: &Source) -> Vec<String> {
    let lines = file.text.lines().count();
    if lines <= MOST_LINES || file.ends_with(".md") {
        return Vec::new();
    }
    vec![format!("{lines} lines, more than {MOST_LINES}: split it")]
}

/// Unfinished work and code that is not run.
pub(crate) fn leftovers(file: &Source) -> Vec<String> {
    if !file.is_rust() {
        return Vec::new();
    }
    let code = source::code(&file.text);
    let unfinished = ["todo!", "unimplemented!", "dbg!"]
        .into_iter()
        .filter(|it| code.contains(it))
        .map(|it| format!("`{it}` is unfinished work"));
    let unused = file
        .text
        .lines()
        .map(str::trim)
        .filter(|line| is_commented_code(line))
        .map(|line| format!("commented-out code: {line}"));
    unfinished.chain(unused).collect()
}

/// A comment that ends as only code does.
fn is_commented_code(line: &str) -> bool {
    let Some(comment) = line
        .strip_prefix("//")
        .filter(|it| !it.starts_with(['/', '!']))
    else {
        return false;
    };
    let comment = comment.trim();
    let statement = comment.ends_with(';') && comment.contains(['(', '=', ':']);
    let block = comment.ends_with('{') && comment.contains(['(', '=']);
    statement || block || comment == "}" || comment == "});"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn modules_need_a_noun() {
        check(name, "src/state/action.rs", "", &[]);
        check(
            name,
            "src/utils.rs",
            "",
            &["`utils` says nothing: name the thing that it holds"],
        );
        check(
            name,
            "src/common/mod.rs",
            "",
            &["`common` says nothing: name the thing that it holds"],
        );
        check(name, "src/helpers_of_santa.rs", "", &[]);
    }

    #[test]
    fn files_have_an_end() {
        check(length, "src/a.rs", &"\n".repeat(600), &[]);
        check(
            length,
            "src/a.rs",
            &"\n".repeat(601),
            &["601 lines, more than 600: split it"],
        );
    }

    #[test]
    fn unfinished_work_is_found() {
        check(
            leftovers,
            "src/a.rs",
            "fn f() { todo!() }",
            &["`todo!` is unfinished work"],
        );
        check(leftovers, "src/a.rs", "// `todo!()` is never used", &[]);
    }

    #[test]
    fn commented_out_code_is_found() {
        let fault = "commented-out code: // let x = 1;";
        check(leftovers, "src/a.rs", "    // let x = 1;", &[fault]);
        check(leftovers, "src/a.rs", "// }", &["commented-out code: // }"]);
        check(leftovers, "src/a.rs", "// Two rules; one pod.", &[]);
        check(leftovers, "src/a.rs", "/// let x = 1;", &[]);
    }
}
