//! What does away with a finding.

use std::fs;

use netpol_engine::edit::edited;
use netpol_engine::fix::Workshop;
use netpol_engine::lint::lint;
use netpol_engine::{Options, analyze};

use super::{files, here, read};

/// Findings for which somebody has to know what was meant.
const OPEN: [&str; 5] = [
    "named-port-that-nobody-has",
    "ip-block-over-pods",
    "open-among-isolated",
    "undeclared-namespace",
    "except-that-hides-nothing",
];

#[test]
fn every_other_finding_is_mended_and_gone_then() {
    let options = Options::default();
    for folder in files(&here().join("fixtures")) {
        let code = folder
            .file_name()
            .and_then(|it| it.to_str())
            .expect("a code");
        let mut mended = 0;
        for file in files(&folder) {
            let text = fs::read_to_string(&file).expect("a text");
            let (sources, analysis) = read(&text);
            let found = lint(&sources, &options, &analysis);
            let workshop = Workshop::new(&sources, &options, &analysis);
            for finding in found.iter().filter(|it| it.code.0 == code) {
                for fix in workshop.mend(finding) {
                    let after = edited(&sources, &fix.edits);
                    let analysis = analyze(&after, &options);
                    let left = lint(&after, &options, &analysis);
                    let same = |it: &&_| {
                        let it: &netpol_engine::Diagnostic = it;
                        it.code == finding.code && it.message == finding.message
                    };
                    assert_eq!(
                        left.iter().find(same),
                        None,
                        "{}: {}",
                        file.display(),
                        fix.title
                    );
                    // Whatever else stands there stays, line by line.
                    for (id, source) in sources.iter() {
                        let touched = fix.edits.iter().any(|it| it.span.source == id);
                        assert!(touched || source.text == after[id].text);
                    }
                    mended += 1;
                }
            }
        }
        assert!(mended > 0 || OPEN.contains(&code), "{code} is never mended");
    }
}
