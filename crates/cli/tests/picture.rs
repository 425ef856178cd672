//! The picture stands alone: one well-formed file that asks nobody for
//! anything.

#![expect(
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::process::Command;

fn picture(paths: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_netpol"))
        .args(["list", "-o", "svg"])
        .args(paths)
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn founding_case() -> String {
    const FOLDER: &str = "../../static/examples/leaky-policies";
    let paths = ["cluster.yaml", "policies-before.yaml"].map(|it| format!("{FOLDER}/{it}"));
    picture(&[&paths[0], &paths[1]])
}

/// Every element that is opened is closed, in order.
fn is_well_formed(svg: &str) -> bool {
    let mut open = Vec::new();
    for part in svg.split('<').skip(1) {
        let Some((tag, _)) = part.split_once('>') else {
            return false;
        };
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn it_shows_who_is_there_and_which_branch_admits() {
    let svg = founding_case();
    for word in [
        "qa-test",
        "staging",
        "frontend",
        "app=api",
        ":3306",
        ">A<",
        ">D<",
        "any address",
    ] {
        assert!(svg.contains(word), "`{word}` is not in the picture");
    }
    // Of six workloads five are shut for ingress, and three for egress.
    assert_eq!(svg.matches(r#"class="lock shut""#).count(), 8);
}

#[test]
fn it_is_well_formed() {
    assert!(is_well_formed(&founding_case()));
    assert!(!is_well_formed("<svg><g></svg>"));
}

#[test]
fn it_asks_nobody_for_anything() {
    let svg = founding_case();
    let addresses: Vec<&str> = svg.match_indices("http").map(|it| &svg[it.0..]).collect();
    assert_eq!(
        addresses.len(),
        1,
        "only the name of the format is an address"
    );
    assert!(addresses[0].starts_with("http://www.w3.org/2000/svg"));
    assert!(!svg.contains("url(") && !svg.contains("@import"));
}
