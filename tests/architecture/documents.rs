//! What documents name has to be there.

use std::path::Path;

use crate::source::Source;

/// Every path that a document names and that does not exist.
pub(crate) fn dangling(file: &Source) -> Vec<String> {
    let at_the_top = !file.path.contains('/') || file.path.starts_with("docs/");
    if !file.ends_with(".md") || !at_the_top {
        return Vec::new();
    }
    let text = without_remarks(&file.text);
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let quoted = quoted(&text)
        .into_iter()
        .filter(|it| is_path(it))
        .map(|it| (it, Path::new(it).to_owned()));
    let linked = linked(&text).into_iter().map(|it| (it, folder.join(it)));
    quoted
        .chain(linked)
        .filter(|(_, path)| !path.exists())
        .map(|(name, _)| format!("`{name}` does not exist"))
        .collect()
}

/// The text without HTML comments and fenced blocks, which show and do not name.
fn without_remarks(text: &str) -> String {
    let mut fenced = false;
    let mut kept = String::new();
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if !fenced && !fence {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    while let Some(start) = kept.find("<!--") {
        let end = kept
            .get(start..)
            .and_then(|it| it.find("-->"))
            .map_or(kept.len(), |it| start + it + 3);
        kept.replace_range(start..end, "");
    }
    kept
}

/// What stands in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The targets of links and pictures inside the project.
fn linked(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .filter_map(|(target, _)| target.split('#').next())
        .filter(|target| {
            !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:")
        })
        .collect()
}

/// Whether words mean a file or a folder of ours, and not `shop/web`.
fn is_path(words: &str) -> bool {
    if !words.contains('/') || words.contains([' ', '<', '*', ':', '…', '$', '~', '\n']) {
        return false;
    }
    let (first, _) = words.split_once('/').unwrap_or((words, ""));
    let last = words.rsplit('/').next().unwrap_or_default();
    Path::new(first).exists() || words.ends_with('/') || last.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        crate::check(dangling, "README.md", text, expected);
    }

    #[test]
    fn what_exists_may_be_named() {
        check(
            "See `crates/engine/` and [the tests](tests/architecture/main.rs#top).",
            &[],
        );
    }

    #[test]
    fn what_does_not_exist_may_not() {
        check(
            "See `crates/enigne/`.",
            &["`crates/enigne/` does not exist"],
        );
        check("See `nowhere/a.rs`.", &["`nowhere/a.rs` does not exist"]);
        check(
            "![picture](docs/nowhere.png)",
            &["`docs/nowhere.png` does not exist"],
        );
    }

    #[test]
    fn endpoints_patterns_and_addresses_are_no_paths() {
        check(
            "`shop/web -> shop/db:5432`, `shop/web`, `src/<name>.rs`, `a/*.md`",
            &[],
        );
        check(
            "[site](https://example.org/a.html) and [below](#below)",
            &[],
        );
    }

    #[test]
    fn remarks_and_listings_name_nothing() {
        check(
            "<!-- ![picture](docs/nowhere.png) -->\n```sh\ncat `nowhere/a.rs`\n```\n",
            &[],
        );
    }

    #[test]
    fn only_documents_are_read() {
        crate::check(
            dangling,
            "crates/engine/src/lint/page.md",
            "`nowhere/a.rs`",
            &[],
        );
    }
}
