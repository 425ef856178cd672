use netpol_engine::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};

use super::Outline;
use crate::state::PlaceName;

/// What there is to say of the texts that the picture is made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PictureReport {
    /// The branches.
    pub outline: Outline,
    /// Every end that can be asked about.
    pub choices: Vec<Choice>,
    /// What else can be reached, by name and port: `db-svc.qa-test:3306`.
    pub services: Vec<String>,
    /// What the picture adds up to: `10 connections: 4 by a rule, 6 open`.
    pub tally: String,
    /// The words of the input that an editor can complete with.
    pub vocabulary: Vocabulary,
    /// What the last change of the texts did: `1 connection now denied`.
    pub news: String,
    /// Whether these are earlier texts, since the present ones cannot be read in
    /// full.
    pub is_stale: bool,
}

/// One end that can be asked about, with what people read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The end.
    pub place: PlaceName,
    /// `qa-test/frontend`, `any address outside`.
    pub label: String,
}
