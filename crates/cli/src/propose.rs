//! `netpol propose`: the policies that expectations ask for, and what they do.

use std::fmt::Write as _;

use netpol_engine::expectation::{Claim, Expectation};
use netpol_engine::synthesis::{Existing, Wish, propose};
use netpol_engine::text::Sources;
use netpol_export::wire::{self, Proposed};
use netpol_export::{clean, policies};

use crate::Status;
use crate::arguments::{ProposalForm, ProposeArguments};
use crate::check::{Asked, failed};
use crate::failure::Failure;
use crate::output::Output;
use crate::style::{ADMITS, OPEN, REFUSES, painted};

pub(crate) fn run(arguments: &ProposeArguments, output: &mut Output) -> Result<Status, Failure> {
    let options = arguments.input.reading.options();
    let Asked {
        lines,
        expectations,
        manifests,
    } = Asked::read(&arguments.input.paths, &arguments.expect)?;
    let analysis = output.analyze_all(&manifests, &options)?;
    let wish = Wish {
        existing: if arguments.keep {
            Existing::Kept
        } else {
            Existing::Replaced
        },
        closes_egress: arguments.egress,
    };
    let claims: Vec<Claim> = expectations.iter().map(|it| it.claim.clone()).collect();
    let proposal = propose(&analysis, &claims, &options, wish);
    let yaml = policies(analysis.cluster(), &proposal.policies);
    let proposed = Proposed::new(
        &lines,
        &expectations,
        (&manifests, &analysis),
        &proposal,
        yaml,
    );
    match arguments.output {
        ProposalForm::Yaml => {
            output.answer(&proposed.policies);
            output.remark(&summary(&lines, &expectations, &proposed));
        }
        ProposalForm::Text => {
            output.answer(&changes(&proposed));
            output.answer(&summary(&lines, &expectations, &proposed));
        }
        ProposalForm::Json => output.answer(&wire::line(&proposed)),
    }
    let status = if proposed.failed == 0 {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.input.reading.strict))
}

/// The policies that make room, and the connections that come and go.
fn changes(proposed: &Proposed) -> String {
    let mut out = String::new();
    for name in &proposed.replaced {
        _ = writeln!(out, "replaces {}", clean(name));
    }
    for (sign, style, shares) in [
        ('+', ADMITS, &proposed.gained),
        ('-', REFUSES, &proposed.lost),
        ('?', OPEN, &proposed.unsettled),
    ] {
        for it in shares {
            let line = format!("{sign} {} -> {}, {}", it.from, it.to, it.words);
            _ = writeln!(out, "{}", painted(style, clean(&line)));
        }
    }
    out
}

/// What does not hold and why, then how much there is of everything.
fn summary(lines: &Sources, expectations: &[Expectation], proposed: &Proposed) -> String {
    let mut out = String::new();
    for (expectation, line) in expectations.iter().zip(&proposed.expectations) {
        let Some(obstacle) = &line.obstacle else {
            continue;
        };
        let title = "this line cannot hold".to_owned();
        out.push_str(&failed(lines, expectation.span, title, obstacle));
        out.push('\n');
    }
    let sentence = format!(
        "{} held, {} failed; {} gained, {} lost",
        proposed.held,
        proposed.failed,
        proposed.gained.len(),
        proposed.lost.len(),
    );
    let style = if proposed.failed == 0 {
        ADMITS
    } else {
        REFUSES
    };
    _ = writeln!(out, "{}", painted(style, sentence));
    out
}
