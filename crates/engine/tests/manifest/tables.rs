//! What a terminal shows of `kubectl get`, as it is.

use netpol_engine::diagnostic::Parsed;
use netpol_engine::manifest::Manifests;
use netpol_engine::model::{LabelValue, Labels, ObjectId};

use crate::reading::{findings, pods, read};
use crate::spans::path;

/// Labels as kubectl writes them; `?` where there may be others.
fn labels(labels: &Labels) -> String {
    let mut written: Vec<String> = labels
        .iter()
        .map(|(key, value)| match value {
            LabelValue::Text(text) => format!("{key}={text}"),
            LabelValue::Generated => format!("{key}=?"),
        })
        .collect();
    if labels.may_have_others() {
        written.push("?".to_owned());
    }
    written.join(",")
}

/// Every namespace, node and pod in a line.
pub(crate) fn described(parsed: &Parsed<Manifests>) -> Vec<String> {
    let cluster = &parsed.value.cluster;
    let mut lines = Vec::new();
    for (_, it) in cluster.namespaces().filter(|it| it.1.declared_by.is_some()) {
        lines.push(format!("namespace {} {}", it.name, labels(&it.labels)));
    }
    for (_, it) in cluster.nodes() {
        let addresses: Vec<_> = it.addresses.iter().map(ToString::to_string).collect();
        let labels = labels(&it.labels);
        lines.push(format!("node {} {} {labels}", it.name, addresses.join(",")));
    }
    for it in pods(parsed) {
        assert!(it.ports.is_unknown(), "{}", it.name);
        let addresses: Vec<_> = it.addresses.iter().map(ToString::to_string).collect();
        let node = it.node.map_or("-", |it| &cluster[it].name);
        lines.push(format!(
            "pod {}/{} {} {node} {}{}",
            cluster[it.namespace].name,
            it.name,
            addresses.join(","),
            labels(&it.labels),
            if it.host_network { " host" } else { "" }
        ));
    }
    lines
}

/// Checks what a text declares, and that nothing in it is an error.
#[track_caller]
pub(crate) fn check(text: &str, expected: &[&str]) {
    let parsed = read(text);
    assert_eq!(described(&parsed), expected, "\n{text}");
    let errors: Vec<_> = findings(text, &parsed)
        .into_iter()
        .filter(|it| it.starts_with("error"))
        .collect();
    assert_eq!(errors, [""; 0], "\n{text}");
}

/// Checks which parts of the text the fields of an object lead to.
#[track_caller]
fn check_places(
    text: &str,
    object: impl Fn(&Parsed<Manifests>) -> ObjectId,
    expected: &[(&str, &str)],
) {
    let parsed = read(text);
    let object = object(&parsed);
    for (at, expected) in expected {
        let span = parsed.value.places.value(object, &path(at));
        let found = span.map(|it| &text[it.range()]);
        assert_eq!(found, Some(*expected), "{at}\n{text}");
    }
}

const PODS_WIDE: &str = "\
me@laptop:~$ kubectl get pods -A -o wide --show-labels
NAMESPACE     NAME                       READY   STATUS      RESTARTS       AGE   IP            NODE     NOMINATED NODE   READINESS GATES   LABELS
kube-system   coredns-5d78c9869d-4xk2p   1/1     Running     0              41d   10.244.0.12   cp-1     <none>           <none>            k8s-app=kube-dns,pod-template-hash=5d78c9869d
shop          web-7c5ddbdf54-abcde       2/2     Running     3 (5m ago)     2d    10.244.1.7    node-1   <none>           <none>            app=web,tier=
shop          migrate-x7k2l              0/1     Completed   0              3d    10.244.1.9    node-1   <none>           <none>            job-name=migrate
shop          db-0                       0/1     Pending     0              10s   <none>        <none>   <none>           <none>            <none>
";

#[test]
fn pods_with_everything() {
    check(
        PODS_WIDE,
        &[
            "node cp-1  ",
            "node node-1  ",
            "pod kube-system/coredns-5d78c9869d-4xk2p 10.244.0.12 cp-1 \
             k8s-app=kube-dns,pod-template-hash=5d78c9869d",
            "pod shop/web-7c5ddbdf54-abcde 10.244.1.7 node-1 app=web,tier=",
            "pod shop/db-0  - ",
        ],
    );
}

#[test]
fn every_cell_of_a_pod_has_its_place() {
    let web = |parsed: &Parsed<Manifests>| pods(parsed)[1].declared_by;
    let row = PODS_WIDE.lines().nth(3).unwrap();
    check_places(
        PODS_WIDE,
        web,
        &[
            ("", row),
            ("kind", "web-7c5ddbdf54-abcde"),
            ("metadata.name", "web-7c5ddbdf54-abcde"),
            ("metadata.namespace", "shop"),
            ("metadata.labels[app]", "web"),
            ("metadata.labels[tier]", ""),
            ("spec.nodeName", "node-1"),
            ("status.phase", "Running"),
            ("status.podIP", "10.244.1.7"),
            ("status.conditions[0].status", "2/2"),
        ],
    );
    let parsed = read(PODS_WIDE);
    let key = parsed
        .value
        .places
        .key(web(&parsed), &path("metadata.labels[app]"));
    assert_eq!(&PODS_WIDE[key.unwrap().range()], "app");
}

#[test]
fn what_tables_of_pods_lack_is_said_once() {
    let parsed = read(PODS_WIDE);
    let header = PODS_WIDE.lines().nth(1).unwrap();
    assert_eq!(
        findings(PODS_WIDE, &parsed),
        [
            format!(
                "hint[table] `{header}`: a table shows neither the ports of containers nor who \
                 uses the network of its node: what named ports mean there is unknown"
            ),
            "hint[finished-pod] `Completed`: this pod has finished (Succeeded) and is left out: \
             it has no address any more"
                .to_owned(),
        ]
    );
}

#[test]
fn the_command_tells_the_namespace() {
    let table = "NAME    READY   STATUS    RESTARTS   AGE   LABELS\n\
                 web-0   1/1     Running   0          1d    app=web\n";
    for prompt in [
        "$ kubectl get pods -n shop --show-labels",
        "# kubectl get pods -n shop --show-labels",
        "me@host:~$ k get po -n shop --show-labels",
        "[root@cp ~]# kubectl -n shop get pod --show-labels",
        "PS C:\\Users\\me> kubectl get pods --namespace shop --show-labels",
        "➜  ~ git:(main) ✗ kubectl get pods --namespace=shop --show-labels",
        "(venv) me@host ~ % kubectl --context prod get pods -nshop --show-labels",
        "kubectl get pods -n=shop --show-labels | grep web",
    ] {
        let text = format!("{prompt}\n{table}");
        check(&text, &["pod shop/web-0  - app=web"]);
        let web = |parsed: &Parsed<Manifests>| pods(parsed)[0].declared_by;
        check_places(&text, web, &[("metadata.namespace", "shop")]);
    }
}

#[test]
fn a_namespace_that_nothing_tells_is_assumed_and_said_once() {
    let text = "NAME    READY   STATUS    RESTARTS   AGE   LABELS\n\
                web-0   1/1     Running   0          1d    app=web\n\
                web-1   1/1     Running   0          1d    app=web\n";
    let parsed = read(text);
    check(
        text,
        &[
            "pod default/web-0  - app=web",
            "pod default/web-1  - app=web",
        ],
    );
    let said = findings(text, &parsed);
    let assumed: Vec<_> = said.iter().filter(|it| it.contains("assumed")).collect();
    assert_eq!(assumed.len(), 1, "{said:#?}");
}

#[test]
fn labels_that_are_not_shown_are_unknown() {
    let text = "$ kubectl get po -n shop\n\
                NAME    READY   STATUS    RESTARTS   AGE\n\
                web-0   1/1     Running   0          1d\n\
                \n\
                $ kubectl get ns\n\
                NAME      STATUS   AGE\n\
                shop      Active   41d\n";
    check(
        text,
        &[
            "namespace shop kubernetes.io/metadata.name=shop,?",
            "pod shop/web-0  - ?",
        ],
    );
    let said = findings(text, &read(text));
    let warnings: Vec<_> = said.iter().filter(|it| it.starts_with("warning")).collect();
    assert_eq!(warnings.len(), 2, "{said:#?}");
}

#[test]
fn label_columns_are_named_by_the_command() {
    let text = "$ kubectl get pods -n shop -L app,topology.kubernetes.io/zone\n\
                NAME    READY   STATUS    RESTARTS   AGE   APP      ZONE\n\
                web-0   1/1     Running   0          1d    web      eu-1a\n\
                db-0    1/1     Running   0          1d    <none>   eu-1b\n";
    check(
        text,
        &[
            "pod shop/web-0  - app=web,topology.kubernetes.io/zone=eu-1a,?",
            "pod shop/db-0  - topology.kubernetes.io/zone=eu-1b,?",
        ],
    );
    let (_, table) = text.split_once('\n').unwrap();
    check(
        table,
        &[
            "pod default/web-0  - app=web,zone=eu-1a,?",
            "pod default/db-0  - zone=eu-1b,?",
        ],
    );
    let said = findings(table, &read(table));
    assert!(
        said.contains(
            &"hint[table] `ZONE`: this column is taken to show the label `zone`".to_owned()
        ),
        "{said:#?}"
    );
}

#[test]
fn a_label_may_be_called_as_a_column_is() {
    check(
        "$ kubectl get pods -n shop -L example.com/node,ip\n\
         NAME    READY   STATUS    RESTARTS   AGE   NODE    IP\n\
         web-0   1/1     Running   0          1d    gpu     shared\n",
        &["pod shop/web-0  - example.com/node=gpu,ip=shared,?"],
    );
    check(
        "$ kubectl get pods -n shop -L status --show-labels\n\
         NAME    READY   STATUS    RESTARTS   AGE   STATUS      LABELS\n\
         web-0   1/1     Running   0          1d    Completed   status=Completed\n",
        &["pod shop/web-0  - status=Completed"],
    );
}

#[test]
fn label_columns_beside_all_labels_say_nothing_new() {
    check(
        "$ kubectl get pods -n shop -L app --show-labels\n\
         NAME    READY   STATUS    RESTARTS   AGE   APP   LABELS\n\
         web-0   1/1     Running   0          1d    web   app=web,tier=front\n",
        &["pod shop/web-0  - app=web,tier=front"],
    );
}

#[test]
fn namespaces_and_nodes() {
    let text = "\
NAME              STATUS   AGE   LABELS
default           Active   41d   kubernetes.io/metadata.name=default
shop              Active   40d   env=prod,kubernetes.io/metadata.name=shop

NAME     STATUS                     ROLES           AGE   VERSION   INTERNAL-IP    EXTERNAL-IP   OS-IMAGE             KERNEL-VERSION     CONTAINER-RUNTIME
cp-1     Ready                      control-plane   41d   v1.30.2   192.168.0.10   <none>        Ubuntu 22.04.4 LTS   5.15.0-1-generic   containerd://1.7.18
node-1   Ready,SchedulingDisabled   <none>          41d   v1.30.2   192.168.0.11   203.0.113.9   Ubuntu 22.04.4 LTS   5.15.0-1-generic   containerd://1.7.18
";
    check(
        text,
        &[
            "namespace default kubernetes.io/metadata.name=default",
            "namespace shop env=prod,kubernetes.io/metadata.name=shop",
            "node cp-1 192.168.0.10 ?",
            "node node-1 192.168.0.11 ?",
        ],
    );
    assert_eq!(findings(text, &read(text)), [""; 0]);
    let node = |parsed: &Parsed<Manifests>| {
        let (_, node) = parsed.value.cluster.nodes().nth(1).unwrap();
        node.declared_by.unwrap()
    };
    check_places(
        text,
        node,
        &[
            ("metadata.name", "node-1"),
            ("status.addresses[0].address", "192.168.0.11"),
            ("status.addresses[1].address", "203.0.113.9"),
        ],
    );
}

#[test]
fn several_kinds_in_one_listing() {
    let text = "\
$ kubectl get all -n shop --show-labels
NAME                       READY   STATUS    RESTARTS   AGE   LABELS
pod/web-7c5ddbdf54-abcde   1/1     Running   0          2d    app=web

NAME          TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)   AGE   LABELS
service/web   ClusterIP   10.96.12.34   <none>        80/TCP    2d    app=web

NAME                  READY   UP-TO-DATE   AVAILABLE   AGE   LABELS
deployment.apps/web   1/1     1            1           2d    app=web

NAME                             DESIRED   CURRENT   READY   AGE   LABELS
replicaset.apps/web-7c5ddbdf54   1         1         1       2d    app=web,pod-template-hash=7c5ddbdf54
me@host:~$
";
    check(text, &["pod shop/web-7c5ddbdf54-abcde  - app=web"]);
    let parsed = read(text);
    let ignored: Vec<_> = parsed
        .value
        .ignored
        .iter()
        .map(|it| {
            (
                it.kind.as_str(),
                it.name.as_deref().unwrap_or_default(),
                &text[it.span.range()][..3],
            )
        })
        .collect();
    assert_eq!(
        ignored,
        [
            ("Service", "web", "ser"),
            ("Deployment", "web", "dep"),
            ("ReplicaSet", "web-7c5ddbdf54", "rep"),
        ]
    );
    let places: Vec<String> = findings(text, &parsed)
        .iter()
        .map(|it| it.split('`').nth(2).unwrap().chars().take(32).collect())
        .collect();
    assert_eq!(
        places,
        [
            ": a table shows neither the port",
            ": Services are left aside: this ",
            ": left aside: a table of Deploym",
            ": left aside: a table of Replica",
        ]
    );
}

#[test]
fn tables_of_policies_ask_for_yaml() {
    let text =
        "NAMESPACE   NAME       POD-SELECTOR   AGE\nshop        deny-all   <none>         2d\n";
    let said = findings(text, &read(text));
    assert_eq!(
        said,
        [
            "warning[policy-not-evaluated] `NAMESPACE   NAME       POD-SELECTOR   AGE`: policies are \
          left aside: a table does not show their rules"
        ]
    );
    assert_eq!(read(text).value.ignored[0].kind, "NetworkPolicy");
}

#[test]
fn other_tables_are_left_aside() {
    for (table, kind) in [
        (
            "NAME               DATA   AGE\nkube-root-ca.crt   1      41d\n",
            "unknown",
        ),
        ("NAME   READY   AGE\ndb     3/3     41d\n", "StatefulSet"),
        (
            "NAMESPACE     NAME         DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR            AGE\n\
             kube-system   kube-proxy   2         2         2       2            2           kubernetes.io/os=linux   41d\n",
            "DaemonSet",
        ),
        (
            "NAME      STATUS     COMPLETIONS   DURATION   AGE\nmigrate   Complete   1/1           5s         3d\n",
            "Job",
        ),
        (
            "NAME   SCHEDULE    TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE\n\
             tidy   0 3 * * *   <none>     False     0        5h              41d\n",
            "CronJob",
        ),
        (
            "NAME   STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE\n\
             data   Bound    pv-1     8Gi        RWO            standard       41d\n",
            "unknown",
        ),
    ] {
        let parsed = read(table);
        check(table, &[]);
        assert_eq!(parsed.value.ignored.len(), 1, "{table}");
        assert_eq!(parsed.value.ignored[0].kind, kind, "{table}");
    }
}

#[test]
fn states_of_pods() {
    let state = |status: &str, ready: &str| {
        let text = format!(
            "NAMESPACE   NAME    READY   {:<24}   RESTARTS   AGE   LABELS\n\
             shop        web-0   {ready:<5}   {status:<24}   0          1d    <none>\n",
            "STATUS"
        );
        let parsed = read(&text);
        let flagged = findings(&text, &parsed);
        let flagged = flagged.iter().any(|it| it.contains("taken to be live"));
        match (pods(&parsed).len(), flagged) {
            (1, false) => "live",
            (1, true) => "flagged",
            _ => "over",
        }
    };
    for status in [
        "Running",
        "Pending",
        "ContainerCreating",
        "CrashLoopBackOff",
        "ImagePullBackOff",
        "ErrImagePull",
        "Init:0/1",
        "Init:Error",
        "Init:CrashLoopBackOff",
        "PodInitializing",
        "Terminating",
        "NotReady",
        "SchedulingGated",
        "Unknown",
    ] {
        assert_eq!(state(status, "0/1"), "live", "{status}");
    }
    for status in [
        "Completed",
        "Succeeded",
        "Failed",
        "Evicted",
        "NodeAffinity",
        "Shutdown",
        "ContainerStatusUnknown",
    ] {
        assert_eq!(state(status, "0/1"), "over", "{status}");
    }
    for status in ["Error", "OOMKilled", "ExitCode:137"] {
        assert_eq!(state(status, "0/1"), "flagged", "{status}");
    }
    assert_eq!(state("ContainerStatusUnknown", "1/2"), "live");
}

#[test]
fn tables_of_the_same_pods_complete_each_other() {
    let labelled = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS
shop        web-0   1/1     Running   0          1d    app=web
shop        db-0    1/1     Running   0          1d    app=db
";
    let wide = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP         NODE   NOMINATED NODE   READINESS GATES
shop        web-0   1/1     Running   0          1d    10.0.0.1   n1     <none>           <none>
shop        new-0   1/1     Running   0          1s    10.0.0.3   n1     <none>           <none>
";
    for text in [
        format!("{labelled}\n{wide}"),
        format!("{wide}{labelled}{wide}"),
    ] {
        let parsed = read(&text);
        let mut found = described(&parsed);
        found.sort_unstable();
        let expected = [
            "node n1  ",
            "pod shop/db-0  - app=db",
            "pod shop/new-0 10.0.0.3 n1 ?",
            "pod shop/web-0 10.0.0.1 n1 app=web",
        ];
        assert_eq!(found, expected, "{text}");
        let said = findings(&text, &parsed);
        assert!(!said.iter().any(|it| it.contains("twice")), "{said:#?}");
    }
}

#[test]
fn a_manifest_says_more_than_a_row() {
    let row = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP         NODE   NOMINATED NODE   READINESS GATES
shop        web-0   1/1     Running   0          1d    10.0.0.1   n1     <none>           <none>
";
    let manifest = "\
{apiVersion: v1, kind: Pod, metadata: {name: web-0, namespace: shop, labels: {app: web}},
 spec: {containers: [{name: web, ports: [{containerPort: 80}]}]}}
";
    for text in [
        format!("{row}---\n{manifest}"),
        format!("{manifest}---\n{row}"),
    ] {
        let parsed = read(&text);
        let [web] = pods(&parsed).try_into().unwrap();
        assert_eq!(web.ports.known().len(), 1, "{text}");
        assert_eq!(labels(&web.labels), "app=web");
        assert_eq!(web.addresses.len(), 1);
        assert!(web.node.is_some());
    }
    // Contradictions are still said.
    let other = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS
shop        web-0   1/1     Running   0          1d    app=api
";
    let text = format!("{manifest}---\n{other}");
    let said = findings(&text, &read(&text));
    assert!(
        said.iter()
            .any(|it| it.contains("is defined twice; the last one")),
        "{said:#?}"
    );
}

#[test]
fn host_network_is_guessed_from_addresses() {
    let text = "\
NAMESPACE     NAME         READY   STATUS    RESTARTS   AGE   IP             NODE   NOMINATED NODE   READINESS GATES
kube-system   proxy-1      1/1     Running   0          1d    192.168.0.10   n1     <none>           <none>
kube-system   agent-2      1/1     Running   0          1d    192.168.0.11   n2     <none>           <none>
kube-system   exporter-2   1/1     Running   0          1d    192.168.0.11   n2     <none>           <none>
shop          web-0        1/1     Running   0          1d    10.244.1.7     n2     <none>           <none>
shop          job-x        0/1     Evicted   0          1d    10.244.1.7     n2     <none>           <none>

NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP    EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME
n1     Ready    <none>   1d    v1.30.2   192.168.0.10   <none>        Talos      6.1              containerd
";
    check(
        text,
        &[
            "node n1 192.168.0.10 ?",
            "node n2 192.168.0.11 ",
            "pod kube-system/proxy-1 192.168.0.10 n1 ? host",
            "pod kube-system/agent-2 192.168.0.11 n2 ? host",
            "pod kube-system/exporter-2 192.168.0.11 n2 ? host",
            "pod shop/web-0 10.244.1.7 n2 ?",
        ],
    );
    let said = findings(text, &read(text));
    let flagged = said
        .iter()
        .filter(|it| it.contains("so this pod is taken to use"));
    let flagged: Vec<_> = flagged.map(|it| it.split('`').nth(1).unwrap()).collect();
    assert_eq!(flagged, ["192.168.0.10", "192.168.0.11", "192.168.0.11"]);
}
