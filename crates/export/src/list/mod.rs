//! Every permitted connection, in the forms that others read.

mod csv;
mod dot;
mod json;
mod markdown;
mod merged;
mod mermaid;
mod row;

use netpol_engine::Analysis;
use netpol_engine::text::Sources;

pub(crate) use self::markdown::escaped;
use self::row::Row;
use crate::wire::Listing;

/// Between whom connections are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Workloads, each for all its pods.
    Workloads,
    /// Pod by pod.
    Pods,
}

/// Every permitted connection; which parts of the outside make one row depends
/// on who reads it.
#[derive(Debug, Clone)]
pub struct List<'a> {
    analysis: &'a Analysis,
    rows: Vec<Row>,
}

impl<'a> List<'a> {
    /// What is permitted between such ends, in document order.
    pub fn between(analysis: &'a Analysis, ends: Ends) -> Self {
        let rows = match ends {
            Ends::Workloads => row::between_workloads(analysis),
            Ends::Pods => row::between_pods(analysis),
        };
        Self { analysis, rows }
    }

    /// Whether the input has nobody to list.
    pub fn is_of_nobody(&self) -> bool {
        self.analysis.cluster().workloads().len() == 0
    }

    /// Version 1 of the contract; `sources` are the texts that were analysed.
    pub fn json(&self, sources: &Sources) -> Listing {
        json::listing(&self.for_programs(), sources, self.analysis)
    }

    /// One line per range of ports, for spreadsheets and programs.
    pub fn csv(&self) -> String {
        csv::csv(&self.for_programs())
    }

    /// A table for a document or a comment.
    pub fn markdown(&self) -> String {
        markdown::markdown(&self.for_people())
    }

    /// For Graphviz: a cluster per namespace.
    pub fn dot(&self) -> String {
        dot::dot(&self.for_people())
    }

    /// For documents that draw Mermaid: a box per namespace.
    pub fn mermaid(&self) -> String {
        mermaid::mermaid(&self.for_people())
    }

    /// From, to, ports and why of every row, for a table that somebody else
    /// sets.
    pub fn cells(&self) -> Vec<[String; 4]> {
        self.for_people().iter().map(Row::cells).collect()
    }

    fn for_people(&self) -> Vec<Row> {
        merged::merged(&self.analysis.world, &self.rows, true)
    }

    fn for_programs(&self) -> Vec<Row> {
        merged::merged(&self.analysis.world, &self.rows, false)
    }
}
