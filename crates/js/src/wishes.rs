use netpol_engine::options::{Choice, PodNetwork};
use netpol_engine::{ApiLevel, Assumptions, Limits, Options, Profile};
use serde::Deserialize;

use crate::refusal::Refusal;

/// How manifests are to be read, before anything of it is believed: the options
/// of the command line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Wishes {
    default_namespace: Option<String>,
    cluster_zone: Option<String>,
    api_level: Option<String>,
    profile: Option<String>,
    assume: Vec<String>,
    pod_cidr: Vec<String>,
    max_steps: Option<u64>,
}

impl Wishes {
    /// As the engine takes them.
    ///
    /// # Errors
    ///
    /// One of them says nothing that there is.
    pub(crate) fn options(&self) -> Result<Options, Refusal> {
        let plain = Options::default();
        let profile = self
            .profile
            .as_deref()
            .map_or(Ok(Profile::default()), |it| {
                Profile::from_name(it)
                    .ok_or_else(|| Refusal::new(format!("there is no profile `{it}`")))
            })?;
        let mut assumptions = Assumptions::of(profile);
        for it in &self.assume {
            let choice: Choice = it.parse().map_err(|it| Refusal::new(format!("{it}")))?;
            assumptions = assumptions.with(choice);
        }
        let networks = self.pod_cidr.iter().map(|it| it.parse::<PodNetwork>());
        let networks: Result<Vec<PodNetwork>, _> = networks.collect();
        Ok(Options {
            default_namespace: self
                .default_namespace
                .clone()
                .unwrap_or(plain.default_namespace),
            cluster_zone: self.cluster_zone.clone().unwrap_or(plain.cluster_zone),
            api_level: self
                .api_level
                .as_deref()
                .map_or(Ok(plain.api_level), level)?,
            pod_networks: networks.map_err(|it| Refusal::new(it.to_string()))?,
            assumptions,
            limits: Limits {
                steps: self.max_steps.unwrap_or(plain.limits.steps),
                ..plain.limits
            },
            ..Options::default()
        })
    }
}

/// The level that a version is on: before 1.36 or not.
fn level(version: &str) -> Result<ApiLevel, Refusal> {
    let fault = || Refusal::new(format!("`{version}` is no version: write one like 1.35"));
    let minor = version.trim_start_matches('v').strip_prefix("1.");
    let minor: u32 = minor.and_then(|it| it.parse().ok()).ok_or_else(fault)?;
    Ok(if minor < 36 {
        ApiLevel::Before136
    } else {
        ApiLevel::From136
    })
}
