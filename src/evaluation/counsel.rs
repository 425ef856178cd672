use netpol_engine::Options;
use netpol_engine::edit::{Change, What, changed};
use netpol_engine::eval::Verdict;
use netpol_engine::expectation::{
    Claim, Expected, ExpectedPorts, Outcome, check, noted, present_state, tiers,
};
use netpol_engine::fix::{Effect, Fix, Pair, Workshop};
use netpol_engine::hint::Tutor;
use netpol_engine::lint::lint;
use netpol_engine::manifest::Memory;
use netpol_engine::model::Ports;
use netpol_engine::query::PortQuestion;
use netpol_engine::synthesis::{Wish, propose};
use netpol_engine::text::{SourceId, Sources};
use netpol_export::policies;
use netpol_export::wire::Proposed;

use super::Reading;
use super::inquiry::DEFAULT_NAMESPACE;
use super::intentions::expectations;
use crate::report::{Offer, OffersReport};
use crate::state::{Focus, Plea};
use crate::words::intentions as words;

/// How many ways are offered, and how many connections are told of each.
const MOST: usize = 4;
const MOST_EFFECTS: usize = 60;

/// Thinks about what the user asked for, and tries it.
pub(super) fn counsel(
    (reading, memory): (&Reading, &Memory),
    (intended, options): (&str, &Options),
    plea: &Plea,
) -> OffersReport {
    let sources = reading.workspace.sources();
    let counsel = Counsel {
        reading,
        memory,
        sources: &sources,
        options,
        intended,
    };
    let (offers, fault) = match plea {
        Plea::Mend(line) => counsel.mend(*line),
        Plea::Amend(finding) => counsel.amend(*finding),
        Plea::Correct(problem) => counsel.correct(*problem),
        Plea::Deny(focus) => counsel.pair(focus, true),
        Plea::Allow(focus) => counsel.pair(focus, false),
        Plea::Propose { closes_egress } => counsel.propose(*closes_egress),
        Plea::Present => counsel.present(),
        Plea::Tiers(order) => counsel.tiers(order),
        Plea::Hint { goal, editable } => counsel.hint(*goal, editable),
    };
    let fault = fault.or_else(|| offers.is_empty().then(|| words::NO_OFFER.to_owned()));
    OffersReport {
        plea: plea.clone(),
        offers,
        fault,
    }
}

struct Counsel<'a> {
    reading: &'a Reading,
    memory: &'a Memory,
    sources: &'a Sources,
    options: &'a Options,
    intended: &'a str,
}

/// What can be done, and why nothing can.
type Advice = (Vec<Offer>, Option<String>);

impl Counsel<'_> {
    fn workshop(&self) -> Workshop<'_> {
        let workshop = Workshop::new(self.sources, self.options, &self.reading.analysis);
        workshop.remembering(self.memory)
    }

    /// What helps with a goal, the weakest first. Only the last says what to write.
    fn hint(&self, goal: usize, editable: &[usize]) -> Advice {
        let (lines, _) = expectations(self.intended);
        let goals: Vec<Claim> = lines.into_iter().map(|it| it.1.claim).collect();
        let Some(wanted) = goals.get(goal) else {
            return (Vec::new(), None);
        };
        let sources = self.sources.iter().map(|it| it.0);
        let editable: Vec<SourceId> = sources
            .filter(|it| editable.contains(&it.index()))
            .collect();
        let analysis = &self.reading.analysis;
        let tutor = Tutor::new(self.sources, self.options, analysis, &goals, &editable);
        let hints = tutor.hints(wanted).into_iter().map(|it| Offer {
            title: it.phrase.plain(&self.reading.letters),
            said: it.phrase,
            places: it.places.iter().map(|it| self.reading.place(*it)).collect(),
            edits: it.edits,
            ..Offer::default()
        });
        (hints.collect(), None)
    }

    fn mend(&self, line: u32) -> Advice {
        let (lines, _) = expectations(self.intended);
        let Some((_, line)) = lines.iter().find(|it| it.0 == line) else {
            return (Vec::new(), None);
        };
        let world = &self.reading.analysis.world;
        match check(world, &line.claim, DEFAULT_NAMESPACE) {
            Outcome::Holds(_) => (Vec::new(), Some(words::HOLDS_NOW.to_owned())),
            Outcome::Unanswered(fault) => (Vec::new(), Some(fault.to_string())),
            Outcome::Fails { counterexample, .. } => {
                let denies = counterexample.expected != Verdict::Allowed;
                let pair = counterexample.pair().and_then(|it| {
                    let ends = [&it.source, &it.destination].map(|it| it.endpoint);
                    let pair = Pair::of(world, ends[0], ends[1], it.port)?;
                    Some(match wanted(&line.claim, denies) {
                        // A Service's port is another than its pods'.
                        Some(ports) if it.through.is_none() => Pair { ports, ..pair },
                        _ => pair,
                    })
                });
                pair.map_or((Vec::new(), None), |it| (self.fixes(&it, denies), None))
            }
        }
    }

    fn amend(&self, finding: usize) -> Advice {
        let analysis = &self.reading.analysis;
        let found = lint(self.sources, self.options, analysis);
        let workshop = self.workshop();
        let fixes = found.get(finding).map(|it| workshop.mend(it));
        let fixes = fixes.into_iter().flatten().take(MOST);
        (fixes.map(|it| self.offer(it)).collect(), None)
    }

    fn correct(&self, problem: usize) -> Advice {
        let problem = self.reading.analysis.diagnostics.get(problem);
        let fix = problem.and_then(|it| self.workshop().correct(it));
        (fix.into_iter().map(|it| self.offer(it)).collect(), None)
    }

    fn pair(&self, focus: &Focus, denies: bool) -> Advice {
        let world = &self.reading.analysis.world;
        let port = match focus.port {
            Some((protocol, number)) => PortQuestion::One(protocol, number),
            None => PortQuestion::Any,
        };
        let pair = focus.resolve(world).map(|it| Pair {
            source: it.source,
            destination: it.destination,
            ports: port.ports().unwrap_or_else(Ports::all),
        });
        pair.map_or((Vec::new(), None), |it| (self.fixes(&it, denies), None))
    }

    fn fixes(&self, pair: &Pair, denies: bool) -> Vec<Offer> {
        let workshop = self.workshop();
        let fixes = if denies {
            workshop.deny(pair)
        } else {
            workshop.allow(pair)
        };
        fixes
            .into_iter()
            .take(MOST)
            .map(|it| self.offer(it))
            .collect()
    }

    fn offer(&self, fix: Fix) -> Offer {
        let places = fix.edits.iter().rev().map(|it| self.reading.place(it.span));
        Offer {
            title: fix.title,
            places: places.collect(),
            effect: effect(&fix.effect),
            edits: fix.edits,
            ..Offer::default()
        }
    }

    /// Policies that make every line hold, in place of those that are in their way.
    fn propose(&self, closes_egress: bool) -> Advice {
        let (lines, _) = expectations(self.intended);
        if lines.is_empty() {
            return (Vec::new(), Some(words::NO_LINES.to_owned()));
        }
        let analysis = &self.reading.analysis;
        let expected: Vec<_> = lines.into_iter().map(|it| it.1).collect();
        let claims: Vec<Claim> = expected.iter().map(|it| it.claim.clone()).collect();
        let wish = Wish {
            closes_egress,
            ..Wish::default()
        };
        let proposal = propose(analysis, &claims, self.options, wish);
        let cluster = analysis.cluster();
        let yaml = policies(cluster, &proposal.policies);
        let gone = proposal.replaced.iter().map(|it| Change {
            object: cluster[*it].declared_by,
            what: What::Delete,
        });
        let gone: Vec<Change> = gone.collect();
        let Some(changed) = changed(
            self.sources,
            self.options,
            analysis,
            &gone,
            Some(self.memory),
        ) else {
            return (Vec::new(), Some(words::CANNOT_REPLACE.to_owned()));
        };
        let mut intended = Sources::new();
        intended.push(words::FILE, self.intended);
        let told = Proposed::new(
            &intended,
            &expected,
            (self.sources, analysis),
            &proposal,
            yaml,
        );
        let mut notes: Vec<String> = Vec::new();
        if !told.replaced.is_empty() {
            notes.push(words::replaces(&told.replaced));
        }
        for it in &told.expectations {
            if let Some(obstacle) = &it.obstacle {
                notes.push(words::cannot_hold(&it.expectation, obstacle));
            }
        }
        let moved = [
            ("+ ", &told.gained),
            ("- ", &told.lost),
            ("? ", &told.unsettled),
        ];
        let effect = moved.into_iter().flat_map(|(sign, all)| {
            let line = move |it: &netpol_export::wire::Moved| {
                [sign, &it.from, " -> ", &it.to, ", ", &it.words].concat()
            };
            all.iter().map(line)
        });
        let offer = Offer {
            title: words::proposal(proposal.policies.len(), told.held, told.failed),
            edits: changed.edits,
            effect: effect.take(MOST_EFFECTS).collect(),
            added: Some(told.policies),
            notes,
            ..Offer::default()
        };
        (vec![offer], None)
    }

    fn present(&self) -> Advice {
        let analysis = &self.reading.analysis;
        let state = present_state(&analysis.world, &analysis.reachability);
        let mut offer = self.lines(&state.claims);
        let unsaid = state.unsaid.iter().take(MOST);
        offer.notes = unsaid.map(|(a, b)| words::unsaid(a, b)).collect();
        (vec![offer], None)
    }

    fn tiers(&self, order: &[String]) -> Advice {
        let cluster = self.reading.analysis.cluster();
        let find = |name: &String| {
            let (namespace, name) = name.split_once('/')?;
            let home = cluster.find_namespace(namespace)?;
            cluster.find_workload(home, name.rsplit('/').next()?)
        };
        let found: Option<Vec<_>> = order.iter().map(find).collect();
        match found {
            Some(found) if found.len() > 1 => (vec![self.lines(&tiers(cluster, &found))], None),
            _ => (Vec::new(), Some(words::TIERS_NEED_TWO.to_owned())),
        }
    }

    /// Lines in place of those that speak of the same, else behind the others.
    fn lines(&self, claims: &[Claim]) -> Offer {
        let text = claims
            .iter()
            .fold(self.intended.to_owned(), |text, it| noted(&text, it));
        Offer {
            title: words::write_lines(claims.len()),
            effect: Vec::new(),
            intended: Some(text),
            ..Offer::default()
        }
    }
}

fn effect(effect: &Effect) -> Vec<String> {
    let mut lines: Vec<String> = effect.lines().take(MOST_EFFECTS).collect();
    if effect.size() > lines.len() {
        lines.push(words::more(effect.size() - lines.len()));
    }
    lines
}

/// The ports that a line speaks of, of which a counterexample shows one: those that are to
/// be denied, or to be allowed.
fn wanted(claim: &Claim, denies: bool) -> Option<Ports> {
    let ExpectedPorts::These(ports) = &claim.ports else {
        return None;
    };
    Some(match claim.expected {
        Expected::Only if denies => Ports::all().difference(ports),
        _ => ports.clone(),
    })
}
