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

const DARK: &str = ".canvas { fill: #0d1117; }";
const LIGHT: &str = ".canvas { fill: #f6f7f9; }";

/// What `netpol render` draws of the founding case.
fn rendered(options: &[&str]) -> String {
    const FOLDER: &str = "../../static/examples/leaky-policies";
    let output = Command::new(env!("CARGO_BIN_EXE_netpol"))
        .arg("render")
        .args(options)
        .args(["cluster.yaml", "policies-before.yaml"].map(|it| format!("{FOLDER}/{it}")))
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn check_theme(theme: &str, light: bool, dark: bool) {
    let svg = rendered(&["--theme", theme]);
    assert!(is_well_formed(&svg), "{theme}");
    assert_eq!(svg.contains(LIGHT), light, "light in {theme}");
    assert_eq!(svg.contains(DARK), dark, "dark in {theme}");
    assert_eq!(svg.contains("prefers-color-scheme"), light && dark);
}

#[test]
fn a_poster_has_the_colours_that_it_is_asked_for() {
    check_theme("auto", true, true);
    check_theme("light", true, false);
    check_theme("dark", false, true);
}

#[test]
fn a_poster_is_the_picture_of_the_list() {
    assert_eq!(rendered(&[]), founding_case());
}

#[test]
fn a_denied_pair_in_focus_is_drawn() {
    let denial = "class=\"deny";
    assert!(!rendered(&[]).contains(denial));
    let svg = rendered(&["--focus", "qa-test/db,qa-test/api"]);
    assert!(is_well_formed(&svg));
    assert!(svg.contains(denial), "{svg}");
}

/// `tests/e2e/share.spec.js` holds what the page saves against the same file.
#[test]
fn a_poster_is_what_the_page_saves() {
    let options = ["--theme", "dark", "--width", "828", "--focus"];
    let svg = rendered(&[&options[..], &["qa-test/frontend,qa-test/db"]].concat());
    expect_test::expect_file!["fixtures/page.svg"].assert_eq(&svg);
}

#[test]
fn a_poster_is_as_wide_as_it_is_asked_to_be() {
    assert!(rendered(&["--width", "1200"]).contains("width=\"1200\""));
    assert!(rendered(&["--width", "400"]).contains("width=\"400\""));
}

#[test]
fn a_poster_goes_into_a_file() {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/poster.svg");
    assert_eq!(rendered(&["-o", path]), "");
    assert_eq!(std::fs::read_to_string(path).unwrap(), founding_case());
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
