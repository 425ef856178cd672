//! What the page is told about a question, as it is typed.

#![expect(
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    reason = "snapshots are written so, by expect-test, and given away"
)]

use std::rc::Rc;

use expect_test::{Expect, expect};
use netpol_playground::evaluation::{Evaluator, Look, Task};
use netpol_playground::examples::Example;
use netpol_playground::report::Report;
use netpol_playground::state::{Focus, ResultView};

#[expect(clippy::expect_used, reason = "the page has an example to open on")]
fn reported(source: &str, destination: &str, wants_answer: bool) -> Report {
    let workspace = Rc::new(Example::first().expect("an example").workspace());
    let update = Evaluator::default().answer(Task {
        revision: 0,
        origin: None,
        workspace: Some(Rc::clone(&workspace)),
        baseline: None,
        look: Look {
            view: ResultView::Diagram,
            focus: Some(Focus::read(source, destination).expect("a port")),
            width: 900,
            wants_answer,
            ..Look::default()
        },
    });
    Report::first(update, workspace).expect("a first answer")
}

#[track_caller]
fn check(source: &str, destination: &str, expected: Expect) {
    let report = reported(source, destination, true);
    let mut lines = Vec::new();
    if let Some(told) = &report.told {
        lines.push(format!("{:?}: {}", told.verdict, told.headline));
        let steps = told.walk.iter().flat_map(|it| &it.steps);
        lines.extend(steps.map(|it| format!("{:?} {:?}", it.kind, it.passes)));
        lines.extend(told.explanation.iter().map(|it| it.headline.clone()));
        lines.extend(told.remarks.iter().cloned());
    }
    lines.extend(report.fault.clone());
    let pair = report.focus.iter();
    lines.extend(pair.map(|it| format!("edge {} -> {}", it.source.key(), it.destination.key())));
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn the_first_view_shows_the_pair_before_the_answer() {
    let pair = |wants_answer| reported("qa-test/frontend", "qa-test/db", wants_answer).focus;
    let told = |wants_answer| reported("qa-test/frontend", "qa-test/db", wants_answer).told;
    assert!(told(true).is_some());
    assert_eq!(told(false), None);
    assert!(pair(true).is_some());
    assert_eq!(pair(false), pair(true));
}

#[test]
fn two_workloads_are_a_pair_of_the_diagram() {
    check(
        "qa-test/frontend",
        "qa-test/db",
        expect![[r#"
        Allowed: frontend reaches db
        frontend reaches db
        edge qa-test/Deployment/frontend -> qa-test/Deployment/db"#]],
    );
    check(
        "qa-test/frontend",
        "qa-test/db:3306",
        expect![[r#"
        Allowed: frontend reaches db
        frontend reaches db
        edge qa-test/Deployment/frontend -> qa-test/Deployment/db"#]],
    );
}

#[test]
fn a_name_is_looked_up_and_followed_to_the_pod() {
    check(
        "qa-test/frontend",
        "db-svc:3306",
        expect![[r#"
        Allowed: frontend reaches db-svc on 3306/TCP
        Name Yes
        Service Yes
        Leaving(Pod(PodId(2))) Yes
        Entering(Pod(PodId(2))) Yes
        frontend reaches db
        edge qa-test/Deployment/frontend -> qa-test/Deployment/db"#]],
    );
    check(
        "qa-test/api",
        "db-svc.staging:3306",
        expect![[r#"
        Allowed: api reaches db-svc.staging on 3306/TCP
        Name Yes
        Service Yes
        Leaving(Pod(PodId(5))) Yes
        Entering(Pod(PodId(5))) Yes
        api of qa-test reaches db of staging
        edge qa-test/Deployment/api -> staging/Deployment/db"#]],
    );
    check(
        "staging/frontend",
        "api-svc:80",
        expect![[r#"
        Denied: frontend cannot reach api-svc on 80/TCP
        Name Yes
        Service Yes
        Leaving(Pod(PodId(4))) No
        Entering(Pod(PodId(4))) Yes
        frontend cannot reach api
        staging/frontend-1 may not ask the cluster's DNS, so it cannot look up api-svc
        edge staging/Deployment/frontend -> staging/Deployment/api"#]],
    );
}

#[test]
fn a_service_is_named_by_its_namespace_or_its_kind() {
    check(
        "qa-test/frontend",
        "qa-test/db-svc:3306",
        expect![[r#"
        Allowed: frontend reaches db-svc on 3306/TCP
        Service Yes
        Leaving(Pod(PodId(2))) Yes
        Entering(Pod(PodId(2))) Yes
        frontend reaches db
        edge qa-test/Deployment/frontend -> qa-test/Deployment/db"#]],
    );
    check(
        "qa-test/frontend",
        "qa-test/svc/db-svc:80",
        expect![[r#"
        NoBackend: nobody answers at db-svc on 80/TCP
        Service No
        the Service qa-test/db-svc does not list 80/TCP"#]],
    );
}

#[test]
fn addresses_are_ends_too() {
    check(
        "qa-test/frontend",
        "203.0.113.5:443",
        expect![[r#"
        Allowed: frontend reaches 203.0.113.5
        frontend reaches 203.0.113.5
        edge qa-test/Deployment/frontend -> outside/"#]],
    );
    check(
        "203.0.113.5",
        "qa-test/db:3306",
        expect![[r#"
        Denied: 203.0.113.5 cannot reach db
        203.0.113.5 cannot reach db
        edge outside/ -> qa-test/Deployment/db"#]],
    );
}

#[test]
fn who_is_not_there_is_said() {
    check(
        "qa-test/frontent",
        "qa-test/db",
        expect!["there is no pod, workload or Service `frontent` in namespace `qa-test`"],
    );
    check(
        "qa-test/frontend",
        "nobody/db:1",
        expect!["there is no namespace `nobody`"],
    );
    check(
        "qa-test/frontend",
        "no-such-svc:80",
        expect![
            "`no-such-svc` means nothing to `qa-test/frontend-1`: no Service has this name, seen from there"
        ],
    );
    check(
        "qa test/x",
        "qa-test/db",
        expect!["`qa test` in `qa test/x` is no name of an object"],
    );
}
