//! What is folded, left out, put together or refused.

use expect_test::{Expect, expect};
use netpol_engine::PolicyName;
use netpol_engine::layout::{Aspect, Bulk, Coping, Filter, Folding, View, compose};
use netpol_engine::letters::Letters;

use crate::{FOUNDING, check, check_view, crowd, read};

#[test]
fn folded_namespaces_are_boxes_that_count_what_is_in_them() {
    let view = View::default().with_folding(Folding::All);
    check_view(
        &FOUNDING,
        "",
        view,
        &expect![[r#"
         ()
          qa-test (3 workloads) 5 inside ×1
          staging (3 workloads)  ×1
        Outside (any address)
        nowhere -> Outside Open ×3
        nowhere -> nowhere Admitted entering D
        Outside -> nowhere Open
    "#]],
    );
}

#[test]
fn one_namespace_can_be_folded_by_itself() {
    let view = View::default().with_fold("staging", true);
    check_view(
        &FOUNDING,
        "",
        view,
        &expect![[r#"
        qa-test (env=qa)
          frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
          api (app=api) :8080 <api-svc :80→8080> ×1
          db (app=db) :3306 <db-svc :3306> ×1
         ()
          staging (3 workloads)  ×1
        Outside (any address)
        qa-test/frontend -> qa-test/api Admitted entering C
        qa-test/frontend -> qa-test/db Admitted entering A
        all of qa-test -> Outside Open ×3
        qa-test/api -> qa-test/frontend Open
        qa-test/api -> qa-test/db Admitted entering A B
        qa-test/api -> nowhere Admitted entering D
        qa-test/db -> qa-test/frontend Open
        Outside -> qa-test/frontend Open
    "#]],
    );
}

/// Compares what a filter leaves of the founding case.
#[track_caller]
fn check_filter(filter: Filter, expected: &Expect) {
    let view = View {
        filter,
        ..View::default()
    };
    check_view(&FOUNDING, "", view, expected);
}

#[test]
fn a_filter_by_words_keeps_whom_it_means_and_their_peers() {
    let words = "app=api".to_owned();
    check_filter(
        Filter {
            words,
            ..Filter::default()
        },
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/api -> Outside Open
        "#]],
    );
}

#[test]
fn a_filter_by_namespace_folds_the_others() {
    let namespaces = vec!["staging".to_owned()];
    check_filter(
        Filter {
            namespaces,
            ..Filter::default()
        },
        &expect![[r#"
             ()
              qa-test (1 workload)  ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            nowhere -> staging/db Admitted entering D
        "#]],
    );
}

#[test]
fn a_filter_by_policy_keeps_its_connections_and_its_pods() {
    let policy = Some(PolicyName {
        namespace: "staging".to_owned(),
        name: "db-np".to_owned(),
    });
    check_filter(
        Filter {
            policy,
            ..Filter::default()
        },
        &expect![[r#"
            qa-test (env=qa)
              api (app=api) :8080 <api-svc :80→8080> ×1
            staging (env=staging)
              db (app=db) :3306 <db-svc :3306> ×1
            qa-test/api -> staging/db Admitted entering D
        "#]],
    );
}

#[test]
fn what_is_denied_of_one_place_is_drawn_when_asked_for() {
    check_view(
        &FOUNDING,
        "all of qa-test/db",
        View::default(),
        &expect![[r#"
            qa-test (env=qa)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            staging (env=staging)
              frontend (app=frontend) :8080 <frontend-svc :80→8080> ×1
              api (app=api) :8080 <api-svc :80→8080> ×1
              db (app=db) :3306 <db-svc :3306> ×1
            Outside (any address)
            qa-test/frontend -> qa-test/api Admitted entering C
            qa-test/frontend -> qa-test/db Admitted entering A
            all of qa-test -> Outside Open ×2
            qa-test/api -> qa-test/frontend Open
            qa-test/api -> qa-test/db Admitted entering A B
            qa-test/api -> staging/db Admitted entering D
            qa-test/db -> qa-test/frontend Open
            qa-test/db -> Outside Open
            Outside -> qa-test/frontend Open
            qa-test/db -> qa-test/api Denied(AtDestination)
            qa-test/db -> all of staging Denied(AtDestination) ×3
            all of staging -> qa-test/db Denied(AtBoth) ×3
            Outside -> qa-test/db Denied(AtDestination)
        "#]],
    );
}

#[test]
fn a_crowd_that_a_rule_admits_is_one_note_or_bundle() {
    let policies = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
        metadata: {name: same, namespace: crowd}\n\
        spec:\n  podSelector: {}\n  ingress:\n  - from: [{podSelector: {}}]\n";
    check(
        &[&crowd(8), policies],
        "",
        &expect![[r#"
        crowd ()
          p1 (app=p1)  ×1
          p2 (app=p2)  ×1
          p3 (app=p3)  ×1
          p4 (app=p4)  ×1
          p5 (app=p5)  ×1
          p6 (app=p6)  ×1
          p7 (app=p7)  ×1
          p8 (app=p8)  ×1
          (Aall ↔ all)
        Outside (any address)
        all of crowd -> Outside Open ×8
    "#]],
    );
}

#[test]
fn services_are_chips_or_say_that_they_lead_nowhere() {
    let service = |name: &str, app: &str, rest: &str| {
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: crowd}}\n\
             spec: {{selector: {{app: {app}}}, ports: [{{port: 80, targetPort: 8080}}]{rest}}}\n"
        )
    };
    let services = [
        service("web", "p1", ""),
        service("peers", "p1", ", clusterIP: None"),
        service("old", "gone", ""),
    ];
    check(
        &[&crowd(2), &services.join("---\n")],
        "",
        &expect![[r#"
        crowd ()
          p1 (app=p1)  <web :80→8080> <peers :80> ×1
          p2 (app=p2)  ×1
          (old: no backend)
        Outside (any address)
        crowd/p1 -> crowd/p2 Open
        all of crowd -> Outside Open ×2
        crowd/p2 -> crowd/p1 Open
        Outside -> all of crowd Open ×2
    "#]],
    );
}

#[test]
fn what_is_too_much_is_folded_or_refused_with_its_size() {
    let mut many = Vec::new();
    for namespace in ["one", "two", "three"] {
        many.push(crowd(90).replace("crowd", namespace));
    }
    let analysis = read(&[&many.join("---\n")]);
    let letters = Letters::default();
    let coping = |view| {
        let aspect = Aspect {
            view,
            ..Aspect::default()
        };
        let composition = compose(&analysis.material(&letters), &aspect);
        (composition.coping, composition.picture.edges.len())
    };
    let (folded, edges) = coping(View::default());
    assert!(
        matches!(folded, Coping::Folded(it) if it.nodes == 270),
        "{folded:?}"
    );
    assert!(edges > 0);
    let (refused, edges) = coping(View::default().with_folding(Folding::Nothing));
    assert!(matches!(refused, Coping::Refused(_)), "{refused:?}");
    assert_eq!(edges, 0);
}

/// Checks whether so many boxes are drawn one by one after a picture that coped
/// like this.
#[track_caller]
fn check_near_the_limit(boxes: usize, before: Option<Coping>, is_whole: bool) {
    let halves = ["one", "two"].map(|it| crowd(boxes / 2).replace("crowd", it));
    let analysis = read(&[&halves.join("---\n")]);
    let aspect = Aspect {
        before,
        ..Aspect::default()
    };
    let letters = Letters::default();
    let composition = compose(&analysis.material(&letters), &aspect);
    let coping = composition.coping;
    let found = matches!(coping, Coping::Legible | Coping::Dense(_));
    assert_eq!(
        found, is_whole,
        "{boxes} boxes after {before:?}: {coping:?}"
    );
}

#[test]
fn near_a_limit_a_picture_stays_what_it_was() {
    let bulk = Bulk::default();
    let whole = [Some(Coping::Dense(bulk)), Some(Coping::Legible)];
    let not = [Some(Coping::Folded(bulk)), Some(Coping::Refused(bulk))];
    check_near_the_limit(240, None, true);
    check_near_the_limit(242, None, false);
    for before in whole {
        check_near_the_limit(274, before, true);
        check_near_the_limit(276, before, false);
    }
    for before in not {
        check_near_the_limit(204, before, true);
        check_near_the_limit(206, before, false);
    }
}
