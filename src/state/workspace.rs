use std::rc::Rc;

use netpol_engine::edit::{TextEdit, edited};
use netpol_engine::text::Sources;
use serde::{Deserialize, Serialize};

use crate::words::{editor as words, intentions};

/// One text of the user's, with the name on its tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// What the tab says: `Policies`, `cluster.yaml`.
    pub name: Rc<str>,
    /// The text, exactly as typed.
    pub text: Rc<str>,
}

impl File {
    /// A text under a name.
    pub fn new(name: impl Into<Rc<str>>, text: impl Into<Rc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Whether it says what is expected of policies, by its name.
    pub fn is_intended(&self) -> bool {
        self.name.ends_with(".expect")
    }
}

/// All the texts of the user's, in the order of their tabs, which is document
/// order. There is always one to type in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    files: Vec<File>,
}

impl Workspace {
    /// The name of the first tab where nobody chose another.
    pub const POLICIES: &str = words::POLICIES;
    /// The name of the second.
    pub const CLUSTER: &str = words::CLUSTER;
    /// How many texts there may be.
    pub const MOST: usize = 40;

    /// These texts; those over [`Self::MOST`] are joined to the last one that
    /// fits, so that nothing is lost.
    pub fn new(files: impl IntoIterator<Item = File>) -> Self {
        let mut workspace = Self { files: Vec::new() };
        for file in files {
            workspace.push(file);
        }
        if workspace.files.is_empty() {
            workspace.push(File::new(Self::POLICIES, ""));
        }
        workspace
    }

    /// Policies and the cluster they act on, as the examples have them.
    pub fn of(policies: &str, cluster: &str) -> Self {
        Self::new([
            File::new(Self::POLICIES, policies),
            File::new(Self::CLUSTER, cluster),
        ])
    }

    fn push(&mut self, file: File) {
        let is_full = self.files.len() == Self::MOST;
        match self.files.last_mut() {
            Some(last) if is_full => {
                last.text = [&last.text, "\n---\n", &file.text].concat().into();
            }
            _ => {
                let name = self.free_name(&file.name);
                self.files.push(File { name, ..file });
            }
        }
    }

    /// The texts, in order.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The text at a position; empty where there is none.
    pub fn text(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |it| &it.text)
    }

    /// The name at a position.
    pub fn name(&self, index: usize) -> &str {
        self.files.get(index).map_or("", |it| &it.name)
    }

    /// The same with another text at a position.
    #[must_use]
    pub fn with(&self, index: usize, text: impl Into<Rc<str>>) -> Self {
        let mut changed = self.clone();
        if let Some(file) = changed.files.get_mut(index) {
            file.text = text.into();
        }
        changed
    }

    /// The same with more texts behind the others.
    #[must_use]
    pub fn and(&self, files: impl IntoIterator<Item = File>) -> Self {
        Self::new(self.files.iter().cloned().chain(files))
    }

    /// The same without the text at a position.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let mut files = self.files.clone();
        if index < files.len() {
            files.remove(index);
        }
        Self::new(files)
    }

    /// The same with another name on a tab. A name that others have, or none at
    /// all, is made one of its own.
    #[must_use]
    pub fn renamed(&self, index: usize, name: &str) -> Self {
        let mut changed = self.without(index);
        let Some(file) = self.files.get(index) else {
            return changed;
        };
        let name = name.trim();
        let wanted = if name.is_empty() { &file.name } else { name };
        let name = changed.free_name(wanted);
        let file = File {
            name,
            text: Rc::clone(&file.text),
        };
        changed = self.clone();
        if let Some(it) = changed.files.get_mut(index) {
            *it = file;
        }
        changed
    }

    /// The same with a tab at another position.
    #[must_use]
    pub fn moved(&self, from: usize, to: usize) -> Self {
        let mut files = self.files.clone();
        if from < files.len() {
            let file = files.remove(from);
            files.insert(to.min(files.len()), file);
        }
        Self { files }
    }

    /// `name`, or `name 2` and so on where others have it.
    fn free_name(&self, name: &str) -> Rc<str> {
        let is_free = |name: &str| self.files.iter().all(|it| *it.name != *name);
        if is_free(name) {
            return name.into();
        }
        let numbered = (2..).map(|number: usize| format!("{name} {number}"));
        let mut free = numbered.filter(|it| is_free(it));
        free.next().unwrap_or_default().into()
    }

    /// The same with what is expected of the policies as a text of its own, to be kept
    /// with the others.
    #[must_use]
    pub fn with_intended(self: &Rc<Self>, intended: &str) -> Rc<Self> {
        let mut kept = Rc::clone(self);
        if !intended.trim().is_empty() {
            let files = &mut Rc::make_mut(&mut kept).files;
            files.push(File::new(intentions::FILE, intended));
        }
        kept
    }

    /// The texts after some edits, which are made from the last to the first.
    #[must_use]
    pub fn edited(&self, edits: &[TextEdit]) -> Self {
        let sources = edited(&self.sources(), edits);
        let texts = sources.iter().map(|(_, it)| it);
        Self::new(texts.map(|it| File::new(it.name.as_str(), it.text.as_str())))
    }

    /// The texts without what is expected of the policies, and that.
    pub fn without_intended(&self) -> (Self, Rc<str>) {
        let is_intended = |it: &&File| it.is_intended();
        let intended: Vec<&str> = self
            .files
            .iter()
            .filter(is_intended)
            .map(|it| &*it.text)
            .collect();
        let others = self.files.iter().filter(|it| !it.is_intended()).cloned();
        (Self::new(others), intended.join("\n").into())
    }

    /// Whether nothing is written anywhere.
    pub fn is_blank(&self) -> bool {
        self.files.iter().all(|it| it.text.trim().is_empty())
    }

    /// What it can be recognised by: the name of its first object, else how it
    /// begins.
    pub fn opening(&self) -> String {
        let lines = || {
            self.files
                .iter()
                .flat_map(|it| it.text.lines())
                .map(str::trim)
        };
        let name = lines().find_map(|it| it.strip_prefix("name:"));
        let first = || lines().find(|it| !it.is_empty() && !it.starts_with('#'));
        name.map(str::trim)
            .or_else(first)
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect()
    }

    /// What the engine reads, in the order of the tabs.
    pub fn sources(&self) -> Sources {
        let texts = self.files.iter();
        texts
            .map(|it| (it.name.to_string(), it.text.to_string()))
            .collect()
    }

    /// Whether `self` came out of `before` by typing: most of what stood there
    /// still does. A text that was replaced as a whole is a new beginning.
    pub fn is_edit_of(&self, before: &Self) -> bool {
        let text_now = |name: &str| {
            let found = self.files.iter().find(|it| *it.name == *name);
            found.map_or("", |it| &*it.text)
        };
        let kept: usize = before
            .files
            .iter()
            .map(|it| common_length(&it.text, text_now(&it.name)))
            .sum();
        let length: usize = before.files.iter().map(|it| it.text.len()).sum();
        2 * kept >= length
    }
}

/// How many bytes at the beginning and at the end are the same.
fn common_length(a: &str, b: &str) -> usize {
    let same = |(x, y): &(u8, u8)| x == y;
    // Mostly only one of the texts was typed in.
    if a == b {
        return a.len();
    }
    let prefix = a.bytes().zip(b.bytes()).take_while(same).count();
    let rest = a.len().min(b.len()) - prefix;
    let suffix = a
        .bytes()
        .rev()
        .zip(b.bytes().rev())
        .take(rest)
        .take_while(same)
        .count();
    prefix + suffix
}
