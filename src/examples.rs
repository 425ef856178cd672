//! The examples that come with the page; `build.rs` reads them from
//! `static/examples/index.yaml` and `static/examples/gallery/index.yaml`.

use std::hint::black_box;

use crate::sought::Sought;
use crate::state::{Focus, PlaceName, Workspace};

/// A case to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Stable; what links name.
    pub id: &'static str,
    /// What the menu shows.
    pub title: &'static str,
    /// What it teaches, in a sentence.
    pub lesson: &'static str,
    policies: &'static str,
    cluster: &'static str,
    focus: Option<(&'static str, &'static str)>,
}

/// The example that the page opens on: by itself, since the first view needs no other.
const FIRST: Example = include!(concat!(env!("OUT_DIR"), "/first_example.rs"));
/// Every example, in the order of the menu.
const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

impl Example {
    /// The identifier of the example that the page opens on.
    pub const FIRST: &str = FIRST.id;

    /// Every example, in the order of the menu. Only this function says where the
    /// texts are, and no compiler that tells others: they come with the part of the program
    /// that runs it.
    #[inline(never)]
    pub fn all() -> &'static [Self] {
        black_box(EXAMPLES)
    }

    /// The example that the page opens on.
    pub fn first() -> Option<&'static Self> {
        Some(&FIRST)
    }

    /// The example of this identifier.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|it| it.id == id)
    }

    /// Those whose title, lesson or identifier has every word that is sought, in
    /// whatever case; all if there is none.
    pub fn sought(words: &str) -> impl Iterator<Item = &'static Self> {
        let sought = Sought::new(words);
        let has = move |it: &&Self| sought.is_in(&[it.title, it.lesson, it.id]);
        Self::all().iter().filter(has)
    }

    /// Its texts.
    pub fn workspace(&self) -> Workspace {
        Workspace::of(self.policies, self.cluster)
    }

    /// The pair it is about, if it is about one.
    pub fn focus(&self) -> Option<Focus> {
        let (source, destination) = self.focus?;
        Some(Focus::between(
            PlaceName::workload(source)?,
            PlaceName::workload(destination)?,
        ))
    }
}
