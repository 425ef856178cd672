//! Tables among other things, and tables that suffered on their way.

use std::fmt::Write;

use crate::reading::{check_findings, findings, pods, read};
use crate::tables::{check, described};

const TABLE: &str = "\
NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS
shop        web-0   1/1     Running   0          1d    app=web
shop        db-0    1/1     Running   0          1d    app=db
";

const POLICY: &str = "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {}
";

const WEB: &str = "pod shop/web-0  - app=web";
const DB: &str = "pod shop/db-0  - app=db";

#[test]
fn tables_stand_among_documents() {
    for text in [
        format!("{TABLE}---\n{POLICY}"),
        format!("{POLICY}---\n{TABLE}"),
        format!("{TABLE}{POLICY}"),
        format!("{POLICY}{TABLE}"),
        format!("{TABLE}\n{POLICY}\n{TABLE}"),
        format!(
            "{POLICY}\n\n{TABLE}\n\n{}",
            POLICY.replace("name: p", "name: q")
        ),
        format!(
            "$ kubectl get pods -A --show-labels\n{TABLE}$ kubectl get netpol -A -o yaml\n{POLICY}"
        ),
        format!(
            "$ cat policy.yaml\n{POLICY}me@host:~$ k get po -A --show-labels\n{TABLE}me@host:~$ "
        ),
        format!("# pods\n{TABLE}# the policy\n{POLICY}"),
        format!("\u{feff}{TABLE}---\n{POLICY}"),
        format!("{{\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\"}}\n{TABLE}---\n{POLICY}"),
    ] {
        check(&text, &[WEB, DB]);
        let parsed = read(&text);
        let policies: Vec<_> = parsed.value.cluster.policies().collect();
        assert_eq!(
            policies.len(),
            text.matches("NetworkPolicy").count(),
            "\n{text}"
        );
        for (_, policy) in policies {
            let place = parsed.value.places.object(policy.declared_by).unwrap();
            let place = &text[place.range()];
            assert!(
                place.starts_with("apiVersion") && place.ends_with("{}"),
                "{place}"
            );
        }
    }
}

#[test]
fn objects_keep_the_order_of_the_text() {
    let pod = |name: &str| {
        format!("kind: Pod\napiVersion: v1\nmetadata: {{name: {name}, namespace: shop}}\n")
    };
    let text = format!("{}---\n{TABLE}---\n{}", pod("first"), pod("last"));
    let parsed = read(&text);
    let names: Vec<_> = pods(&parsed).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["first", "web-0", "db-0", "last"]);
}

#[test]
fn tables_inside_of_texts_are_no_tables() {
    let indented = TABLE.replace('\n', "\n    ");
    let text = format!(
        "kind: ConfigMap\napiVersion: v1\nmetadata: {{name: notes}}\ndata:\n  notes: |\n    {indented}\n"
    );
    assert_eq!(described(&read(&text)), [""; 0]);
    check_findings(&text, &[]);
}

#[test]
fn a_table_may_have_suffered() {
    let spaced = |gap: &str| {
        let lines = TABLE
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(gap));
        lines.collect::<Vec<_>>().join("\n")
    };
    for text in [
        TABLE.replace('\n', "\r\n"),
        TABLE.replace('\n', "   \n"),
        TABLE.replace('\n', "\n\n"),
        TABLE.replace(' ', "\u{a0}"),
        format!("  {}", TABLE.trim_end().replace('\n', "\n  ")),
        TABLE.replace("\nshop    ", "\nshop  "),
        TABLE.replace("\nshop   ", "\nshop      "),
        spaced("\t"),
        spaced(" "),
        spaced("  "),
    ] {
        check(&text, &[WEB, DB]);
    }
}

#[test]
fn restarts_hold_spaces_also_where_columns_are_lost() {
    let text = "NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES LABELS\n\
                shop web-0 1/1 Running 3 (5m ago) 1d 10.0.0.1 n1 <none> <none> app=web\n";
    check(text, &["node n1  ", "pod shop/web-0 10.0.0.1 n1 app=web"]);
}

#[test]
fn answers_without_rows_are_harmless() {
    for text in [
        "No resources found",
        "No resources found in shop namespace.\n",
        "$ kubectl get netpol -n shop\nNo resources found in shop namespace.\n$ ",
        "me@host:~$ kubectl get pods\n",
    ] {
        check_findings(text, &[]);
    }
    check_findings(
        "NAME   STATUS   AGE   LABELS\n",
        &["hint[table] `NAME   STATUS   AGE   LABELS`: this table has no rows"],
    );
}

#[test]
fn lines_that_do_not_fit_are_said() {
    let text = format!("{TABLE}and this is prose about it\n");
    let parsed = read(&text);
    assert_eq!(described(&parsed), [WEB, DB]);
    assert!(
        findings(&text, &parsed).contains(
            &"error[table-row] `and this is prose about it`: \
              this line does not fit the columns of the table above"
                .to_owned()
        )
    );
}

#[test]
fn rows_that_a_narrow_terminal_broke_are_not_read() {
    for (broken, errors) in [("   app=db", 2), ("=db", 2), ("pp=db", 2), ("db\n", 1)] {
        let text = TABLE.replace(broken, &format!("\n{}", broken.trim_start_matches(' ')));
        let parsed = read(&text);
        assert_eq!(described(&parsed), [WEB], "{text}");
        let said = findings(&text, &parsed);
        let said: Vec<_> = said.iter().filter(|it| it.starts_with("error")).collect();
        assert_eq!(said.len(), errors, "{text}{said:#?}");
    }
}

#[test]
fn cells_that_cannot_be_read_cost_their_row() {
    let text = TABLE.replace("app=web", "app");
    let parsed = read(&text);
    assert_eq!(described(&parsed), [DB]);
    assert!(findings(&text, &parsed).contains(
        &"error[table-row] `app`: `app` is no label: expected `key=value`; this row was not read"
            .to_owned()
    ));
    let text = TABLE.replace("app=web", "app=web,app=api");
    let parsed = read(&text);
    assert_eq!(described(&parsed), [DB]);
    let said = findings(&text, &parsed);
    let twice = "error[duplicate-key] `app`: strict decoding error: duplicate field \"metadata.labels.app\"";
    assert!(said.contains(&twice.to_owned()), "{said:#?}");
    let text = TABLE.replace("web-0", "Web_0");
    let parsed = read(&text);
    assert_eq!(described(&parsed), [DB]);
    let said = findings(&text, &parsed);
    assert!(
        said.iter()
            .any(|it| it.starts_with("error[invalid-value] `Web_0`: metadata.name: Invalid value")),
        "{said:#?}"
    );
    let wide = TABLE.replace('S', "Ｓ");
    assert!(
        read(&wide)
            .diagnostics
            .iter()
            .any(|it| it.severity == netpol_engine::Severity::Error)
    );
}

#[test]
fn prose_is_no_table() {
    for text in [
        "NAME",
        "Hello, these are my pods",
        "NAME: web\nAGE: 5",
        "The NAME   of the pod\nweb",
        "NAME   age\nweb    5",
    ] {
        let parsed = read(text);
        let codes: Vec<_> = parsed.diagnostics.iter().map(|it| it.code.0).collect();
        assert!(
            !codes.contains(&"table") && !codes.contains(&"table-row"),
            "{text}: {codes:?}"
        );
        assert!(!codes.is_empty(), "{text}");
    }
}

#[test]
fn tables_have_bounds() {
    let row = "shop        web-0   1/1     Running   0          1d    app=web\n";
    let header = TABLE.lines().next().unwrap();
    let count = |text: &str, code: &str| {
        let parsed = read(text);
        parsed
            .diagnostics
            .iter()
            .filter(|it| it.code.0 == code)
            .count()
    };
    let mut many = "NAMESPACE NAME READY STATUS RESTARTS AGE LABELS\n".to_owned();
    for number in 0..51_000 {
        writeln!(many, "n p{number} 1/1 Running 0 1d a=b").unwrap();
    }
    assert_eq!(count(&many, "input-limit"), 1);
    assert_eq!(pods(&read(&many)).len(), 50_000);

    let long = format!("{header}\n{}{}\n{row}", row.trim_end(), "x".repeat(20_000));
    assert_eq!(count(&long, "input-limit"), 1);
    assert_eq!(described(&read(&long)), [WEB]);

    let misfits = format!("{header}\n{}", "nothing fits\n".repeat(5000));
    assert_eq!(count(&misfits, "table-row"), 22);
}

#[test]
fn half_typed_and_damaged_tables_are_harmless() {
    let text = format!(
        "me@host:~$ k get po,svc -A -L app --show-labels\n{TABLE}\n\
         NAME          TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)                 AGE   SELECTOR\n\
         service/web   NodePort    10.96.0.1    <none>        80:30080/TCP,53/UDP     2d    app=web\n\
         service/x     LoadBalancer  10.96.0.2  1.2.3.4,a.b   80:30080/TCP            2d    <none>\n---\n{POLICY}"
    );
    let pieces = [
        "",
        "\n",
        " ",
        "   ",
        "\t",
        "=",
        ",",
        "/",
        ":",
        "<none>",
        "NAME  ",
        "---\n",
        "\u{a0}",
        "ＮＡＭＥ",
        "(",
        "$ ",
    ];
    for (end, _) in text.char_indices() {
        for (index, piece) in pieces.iter().enumerate().skip(end % 8).step_by(7) {
            let damaged = match index % 2 {
                0 => format!("{}{piece}", &text[..end]),
                _ => format!(
                    "{}{piece}{}",
                    &text[..end],
                    &text[text.ceil_char_boundary(end + 3).min(text.len())..]
                ),
            };
            for finding in read(&damaged).diagnostics {
                assert!(
                    damaged.get(finding.primary.range()).is_some(),
                    "{damaged}\n{finding:?}"
                );
            }
        }
    }
}

/// A line that is no YAML becomes a separator and blanks, which need not end
/// where characters do.
#[test]
fn findings_behind_a_prompt_are_about_whole_characters() {
    for prompt in ["$ \u{fffd}", "$ \u{7d0}", "$\u{e9}\u{e9} ", "\u{279c}  ~ "] {
        for fault in ["\u{19}", "\u{85}\n\u{19}", "\t@", "]"] {
            let prompt = format!("{prompt}kubectl get pods\n");
            for text in [
                format!("{prompt}{fault}"),
                format!("a: 'b\n{prompt}{fault}"),
            ] {
                for finding in read(&text).diagnostics {
                    let place = finding.primary.range();
                    assert!(text.get(place).is_some(), "{text:?}: {finding:?}");
                }
            }
        }
    }
}
