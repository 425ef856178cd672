//! What holds for every table, and for every text that may look like one.

use netpol_engine::model::{LabelValue, Labels, Namespace};
use netpol_engine::{Analysis, Options, Severity, analyze};
use proptest::prelude::*;
use proptest::sample::select;

/// A pod as a terminal shows it.
#[derive(Debug, Clone)]
struct Shown {
    namespace: &'static str,
    status: &'static str,
    restarts: &'static str,
    address: bool,
    node: Option<&'static str>,
    labels: Vec<(&'static str, &'static str)>,
}

/// How it is asked for, and what becomes of the answer.
#[derive(Debug, Clone)]
struct Manner {
    everywhere: bool,
    wide: bool,
    labels: bool,
    prompt: &'static str,
    line_end: &'static str,
}

/// What was read of a pod: its name, address and node, and its labels, or that
/// they are unknown.
type Told = (String, Vec<String>, Option<String>, Option<Vec<String>>);

fn any_pod() -> impl Strategy<Value = Shown> {
    let labels = [
        ("app", "web"),
        ("app.kubernetes.io/name", "db"),
        ("tier", ""),
        ("v", "1.2"),
    ];
    (
        select(vec!["a", "shop", "a-much-longer-namespace"]),
        select(vec![
            "Running",
            "Pending",
            "Init:0/1",
            "CrashLoopBackOff",
            "Terminating",
        ]),
        select(vec!["0", "12", "3 (5m ago)", "104 (3d12h ago)"]),
        any::<bool>(),
        proptest::option::of(select(vec!["n1", "a-node.example.internal"])),
        proptest::sample::subsequence(labels.to_vec(), 0..=4),
    )
        .prop_map(
            |(namespace, status, restarts, address, node, labels)| Shown {
                namespace,
                status,
                restarts,
                address,
                node,
                labels,
            },
        )
}

fn any_manner() -> impl Strategy<Value = Manner> {
    let prompts = ["", "$ ", "me@host:~$ ", "PS C:\\> ", "[root@cp ~]# ", "# "];
    (
        any::<[bool; 3]>(),
        select(prompts.to_vec()),
        select(vec!["\n", "\r\n", "  \n"]),
    )
        .prop_map(|([everywhere, wide, labels], prompt, line_end)| Manner {
            everywhere,
            wide,
            labels,
            prompt,
            line_end,
        })
}

/// The columns as kubectl pads them: three blanks, but none behind the last.
fn aligned(rows: &[Vec<String>], line_end: &str) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(row.len(), 3);
        let both = widths.iter_mut().zip(row);
        both.for_each(|(width, cell)| *width = cell.len().max(*width));
    }
    if let Some(last) = widths.last_mut() {
        *last = 0;
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        text.push_str(&cells.join("   "));
        text.push_str(line_end);
    }
    text
}

fn written(labels: &[(&str, &str)]) -> Vec<String> {
    labels
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect()
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "<none>" } else { text }.to_owned()
}

/// A table of the pods in one namespace, or of all.
fn table(pods: &[(usize, Shown)], namespace: Option<&str>, manner: &Manner) -> String {
    let mut header = vec!["NAME", "READY", "STATUS", "RESTARTS", "AGE"];
    if namespace.is_none() {
        header.insert(0, "NAMESPACE");
    }
    if manner.wide {
        header.extend(["IP", "NODE", "NOMINATED NODE", "READINESS GATES"]);
    }
    if manner.labels {
        header.push("LABELS");
    }
    let mut rows = vec![header.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()];
    for (index, pod) in pods {
        let cell = |column: &&str| match *column {
            "NAMESPACE" => pod.namespace.to_owned(),
            "NAME" => format!("pod-{index}"),
            "READY" => "1/1".to_owned(),
            "STATUS" => pod.status.to_owned(),
            "RESTARTS" => pod.restarts.to_owned(),
            "AGE" => "3d12h".to_owned(),
            "IP" if pod.address => format!("10.0.0.{index}"),
            "NODE" => or_none(pod.node.unwrap_or_default()),
            "LABELS" => or_none(&written(&pod.labels).join(",")),
            _ => "<none>".to_owned(),
        };
        rows.push(header.iter().map(cell).collect());
    }
    let scope = namespace.map_or("-A".to_owned(), |it| format!("-n {it}"));
    let Manner {
        prompt, line_end, ..
    } = manner;
    let command = format!("{prompt}kubectl get pods {scope}{line_end}");
    if pods.is_empty() {
        return format!("{command}No resources found{line_end}");
    }
    format!("{command}{}", aligned(&rows, line_end))
}

fn analyzed(text: &str) -> Analysis {
    let sources = [("terminal", text)].into_iter().collect();
    analyze(&sources, &Options::default())
}

fn known_labels(labels: &Labels) -> Vec<String> {
    let pairs = labels.iter().map(|(key, value)| match value {
        LabelValue::Text(text) => format!("{key}={text}"),
        LabelValue::Generated => format!("{key}?"),
    });
    pairs.collect()
}

/// Every pod, in the order of names.
fn told(analysis: &Analysis) -> Vec<Told> {
    let cluster = analysis.cluster();
    let pods = cluster.pods().map(|(_, it)| {
        let namespace = &cluster[it.namespace].name;
        (
            format!("{namespace}/{}", it.name),
            it.addresses.iter().map(ToString::to_string).collect(),
            it.node.map(|it| cluster[it].name.clone()),
            (!it.labels.may_have_others()).then(|| known_labels(&it.labels)),
        )
    });
    let mut pods: Vec<Told> = pods.collect();
    pods.sort_unstable();
    pods
}

fn expected(pods: &[(usize, Shown)], manner: &Manner) -> Vec<Told> {
    let pods = pods.iter().map(|(index, it)| {
        let address = (manner.wide && it.address).then(|| format!("10.0.0.{index}"));
        (
            format!("{}/pod-{index}", it.namespace),
            address.into_iter().collect(),
            it.node.filter(|_| manner.wide).map(str::to_owned),
            manner.labels.then(|| written(&it.labels)),
        )
    });
    let mut pods: Vec<Told> = pods.collect();
    pods.sort_unstable();
    pods
}

/// Checks that every place is one of the text.
fn check_places(text: &str, analysis: &Analysis) {
    for finding in &analysis.diagnostics {
        let related = finding.related.iter().map(|it| it.span);
        for span in related.chain([finding.primary]) {
            assert!(text.get(span.range()).is_some(), "{text:?}: {finding:?}");
        }
    }
    for it in &analysis.ignored {
        assert!(text.get(it.span.range()).is_some(), "{text:?}: {it:?}");
    }
}

proptest! {
    #[test]
    fn a_table_reads_back_to_the_pods_it_shows(
        pods in prop::collection::vec(any_pod(), 0..12),
        manner in any_manner(),
    ) {
        let pods: Vec<(usize, Shown)> = pods.into_iter().enumerate().collect();
        let text = if manner.everywhere {
            table(&pods, None, &manner)
        } else {
            let names = ["a", "shop", "a-much-longer-namespace"];
            let tables = names.map(|namespace| {
                let own = pods.iter().filter(|it| it.1.namespace == namespace);
                table(&own.cloned().collect::<Vec<_>>(), Some(namespace), &manner)
            });
            tables.join("")
        };
        let analysis = analyzed(&text);
        prop_assert_eq!(told(&analysis), expected(&pods, &manner), "{}", text);
        let errors = analysis.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        prop_assert_eq!(errors.count(), 0, "{}", text);
        check_places(&text, &analysis);
        let automatic = analysis.cluster().namespaces().all(|(_, it)| {
            it.labels.get(Namespace::NAME_LABEL) == Some(&LabelValue::Text(it.name.clone()))
        });
        prop_assert!(automatic);
    }

    #[test]
    fn any_text_is_harmless(text in "\\PC{0,200}") {
        check_places(&text, &analyzed(&text));
    }

    #[test]
    fn any_text_of_pieces_of_tables_is_harmless(pieces in prop::collection::vec(select(PIECES.to_vec()), 0..40)) {
        let text = pieces.concat();
        check_places(&text, &analyzed(&text));
    }
}

/// What tables, and texts around them, are made of.
const PIECES: &[&str] = &[
    "NAMESPACE",
    "NAME",
    "READY",
    "STATUS",
    "RESTARTS",
    "AGE",
    "IP",
    "NODE",
    "LABELS",
    "TYPE",
    "CLUSTER-IP",
    "PORT(S)",
    "SELECTOR",
    "NOMINATED NODE",
    "NAME   STATUS   AGE   LABELS\n",
    "NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE   IP   NODE   LABELS\n",
    "NAME   TYPE   CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR\n",
    "shop   web-0   1/1   Running   3 (5m ago)   1d   10.0.0.1   n1   app=web\n",
    "web   ClusterIP   10.0.0.1   <none>   80:30080/TCP   1d   app=web\n",
    "shop   Active   1d   a=b\n",
    "pod/web-0",
    "Completed",
    "<none>",
    "a=b,c=",
    "80/TCP",
    " ",
    "   ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "---\n",
    "$ kubectl get pods -n shop\n",
    "k get ns -L a,b -n\n",
    "me@host:~$ ",
    "# ",
    "No resources found\n",
    "kind: Pod\n",
    "apiVersion: v1\n",
    "- ",
    "{",
    "}",
    "\u{a0}",
    "\u{feff}",
    "Ｎ",
    ",",
    "=",
    "/",
];
