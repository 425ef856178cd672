use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use netpol_export::wire::Finding;
use serde::Deserialize;

use crate::refusal::Refusal;

/// What one text is called that came without a name.
const UNNAMED: &str = "input.yaml";

/// Manifests: one text, or files.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "manifests are one text or a list of `{ name, text }`"
)]
pub(crate) enum Files {
    Text(String),
    Named(Vec<File>),
}

/// A text with the name that answers call it by.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    name: String,
    text: String,
}

impl Files {
    /// The texts in the order they were given, which is the order of documents
    /// from here on.
    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        match self {
            Self::Text(text) => {
                sources.push(UNNAMED, text);
            }
            Self::Named(files) => {
                for it in files {
                    sources.push(&it.name, &it.text);
                }
            }
        }
        sources
    }
}

/// An analysis that has answers.
///
/// # Errors
///
/// The evaluation was given up.
pub(crate) fn evaluated(sources: &Sources, options: &Options) -> Result<Analysis, Refusal> {
    let analysis = analyze(sources, options);
    if analysis.is_evaluated() {
        return Ok(analysis);
    }
    let message = format!(
        "there are no answers, since the evaluation was given up after {} steps \
         (`maxSteps` allows more)",
        options.limits.steps
    );
    Err(Refusal::new(message).with(Finding::all(sources, &analysis)))
}

/// The same for a function that lists connections.
///
/// # Errors
///
/// As above, or there are more connections than could be listed.
pub(crate) fn listed(sources: &Sources, options: &Options) -> Result<Analysis, Refusal> {
    let analysis = evaluated(sources, options)?;
    if analysis.listed().is_some() {
        return Ok(analysis);
    }
    Err(too_many(options))
}

/// There are more connections than could be listed.
pub(crate) fn too_many(options: &Options) -> Refusal {
    Refusal::new(format!(
        "there are more than {} connections, which cannot be listed; `query` and `check` \
         answer for any of them",
        options.limits.connections
    ))
}
