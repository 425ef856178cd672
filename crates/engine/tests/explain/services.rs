//! Connections through Services, step by step, as one would read them aloud.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::Analysis;
use netpol_engine::explain::ServiceExplanation;
use netpol_engine::letters::Letters;
use netpol_engine::model::{Protocol, Truth};

use crate::explained::{Shop, endpoint, founding, said, write_member};

/// `client -> name:port` or `client -> namespace/service:port`, over TCP.
fn answered(analysis: &Analysis, question: &str) -> ServiceExplanation {
    let (client, asked) = question.split_once(" -> ").expect("`client -> name:port`");
    let (name, port) = asked.rsplit_once(':').expect("`name:port`");
    let client = endpoint(analysis.cluster(), client);
    let port = (Protocol::Tcp, port.parse().expect("a number"));
    match name.split_once('/') {
        None => analysis.explain_name(client, name, port),
        Some((namespace, name)) => {
            let cluster = analysis.cluster();
            let namespace = cluster.find_namespace(namespace).expect("it is there");
            let service = cluster.find_service(namespace, name).expect("it is there");
            analysis.explain_service(client, service, port)
        }
    }
}

/// The backends, each with what there is to say of it, and the entries.
pub(crate) fn members_told(analysis: &Analysis, question: &str) -> String {
    let explanation = answered(analysis, question);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = format!("{}: {:?}\n", explanation.headline, explanation.verdict);
    for it in &explanation.members {
        write_member(&mut text, "-", it, &letters).expect("a string takes everything");
    }
    for it in &explanation.uses {
        let sentence = said(&it.sentence, &letters);
        writeln!(text, "{sentence}").expect("a string takes everything");
    }
    text
}

fn told(analysis: &Analysis, question: &str) -> String {
    let explanation = answered(analysis, question);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = match explanation.verdict {
        Some(verdict) => format!("{}: {verdict:?}\n", explanation.headline),
        None => format!("{}\n", explanation.headline),
    };
    let mut write = |line: &str| writeln!(text, "{line}").expect("a string takes everything");
    for step in &explanation.steps {
        let sign = match step.passes {
            Truth::Yes => '+',
            Truth::Unknown => '?',
            Truth::No => '-',
        };
        write(&format!("{sign} {}", said(&step.sentence, &letters)));
    }
    if let Some(names) = &explanation.names {
        write(&format!("! {}", said(names, &letters)));
    }
    for (disclosure, sentence) in &explanation.disclosures {
        write(&format!("{}: {sentence}", disclosure.code()));
    }
    text
}

#[track_caller]
fn check(analysis: &Analysis, question: &str, expected: &Expect) {
    expected.assert_eq(&told(analysis, question));
}

#[track_caller]
fn check_shop(objects: &str, question: &str, expected: &Expect) {
    check(&Shop::with(objects), question, expected);
}

#[test]
fn the_leak_through_its_service() {
    check(
        &founding(),
        "qa-test/frontend -> db-svc:3306",
        &expect![[r#"
            frontend reaches db-svc on 3306/TCP: Allowed
            + From qa-test, `db-svc` means the Service `qa-test/db-svc`, in full `db-svc.qa-test.svc.cluster.local`.
            + Port 3306/TCP of `db-svc` leads to the same port of `db`.
            + Leaving `frontend`: no policy isolates it for egress.
            + Entering `db`: admitted on 3306/TCP by db-np, rule 1, [A].
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn another_target_port() {
    check(
        &founding(),
        "qa-test/frontend -> api-svc:80",
        &expect![[r#"
            frontend reaches api-svc on 80/TCP: Allowed
            + From qa-test, `api-svc` means the Service `qa-test/api-svc`, in full `api-svc.qa-test.svc.cluster.local`.
            + Port 80/TCP of `api-svc` leads to port 8080 of `api`.
            + Leaving `frontend`: no policy isolates it for egress.
            + Entering `api`: admitted on 8080/TCP by frontend-api-np, rule 1, [C].
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn a_service_of_another_namespace() {
    check(
        &founding(),
        "qa-test/api -> db-svc.staging:3306",
        &expect![[r#"
            api reaches db-svc.staging on 3306/TCP: Allowed
            + From qa-test, `db-svc.staging` means the Service `staging/db-svc`, in full `db-svc.staging.svc.cluster.local`.
            + Port 3306/TCP of `db-svc` leads to the same port of `db`.
            + Leaving `api`: no policy isolates it for egress.
            + Entering `db`: admitted on 3306/TCP by staging/db-np, rule 1, [D].
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn a_client_without_egress_cannot_ask_for_names_either() {
    check(
        &founding(),
        "staging/api -> db-svc:3306",
        &expect![[r#"
        api cannot reach db-svc on 3306/TCP: Denied
        + From staging, `db-svc` means the Service `staging/db-svc`, in full `db-svc.staging.svc.cluster.local`.
        + Port 3306/TCP of `db-svc` leads to the same port of `db`.
        - Leaving `api`: test-np has no egress rule.
        + Entering `db`: admitted on 3306/TCP by db-np, rule 1, [D].
        ! The name lookup is blocked: test-np does not admit 53/UDP to the cluster’s DNS. The input has no DNS servers; they are taken to be pods of kube-system with the label k8s-app=kube-dns.
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
}

#[test]
fn the_name_of_a_workload_is_no_name() {
    check(
        &founding(),
        "qa-test/api -> db:3306",
        &expect![[r#"
            api cannot look up db
            - From qa-test, `db` means nothing: no Service has that name. `db-svc` would be found.
        "#]],
    );
    check(
        &founding(),
        "qa-test/api -> db.staging:3306",
        &expect![[r#"
            api cannot look up db.staging
            - From qa-test, `db.staging` means nothing: no Service has that name. `db-svc.staging` would be found.
        "#]],
    );
}

#[test]
fn a_port_that_is_not_listed() {
    check(
        &founding(),
        "qa-test/api -> qa-test/api-svc:8080",
        &expect![[r#"
            nobody answers at api-svc on 8080/TCP: NoBackend
            - `api-svc` does not list port 8080/TCP; it lists 80/TCP.
        "#]],
    );
}

const FRONT: &str = "apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec:
  clusterIP: 10.96.0.7
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
---
";

const SQL: &str = "apiVersion: v1
kind: Service
metadata: {name: sql, namespace: shop}
spec: {clusterIP: None, selector: {app: db}}
---
apiVersion: v1
kind: Service
metadata: {name: store, namespace: ops}
spec: {type: ExternalName, externalName: sql.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: bank, namespace: ops}
spec: {type: ExternalName, externalName: api.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: old, namespace: ops}
spec: {type: ExternalName, externalName: gone.shop.svc.cluster.local}
---
";

fn with(services: &str, policy: &str) -> String {
    format!(
        "{services}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: np, namespace: shop}}
spec: {{{policy}}}
"
    )
}

#[test]
fn a_rule_that_names_the_port_of_the_service() {
    let policy = "podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80}]}]";
    check_shop(
        &with(FRONT, policy),
        "shop/api -> front:80",
        &expect![[r#"
            api cannot reach front on 80/TCP: Denied
            + From shop, `front` means the Service `shop/front`, in full `front.shop.svc.cluster.local`.
            + Port 80/TCP of `front` leads to port 8080 of `web`.
            + Leaving `api`: no policy isolates it for egress.
            - Entering `web`: np does not admit it on 8080/TCP. The rule of [A] names port 80, which is that of the Service; policies see the backend’s, 8080.
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn a_block_around_the_address_of_the_service() {
    let policy = "podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], \
                  egress: [{to: [{ipBlock: {cidr: 10.96.0.0/12}}]}]";
    check_shop(
        &with(FRONT, policy),
        "shop/api -> front:80",
        &expect![[r#"
            api may or may not reach front on 80/TCP: Unknown
            + From shop, `front` means the Service `shop/front`, in full `front.shop.svc.cluster.local`.
            + Port 80/TCP of `front` leads to port 8080 of `web`.
            ? Leaving `api`: the input does not say whether np, rule 1, [A] admits it on 8080/TCP.
            + Entering `web`: no policy isolates it for ingress.
            ! The name lookup may be blocked: it depends on what the input does not say of the cluster’s DNS.
            IPBLOCK-SVC: CIDRs are compared with the addresses of the backends of front, not with that of the Service.
            POD-IP: The input gives no address of shop/web, so whether an ipBlock matches it cannot be decided.
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn a_pod_that_may_get_itself() {
    let policy = "podSelector: {matchLabels: {app: web}}, \
                  ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]";
    check_shop(
        &with(FRONT, policy),
        "shop/web -> front:80",
        &expect![[r#"
        web cannot reach front on 80/TCP: Denied
        + From shop, `front` means the Service `shop/front`, in full `front.shop.svc.cluster.local`.
        + Port 80/TCP of `front` leads to port 8080 of `web`.
        + Leaving `web`: no policy isolates it for egress.
        - Entering `web`: np does not admit it on 8080/TCP.
        SELF-SVC: The Service may pick shop/web itself, the pod that calls it; plugins differ on what then applies, and here policies do.
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
}

#[test]
fn headless_by_another_name() {
    let policy = "podSelector: {matchLabels: {app: db}}, \
                  ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 5432}]}]";
    let objects = with(SQL, policy);
    check_shop(
        &objects,
        "ops/grafana -> store:5432",
        &expect![[r#"
        grafana reaches store on 5432/TCP: Allowed
        + From ops, `store` means the Service `ops/store`, in full `store.ops.svc.cluster.local`.
        + `store` stands for the name `sql.shop.svc.cluster.local`.
        + `sql` is headless, so the client connects straight to `db` on the port it asks for.
        + Leaving `grafana`: no policy isolates it for egress.
        + Entering `db`: admitted on 5432/TCP by shop/np, rule 1, [A].
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
    check_shop(
        &objects,
        "ops/grafana -> store:3306",
        &expect![[r#"
        grafana cannot reach store on 3306/TCP: Denied
        + From ops, `store` means the Service `ops/store`, in full `store.ops.svc.cluster.local`.
        + `store` stands for the name `sql.shop.svc.cluster.local`.
        + `sql` is headless, so the client connects straight to `db` on the port it asks for.
        + Leaving `grafana`: no policy isolates it for egress.
        - Entering `db`: shop/np does not admit it on 3306/TCP.
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
}

#[test]
fn names_that_lead_outside_or_nowhere() {
    let policy = "podSelector: {}";
    let objects = with(SQL, policy);
    check_shop(
        &objects,
        "ops/grafana -> bank:443",
        &expect![[r#"
        grafana reaches bank on 443/TCP: Allowed
        + From ops, `bank` means the Service `ops/bank`, in full `bank.ops.svc.cluster.local`.
        + `bank` stands for the name `api.example.com`, which is outside the cluster.
        + Leaving `grafana`: no policy isolates it for egress.
        + Entering an address that only DNS knows: policies do not apply to what is outside the cluster.
    "#]],
    );
    check_shop(
        &objects,
        "ops/grafana -> old:443",
        &expect![[r#"
        nobody answers at old on 443/TCP: NoBackend
        + From ops, `old` means the Service `ops/old`, in full `old.ops.svc.cluster.local`.
        - `old` stands for the name `gone.shop.svc.cluster.local`, and that name leads nowhere.
    "#]],
    );
    check_shop(
        &objects,
        "ops/grafana -> www.example.com:443",
        &expect![[r#"
            grafana reaches www.example.com on 443/TCP: Allowed
            + From ops, `www.example.com` is none of the cluster’s names, so it leads outside.
            + Leaving `grafana`: no policy isolates it for egress.
            + Entering an address that only DNS knows: policies do not apply to what is outside the cluster.
        "#]],
    );
    check_shop(
        &objects,
        "ops/prober -> bank:443",
        &expect![[r#"
        prober cannot look up bank
        - `prober` uses its node’s network and asks its node for names, which does not know those of the cluster; the dnsPolicy ClusterFirstWithHostNet changes that.
    "#]],
    );
}

#[test]
fn nobody_there() {
    let service = |spec: &str| {
        format!(
            "{{apiVersion: v1, kind: Service, metadata: {{name: s, namespace: shop}}, spec: {{{spec}}}}}"
        )
    };
    let without_pods = service("selector: {app: gone, tier: back}, ports: [{port: 80}]");
    check_shop(
        &without_pods,
        "shop/api -> s:80",
        &expect![[r#"
        nobody answers at s on 80/TCP: NoBackend
        + From shop, `s` means the Service `shop/s`, in full `s.shop.svc.cluster.local`.
        - No live pod of shop has the labels `app=gone, tier=back`, which `s` selects.
    "#]],
    );
    let without_slices = service("ports: [{port: 80}]");
    check_shop(
        &without_slices,
        "shop/api -> s:80",
        &expect![[r#"
        nobody answers at s on 80/TCP: NoBackend
        + From shop, `s` means the Service `shop/s`, in full `s.shop.svc.cluster.local`.
        - `s` selects no pods, and no EndpointSlice in the input lists anybody for it.
    "#]],
    );
    let without_name = service("selector: {app: db}, ports: [{port: 80, targetPort: http}]");
    check_shop(
        &without_name,
        "shop/api -> s:80",
        &expect![[r#"
        nobody answers at s on 80/TCP: NoBackend
        + From shop, `s` means the Service `shop/s`, in full `s.shop.svc.cluster.local`.
        - No backend of `s` has a TCP port named `http`.
    "#]],
    );
}

#[test]
fn a_client_from_outside() {
    let balancer = FRONT.replace("spec:", "spec:\n  type: LoadBalancer");
    let policy = "podSelector: {matchLabels: {app: web}}, \
                  ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]";
    let objects = with(&balancer, policy);
    check_shop(
        &objects,
        "203.0.113.5 -> shop/front:80",
        &expect![[r#"
        203.0.113.5 may or may not reach front on 80/TCP: Unknown
        + Port 80/TCP of `front` leads to port 8080 of `web`.
        + Leaving `203.0.113.5`: policies do not apply to what is outside the cluster.
        ? Entering `web`: admitted on 8080/TCP by shop/np, rule 1, [A]. A node may put its own address in place of the client’s, and then the answer is another.
        SNAT: A node or load balancer in front of front may put its own address in place of the client’s.
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
}

#[test]
fn pods_that_may_serve() {
    let service = FRONT.replace("{app: web}", "{app: web, pod-template-hash: abc}");
    let policy = "podSelector: {matchLabels: {app: web}}";
    check_shop(
        &with(&service, policy),
        "shop/api -> front:80",
        &expect![[r#"
            api may or may not reach front on 80/TCP: Unknown
            + From shop, `front` means the Service `shop/front`, in full `front.shop.svc.cluster.local`.
            + Port 80/TCP of `front` leads to port 8080 of `web`, if the Service selects it.
            + Leaving `api`: no policy isolates it for egress.
            - Entering `web`: np has no ingress rule.
            READY: The input does not say which backends are ready, so all are taken to be.
        "#]],
    );
}

#[test]
fn only_long_answers_are_kept_back() {
    let policy = "podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: \
                  [{to: [{podSelector: {}}]}, {ports: [{port: 53, protocol: UDP}]}]";
    check_shop(
        &with(FRONT, policy),
        "shop/api -> front:80",
        &expect![[r#"
        api reaches front on 80/TCP: Allowed
        + From shop, `front` means the Service `shop/front`, in full `front.shop.svc.cluster.local`.
        + Port 80/TCP of `front` leads to port 8080 of `web`.
        + Leaving `api`: admitted on 8080/TCP by np, rule 1, [A].
        + Entering `web`: no policy isolates it for ingress.
        ! Names can be looked up over UDP only; long answers need TCP, and np does not admit 53/TCP to the cluster’s DNS. The input has no DNS servers; they are taken to be pods of kube-system with the label k8s-app=kube-dns.
        READY: The input does not say which backends are ready, so all are taken to be.
    "#]],
    );
}
