use std::fmt;
use std::str::FromStr;

use super::Profile;

/// A point where Kubernetes leaves the answer to the network plugin and where
/// there is a clean alternative to the default (SEMANTICS.md §12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Point {
    /// Whether an `ipBlock` holds the addresses of pods (B-2).
    IpBlockPod,
    /// What a pod on its node's network is to policies (S-6).
    HostNet,
    /// Whether policies keep a pod from its own node (S-4).
    NodeEgress,
    /// Whether they keep it from itself behind a Service (S-2).
    SelfSvc,
    /// Whether `endPort` counts.
    EndPort,
    /// Whether the ports of sidecars give names to rules.
    NamedSidecar,
    /// Whether a name is resolved beside an `ipBlock`.
    NamedIpBlock,
}

impl Point {
    /// All of them, in the order of the reference.
    pub const ALL: [Self; 7] = [
        Self::HostNet,
        Self::NodeEgress,
        Self::SelfSvc,
        Self::IpBlockPod,
        Self::NamedSidecar,
        Self::NamedIpBlock,
        Self::EndPort,
    ];

    /// The code of SEMANTICS.md §12, in lower case: `ipblock-pod`.
    pub fn name(self) -> &'static str {
        match self {
            Self::IpBlockPod => "ipblock-pod",
            Self::HostNet => "hostnet",
            Self::NodeEgress => "node-egress",
            Self::SelfSvc => "self-svc",
            Self::EndPort => "endport",
            Self::NamedSidecar => "named-sidecar",
            Self::NamedIpBlock => "named-ipblock",
        }
    }

    /// The words for the default and for the alternative.
    pub fn choices(self) -> [&'static str; 2] {
        match self {
            Self::IpBlockPod => ["match", "never"],
            Self::HostNet => ["node", "pod"],
            Self::NodeEgress | Self::SelfSvc => ["judged", "allowed"],
            Self::EndPort => ["range", "first"],
            Self::NamedSidecar => ["count", "ignore"],
            Self::NamedIpBlock => ["resolve", "never"],
        }
    }

    /// What the default and the alternative mean.
    pub fn meanings(self) -> [&'static str; 2] {
        match self {
            Self::IpBlockPod => [
                "an ipBlock holds pods by their addresses",
                "an ipBlock never holds a pod",
            ],
            Self::HostNet => [
                "a pod on its node’s network is its node to policies",
                "a pod on its node’s network is a pod like any other",
            ],
            Self::NodeEgress => [
                "policies may keep a pod from its own node",
                "a pod always reaches its own node",
            ],
            Self::SelfSvc => [
                "policies may keep a pod from itself behind a Service",
                "a pod always reaches itself, also through a Service",
            ],
            Self::EndPort => [
                "endPort makes a range",
                "endPort is passed over, only the first port counts",
            ],
            Self::NamedSidecar => [
                "the ports of sidecars give names to rules",
                "only the ports of ordinary containers give names to rules",
            ],
            Self::NamedIpBlock => [
                "a named port beside an ipBlock is that of a pod the block holds",
                "a named port beside an ipBlock matches nothing",
            ],
        }
    }

    fn index(self) -> usize {
        Self::ALL
            .iter()
            .position(|it| *it == self)
            .unwrap_or_default()
    }
}

/// What is chosen at one [`Point`]: `ipblock-pod=never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Which point.
    pub point: Point,
    /// Whether it is the alternative to the default.
    pub is_alternative: bool,
}

impl Choice {
    /// What it means.
    pub fn meaning(self) -> &'static str {
        let [default, alternative] = self.point.meanings();
        if self.is_alternative {
            alternative
        } else {
            default
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [default, alternative] = self.point.choices();
        let word = if self.is_alternative {
            alternative
        } else {
            default
        };
        write!(f, "{}={word}", self.point.name())
    }
}

/// Why a text is no choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceFault {
    /// There is no such point.
    NoSuchPoint(String),
    /// The point has no such choice.
    NoSuchChoice(Point, String),
}

impl fmt::Display for ChoiceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchPoint(name) => {
                let names = Point::ALL.map(Point::name).join(", ");
                write!(f, "there is nothing to assume about `{name}`: {names}")
            }
            Self::NoSuchChoice(point, word) => {
                let [default, alternative] = point.choices();
                let name = point.name();
                write!(f, "`{name}` is {default} or {alternative}, not `{word}`")
            }
        }
    }
}

impl std::error::Error for ChoiceFault {}

impl FromStr for Choice {
    type Err = ChoiceFault;

    fn from_str(text: &str) -> Result<Self, ChoiceFault> {
        let (name, word) = text.split_once('=').unwrap_or((text, ""));
        let is_named = |it: &Point| it.name().eq_ignore_ascii_case(name.trim());
        let point = Point::ALL
            .into_iter()
            .find(is_named)
            .ok_or_else(|| ChoiceFault::NoSuchPoint(name.trim().to_owned()))?;
        let choices = point.choices();
        let found = choices
            .iter()
            .position(|it| it.eq_ignore_ascii_case(word.trim()))
            .ok_or_else(|| ChoiceFault::NoSuchChoice(point, word.trim().to_owned()))?;
        Ok(Self {
            point,
            is_alternative: found == 1,
        })
    }
}

/// What the network plugin is taken to do at every [`Point`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Assumptions {
    profile: Profile,
    /// By point, whether the alternative is taken.
    alternatives: [bool; Point::ALL.len()],
}

impl Assumptions {
    /// What a profile takes for granted.
    pub fn of(profile: Profile) -> Self {
        let start = Self {
            profile,
            ..Self::default()
        };
        let alternatives = profile.alternatives().iter();
        alternatives.fold(start, |all, point| {
            all.with(Choice {
                point: *point,
                is_alternative: true,
            })
        })
    }

    /// The same with one choice made otherwise.
    #[must_use]
    pub fn with(mut self, choice: Choice) -> Self {
        if let Some(it) = self.alternatives.get_mut(choice.point.index()) {
            *it = choice.is_alternative;
        }
        self
    }

    /// The profile they began with.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Whether the alternative to the default is taken at a point.
    pub fn is_alternative(&self, point: Point) -> bool {
        let chosen = self.alternatives.get(point.index());
        chosen.copied().unwrap_or_default()
    }

    /// Every choice that is not the default.
    pub fn alternatives(&self) -> Vec<Choice> {
        let all = Point::ALL.into_iter();
        let taken = all.filter(|it| self.is_alternative(*it));
        taken
            .map(|point| Choice {
                point,
                is_alternative: true,
            })
            .collect()
    }

    /// Whether a choice is one that the profile itself makes.
    pub fn is_of_profile(&self, point: Point) -> bool {
        self.profile.alternatives().contains(&point) == self.is_alternative(point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for point in Point::ALL {
            for is_alternative in [false, true] {
                let choice = Choice {
                    point,
                    is_alternative,
                };
                assert_eq!(choice.to_string().parse(), Ok(choice));
            }
        }
    }

    #[track_caller]
    fn check_fault(text: &str, expected: &str) {
        let fault = text.parse::<Choice>().unwrap_err();
        assert_eq!(fault.to_string(), expected);
    }

    #[test]
    fn what_is_no_choice_is_told() {
        check_fault(
            "sctp=never",
            "there is nothing to assume about `sctp`: hostnet, node-egress, self-svc, \
             ipblock-pod, named-sidecar, named-ipblock, endport",
        );
        check_fault(
            "endport=second",
            "`endport` is range or first, not `second`",
        );
        check_fault("endport", "`endport` is range or first, not ``");
    }

    #[test]
    fn a_choice_changes_its_point_alone() {
        let choice = "ipblock-pod=match".parse().unwrap();
        let assumptions = Assumptions::of(Profile::Cilium).with(choice);
        assert_eq!(assumptions.alternatives(), []);
        assert!(!assumptions.is_of_profile(Point::IpBlockPod));
        assert!(assumptions.is_of_profile(Point::EndPort));
    }
}
