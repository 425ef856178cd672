//! What the page is told of intentions, and what becomes of them.

#![expect(clippy::expect_used, reason = "a test may stop where it is")]

use std::rc::Rc;

use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::report::{Later, LineOutcome, Offer};
use netpol_playground::state::{
    Action, AppState, Focus, PlaceName, Plea, ResultView, Workspace, expectation_of, noted_line,
};
use yew::Reducible;

const CLUSTER: &str = include_str!("../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str = include_str!("../static/examples/leaky-policies/policies-before.yaml");

fn told(intended: &str, plea: Option<Plea>) -> Later {
    told_of(BEFORE, intended, plea)
}

fn told_of(policies: &str, intended: &str, plea: Option<Plea>) -> Later {
    let task = Task {
        revision: 0,
        origin: None,
        workspace: Some(Rc::new(Workspace::of(policies, CLUSTER))),
        baseline: None,
        look: Look {
            view: ResultView::Policies,
            width: 900,
            wants_answer: true,
            intended: intended.into(),
            plea,
            ..Look::default()
        },
    };
    let later = Evaluator::default().answer(task).later;
    later.map_or_else(Later::default, |it| *it)
}

/// Compares what becomes of each line: `holds`, `fails`, `?`.
#[track_caller]
fn check(intended: &str, expected: &[&str]) {
    let report = told(intended, None).intentions.after(None);
    let report = report.expect("there are lines");
    let words = report.lines.iter().map(|it| match it.outcome {
        LineOutcome::Holds => "holds",
        LineOutcome::Fails { .. } => "fails",
        LineOutcome::Unanswered(_) => "?",
    });
    let faults = report.faults.iter().map(|_| "no line");
    assert_eq!(words.chain(faults).collect::<Vec<_>>(), expected);
}

#[test]
fn each_line_is_told_what_became_of_it() {
    check("qa-test/api -> qa-test/db allowed", &["holds"]);
    check("qa-test/frontend -> qa-test/db denied # leaks", &["fails"]);
    check("qa-test/frontend -> qa-test/nobody denied", &["?"]);
    check(
        "what\nqa-test/api -> qa-test/db allowed",
        &["holds", "no line"],
    );
    check("# nothing but a remark", &[]);
}

#[test]
fn without_lines_nothing_is_told() {
    assert!(told(" \n", None).intentions.after(None).is_none());
}

fn offers(intended: &str, plea: Plea) -> Vec<Offer> {
    let offers = told(intended, Some(plea)).offers.after(None);
    offers.expect("something was asked for").offers.clone()
}

#[test]
fn offers_say_what_they_change() {
    let line = "qa-test/frontend -> qa-test/db:3306 denied";
    let mends = offers(line, Plea::Mend(1));
    let first = mends.first().expect("it can be mended");
    assert_eq!(
        first.effect,
        ["- qa-test/frontend -> qa-test/db, all ports"]
    );
    assert!(!first.edits.is_empty() && first.places.len() == first.edits.len());
    assert_eq!(
        offers(
            "",
            Plea::Propose {
                closes_egress: false
            }
        ),
        []
    );
    assert_eq!(offers(line, Plea::Mend(7)), []);
    assert_eq!(offers("", Plea::Tiers(vec!["qa-test/api".to_owned()])), []);
}

#[test]
fn all_ports_of_a_line_are_mended_at_once() {
    let line = "staging/frontend -> staging/api:* allowed";
    let mends = offers(line, Plea::Mend(1));
    let effect = &mends.first().expect("it can be mended").effect;
    assert_eq!(*effect, ["+ staging/frontend -> staging/api, all ports"]);
}

fn after(state: AppState, actions: impl IntoIterator<Item = Action>) -> AppState {
    let state = actions.into_iter().fold(Rc::new(state), AppState::reduce);
    Rc::unwrap_or_clone(state)
}

#[test]
fn an_offer_is_taken_only_for_the_texts_that_it_was_tried_on() {
    let state = AppState::new(Workspace::of(BEFORE, CLUSTER), None);
    let line = "qa-test/frontend -> qa-test/db denied";
    let offer = offers(line, Plea::Mend(1)).remove(0);
    let read = Rc::clone(&state.workspace);
    let take = || Action::Accepted(Rc::clone(&read), Box::new(offer.clone()));
    let taken = after(state.clone(), [take()]);
    assert_ne!(taken.workspace, state.workspace);
    let back = after(taken, [Action::TookBack]);
    assert_eq!(back.workspace, state.workspace);
    let typed = after(state, [Action::Edited(0, "kind: Pod".into())]);
    assert_eq!(after(typed.clone(), [take()]).workspace, typed.workspace);
}

#[test]
fn what_was_taken_cannot_be_taken_back_once_something_else_was_typed() {
    let state = AppState::new(Workspace::of(BEFORE, CLUSTER), None);
    let offer = offers("qa-test/frontend -> qa-test/db denied", Plea::Mend(1)).remove(0);
    let read = Rc::clone(&state.workspace);
    let typed = after(
        state,
        [
            Action::Accepted(read, Box::new(offer)),
            Action::Edited(0, "kind: Pod".into()),
        ],
    );
    assert_eq!(
        after(typed.clone(), [Action::TookBack]).workspace,
        typed.workspace
    );
}

#[test]
fn a_pair_becomes_a_line_in_place_of_one_about_the_same() {
    let web = PlaceName::Named("shop/web".to_owned());
    let pair = Focus::between(web, PlaceName::Outside(String::new()));
    let written = expectation_of(&pair, &[]);
    assert_eq!(written.as_deref(), Some("shop/web -> external"));
    let line = "shop/web -> external denied";
    let text = noted_line("# mine\n", line).expect("it is a line");
    assert_eq!(text, format!("# mine\n{line}\n"));
    let other = noted_line(&text, "shop/web -> external allowed");
    assert_eq!(
        other.as_deref(),
        Some("# mine\nshop/web -> external allowed\n")
    );
    assert_eq!(noted_line("", "nonsense"), None);
}

#[test]
fn lines_are_kept_with_the_texts_they_belong_to() {
    let state = AppState::new(Workspace::of("a: 1", ""), None);
    let typed = after(state, [Action::Intended("x/a -> x/b denied".into())]);
    assert!(typed.is_edited);
    let other = Rc::new(Workspace::of("b: 1", ""));
    let opened = after(typed.clone(), [Action::Opened(other, None)]);
    assert_eq!(&*opened.intended, "");
    let kept = Rc::clone(opened.set_aside.first().expect("nothing is lost"));
    let back = after(opened, [Action::Opened(kept, None)]);
    assert_eq!(
        (&back.workspace, &back.intended),
        (&typed.workspace, &typed.intended)
    );
}

#[test]
fn a_problem_of_the_text_is_done_away_with() {
    let broken = BEFORE.replacen("env: qa", "env: yes", 1);
    let titles = |problem: usize| {
        let later = told_of(&broken, "", Some(Plea::Correct(problem)));
        let offers = later.offers.after(None).expect("there was a plea");
        let titles = offers.offers.iter().map(|it| it.title.clone());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(titles(0), ["Quote `yes`"]);
    assert_eq!(titles(7), [""; 0]);
}
