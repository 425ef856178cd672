//! Links, files, and what can be taken out.

pub(crate) const SHARE: &str = "Share";
pub(crate) const LINK: &str = "Link";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const LINK_COPIED: &str = "Link copied.";
pub(crate) fn no_link(why: &str) -> String {
    [
        "There is no link to this: ",
        why,
        ". Save it as a file instead.",
    ]
    .concat()
}
pub(crate) fn length(characters: usize, remark: &str) -> String {
    [&characters.to_string(), " characters. ", remark].concat()
}
pub(crate) const FINE: &str = "Everything is in the link itself; nothing is uploaded.";
pub(crate) const LONG: &str = "Some chat and mail programs cut off links as long as this one.";
pub(crate) const TOO_LONG: &str = "Too long for many programs. A file is safer: use Save.";

pub(crate) const SAVE: &str = "Save as a file";
pub(crate) const OPEN: &str = "Open a file";
pub(crate) fn saved(name: &str) -> String {
    ["Saved ", name, "."].concat()
}
pub(crate) const NOT_SAVED: &str = "This browser did not let the page save a file.";
pub(crate) const COPIED: &str = "Copied.";
pub(crate) const NOT_COPIED: &str =
    "The clipboard is closed to this page. Copy the link above, or download.";
pub(crate) const NO_DIAGRAM: &str =
    "There is no picture: it is still being drawn, or there is too much to draw.";
pub(crate) const NO_PICTURE_COPIED: &str =
    "This browser does not copy pictures. Download it instead.";

pub(crate) const DIAGRAM: &str = "Diagram";
pub(crate) const CONNECTIONS: &str = "Connections";
pub(crate) const MANIFESTS: &str = "Manifests";
pub(crate) const COPY: &str = "Copy";
pub(crate) const DOWNLOAD: &str = "Download";
/// The label of a button: what it does, and with what.
pub(crate) fn taking(how: &str, what: &str) -> String {
    [how, " ", what].concat()
}

pub(crate) const SVG: &str = "SVG";
pub(crate) const SVG_USE: &str = "to be scaled";
pub(crate) const PNG: &str = "PNG";
pub(crate) const PNG_USE: &str = "as a picture";
pub(crate) const MERMAID: &str = "Mermaid";
pub(crate) const MERMAID_USE: &str = "drawn by a document";
pub(crate) const MARKDOWN: &str = "Markdown";
pub(crate) const MARKDOWN_USE: &str = "as a table";
pub(crate) const CSV: &str = "CSV";
pub(crate) const CSV_USE: &str = "for a spreadsheet";
pub(crate) const JSON: &str = "JSON";
pub(crate) const JSON_USE: &str = "with reasons, for programs";
pub(crate) const EXPECT: &str = "Intended connections";
pub(crate) const EXPECT_USE: &str = "for netpol check --expect";
pub(crate) const YAML: &str = "All files";
pub(crate) const YAML_USE: &str = "one YAML file for kubectl";
pub(crate) const FILE: &str = "File";
pub(crate) const FILE_USE: &str = "as it is";

pub(crate) fn link_refused(why: &str) -> String {
    [
        "This link cannot be opened: ",
        why,
        ". Your own text is as it was.",
    ]
    .concat()
}
pub(crate) fn file_refused(why: &str) -> String {
    [
        "This file cannot be opened: ",
        why,
        ". Your own text is as it was.",
    ]
    .concat()
}
pub(crate) const OPENED: &str = "Opened. What you had typed is kept, in the Examples menu too.";
pub(crate) const RESTORE: &str = "Restore my text";
pub(crate) const CLOSE: &str = "Close";

/// Reasons, as parts of the sentences above.
pub(crate) const NEWER: &str =
    "it was made by a newer version of the playground; reload the page to get that";
pub(crate) const DAMAGED: &str = "it is cut off or damaged; ask for it again, and copy all of it";
pub(crate) fn too_large(kibibytes: usize) -> String {
    [
        "it holds more than ",
        &kibibytes.to_string(),
        " KiB of text, the most that can be opened",
    ]
    .concat()
}
pub(crate) fn too_many_files(files: usize, most: usize) -> String {
    [
        "it holds ",
        &files.to_string(),
        " files, and at most ",
        &most.to_string(),
        " can be open",
    ]
    .concat()
}
pub(crate) fn no_such_example(id: &str) -> String {
    ["there is no example `", id, "`"].concat()
}
pub(crate) fn no_such_lesson(id: &str) -> String {
    ["there is no lesson `", id, "`"].concat()
}
