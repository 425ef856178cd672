use netpol_engine::eval::{BranchRef, Gate};
use netpol_engine::model::{Direction, PolicyId};
use serde::{Deserialize, Serialize};

use crate::Stage;

/// Something that is true of a cluster or is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// An expectation line: `shop/web -> shop/db:3306 denied`.
    Verdict(String),
    /// `shop/web -> shop/db:3306 admitted by shop/db-np ingress[0].from[1]`: this
    /// entry is among those that admit it.
    Admitted {
        /// `shop/web -> shop/db:3306`.
        question: String,
        /// `shop/db-np`.
        policy: String,
        /// `ingress[0].from[1]`.
        entry: String,
    },
    /// `shop/web -> shop/db:3306 refused by shop/db-np ingress`: the policy isolates
    /// the end in that direction, and nothing admits the connection there.
    Refused {
        /// `shop/web -> shop/db:3306`.
        question: String,
        /// `shop/db-np`.
        policy: String,
        /// `ingress` or `egress`.
        direction: String,
    },
    /// `4 connections`.
    Count {
        /// How many there are.
        number: usize,
        /// Of what.
        of: Counted,
    },
}

/// What can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// `connections`: pairs of workloads that connect on any port.
    Connections,
    /// `policies`.
    Policies,
    /// `policies isolating shop/web ingress`.
    Isolating {
        /// The workload.
        workload: String,
        /// `ingress` or `egress`.
        direction: String,
    },
    /// `workloads selected by shop/db-np`.
    Selected {
        /// The policy.
        policy: String,
    },
    /// `sources of shop/db:3306`: workloads that reach it.
    Sources {
        /// The destination, with its port.
        destination: String,
    },
}

impl Statement {
    /// Reads one.
    ///
    /// # Errors
    ///
    /// A text that states nothing that could be held against a cluster.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        if let Some((question, by)) = text.split_once(" admitted by ") {
            let (policy, entry) = two(by)?;
            let question = question.to_owned();
            return Ok(Self::Admitted {
                question,
                policy,
                entry,
            });
        }
        if let Some((question, by)) = text.split_once(" refused by ") {
            let (policy, direction) = two(by)?;
            let question = question.to_owned();
            self::direction(&direction)?;
            return Ok(Self::Refused {
                question,
                policy,
                direction,
            });
        }
        match text.split_once(' ') {
            Some((number, of)) if number.parse::<usize>().is_ok() => Ok(Self::Count {
                number: number.parse().unwrap_or_default(),
                of: counted(of)?,
            }),
            _ => {
                Stage::claim(text)?;
                Ok(Self::Verdict(text.to_owned()))
            }
        }
    }

    /// Whether it is true.
    ///
    /// # Errors
    ///
    /// What is true instead.
    pub fn prove(&self, stage: &Stage) -> Result<(), String> {
        match self {
            Self::Verdict(line) => stage.holds(line),
            Self::Admitted {
                question,
                policy,
                entry,
            } => {
                stage.holds(&format!("{question} allowed"))?;
                let policy = stage.policy(policy)?;
                let admitting = admitting(stage, question)?;
                let names: Vec<String> = admitting.iter().map(|it| entry_name(*it)).collect();
                let mut both = admitting.iter().zip(&names);
                if both.any(|it| it.0.policy == policy && it.1 == entry) {
                    Ok(())
                } else {
                    Err(format!("`{question}` is admitted by {names:?}"))
                }
            }
            Self::Refused {
                question,
                policy,
                direction,
            } => {
                stage.holds(&format!("{question} denied"))?;
                let policy = stage.policy(policy)?;
                let direction = self::direction(direction)?;
                for gate in stage.gates(question, direction)? {
                    let by = isolating(&gate);
                    if !by.contains(&policy) || !gate.passes().is_empty() {
                        return Err(format!("`{question}` is not refused there"));
                    }
                }
                Ok(())
            }
            Self::Count { number, of } => match of.count(stage)? {
                found if found == *number => Ok(()),
                found => Err(format!("there are {found}, not {number}")),
            },
        }
    }
}

impl Counted {
    fn count(&self, stage: &Stage) -> Result<usize, String> {
        match self {
            Self::Connections => Ok(stage.pairs()),
            Self::Policies => Ok(stage.analysis().cluster().policies().len()),
            Self::Isolating {
                workload,
                direction,
            } => {
                let pod = stage.pod(workload)?;
                let world = &stage.analysis().world;
                Ok(world.isolating(pod, self::direction(direction)?).len())
            }
            Self::Selected { policy } => stage.selected(policy),
            Self::Sources { destination } => stage.sources(destination),
        }
    }
}

fn two(text: &str) -> Result<(String, String), String> {
    let (a, b) = text
        .split_once(' ')
        .ok_or_else(|| format!("`{text}` is no policy with what it is about"))?;
    Ok((a.to_owned(), b.to_owned()))
}

fn direction(word: &str) -> Result<Direction, String> {
    match word {
        "ingress" => Ok(Direction::Ingress),
        "egress" => Ok(Direction::Egress),
        _ => Err(format!("`{word}` is neither ingress nor egress")),
    }
}

fn counted(text: &str) -> Result<Counted, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["connections"] => Ok(Counted::Connections),
        ["policies"] => Ok(Counted::Policies),
        ["policies", "isolating", workload, word] => {
            direction(word)?;
            Ok(Counted::Isolating {
                workload: (*workload).to_owned(),
                direction: (*word).to_owned(),
            })
        }
        ["workloads", "selected", "by", policy] => Ok(Counted::Selected {
            policy: (*policy).to_owned(),
        }),
        ["sources", "of", destination] => Ok(Counted::Sources {
            destination: (*destination).to_owned(),
        }),
        _ => Err(format!("`{text}` cannot be counted")),
    }
}

/// Every entry that admits any of what is asked, at either end.
fn admitting(stage: &Stage, question: &str) -> Result<Vec<BranchRef>, String> {
    let ports = stage.ports(question)?;
    let mut found = Vec::new();
    for direction in Direction::BOTH {
        for gate in stage.gates(question, direction)? {
            if let Gate::Isolated { branches, .. } = &gate {
                let admits = branches
                    .iter()
                    .filter(|it| !it.admits().intersection(&ports).is_empty());
                found.extend(admits.map(|it| it.at));
            }
        }
    }
    Ok(found)
}

fn isolating(gate: &Gate) -> &[PolicyId] {
    match gate {
        Gate::Isolated { by, .. } => by,
        Gate::Exempt(_) | Gate::NotIsolated => &[],
    }
}

/// `ingress[0].from[1]`, without the `spec` that every one begins with.
fn entry_name(branch: BranchRef) -> String {
    let path = branch.path().to_string();
    path.strip_prefix("spec.").unwrap_or(&path).to_owned()
}
