//! Why one endpoint reaches another or does not, with the lines that say so.
//!
//! The words are the engine's; here they get a place beside the user's text.

mod advice;
mod branch;
mod side;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use netpol_engine::Analysis;
use netpol_engine::eval::{BranchRef, Gate};
use netpol_engine::explain::{Phrase, Piece, in_few_words};
use netpol_engine::letters::Letters;
use netpol_engine::model::Direction;
use netpol_engine::query::{Pair, PortQuestion, narrowed};
use netpol_engine::text::Sources;
use netpol_export::clean;

use crate::style::{DIM, STRONG, painted};

/// Where the words come from and where the lines are.
struct Page<'a> {
    sources: &'a Sources,
    analysis: &'a Analysis,
    letters: &'a Letters,
}

/// The letters of every branch that these answers speak of: they begin with A.
pub(crate) fn letters(analysis: &Analysis, pairs: &[Pair]) -> Letters {
    let mut branches: Vec<BranchRef> = Vec::new();
    for pair in pairs {
        for direction in Direction::BOTH {
            if let Gate::Isolated { branches: own, .. } = pair.reach.gate(direction) {
                branches.extend(own.iter().map(|it| it.at));
            }
        }
    }
    let mut known = BTreeSet::new();
    branches.retain(|it| known.insert(*it));
    Letters::of(analysis.cluster(), &branches)
}

/// Why in few words: `by db-np, rule 1, branch A`.
pub(crate) fn reason(analysis: &Analysis, pair: &Pair, letters: &Letters) -> String {
    let reach = narrowed(&pair.reach, pair.port);
    clean(&in_few_words(&analysis.world, &reach).plain(letters))
}

/// The answer in a sentence, then both directions, then what could be done, then
/// what was taken for granted.
pub(crate) fn explanation(
    sources: &Sources,
    analysis: &Analysis,
    pair: &Pair,
    letters: &Letters,
) -> String {
    let said = analysis.explain_reach(&pair.reach, pair.port);
    // What names mean at the destination is said of all its ports.
    let whole = analysis.explain_reach(&pair.reach, PortQuestion::Any);
    let page = Page {
        sources,
        analysis,
        letters,
    };
    let mut out = String::new();
    _ = writeln!(out, "  {}", page.words(&said.punch));
    for (side, whole) in [
        (&said.egress, &whole.egress),
        (&said.ingress, &whole.ingress),
    ] {
        out.push('\n');
        side::side(&page, side, whole, &mut out);
    }
    advice::advice(&page, &said, &mut out);
    if !said.disclosures.is_empty() {
        out.push('\n');
    }
    let mut told: Vec<&str> = Vec::new();
    for (disclosure, sentence) in &said.disclosures {
        if !told.contains(&sentence.as_str()) {
            told.push(sentence);
            let code = painted(DIM, format!("note[{}]:", disclosure.code()));
            _ = writeln!(out, "{code} {}", clean(sentence));
        }
    }
    out
}

impl Page<'_> {
    /// A phrase in the colours of a terminal.
    fn words(&self, phrase: &Phrase) -> String {
        let piece = |it: &Piece| match it {
            Piece::Text(words) | Piece::Code(words) => clean(words),
            Piece::Strong(words) => painted(STRONG, clean(words)),
            Piece::Branch(branch) => painted(STRONG, self.letters.letter(*branch)),
        };
        phrase.0.iter().map(piece).collect()
    }

    /// The same without colours of its own.
    fn plain(&self, phrase: &Phrase) -> String {
        clean(&phrase.plain(self.letters))
    }
}
