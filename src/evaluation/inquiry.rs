use netpol_engine::eval::{Endpoint, Verdict, World};
use netpol_engine::explain::{ClauseLine, Explanation, Phrase, PolicyCard, ServiceExplanation};
use netpol_engine::model::PolicyId;
use netpol_engine::query::{Answer, EndpointName, Kind, Pair, PortQuestion, ask};
use netpol_engine::text::{FieldPath, Step};

use super::Reading;
use crate::report::{Place, Told};
use crate::state::{Focus, PlaceName};
use crate::words::question as words;

/// The namespace of a source that names none, as kubectl takes it.
pub(super) const DEFAULT_NAMESPACE: &str = "default";

/// What became of a question.
#[derive(Debug, Default)]
pub(super) struct Inquiry {
    /// The two parties it is about, for the diagram.
    pub(super) pair: Option<Focus>,
    /// The answer.
    pub(super) told: Option<Told>,
    /// Why there is none, as a sentence fragment.
    pub(super) fault: Option<String>,
}

/// Answers what is in focus. Places that are gone have no answer and are no
/// fault: their text may be half typed.
pub(super) fn inquire(reading: &Reading, focus: Option<&Focus>) -> Inquiry {
    let Some(focus) = focus else {
        return Inquiry::default();
    };
    let port = match focus.port {
        Some((protocol, number)) => PortQuestion::One(protocol, number),
        None => PortQuestion::Any,
    };
    let question = Question {
        reading,
        focus,
        port,
    };
    question.between_parties().unwrap_or_else(|| {
        question.by_names().unwrap_or_else(|fault| Inquiry {
            fault,
            ..Inquiry::default()
        })
    })
}

/// Only what is in focus, without the answer.
pub(super) fn look(reading: &Reading, focus: Option<&Focus>) -> Inquiry {
    let world = &reading.analysis.world;
    let pair = focus.and_then(|it| it.resolve(world));
    Inquiry {
        pair: pair.map(|it| Focus::of(world, it)),
        ..Inquiry::default()
    }
}

struct Question<'a> {
    reading: &'a Reading,
    focus: &'a Focus,
    port: PortQuestion,
}

impl Question<'_> {
    fn world(&self) -> &World {
        &self.reading.analysis.world
    }

    /// The answer where both ends are parties of the diagram.
    fn between_parties(&self) -> Option<Inquiry> {
        let pair = self.focus.resolve(self.world())?;
        let explanation =
            self.reading
                .analysis
                .explain_between(pair.source, pair.destination, self.port)?;
        Some(Inquiry {
            pair: Some(Focus::of(self.world(), pair)),
            told: Some(self.told(explanation.verdict, Some(explanation), None, Vec::new())),
            fault: None,
        })
    }

    /// The answer where an end is a pod, a Service, a name or an address.
    fn by_names(&self) -> Result<Inquiry, Option<String>> {
        let fault = |it: &dyn ToString| Some(it.to_string());
        let source = self.written(&self.focus.source)?;
        let destination = self.written(&self.focus.destination)?;
        let answer = ask(
            self.world(),
            &source,
            &destination,
            self.port,
            DEFAULT_NAMESPACE,
        )
        .map_err(|it| fault(&it))?;
        let shown = worth_showing(&answer);
        let client = shown
            .map(|it| it.source.endpoint)
            .or_else(|| self.client(&source));
        let walk = client.and_then(|it| self.walk(it, &destination));
        let explanation = shown.map(|it| {
            let reach = &it.reach;
            self.reading.analysis.explain_reach(reach, it.port)
        });
        let remarks = answer.remarks.iter().map(ToString::to_string).collect();
        Ok(Inquiry {
            pair: shown.and_then(|it| self.pair(it)),
            told: Some(self.told(answer.verdict, explanation, walk, remarks)),
            fault: None,
        })
    }

    /// An end as an endpoint is written. Nothing, and no fault either, for a
    /// place that is gone.
    fn written(&self, place: &PlaceName) -> Result<EndpointName, Option<String>> {
        match place {
            PlaceName::Named(text) => text.parse().map_err(|it| Some(ToString::to_string(&it))),
            PlaceName::Workload {
                namespace,
                kind,
                name,
            } => Ok(EndpointName::Object {
                namespace: namespace.clone(),
                kind: kind.and_then(|it| Kind::from_word(it.name())),
                name: name.clone(),
            }),
            PlaceName::Node(name) => Ok(EndpointName::Node(name.clone())),
            PlaceName::Outside(_) => {
                let party = place.find(self.world()).ok_or(None)?;
                match self.world().representative(party) {
                    Some(Endpoint::Address(it)) => Ok(EndpointName::Address(it)),
                    _ => Err(None),
                }
            }
        }
    }

    /// Who asks, where nobody answers.
    fn client(&self, source: &EndpointName) -> Option<Endpoint> {
        let place = PlaceName::Named(source.to_string());
        let party = self.focus.source.find(self.world());
        let party = party.or_else(|| place.find(self.world()))?;
        self.world().representative(party)
    }

    /// Step by step through a Service or a name; for a single port.
    fn walk(&self, client: Endpoint, destination: &EndpointName) -> Option<ServiceExplanation> {
        let port = self.focus.port?;
        let analysis = &self.reading.analysis;
        match destination {
            EndpointName::Bare(name) => Some(analysis.explain_name(client, name, port)),
            EndpointName::Object {
                namespace,
                kind,
                name,
            } if kind.is_none_or(|it| it == Kind::SERVICE) => {
                let cluster = self.world().cluster();
                let home = cluster.find_namespace(namespace)?;
                // A pod or a workload of the name comes before the Service.
                let is_taken = kind.is_none()
                    && (cluster.find_pod(home, name).is_some()
                        || cluster.find_workload(home, name).is_some());
                let service = cluster.find_service(home, name).filter(|_| !is_taken)?;
                Some(analysis.explain_service(client, service, port))
            }
            _ => None,
        }
    }

    fn pair(&self, pair: &Pair) -> Option<Focus> {
        let place = |it| {
            let party = self.world().party_of(it)?;
            Some(PlaceName::of(self.world(), party))
        };
        let source = place(pair.source.endpoint)?;
        Some(Focus::between(source, place(pair.destination.endpoint)?))
    }

    fn told(
        &self,
        verdict: Verdict,
        explanation: Option<Explanation>,
        walk: Option<ServiceExplanation>,
        remarks: Vec<String>,
    ) -> Told {
        let headline = match (&walk, &explanation) {
            (Some(walk), _) => walk.headline.clone(),
            (None, Some(explanation)) => explanation.headline.clone(),
            (None, None) => words::NOBODY_ANSWERS.to_owned(),
        };
        let answer = match (&explanation, remarks.first()) {
            (Some(explanation), _) => explanation.answer.clone(),
            (None, Some(remark)) => Phrase::from(remark.as_str()),
            (None, None) => Phrase::new(),
        };
        let places = explanation.iter().flat_map(|it| self.places(it)).collect();
        Told {
            verdict,
            headline,
            answer,
            walk,
            explanation,
            remarks,
            places,
        }
    }

    fn places(&self, explanation: &Explanation) -> Vec<(PolicyId, FieldPath, Place)> {
        let sides = [&explanation.egress, &explanation.ingress];
        let cards = sides.into_iter().flat_map(|it| &it.policies);
        let named = cards.flat_map(|card| paths(card).into_iter().map(|path| (card.policy, path)));
        named
            .filter_map(|(policy, path)| {
                let place = self.reading.policy_place(policy, &path)?;
                Some((policy, path, place))
            })
            .collect()
    }
}

/// The pair that is explained: one where all are alike, else the first of those
/// that do not connect.
fn worth_showing(answer: &Answer) -> Option<&Pair> {
    let is_refused = |it: &&Pair| it.verdict != Verdict::Allowed;
    match answer.verdict {
        Verdict::Mixed => answer.pairs.iter().find(is_refused),
        _ => answer.pairs.first(),
    }
}

/// Every field that what is said of a policy names, and what stands above an
/// entry of a list.
fn paths(card: &PolicyCard) -> Vec<FieldPath> {
    let written = |it: &ClauseLine| it.path.clone();
    let subject = &card.subject;
    let mut paths = subject.paths.clone();
    let is_entry = |it: &&FieldPath| matches!(it.steps().last(), Some(Step::Index(_)));
    let above = subject.paths.iter().filter(is_entry);
    paths.extend(above.filter_map(FieldPath::parent));
    let why = [&subject.selects, &subject.lists];
    paths.extend(why.into_iter().filter_map(written));
    for rule in &card.rules {
        paths.push(rule.path.clone());
        for branch in &rule.branches {
            paths.push(branch.path.clone());
            paths.extend(branch.clauses.iter().filter_map(written));
        }
    }
    paths.sort_unstable();
    paths.dedup();
    paths
}
