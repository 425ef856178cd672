use std::rc::Rc;

use netpol_engine::matrix::Matrix;

use super::Reading;
use crate::report::TableReport;
use crate::state::PlaceName;

/// Makes tables, and makes none again for the same reading.
#[derive(Debug, Default)]
pub(super) struct Tabulator {
    last: Option<(Rc<Reading>, Rc<TableReport>)>,
}

impl Tabulator {
    /// The table of a reading; the same as the last one if it says the same.
    pub(super) fn table(&mut self, reading: &Rc<Reading>) -> Rc<TableReport> {
        let last = self.last.take();
        let report = match last {
            Some((before, it)) if Rc::ptr_eq(&before, reading) => it,
            last => {
                let new = table(reading);
                match last {
                    Some((_, it)) if *it == new => it,
                    _ => Rc::new(new),
                }
            }
        };
        self.last = Some((Rc::clone(reading), Rc::clone(&report)));
        report
    }
}

/// How many cells a table has at most, as a multiple of the connections that are
/// listed: most cells say that there is none.
const TABLES: u64 = 8;

fn table(reading: &Reading) -> TableReport {
    let analysis = &reading.analysis;
    let most = analysis.limits().connections;
    if analysis.reachability.pairs_of_parties() > TABLES * u64::try_from(most).unwrap_or(0) {
        return TableReport {
            too_large: Some(analysis.cluster().workloads().len()),
            ..TableReport::default()
        };
    }
    let matrix = Matrix::of(&analysis.world, &analysis.reachability, &reading.letters);
    let names = matrix.headings.iter();
    TableReport {
        places: names
            .map(|it| PlaceName::of(&analysis.world, it.party))
            .collect(),
        matrix: Rc::new(matrix),
        too_large: None,
    }
}
