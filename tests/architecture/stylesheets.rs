//! A component and its stylesheet share a name, and the page loads every sheet.

use crate::source::Source;

const COMPONENTS: &str = "src/components/";
const SHEETS: &str = "static/css/components/";
const SHEET_ROOT: &str = "static/css/";
/// The sheets that the page loads, which import all others.
const LOADED: [&str; 2] = ["playground.css", "later.css"];

/// Components that say a class and have no sheet, and sheets of no component.
pub(crate) fn unpaired(tree: &[Source]) -> Vec<String> {
    let components: Vec<(&str, bool)> = named(tree, COMPONENTS, ".rs")
        .map(|(name, text)| (name, text.contains("class=") || text.contains("classes!(")))
        .collect();
    let sheets: Vec<&str> = named(tree, SHEETS, ".css").map(|(name, _)| name).collect();

    let bare = components
        .iter()
        .filter(|(name, has_class)| *has_class && !sheets.contains(name))
        .map(|(name, _)| format!("{COMPONENTS}{name}.rs has classes and no {SHEETS}{name}.css"));
    let orphaned = sheets
        .iter()
        .filter(|sheet| components.iter().all(|(name, _)| name != *sheet))
        .map(|name| format!("{SHEETS}{name}.css has no {COMPONENTS}{name}.rs"));
    bare.chain(orphaned).collect()
}

/// Sheets that those of the page do not import, so that nobody sees them, or both do.
pub(crate) fn misplaced(tree: &[Source]) -> Vec<String> {
    let sheets = tree
        .iter()
        .filter_map(|it| Some((it.path.strip_prefix(SHEET_ROOT)?, it)));
    let (loaded, imported): (Vec<_>, Vec<_>) = sheets.partition(|(it, _)| LOADED.contains(it));
    imported
        .into_iter()
        .map(|(sheet, _)| {
            let import = format!("@import \"./{sheet}\";");
            let count = loaded.iter().filter(|(_, it)| it.text.contains(&import));
            (sheet, count.count())
        })
        .filter(|(_, count)| *count != 1)
        .map(|(sheet, count)| format!("{sheet} is imported {count} times"))
        .collect()
}

/// The files of a folder by the name that both sides share.
fn named<'a>(
    tree: &'a [Source],
    folder: &'a str,
    ending: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    tree.iter().filter_map(move |file| {
        let name = file.path.strip_prefix(folder)?.strip_suffix(ending)?;
        let name = name.strip_suffix("/mod").unwrap_or(name);
        (name != "mod").then_some((name, file.text.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let tree: Vec<Source> = files
            .iter()
            .map(|(path, text)| Source::new(*path, *text))
            .collect();
        assert_eq!(unpaired(&tree), expected);
    }

    #[test]
    fn pairs_are_fine() {
        check(
            &[
                ("src/components/edge.rs", r#"<g class="edge">"#),
                ("static/css/components/edge.css", ""),
            ],
            &[],
        );
        check(
            &[
                ("src/components/mod.rs", "mod edge;"),
                ("src/components/bare.rs", "<p/>"),
            ],
            &[],
        );
        check(
            &[
                ("src/components/map/mod.rs", "class={x}"),
                ("static/css/components/map.css", ""),
            ],
            &[],
        );
    }

    #[test]
    fn half_a_pair_is_not() {
        check(
            &[("src/components/edge.rs", r#"<g class="edge">"#)],
            &["src/components/edge.rs has classes and no static/css/components/edge.css"],
        );
        check(
            &[("static/css/components/edge.css", "")],
            &["static/css/components/edge.css has no src/components/edge.rs"],
        );
    }

    #[test]
    fn every_sheet_is_imported_once() {
        let tree = [
            Source::new("static/css/playground.css", "@import \"./tokens.css\";"),
            Source::new(
                "static/css/later.css",
                "@import \"./tokens.css\"; @import \"./base.css\";",
            ),
            Source::new("static/css/base.css", ""),
            Source::new("static/css/tokens.css", ""),
            Source::new("static/css/components/edge.css", ""),
        ];
        let expected = [
            "tokens.css is imported 2 times",
            "components/edge.css is imported 0 times",
        ];
        assert_eq!(misplaced(&tree), expected);
    }
}
