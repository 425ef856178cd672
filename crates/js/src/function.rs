use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::analysis::AnalyzeRequest;
use crate::check::CheckRequest;
use crate::diff::DiffRequest;
use crate::lint::LintRequest;
use crate::list::ListRequest;
use crate::query::QueryRequest;
use crate::refusal::Refusal;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Analyze,
    Query,
    List,
    Check,
    Lint,
    Diff,
}

/// What a function is asked.
pub(crate) trait Request: DeserializeOwned {
    /// The answer, as a line of JSON.
    ///
    /// # Errors
    ///
    /// Why there is none.
    fn answer(&self) -> Result<String, Refusal>;
}

impl Function {
    /// The function of this name.
    ///
    /// # Errors
    ///
    /// There is none.
    pub(crate) fn from_name(name: &str) -> Result<Self, Refusal> {
        match name {
            "analyze" => Ok(Self::Analyze),
            "query" => Ok(Self::Query),
            "list" => Ok(Self::List),
            "check" => Ok(Self::Check),
            "lint" => Ok(Self::Lint),
            "diff" => Ok(Self::Diff),
            other => Err(Refusal::new(format!("there is no function `{other}`"))),
        }
    }

    /// The answer to a request in JSON.
    ///
    /// # Errors
    ///
    /// The request cannot be read, or has no answer.
    pub(crate) fn answer(self, request: &str) -> Result<String, Refusal> {
        match self {
            Self::Analyze => read::<AnalyzeRequest>(request)?.answer(),
            Self::Query => read::<QueryRequest>(request)?.answer(),
            Self::List => read::<ListRequest>(request)?.answer(),
            Self::Check => read::<CheckRequest>(request)?.answer(),
            Self::Lint => read::<LintRequest>(request)?.answer(),
            Self::Diff => read::<DiffRequest>(request)?.answer(),
        }
    }
}

fn read<'a, T: Deserialize<'a>>(request: &'a str) -> Result<T, Refusal> {
    serde_json::from_str(request)
        .map_err(|it| Refusal::new(format!("this is no such request: {it}")))
}
