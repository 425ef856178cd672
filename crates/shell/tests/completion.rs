//! What could stand where the caret is.

mod prepared;

use netpol_engine::text::Sources;
use netpol_shell::Completion;

use prepared::Prepared;

const SHOP: &str = include_str!("texts/shop.yaml");
const POLICIES: &str = include_str!("texts/policies.yaml");

fn completion(before: &str) -> Completion {
    let sources: Sources = [("shop.yaml", SHOP), ("My policies", POLICIES)]
        .into_iter()
        .collect();
    Prepared::new(sources).session(&[]).complete(before)
}

#[track_caller]
fn check(before: &str, candidates: &[&str], completed: &str) {
    let found = completion(before);
    assert_eq!(found.candidates, candidates, "{before:?}");
    assert_eq!(found.completed(before), completed, "{before:?}");
}

#[test]
fn commands_and_verbs() {
    check("", &["clear", "help", "history", "kubectl"], "");
    check("ku", &["kubectl"], "kubectl ");
    check("h", &["help", "history"], "h");
    check("kubectl de", &["delete", "describe"], "kubectl de");
    check("k g", &["get"], "k get ");
    check("ls ", &[], "ls ");
}

#[test]
fn kinds_and_names() {
    check("kubectl get netp", &["netpol"], "kubectl get netpol ");
    check(
        "kubectl get netw",
        &["networkpolicies"],
        "kubectl get networkpolicies ",
    );
    check(
        "kubectl get pods,serv",
        &["services"],
        "kubectl get pods,services ",
    );
    check(
        "kubectl -n shop get po pr",
        &["probe"],
        "kubectl -n shop get po probe ",
    );
    check(
        "kubectl get pod -n shop web",
        &["web-1", "web-2"],
        "kubectl get pod -n shop web-",
    );
    check(
        "kubectl get pod -n shop web-1 web",
        &["web-2"],
        "kubectl get pod -n shop web-1 web-2 ",
    );
    check(
        "kubectl describe -n lab pod/",
        &["pod/loose"],
        "kubectl describe -n lab pod/loose ",
    );
    check(
        "kubectl describe ns ",
        &["lab", "shop"],
        "kubectl describe ns ",
    );
    check("kubectl get pods ", &[], "kubectl get pods ");
}

#[test]
fn flags_and_their_values() {
    check(
        "kubectl get pods -n ",
        &["lab", "shop"],
        "kubectl get pods -n ",
    );
    check(
        "kubectl get pods -n s",
        &["shop"],
        "kubectl get pods -n shop ",
    );
    check(
        "kubectl get pods --sh",
        &["--show-labels"],
        "kubectl get pods --show-labels ",
    );
    check(
        "kubectl get pods -o ",
        &["name", "wide", "yaml"],
        "kubectl get pods -o ",
    );
    check(
        "kubectl apply -f ",
        &["'My policies'", "shop.yaml"],
        "kubectl apply -f ",
    );
    check(
        "kubectl get pods -l app=p",
        &["app=probe"],
        "kubectl get pods -l app=probe ",
    );
    check(
        "kubectl label --o",
        &["--overwrite"],
        "kubectl label --overwrite ",
    );
    check("kubectl apply ", &["-f"], "kubectl apply -f ");
}

#[test]
fn programs_and_whom_they_reach() {
    check(
        "kubectl exec -n shop ",
        &["db-0", "deploy/web", "probe", "sts/db", "web-1", "web-2"],
        "kubectl exec -n shop ",
    );
    check(
        "kubectl exec -n shop dep",
        &["deploy/web"],
        "kubectl exec -n shop deploy/web ",
    );
    check(
        "kubectl exec -n shop probe ",
        &["--"],
        "kubectl exec -n shop probe -- ",
    );
    check(
        "kubectl exec -n shop probe -- n",
        &["nc", "nslookup"],
        "kubectl exec -n shop probe -- n",
    );
    check(
        "kubectl exec -n shop probe -- curl w",
        &["web-svc:80", "web-svc:81"],
        "kubectl exec -n shop probe -- curl web-svc:8",
    );
    check(
        "kubectl exec -n lab loose -- nc db",
        &["db.shop"],
        "kubectl exec -n lab loose -- nc db.shop ",
    );
}
