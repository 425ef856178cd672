//! Links and files that hold the whole state: what goes in comes out, old ones
//! open for ever, and hostile ones are refused with a sentence.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use expect_test::expect;
use miniz_oxide::deflate::compress_to_vec;
use netpol_playground::examples::Example;
use netpol_playground::share::bundle::{self, Bundle};
use netpol_playground::share::{FileV1, Link, LinkError, LinkLength, PayloadV1, QuestionV1, write};
use proptest::prelude::*;

/// A link that was sent when there was nothing but the first version.
const GOLDEN: &str = include_str!("share/golden_link.txt");

fn file(name: &str, text: &str) -> FileV1 {
    FileV1 {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// A state with everything in it that the first links could carry.
fn full() -> PayloadV1 {
    PayloadV1 {
        files: vec![
            file("Policies", "kind: NetworkPolicy # ü→\n"),
            file("cluster.yaml", ""),
        ],
        open: 1,
        question: Some(QuestionV1 {
            from: "qa-test/deployment/frontend".to_owned(),
            to: "external".to_owned(),
            port: Some("53/UDP".to_owned()),
        }),
        view: Some("matrix".to_owned()),
        left_out: Vec::new(),
        baseline: Vec::new(),
        expectations: "a/b -> c/d denied\n".to_owned(),
    }
}

/// A link whose packed part is `json`, whatever that is.
fn link_of(json: &[u8]) -> String {
    ["#v1=", &URL_SAFE_NO_PAD.encode(compress_to_vec(json, 9))].concat()
}

fn state_of(fragment: &str) -> Option<PayloadV1> {
    match Link::read(fragment) {
        Ok(Some(Link::State(payload))) => Some(payload),
        _ => None,
    }
}

#[track_caller]
fn refused(fragment: &str, expected: &LinkError) {
    assert_eq!(
        Link::read(fragment).as_ref(),
        Err(expected),
        "{fragment:.80}"
    );
}

#[test]
fn everything_is_carried() {
    let fragment = write(&full()).expect("it is small");
    assert_eq!(state_of(&fragment), Some(full()));
    assert_eq!(state_of(&format!("#{fragment}")), Some(full()));
}

#[test]
fn a_link_of_the_first_version_opens_for_ever() {
    assert_eq!(state_of(GOLDEN.trim()), Some(full()));
}

/// What is written is as frozen as what is read: other programs make links, too.
#[test]
fn the_wire_form_is_frozen() {
    expect![[r#"
        {
          "netpolPlayground": 1,
          "files": [
            {
              "name": "Policies",
              "text": "kind: NetworkPolicy # ü→\n"
            },
            {
              "name": "cluster.yaml",
              "text": ""
            }
          ],
          "open": 1,
          "question": {
            "from": "qa-test/deployment/frontend",
            "to": "external",
            "port": "53/UDP"
          },
          "view": "matrix",
          "expectations": "a/b -> c/d denied\n"
        }
    "#]]
    .assert_eq(&bundle::json(&full()));
}

#[test]
fn a_link_says_no_more_than_there_is() {
    let payload = PayloadV1 {
        files: vec![file("a", "b")],
        ..PayloadV1::default()
    };
    assert_eq!(
        state_of(&link_of(br#"{"files":[{"name":"a","text":"b"}]}"#)),
        Some(payload.clone())
    );
    let fragment = write(&payload).expect("it is small");
    assert!(fragment.len() < 64, "{fragment}");
    assert!(
        fragment
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"=-_".contains(&it)),
        "an address takes it as it is: {fragment}"
    );
    assert!(
        !fragment.ends_with('='),
        "chats take that for the end of an address"
    );
}

#[test]
fn manifests_make_short_links() {
    let example = Example::first().expect("there is one");
    let workspace = example.workspace();
    let files = workspace.files().iter();
    let files = files.map(|it| file(&it.name, &it.text)).collect();
    let payload = PayloadV1 {
        files,
        ..PayloadV1::default()
    };
    let fragment = write(&payload).expect("it is small");
    assert!(fragment.len() < 1_500, "{} characters", fragment.len());
}

#[test]
fn fields_of_tomorrow_do_no_harm_today() {
    let json = br#"{"files":[],"mood":{"deep":[1]},"view":"hologram"}"#;
    let view = state_of(&link_of(json)).and_then(|it| it.view);
    assert_eq!(view.as_deref(), Some("hologram"));
}

#[test]
fn what_chats_add_to_an_address_is_not_held_against_it() {
    let fragment = write(&full()).expect("it is small");
    for tail in [".", ")", "=", "==", "),", ">"] {
        assert_eq!(
            state_of(&format!("{fragment}{tail}")),
            Some(full()),
            "{tail}"
        );
    }
}

#[test]
fn an_example_is_opened_by_its_identifier() {
    for example in Example::all() {
        let read = Link::read(&format!("#example={}", example.id));
        assert_eq!(read, Ok(Some(Link::Example(*example))));
    }
    refused(
        "#example=nowhere",
        &LinkError::NoSuchExample("nowhere".to_owned()),
    );
}

#[test]
fn a_text_can_be_written_into_an_address_by_hand() {
    let read = Link::read("#yaml=kind:%20Pod%0A%23%20a=b+c%C3%BC");
    assert_eq!(read, Ok(Some(Link::Yaml("kind: Pod\n# a=b+cü".to_owned()))));
    refused("#yaml=%ff%fe", &LinkError::Damaged);
    let long = format!("#yaml={}", "a".repeat(1024 * 1024 + 1));
    refused(&long, &LinkError::TooLarge { most: 1024 * 1024 });
}

#[test]
fn other_anchors_mean_nothing() {
    for fragment in [
        "",
        "#",
        "#top",
        "#v",
        "#version=1",
        "#yam=a",
        "#v1x=a",
        "#=",
        "#V1=a",
    ] {
        assert_eq!(Link::read(fragment), Ok(None), "{fragment}");
    }
}

#[test]
fn later_versions_are_told_from_damage() {
    for fragment in ["#v2=abc", "#v0=", "#v17", "#v99999999999999999999=a"] {
        refused(fragment, &LinkError::Newer);
    }
}

#[test]
fn a_cut_link_is_damaged_wherever_it_is_cut() {
    let fragment = write(&full()).expect("it is small");
    for length in 3..fragment.len() {
        let cut = &fragment[..length];
        assert_eq!(Link::read(cut), Err(LinkError::Damaged), "{cut}");
    }
}

#[test]
fn nonsense_is_damaged() {
    let nested = "[".repeat(100_000);
    for json in [
        "",
        "null",
        "[]",
        "7",
        "{",
        r#"{"files":7}"#,
        r#"{"files":[7]}"#,
        r#"{"files":[{"name":"a"}]}"#,
        r#"{"files":[{"name":"a","text":7}]}"#,
        r#"{"files":[{"name":"a","text":"b"}],"files":[]}"#,
        r#"{"open":-1}"#,
        r#"{"open":1e99}"#,
        r#"{"question":"a -> b"}"#,
        r#"{"question":{"from":"a"}}"#,
        r#"{"view":7}"#,
        r#"{"expectations":null}"#,
        r#"{"files":[]} and more"#,
        &format!(r#"{{"mood":{nested}"#),
    ] {
        refused(&link_of(json.as_bytes()), &LinkError::Damaged);
    }
    refused(&link_of(b"{\"view\":\"\xff\"}"), &LinkError::Damaged);
    for packed in ["#v1=", "#v1", "#v1=%%%", "#v1=ü", "#v1=AAAA", "#v1=____"] {
        refused(packed, &LinkError::Damaged);
    }
}

#[test]
fn a_bomb_does_not_go_off() {
    let bomb = vec![b' '; 200 * 1024 * 1024];
    refused(&link_of(&bomb), &LinkError::TooLarge { most: 1024 * 1024 });
}

#[test]
fn a_link_holds_as_much_as_it_says() {
    let payload = |length: usize| PayloadV1 {
        files: vec![file("a", &"b".repeat(length))],
        ..PayloadV1::default()
    };
    let around = r#"{"files":[{"name":"a","text":""}]}"#.len();
    let most = 1024 * 1024 - around;
    let fragment = write(&payload(most)).expect("this is the most");
    assert_eq!(state_of(&fragment), Some(payload(most)));
    assert_eq!(
        write(&payload(most + 1)),
        Err(LinkError::TooLarge { most: 1024 * 1024 })
    );
}

#[test]
fn an_endless_address_is_not_even_unpacked() {
    let fragment = format!("#v1={}", "A".repeat(3 * 1024 * 1024));
    refused(&fragment, &LinkError::TooLarge { most: 1024 * 1024 });
}

#[test]
fn as_many_files_as_there_may_be_tabs() {
    let payload = |files| PayloadV1 {
        files: vec![file("a", ""); files],
        ..PayloadV1::default()
    };
    let fragment = |files| write(&payload(files)).expect("it is small");
    assert_eq!(state_of(&fragment(40)), Some(payload(40)));
    let expected = LinkError::TooManyFiles {
        files: 41,
        most: 40,
    };
    refused(&fragment(41), &expected);
}

#[test]
fn names_are_made_fit_for_a_tab() {
    let name_of = |name: &str| {
        let payload = PayloadV1 {
            files: vec![file(name, "")],
            ..PayloadV1::default()
        };
        let state = state_of(&write(&payload).expect("it is small"));
        state.and_then(|it| Some(it.files.first()?.name.clone()))
    };
    assert_eq!(name_of("  a\nb\u{0}\u{202e}c "), Some("abc".to_owned()));
    assert_eq!(name_of(&"ü".repeat(500)), Some("ü".repeat(120)));
}

#[test]
fn the_open_tab_is_one_that_there_is() {
    let state = state_of(&link_of(br#"{"open":99,"files":[{"name":"a","text":""}]}"#));
    assert_eq!(state.map(|it| it.open), Some(0));
}

#[test]
fn every_refusal_is_a_sentence() {
    #[track_caller]
    fn check(error: &LinkError, expected: &str) {
        assert_eq!(error.to_string(), expected);
    }
    check(
        &LinkError::Newer,
        "it was made by a newer version of the playground; reload the page to get that",
    );
    check(
        &LinkError::Damaged,
        "it is cut off or damaged; ask for it again, and copy all of it",
    );
    check(
        &LinkError::TooLarge { most: 1024 * 1024 },
        "it holds more than 1024 KiB of text, the most that can be opened",
    );
    check(
        &LinkError::TooManyFiles {
            files: 41,
            most: 40,
        },
        "it holds 41 files, and at most 40 can be open",
    );
    check(
        &LinkError::NoSuchExample("x".to_owned()),
        "there is no example `x`",
    );
}

#[test]
fn a_long_link_is_called_long() {
    #[track_caller]
    fn check(length: usize, expected: LinkLength) {
        assert_eq!(LinkLength::of(&"a".repeat(length)), expected, "{length}");
    }
    check(8_000, LinkLength::Fine);
    check(8_001, LinkLength::Long);
    check(32_000, LinkLength::Long);
    check(32_001, LinkLength::TooLong);
}

#[test]
fn a_saved_file_opens_again() {
    let json = bundle::json(&full());
    assert_eq!(bundle::read("x.json", &json), Ok(Bundle::State(full())));
    let with_mark = format!("\u{feff}{json}");
    assert_eq!(
        bundle::read("x.json", &with_mark),
        Ok(Bundle::State(full()))
    );
}

#[test]
fn manifests_are_saved_as_one_file_that_knows_its_parts() {
    let yaml = bundle::yaml([("Policies", "a: 1\n---\nb: 2"), ("Cluster", "")]);
    expect![[r"
        # netpol-playground file: Policies
        a: 1
        ---
        b: 2
        ---
        # netpol-playground file: Cluster
    "]]
    .assert_eq(&yaml);
    let files = vec![file("Policies", "a: 1\n---\nb: 2\n"), file("Cluster", "")];
    assert_eq!(bundle::read("x.yaml", &yaml), Ok(Bundle::Files(files)));
}

#[test]
fn any_other_file_is_a_text_under_its_own_name() {
    for text in [
        "",
        "kind: Pod\n",
        "{\"kind\": \"Pod\"}",
        "{",
        "--- \n# netpol",
    ] {
        let files = vec![file("pods.yaml", text)];
        assert_eq!(bundle::read("pods.yaml", text), Ok(Bundle::Files(files)));
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_refused() {
    #[track_caller]
    fn check(text: &str, expected: &LinkError) {
        assert_eq!(
            bundle::read("x", text).as_ref(),
            Err(expected),
            "{text:.80}"
        );
    }
    check(r#"{"netpolPlayground":2}"#, &LinkError::Newer);
    check(r#"{"netpolPlayground":1,"files":7}"#, &LinkError::Damaged);
    let most = bundle::MOST_BYTES;
    check(&"a".repeat(most + 1), &LinkError::TooLarge { most });
    let many = "# netpol-playground file: a\n---\n".repeat(41);
    let expected = LinkError::TooManyFiles {
        files: 41,
        most: 40,
    };
    check(&many, &expected);
}

fn payloads() -> impl Strategy<Value = PayloadV1> {
    let name = "[a-zA-Z.ü]{1,12}";
    let files = prop::collection::vec((name, any::<String>()), 0..8);
    let question = prop::option::of((any::<String>(), any::<String>(), prop::option::of(name)));
    let left_out = prop::collection::vec("[a-z]{1,9}/[a-z]{1,9}", 0..4);
    let rest = (
        any::<usize>(),
        prop::option::of(name),
        left_out,
        any::<String>(),
    );
    (files.clone(), files, question, rest).prop_map(|(files, baseline, question, rest)| {
        let (open, view, left_out, expectations) = rest;
        let of = |all: Vec<(String, String)>| {
            let files = all.iter().map(|(name, text)| file(name, text));
            files.collect::<Vec<_>>()
        };
        PayloadV1 {
            open: if files.is_empty() {
                0
            } else {
                open % files.len()
            },
            files: of(files),
            question: question.map(|(from, to, port)| QuestionV1 { from, to, port }),
            view,
            left_out,
            baseline: of(baseline),
            expectations,
        }
    })
}

proptest! {
    #[test]
    fn what_is_shared_arrives(payload in payloads()) {
        let fragment = write(&payload).expect("it is small");
        prop_assert_eq!(state_of(&fragment), Some(payload.clone()));
        let json = bundle::json(&payload);
        prop_assert_eq!(bundle::read("", &json), Ok(Bundle::State(payload)));
    }

    /// A byte that was changed on the way is noticed or changes a text; it never
    /// does more.
    #[test]
    fn a_changed_link_opens_or_is_refused(at in 0usize..200, to in any::<char>()) {
        let mut fragment: Vec<char> = write(&full()).expect("it is small").chars().collect();
        let at = 3 + at % (fragment.len() - 3);
        fragment[at] = to;
        let _ = Link::read(&fragment.into_iter().collect::<String>());
    }

    #[test]
    fn no_fragment_is_too_strange(fragment in any::<String>()) {
        for prefix in ["", "#", "v1=", "yaml=", "example=", "v"] {
            let _ = Link::read(&format!("{prefix}{fragment}"));
        }
    }

    #[test]
    fn saved_manifests_keep_their_lines(files in prop::collection::vec(("[a-z]{1,9}", "([a-z: #-]{0,9}\n){0,9}"), 1..6)) {
        let yaml = bundle::yaml(files.iter().map(|(name, text)| (&**name, &**text)));
        let expected = files.iter().map(|(name, text)| file(name, text)).collect();
        prop_assert_eq!(bundle::read("", &yaml), Ok(Bundle::Files(expected)));
    }
}
