//! The fuzz targets on their fixed corpus: every text of `fuzz/corpus`, and
//! what becomes of it when pieces are cut out, doubled and put in, always in
//! the same way. How libFuzzer runs the same targets stands in
//! `docs/testing.md`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

#[path = "../fuzz/target.rs"]
mod target;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rstest::rstest;
use target::TARGETS;

/// How many texts are made of each one of the corpus, unless `NETPOL_FUZZ`
/// says how many.
const MUTATIONS: u64 = 300;

/// No text takes so long, not even where everything runs at once and nothing
/// is optimised.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is put in: what YAML, tables and expectations are made of.
const PIECES: &[&str] = &[
    "",
    "\n",
    " ",
    "  ",
    "   ",
    "\t",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "\"",
    "\\",
    "#",
    "&a ",
    "*a",
    "<<: ",
    "? ",
    "null",
    "~",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "!!str ",
    "010",
    "0x1",
    "1e9",
    "-1",
    "65536",
    "yes",
    "n",
    "\r\n",
    "\u{feff}",
    "\u{1F600}",
    "\u{85}",
    "\0",
    "/",
    "/0",
    "->",
    "*",
    "::",
    "<none>",
    "kind: List\n",
    "items:\n",
    "NAME   LABELS\n",
    "spec:\n",
    "podSelector: {}\n",
    "replicas: 99999\n",
];

/// Numbers that look random and never change.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit.max(1)
    }

    /// A piece of a text, of whole characters.
    fn piece<'a>(&mut self, text: &'a str, longest: usize) -> (usize, &'a str) {
        let start = text.floor_char_boundary(self.below(text.len() + 1));
        let end = text.ceil_char_boundary((start + self.below(longest)).min(text.len()));
        (start, &text[start..end])
    }

    /// The text after one to six changes.
    fn mutation(&mut self, original: &str, other: &str) -> String {
        let mut text = original.to_owned();
        for _ in 0..=self.below(6) {
            let (start, cut) = self.piece(&text, 8);
            let range = start..start + cut.len();
            let inserted = match self.below(5) {
                0 => self.piece(original, 60).1.to_owned(),
                1 => self.piece(other, 60).1.to_owned(),
                2 => {
                    text.truncate(range.end);
                    continue;
                }
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            };
            text.replace_range(range, &inserted);
        }
        text
    }
}

fn mutations() -> u64 {
    let asked = std::env::var("NETPOL_FUZZ").ok();
    asked.map_or(MUTATIONS, |it| it.parse().expect("NETPOL_FUZZ is a number"))
}

/// Runs a target, and shows the text when something about it does not hold.
fn run(target: &str, text: &str) {
    let begun = Instant::now();
    let ended = std::panic::catch_unwind(|| target::run(target, text));
    assert!(ended.is_ok(), "{target} does not hold for {text:?}");
    assert!(begun.elapsed() < PATIENCE, "{target} is slow on {text:?}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = entries
        .map(|it| it.expect("it can be listed").path())
        .collect();
    files.sort();
    files
}

#[rstest]
fn the_target_holds(#[files("fuzz/corpus/*/*")] path: PathBuf) {
    let folder = path.parent().expect("a text is in a folder");
    let name = folder
        .file_name()
        .and_then(|it| it.to_str())
        .expect("a target");
    let read = |it: &Path| fs::read_to_string(it).expect("the corpus is text");
    let original = read(&path);
    run(name, &original);
    let others: Vec<String> = files(folder).iter().map(|it| read(it)).collect();
    for seed in 0..mutations() {
        let mut numbers = Numbers(seed);
        let other = numbers.below(others.len());
        run(name, &numbers.mutation(&original, &others[other]));
    }
}

#[test]
fn every_target_has_a_corpus_and_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, _) in TARGETS {
        let corpus = files(&root.join("corpus").join(name));
        assert!(!corpus.is_empty(), "{name} has no corpus");
        let program = root.join(format!("fuzz_targets/{name}.rs"));
        let program = fs::read_to_string(program).expect("a target has a program");
        assert!(program.contains(&format!("run(\"{name}\"")), "{name}");
    }
    assert_eq!(files(&root.join("corpus")).len(), TARGETS.len());
}

#[test]
fn mutations_change_texts_and_are_always_the_same() {
    let original = "kind: List\nitems: []\n";
    let made = |seed| Numbers(seed).mutation(original, "kind: Pod\n");
    let texts: Vec<String> = (0..50).map(made).collect();
    assert_eq!(texts, (0..50).map(made).collect::<Vec<_>>());
    let changed = texts.iter().filter(|it| *it != original).count();
    assert!(changed > 40, "{changed} of 50 texts are changed");
}
