use netpol_engine::Analysis;
use netpol_engine::diff::Seen;
use netpol_engine::expectation::Expectation;
use netpol_engine::fix::Effect;
use netpol_engine::model::NamespaceId;
use netpol_engine::synthesis::Proposal;
use netpol_engine::text::Sources;
use serde::Serialize;

use super::{Finding, Moved, Place, VERSION};

/// The policies that expectations ask for, and what they do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// The version of the contract.
    pub version: u8,
    /// How many lines hold.
    pub held: usize,
    /// How many do not.
    pub failed: usize,
    /// The policies, as YAML.
    pub policies: String,
    /// The policies of the input that make room: `shop/web`.
    pub replaced: Vec<String>,
    /// What becomes of each line.
    pub expectations: Vec<Kept>,
    /// The connections that there would be besides.
    pub gained: Vec<Moved>,
    /// Those that there would not be any more.
    pub lost: Vec<Moved>,
    /// Those of which the input would begin or cease to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<Moved>,
    /// What is wrong with the input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Finding>,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The line.
    pub expectation: String,
    /// Where it stands.
    pub span: Place,
    /// Whether it holds.
    pub holds: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<String>,
}

impl Proposed {
    /// What was proposed, with the policies as `yaml`.
    pub fn new(
        lines: &Sources,
        expectations: &[Expectation],
        (manifests, analysis): (&Sources, &Analysis),
        proposal: &Proposal,
        yaml: String,
    ) -> Self {
        let cluster = analysis.cluster();
        let name =
            |namespace: NamespaceId, name: &str| format!("{}/{name}", cluster[namespace].name);
        let connections = proposal.reachability.connections();
        let before = Seen {
            world: &analysis.world,
            connections: analysis.connections(),
        };
        let after = Seen {
            world: &proposal.world,
            connections: &connections,
        };
        let effect = Effect::of(before, after);
        let outcomes = expectations.iter().zip(&proposal.outcomes);
        let kept = outcomes.map(|(it, (outcome, obstacle))| Kept {
            expectation: it.claim.to_string(),
            span: Place::new(lines, it.span),
            holds: outcome.holds(),
            obstacle: obstacle.as_ref().map(ToString::to_string),
        });
        let kept: Vec<Kept> = kept.collect();
        let held = kept.iter().filter(|it| it.holds).count();
        let replaced = proposal.replaced.iter().map(|it| &cluster[*it]);
        Self {
            version: VERSION,
            held,
            failed: kept.len() - held,
            policies: yaml,
            replaced: replaced.map(|it| name(it.namespace, &it.name)).collect(),
            expectations: kept,
            gained: Moved::all(&effect.gained),
            lost: Moved::all(&effect.lost),
            unsettled: Moved::all(&effect.unsettled),
            diagnostics: Finding::all(manifests, analysis),
        }
    }
}
