//! Fixes as a test reads them.

use std::fmt::Write as _;

use netpol_engine::edit::{TextEdit, edited};
use netpol_engine::eval::Party;
use netpol_engine::fix::{Fix, Pair, Workshop};
use netpol_engine::model::Ports;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

/// Texts with what there is to say about them.
pub(crate) struct Case {
    pub(crate) sources: Sources,
    pub(crate) analysis: Analysis,
}

impl Case {
    pub(crate) fn new(texts: &[&str]) -> Self {
        let sources: Sources = texts.iter().map(|it| ("text", *it)).collect();
        let analysis = analyze(&sources, &Options::default());
        Self { sources, analysis }
    }

    pub(crate) fn workshop<'a>(&'a self, options: &'a Options) -> Workshop<'a> {
        Workshop::new(&self.sources, options, &self.analysis)
    }

    /// A workload as `shop/web`, a block of the outside as one of its addresses.
    pub(crate) fn party(&self, name: &str) -> Party {
        let cluster = self.analysis.cluster();
        if let Some((namespace, name)) = name.split_once('/') {
            let home = cluster
                .find_namespace(namespace)
                .expect("the namespace is there");
            let found = cluster.find_workload(home, name);
            return Party::Workload(found.expect("the workload is there"));
        }
        let address: std::net::IpAddr = name.parse().expect("this is an address");
        let mut blocks = self.analysis.world.outside().blocks.iter();
        let found = blocks.position(|it| it.cidrs.iter().any(|it| it.contains(&address)));
        Party::Outside(found.expect("the address is outside"))
    }

    pub(crate) fn pair(&self, source: &str, destination: &str, ports: Ports) -> Pair {
        Pair {
            source: self.party(source),
            destination: self.party(destination),
            ports,
        }
    }

    /// The same after a fix.
    pub(crate) fn after(&self, fix: &Fix) -> Self {
        let sources = edited(&self.sources, &fix.edits);
        let analysis = analyze(&sources, &Options::default());
        Self { sources, analysis }
    }

    /// Every fix with its effect, and the lines it changes.
    pub(crate) fn show(&self, fixes: &[Fix]) -> String {
        let mut shown = String::new();
        for fix in fixes {
            let _ = writeln!(shown, "{}: {}", fix.title, fix.effect);
            for line in fix.effect.lines() {
                let _ = writeln!(shown, "    {line}");
            }
            for edit in fix.edits.iter().rev() {
                for line in changed_lines(&self.sources, edit) {
                    let _ = writeln!(shown, "  {line}");
                }
            }
        }
        shown
    }
}

/// The lines that went and came, without those that did not change.
pub(crate) fn changed_lines(sources: &Sources, edit: &TextEdit) -> Vec<String> {
    let text = &sources[edit.span.source].text;
    let (start, end) = (edit.span.range().start, edit.span.range().end);
    let from = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let to = end + text[end..].find('\n').unwrap_or(text.len() - end);
    let before: Vec<&str> = text[from..to].split('\n').collect();
    let after = [&text[from..start], &edit.text, &text[end..to]].concat();
    let after: Vec<&str> = after.split('\n').collect();
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = before.iter().zip(&after).take_while(same).count();
    let most = before.len().min(after.len()) - head;
    let backwards = before.iter().rev().zip(after.iter().rev()).take(most);
    let tail = backwards.take_while(same).count();
    let gone = before[head..before.len() - tail]
        .iter()
        .map(|it| format!("-{it}"));
    let come = after[head..after.len() - tail]
        .iter()
        .map(|it| format!("+{it}"));
    gone.chain(come).collect()
}
