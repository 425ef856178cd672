//! Clusters to ask about, and explanations as plain text.

use std::fmt::Write as _;

use netpol_engine::eval::Endpoint;
use netpol_engine::explain::{ClauseLine, Explanation, Member, Near, Phrase, Piece, Side};
use netpol_engine::letters::Letters;
use netpol_engine::model::{Cluster, Truth};
use netpol_engine::query::PortQuestion;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, UndeclaredNamespaces, analyze};

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

    /// The same where undeclared namespaces may have any labels.
    pub(crate) fn strict(policies: &str) -> Analysis {
        let texts = [include_str!("fixtures/shop.yaml"), policies];
        let options = Options {
            undeclared_namespaces: UndeclaredNamespaces::Unknown,
            ..Options::default()
        };
        read_as(&texts, &options)
    }
}

pub(crate) fn read(texts: &[&str]) -> Analysis {
    read_as(texts, &Options::default())
}

fn read_as(texts: &[&str], options: &Options) -> Analysis {
    let named = (0..).zip(texts);
    let sources: Sources = named.map(|(at, it)| (format!("{at}.yaml"), *it)).collect();
    let analysis = analyze(&sources, options);
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
    let [source, destination] = ends(analysis, question);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    (analysis.explain(source, destination), letters)
}

fn ends(analysis: &Analysis, question: &str) -> [Endpoint; 2] {
    let (source, destination) = question
        .split_once(" -> ")
        .expect("`source -> destination`");
    [source, destination].map(|it| endpoint(analysis.cluster(), it))
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

/// What stands beside the two directions: members, what was near, what closes
/// it, and what the entries are for.
pub(crate) fn advice(analysis: &Analysis, question: &str) -> String {
    let (explanation, letters) = answer(analysis, question);
    let mut text = String::new();
    write_advice(&mut text, &explanation, &letters).expect("a string takes everything");
    text
}

/// The same for one port.
pub(crate) fn advice_on(analysis: &Analysis, question: &str, port: PortQuestion) -> String {
    let [source, destination] = ends(analysis, question);
    let explanation = analysis.explain_reach(&analysis.reach(source, destination), port);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = String::new();
    write_advice(&mut text, &explanation, &letters).expect("a string takes everything");
    text
}

/// The same of an explanation that is there, with its verdict.
pub(crate) fn write_advice(
    text: &mut String,
    explanation: &Explanation,
    letters: &Letters,
) -> std::fmt::Result {
    let said = |it: &Phrase| said(it, letters);
    let (headline, scope) = (&explanation.headline, &explanation.scope);
    writeln!(text, "{headline} {scope}: {:?}", explanation.verdict)?;
    for (at, it) in explanation.members.iter().enumerate() {
        let mark = if explanation.shown == Some(at) {
            ">"
        } else {
            "-"
        };
        write_member(text, mark, it, letters)?;
    }
    if let Some(near) = &explanation.near {
        write_near(text, near, letters)?;
    }
    if let Some(closing) = &explanation.closing {
        writeln!(text, "{}", said(&closing.sentence))?;
    }
    for it in &explanation.uses {
        writeln!(text, "{}", said(&it.sentence))?;
        for (how, pairs) in [("alone", &it.alone), ("too", &it.among_others)] {
            for (source, destination) in &pairs.first {
                writeln!(text, "  {how}: {source} -> {destination}")?;
            }
        }
    }
    Ok(())
}

pub(crate) fn write_member(
    text: &mut String,
    mark: &str,
    member: &Member,
    letters: &Letters,
) -> std::fmt::Result {
    let reason = said(&member.reason, letters);
    writeln!(
        text,
        "{mark} {}: {:?}, {reason}",
        member.name, member.verdict
    )?;
    if let Some(near) = &member.near {
        write_near(text, near, letters)?;
    }
    if let Some(closing) = &member.closing {
        writeln!(text, "  {}", said(&closing.sentence, letters))?;
    }
    Ok(())
}

fn write_near(text: &mut String, near: &Near, letters: &Letters) -> std::fmt::Result {
    if !near.lead.is_empty() {
        writeln!(text, "{}", said(&near.lead, letters))?;
    }
    for end in &near.ends {
        writeln!(text, "{}", said(&end.lead, letters))?;
        for it in &end.branches {
            writeln!(text, "  {} ({})", said(&it.sentence, letters), it.path)?;
        }
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
