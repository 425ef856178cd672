//! Reads the index of the examples and writes it as Rust, so that the page
//! carries the texts but no second YAML reader.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

/// Where the examples are.
const FOLDER: &str = "static/examples";

/// An entry of the index.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: String,
    lesson: String,
    policies: Option<String>,
    cluster: Option<String>,
    focus: Option<Pair>,
}

/// The pair an example is about, as `namespace/workload`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    source: String,
    destination: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join(FOLDER);
    let index = fs::read_to_string(folder.join("index.yaml"))?;
    let entries: Vec<Entry> = serde_yaml::from_str(&index)?;
    let items: Result<Vec<String>, _> = entries.iter().map(|it| item(it, &folder)).collect();
    let out = PathBuf::from(env::var("OUT_DIR")?).join("examples.rs");
    fs::write(out, format!("&[{}]", items?.join(",")))?;
    Ok(())
}

/// An entry as a Rust expression. Strings are written as Rust's own `Debug`
/// does, which is how Rust reads them.
fn item(entry: &Entry, folder: &Path) -> Result<String, String> {
    let text = |name: &Option<String>| match name {
        Some(name) => include(&folder.join(name)),
        None => Ok("\"\"".to_owned()),
    };
    let focus = entry.focus.as_ref().map(|it| (&it.source, &it.destination));
    let Entry {
        id,
        title,
        lesson,
        policies,
        cluster,
        ..
    } = entry;
    Ok(format!(
        "Example {{ id: {id:?}, title: {title:?}, lesson: {lesson:?}, \
         policies: {}, cluster: {}, focus: {focus:?} }}",
        text(policies)?,
        text(cluster)?,
    ))
}

fn include(path: &Path) -> Result<String, String> {
    if path.is_file() {
        let path = path.display().to_string();
        Ok(format!("include_str!({path:?})"))
    } else {
        Err(format!(
            "the index names {}, which is not there",
            path.display()
        ))
    }
}
