//! What a kubectl table does not show.

use expect_test::{Expect, expect};

use crate::explained::{explained, read};

const PODS: &str = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS
shop        web-0   1/1     Running   0          3d    app=web
shop        api-0   1/1     Running   0          3d    app=api
";

const PODS_WITHOUT_LABELS: &str = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE
shop        web-0   1/1     Running   0          3d
shop        api-0   1/1     Running   0          3d
";

const POLICY: &str = "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: for-web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: api}}}]
    ports: [{port: http}]
";

#[track_caller]
fn check(table: &str, expected: &Expect) {
    let analysis = read(&[table, POLICY]);
    expected.assert_eq(&explained(&analysis, "shop/api-0 -> shop/web-0"));
}

#[test]
fn a_named_port_of_a_pod_from_a_table() {
    check(
        PODS,
        &expect![[r#"
            api-0 may or may not reach web-0 in shop, on every TCP port
            Unknown: it depends on [A]
            Whether [A] admits it depends on what the input does not say.
            (shop/api-0 to shop/web-0: may be allowed on TCP by for-web, rule 1, branch A)

            Leaving api-0: Open
            No policy isolates `api-0` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering web-0: Undecided
            Isolated by *for-web*.
            (The input does not say enough to decide.)
              for-web: Its rule 1 admits whoever matches:
                + selects it app=web: `web-0` has `app=web`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] may admit api-0 (spec.ingress[0].from[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  + pod app=api: `api-0` has `app=api`
                  ? ports http/TCP: the input does not show what `http` is on `web-0`

            TABLE: The table with shop/web-0 does not show container ports, so what a named port is there is not known; `kubectl get pods -o yaml` shows it.
        "#]],
    );
}

#[test]
fn pods_from_a_table_without_labels() {
    check(
        PODS_WITHOUT_LABELS,
        &expect![[r#"
            api-0 may or may not reach web-0 in shop, on every port
            Unknown: it depends on [A]
            Whether [A] admits it depends on what the input does not say.
            (shop/api-0 to shop/web-0: may be allowed on all ports by for-web, rule 1, branch A)

            Leaving api-0: Open
            No policy isolates `api-0` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering web-0: Undecided
            Perhaps isolated by *for-web*.
            (Whether *for-web* selects `web-0` depends on a label that the input does not show.)
              for-web: Its rule 1 admits whoever matches:
                ? selects it app=web: `web-0` has perhaps a label `app`, which the input does not say
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] may admit api-0 (spec.ingress[0].from[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  ? pod app=api: `api-0` has perhaps a label `app`, which the input does not say
                  ? ports http/TCP: the input does not show what `http` is on `web-0`

            TABLE: The table with shop/web-0 does not show whether it has the label app; with `--show-labels` it does.

            TABLE: The table with shop/api-0 does not show whether it has the label app; with `--show-labels` it does.

            TABLE: The table with shop/web-0 does not show container ports, so what a named port is there is not known; `kubectl get pods -o yaml` shows it.
        "#]],
    );
}
