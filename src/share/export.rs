use crate::words::{intentions, share as words};

/// What can be taken out of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The diagram as it is seen, as a drawing.
    Svg,
    /// The diagram as it is seen, as pixels.
    Png,
    /// Who reaches whom, for a document that draws it.
    Mermaid,
    /// Who reaches whom, as a table of a document.
    Markdown,
    /// Who reaches whom, for a spreadsheet.
    Csv,
    /// Who reaches whom and why, for a program.
    Json,
    /// Every manifest in one file.
    Yaml,
    /// What is expected of the policies.
    Expect,
    /// One file, by its position.
    File(usize),
}

impl Export {
    /// Those that there are whatever files there are, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::Svg,
        Self::Png,
        Self::Mermaid,
        Self::Markdown,
        Self::Csv,
        Self::Json,
        Self::Yaml,
        Self::Expect,
    ];

    /// What the menu calls it; a file has its own name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Svg => words::SVG,
            Self::Png => words::PNG,
            Self::Mermaid => words::MERMAID,
            Self::Markdown => words::MARKDOWN,
            Self::Csv => words::CSV,
            Self::Json => words::JSON,
            Self::Yaml => words::YAML,
            Self::Expect => words::EXPECT,
            Self::File(_) => words::FILE,
        }
    }

    /// What it is good for.
    pub fn use_of_it(self) -> &'static str {
        match self {
            Self::Svg => words::SVG_USE,
            Self::Png => words::PNG_USE,
            Self::Mermaid => words::MERMAID_USE,
            Self::Markdown => words::MARKDOWN_USE,
            Self::Csv => words::CSV_USE,
            Self::Json => words::JSON_USE,
            Self::Yaml => words::YAML_USE,
            Self::Expect => words::EXPECT_USE,
            Self::File(_) => words::FILE_USE,
        }
    }

    /// What it is called on a disk.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Svg => "network-policies.svg",
            Self::Png => "network-policies.png",
            Self::Mermaid => "connections.mmd",
            Self::Markdown => "connections.md",
            Self::Csv => "connections.csv",
            Self::Json => "connections.json",
            Self::Yaml => "manifests.yaml",
            Self::Expect => intentions::FILE,
            Self::File(_) => "manifest.yaml",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Mermaid | Self::Expect => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Yaml | Self::File(_) => "application/yaml",
        }
    }
}

/// A name on a tab as a name on a disk.
pub fn on_disk(name: &str) -> String {
    let fit = |it: char| {
        if it.is_alphanumeric() || "-_. ".contains(it) {
            it
        } else {
            '-'
        }
    };
    let name: String = name
        .trim()
        .trim_start_matches('.')
        .chars()
        .map(fit)
        .collect();
    let is_named = [".yaml", ".yml", ".json"]
        .iter()
        .any(|it| name.ends_with(it));
    if is_named {
        name
    } else {
        [if name.is_empty() { "manifest" } else { &name }, ".yaml"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::on_disk;

    #[test]
    fn a_tab_becomes_a_file_that_a_disk_takes() {
        #[track_caller]
        fn check(name: &str, expected: &str) {
            assert_eq!(on_disk(name), expected);
        }
        check("Policies", "Policies.yaml");
        check("cluster.yml", "cluster.yml");
        check("../../etc/passwd", "-..-etc-passwd.yaml");
        check("a/b:c*.yaml", "a-b-c-.yaml");
        check(" ", "manifest.yaml");
    }
}
