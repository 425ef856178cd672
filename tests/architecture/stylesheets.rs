//! A component and its stylesheet share a name.

use crate::source::Source;

const COMPONENTS: &str = "src/components/";
const SHEETS: &str = "static/css/components/";

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
}
