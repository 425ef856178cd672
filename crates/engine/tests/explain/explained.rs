//! Clusters to ask about, and explanations as plain text.

use std::fmt::Write as _;

use netpol_engine::eval::Endpoint;
use netpol_engine::explain::{ClauseLine, Explanation, Phrase, Piece, Side};
use netpol_engine::letters::Letters;
use netpol_engine::model::{Cluster, Truth};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

/// The founding case: two namespaces with three tiers each, and policies that
/// leak and block.
pub(crate) fn founding() -> Analysis {
    read(&[
        include_str!("../../../../static/examples/leaky-policies/cluster.yaml"),
        include_str!("../../../../static/examples/leaky-policies/policies-before.yaml"),
    ])
}

/// A small cluster: `shop` with three workloads, `ops` with two, two nodes.
pub(crate) struct Shop;

impl Shop {
    pub(crate) fn with(policies: &str) -> Analysis {
        read(&[include_str!("fixtures/shop.yaml"), policies])
    }
}

fn read(texts: &[&str]) -> Analysis {
    let named = (0..).zip(texts);
    let sources: Sources = named.map(|(at, it)| (format!("{at}.yaml"), *it)).collect();
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:#?}", analysis.diagnostics);
    analysis
}

/// The explanation of `source -> destination`, in the notation of the snapshots.
pub(crate) fn explained(analysis: &Analysis, question: &str) -> String {
    let (explanation, letters) = answer(analysis, question);
    let mut text = String::new();
    write_explanation(&mut text, &explanation, &letters).expect("a string takes everything");
    text
}

/// Only the clauses, one per line.
pub(crate) fn facts(analysis: &Analysis, question: &str) -> String {
    let (explanation, letters) = answer(analysis, question);
    let branches = [&explanation.egress, &explanation.ingress]
        .into_iter()
        .flat_map(|it| &it.policies)
        .flat_map(|it| &it.rules)
        .flat_map(|it| &it.branches);
    let mut text = String::new();
    for branch in branches {
        for clause in &branch.clauses {
            writeln!(text, "{}", line(clause, &letters)).expect("a string takes everything");
        }
    }
    text
}

fn answer(analysis: &Analysis, question: &str) -> (Explanation, Letters) {
    let (source, destination) = question
        .split_once(" -> ")
        .expect("`source -> destination`");
    let explanation = analysis.explain(
        endpoint(analysis.cluster(), source),
        endpoint(analysis.cluster(), destination),
    );
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    (explanation, letters)
}

/// `shop/web`, `shop/web#2` for its second pod, `node/n1`, `203.0.113.5`.
pub(crate) fn endpoint(cluster: &Cluster, text: &str) -> Endpoint {
    if let Ok(address) = text.parse() {
        return Endpoint::Address(address);
    }
    let (namespace, name) = text.split_once('/').expect("`namespace/name`");
    if namespace == "node" {
        let mut nodes = cluster.nodes();
        let found = nodes.find(|(_, it)| it.name == name);
        return Endpoint::Node(found.expect("this node exists").0);
    }
    let (name, number) = name.split_once('#').unwrap_or((name, "1"));
    let namespace = cluster
        .find_namespace(namespace)
        .expect("this namespace exists");
    let workload = cluster
        .find_workload(namespace, name)
        .expect("this workload exists");
    let number: usize = number.parse().expect("a number of a pod");
    Endpoint::Pod(cluster[workload].pods[number - 1])
}

fn write_explanation(
    text: &mut String,
    explanation: &Explanation,
    letters: &Letters,
) -> std::fmt::Result {
    let said = |it: &Phrase| said(it, letters);
    writeln!(text, "{} {}", explanation.headline, explanation.scope)?;
    writeln!(
        text,
        "{:?}: {}",
        explanation.verdict,
        said(&explanation.answer)
    )?;
    writeln!(text, "{}", said(&explanation.punch))?;
    writeln!(text, "({})", explanation.sentence.plain(letters))?;
    for side in [&explanation.egress, &explanation.ingress] {
        write_side(text, side, letters)?;
    }
    for (disclosure, sentence) in &explanation.disclosures {
        writeln!(text, "\n{}: {sentence}", disclosure.code())?;
    }
    Ok(())
}

fn write_side(text: &mut String, side: &Side, letters: &Letters) -> std::fmt::Result {
    writeln!(text, "\n{}: {:?}", side.title, side.state)?;
    writeln!(text, "{}", said(&side.lead, letters))?;
    if let Some(fine) = &side.fine_print {
        writeln!(text, "({})", said(fine, letters))?;
    }
    for policy in &side.policies {
        writeln!(text, "  {}: {}", policy.name, said(&policy.lead, letters))?;
        writeln!(text, "    {}", line(&policy.subject.selects, letters))?;
        writeln!(text, "    {}", line(&policy.subject.lists, letters))?;
        for branch in policy.rules.iter().flat_map(|it| &it.branches) {
            let letter = letters.letter(branch.branch);
            writeln!(text, "    [{letter}] {} ({})", branch.title, branch.path)?;
            for clause in &branch.clauses {
                writeln!(text, "      {}", line(clause, letters))?;
            }
        }
    }
    Ok(())
}

fn line(clause: &ClauseLine, letters: &Letters) -> String {
    let held = match clause.held {
        Truth::Yes => '+',
        Truth::Unknown => '?',
        Truth::No => '-',
    };
    let value = if clause.written {
        clause.value.clone()
    } else {
        format!("[{}]", clause.value)
    };
    format!(
        "{held} {} {value}: {}",
        clause.what,
        said(&clause.fact, letters)
    )
}

pub(crate) fn said(phrase: &Phrase, letters: &Letters) -> String {
    phrase
        .0
        .iter()
        .map(|piece| match piece {
            Piece::Text(it) => it.clone(),
            Piece::Code(it) => format!("`{it}`"),
            Piece::Strong(it) => format!("*{it}*"),
            Piece::Branch(it) => format!("[{}]", letters.letter(*it)),
        })
        .collect()
}
