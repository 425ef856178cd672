//! Nothing fails open: a policy with a mistake somewhere is refused, and never
//! admits more than is written.
//!
//! One policy that uses every field is damaged in every place and in every way
//! that people damage texts.

use netpol_engine::Severity;
use netpol_engine::diagnostic::Parsed;
use netpol_engine::manifest::Manifests;
use netpol_engine::model::Policy;

use crate::reading::{only_policy, read};

const POLICY: &str = "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: x
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchExpressions:
              - key: tier
                operator: In
                values:
                  - api
          namespaceSelector:
            matchLabels:
              team: red
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.1.0.0/16
      ports:
        - protocol: TCP
          port: 80
          endPort: 90
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: dns
      ports:
        - protocol: UDP
          port: dns
";

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: a
  namespace: x
  labels:
    app: a
spec:
  nodeName: n1
  hostNetwork: true
  containers:
    - name: main
      ports:
        - containerPort: 80
          name: web
          protocol: TCP
";

/// The text with each line in turn replaced by what `damage` makes of it, where
/// it makes something else.
fn damaged(text: &str, damage: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut texts = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(damaged) = damage(line).filter(|it| it != line) {
            let mut lines = lines.clone();
            lines[number] = &damaged;
            texts.push(lines.join("\n") + "\n");
        }
    }
    texts
}

/// Renames the key of a line.
fn renamed(line: &str, rename: impl Fn(&str) -> String) -> Option<String> {
    let (head, value) = line.split_once(':')?;
    let key = head.trim_start_matches([' ', '-']);
    let indent = &head[..head.len() - key.len()];
    Some(format!("{indent}{}:{value}", rename(key)))
}

/// The keys that say what an object is, and those that name labels: misspelt
/// they mean something else, and say so by themselves.
fn is_free(line: &str) -> bool {
    let key = line
        .trim_start_matches([' ', '-'])
        .split(':')
        .next()
        .unwrap();
    [
        "app",
        "team",
        "namespace",
        "name",
        "apiVersion",
        "kind",
        "metadata",
    ]
    .contains(&key)
}

fn is_refused(parsed: &Parsed<Manifests>) -> bool {
    let mut findings = parsed.diagnostics.iter();
    findings.any(|it| it.severity == Severity::Error) && parsed.value.cluster.policies().len() == 0
}

#[track_caller]
fn check_refused_everywhere(damage: impl Fn(&str) -> Option<String>) {
    let texts = damaged(POLICY, |it| damage(it).filter(|_| !is_free(it)));
    assert!(texts.len() > 20);
    for text in texts {
        let parsed = read(&text);
        assert!(is_refused(&parsed), "{text}\n{:?}", parsed.diagnostics);
    }
}

#[test]
fn a_misspelt_key_costs_the_policy() {
    check_refused_everywhere(|it| renamed(it, |key| format!("{key}s")));
    check_refused_everywhere(|it| renamed(it, |key| key[..key.len() - 1].to_owned()));
    check_refused_everywhere(|it| renamed(it, str::to_uppercase));
    check_refused_everywhere(|it| renamed(it, |key| format!("my{key}")));
}

#[test]
fn a_value_of_another_type_costs_the_policy() {
    for value in ["[[]]", "true", "1.5", "[5]", "{x: y}"] {
        let texts = damaged(POLICY, |line| {
            let (key, rest) = line.split_once(':').filter(|_| !is_free(line))?;
            (!rest.is_empty()).then(|| format!("{key}: {value}"))
        });
        for text in texts {
            let parsed = read(&text);
            assert!(is_refused(&parsed), "{text}\n{:?}", parsed.diagnostics);
        }
    }
}

#[test]
fn an_item_of_another_type_costs_the_policy() {
    for value in ["true", "5", "[]", "{x: y}"] {
        let texts = damaged(POLICY, |line| {
            let (dash, _) = line.split_once("- ").filter(|_| !line.contains(':'))?;
            Some(format!("{dash}- {value}"))
        });
        assert_eq!(texts.len(), 4);
        for text in texts {
            let parsed = read(&text);
            assert!(is_refused(&parsed), "{text}\n{:?}", parsed.diagnostics);
        }
    }
}

/// What a policy admits, as far as counting tells: how many rules, peers and
/// ports narrow it down.
fn narrowing(policy: &Policy) -> String {
    format!(
        "{:?} {:?} {:?}",
        policy.subject, policy.ingress.rules, policy.egress.rules
    )
}

#[test]
fn a_line_at_another_indent_is_never_read_without_a_word() {
    let written = narrowing(&only_policy(&read(POLICY)));
    for shift in [-8, -6, -4, -2, -1, 1, 2, 4] {
        let texts = damaged(POLICY, |line| {
            let indent = line.len() - line.trim_start().len();
            let indent = indent.checked_add_signed(shift)?;
            Some(format!("{}{}", " ".repeat(indent), line.trim_start()))
        });
        assert!(texts.len() > 20);
        for text in texts {
            let parsed = read(&text);
            let policies: Vec<_> = parsed.value.cluster.policies().collect();
            if let [(_, policy)] = policies.as_slice() {
                let is_said = !parsed.diagnostics.is_empty();
                assert!(is_said || narrowing(policy) == written, "{text}");
            } else {
                assert!(is_refused(&parsed), "{text}");
            }
        }
    }
}

#[test]
fn a_line_that_is_missing_is_never_read_as_if_it_were_there() {
    // Without its lines a policy is another policy; but nothing that is left
    // hanging in the air may be read.
    for text in damaged(POLICY, |it| Some(format!("# {it}"))) {
        let parsed = read(&text);
        let has_word = parsed
            .diagnostics
            .iter()
            .any(|it| it.severity == Severity::Error);
        let policies = parsed.value.cluster.policies().len();
        assert_eq!(policies, usize::from(!has_word), "{text}");
    }
}

#[test]
fn a_key_that_is_written_twice_costs_the_policy() {
    for text in damaged(POLICY, |line| {
        let (head, value) = line.split_once(": ")?;
        let key = head.trim_start_matches([' ', '-']);
        let indent = " ".repeat(head.len() - key.len());
        Some(format!("{line}\n{indent}{key}: {value}"))
    }) {
        let parsed = read(&text);
        assert!(is_refused(&parsed), "{text}\n{:?}", parsed.diagnostics);
    }
}

#[test]
fn a_misspelt_key_of_a_pod_is_said() {
    let texts = damaged(POD, |line| {
        renamed(line, |key| format!("{key}s")).filter(|_| !line.starts_with("    app"))
    });
    assert_eq!(texts.len(), 15);
    for text in texts {
        let parsed = read(&text);
        let is_said = parsed
            .diagnostics
            .iter()
            .any(|it| it.severity != Severity::Hint);
        assert!(is_said, "{text}");
    }
}
