//! Why one endpoint reaches another or does not, with the lines that say so.
//!
//! The words are the engine's; here they get a place beside the user's text.

mod branch;
mod side;

use std::fmt::Write as _;

use netpol_engine::Analysis;
use netpol_engine::eval::{BranchRef, Gate, Reach};
use netpol_engine::explain::{Phrase, Piece, explain};
use netpol_engine::letters::Letters;
use netpol_engine::query::{Pair, narrowed};
use netpol_engine::text::Sources;

use crate::quote::clean;
use crate::style::{DIM, STRONG, painted};

/// Where the words come from and where the lines are.
struct Page<'a> {
    sources: &'a Sources,
    analysis: &'a Analysis,
    letters: Letters,
}

/// The answer in a sentence, then both directions, then what was taken for
/// granted.
pub(crate) fn explanation(sources: &Sources, analysis: &Analysis, pair: &Pair) -> String {
    let world = &analysis.world;
    let reach = narrowed(&pair.reach, pair.port);
    let said = explain(world, &reach);
    // What names mean at the destination is said of all its ports.
    let whole = explain(world, &pair.reach);
    let page = Page {
        sources,
        analysis,
        letters: Letters::of(world.cluster(), &branches(&reach)),
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
        clean(&phrase.plain(&self.letters))
    }
}

/// The branches that this answer speaks of: their letters begin with A here.
fn branches(reach: &Reach) -> Vec<BranchRef> {
    let of = |gate: &Gate| match gate {
        Gate::Isolated { branches, .. } => branches.iter().map(|it| it.at).collect(),
        Gate::Exempt(_) | Gate::NotIsolated => Vec::new(),
    };
    [of(&reach.egress), of(&reach.ingress)].concat()
}
