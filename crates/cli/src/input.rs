//! The only place that touches files and standard input.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use netpol_engine::text::Sources;

use crate::failure::Failure;

/// Stands for standard input among paths.
const STDIN: &str = "-";
/// Standard input in messages.
const STDIN_NAME: &str = "<stdin>";
/// What is read of a folder.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// Reads every file, and folders recursively; in bytewise order of their paths,
/// which is the order of documents from here on.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Sources, Failure> {
    let mut files = BTreeSet::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    let mut sources = Sources::new();
    for Bytewise(path) in files {
        let (name, text) = text(&path)?;
        sources.push(name, text);
    }
    Ok(sources)
}

/// Standard input can be asked for once: whoever came second would find it
/// empty, and an empty input has no policies.
pub(crate) fn stdin_once<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), Failure> {
    let count = paths.into_iter().filter(|it| *it == Path::new(STDIN));
    if count.count() > 1 {
        return Err(Failure::new("standard input can be read only once"));
    }
    Ok(())
}

/// One text with the name that messages call it by.
pub(crate) fn text(path: &Path) -> Result<(String, String), Failure> {
    if path == Path::new(STDIN) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|it| Failure::new(format!("cannot read standard input: {it}")))?;
        let text = utf8(bytes, STDIN_NAME)?;
        return Ok((STDIN_NAME.to_owned(), text));
    }
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|it| unreadable(path, &it))?;
    let text = utf8(bytes, &name)?;
    Ok((name, text))
}

/// Writes a text into a file, which is made or replaced.
pub(crate) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text)
        .map_err(|it| Failure::new(format!("cannot write `{}`: {it}", path.display())))
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|it| {
        let at = it.utf8_error().valid_up_to();
        Failure::new(format!("cannot read `{name}`: byte {at} is not UTF-8"))
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot read `{}`: {error}", path.display()))
}

/// A path that is ordered by its bytes: by components `a-b/x` would come after
/// `a/x`.
#[derive(Debug, PartialEq, Eq)]
struct Bytewise(PathBuf);

impl Ord for Bytewise {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let bytes = |it: &Self| it.0.as_os_str().as_encoded_bytes().to_vec();
        bytes(self).cmp(&bytes(other))
    }
}

impl PartialOrd for Bytewise {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn collect(path: &Path, files: &mut BTreeSet<Bytewise>) -> Result<(), Failure> {
    if path == Path::new(STDIN) || !path.is_dir() {
        files.insert(Bytewise(path.to_path_buf()));
        return Ok(());
    }
    let before = files.len();
    descend(path, files, &mut BTreeSet::new())?;
    if files.len() == before {
        let message = format!(
            "there is no .yaml, .yml or .json file in `{}`",
            path.display()
        );
        return Err(Failure::new(message));
    }
    Ok(())
}

/// Links may lead back up, so each folder is entered once.
fn descend(
    folder: &Path,
    files: &mut BTreeSet<Bytewise>,
    entered: &mut BTreeSet<PathBuf>,
) -> Result<(), Failure> {
    let fault = |it: std::io::Error| unreadable(folder, &it);
    if !entered.insert(fs::canonicalize(folder).map_err(fault)?) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let extension = path.extension().and_then(|it| it.to_str());
        if path.is_dir() {
            descend(&path, files, entered)?;
        } else if extension.is_some_and(|it| EXTENSIONS.contains(&it)) {
            files.insert(Bytewise(path));
        }
    }
    Ok(())
}
