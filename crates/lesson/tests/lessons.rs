//! Every lesson of the course: its start, its solution, and each word that states
//! a fact.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use netpol_engine::Options;
use netpol_engine::edit::edited;
use netpol_engine::fix::Effect;
use netpol_engine::hint::{Strength, Tutor};
use netpol_lesson::{Lesson, LessonFault, Moment, Prose, Stage, Target};
use rstest::rstest;
use serde::Deserialize;

/// The lessons of a whole course.
const AT_LEAST: usize = 12;

/// A lesson that nobody reads to the end teaches nothing: words in a step.
const MOST_WORDS: usize = 110;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a lesson, by their paths in its folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is in the folder");
            let name = name.to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("it is text"));
        }
    }
    found
}

fn lesson(manifest: &Path) -> Lesson {
    let folder = manifest.parent().expect("it is in a folder");
    let id = folder.file_name().expect("it has a name").to_string_lossy();
    Lesson::read(&id, &files(folder)).unwrap_or_else(|it| panic!("{id}: {it}"))
}

fn course() -> Vec<Lesson> {
    let folders = fs::read_dir(root().join("lessons")).expect("there are lessons");
    let manifests = folders.map(|it| it.expect("it is there").path().join("lesson.toml"));
    let mut course: Vec<Lesson> = manifests
        .filter(|it| it.is_file())
        .map(|it| lesson(&it))
        .collect();
    course.sort_by_key(|it| it.order);
    course
}

#[rstest]
fn the_start_fails_and_the_solution_meets_the_goals(
    #[files("../../lessons/*/lesson.toml")] manifest: PathBuf,
) {
    let lesson = lesson(&manifest);
    let (start, solution) = (lesson.at_start(), lesson.when_solved());
    assert_eq!(start.errors(), Vec::<&str>::new(), "at the start");
    assert_eq!(solution.errors(), Vec::<&str>::new(), "when solved");
    assert!(
        lesson.goals.iter().any(|it| start.holds(it).is_err()),
        "there is nothing to do: every goal holds at the start"
    );
    for goal in &lesson.goals {
        assert_eq!(solution.holds(goal), Ok(()));
    }
}

#[rstest]
fn a_solution_changes_files_that_may_be_changed(
    #[files("../../lessons/*/lesson.toml")] manifest: PathBuf,
) {
    let lesson = lesson(&manifest);
    assert!(!lesson.solution.is_empty(), "there is no solution");
    for (name, text) in &lesson.solution {
        assert!(lesson.editable.contains(name), "{name}");
        assert_ne!(lesson.start.get(name), Some(text), "{name} does not differ");
    }
}

#[rstest]
fn every_quoted_fact_is_true(#[files("../../lessons/*/lesson.toml")] manifest: PathBuf) {
    let lesson = lesson(&manifest);
    let (start, solution) = (lesson.at_start(), lesson.when_solved());
    let mut quoted = 0;
    for quote in lesson.proses().flat_map(Prose::quotes) {
        let proof = quote.prove(&start, &solution);
        assert_eq!(proof, Ok(()), "“{}”", quote.words);
        quoted += 1;
    }
    assert!(quoted > 0, "nothing that the lesson says is proven");
}

#[rstest]
fn predictions_have_the_right_answer(#[files("../../lessons/*/lesson.toml")] manifest: PathBuf) {
    let lesson = lesson(&manifest);
    let predictions = lesson.steps.iter().filter_map(|it| it.predict.as_ref());
    let mut count = 0;
    for it in predictions {
        let stage = match it.moment {
            Moment::Start => lesson.at_start(),
            Moment::Solution => lesson.when_solved(),
        };
        assert_eq!(stage.holds(&format!("{} {}", it.ask, it.answer)), Ok(()));
        assert!(
            it.why.quotes().count() > 0,
            "“{}” is not proven",
            it.question
        );
        count += 1;
    }
    assert!(count > 0, "the reader is never asked");
}

#[rstest]
fn what_a_step_points_at_is_there(#[files("../../lessons/*/lesson.toml")] manifest: PathBuf) {
    let lesson = lesson(&manifest);
    let start = lesson.at_start();
    for step in &lesson.steps {
        if let Some(it) = &step.focus {
            let port = it
                .port
                .as_ref()
                .map_or(String::new(), |it| format!(":{it}"));
            let question = format!("{} -> {}{port}", it.from, it.to);
            let known = ["allowed", "denied"].map(|it| start.holds(&format!("{question} {it}")));
            assert!(known.iter().any(Result::is_ok), "{known:?}");
        }
        if let Some(file) = &step.open {
            assert!(lesson.start.contains_key(file), "{file}");
        }
        let inlines = step.prose.inlines();
        let words: usize = inlines
            .map(|it| it.words().split_whitespace().count())
            .sum();
        assert!(words <= MOST_WORDS, "a step has {words} words");
    }
}

/// The files after somebody has asked for help and taken the strongest, again and again,
/// each time with the goal at this place among those that are not met, round and round.
fn led_by_hints(lesson: &Lesson, place: usize) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = lesson.start.clone();
    let options = Options::default();
    let claims = lesson.goals.iter().map(|it| Stage::claim(it));
    let claims: Vec<_> = claims.collect::<Result<_, _>>().expect("they were read");
    let most = lesson.goals.len() * 2;
    for _ in 0..most {
        let stage = stage(&files);
        let unmet = lesson.goals.iter().zip(&claims);
        let unmet = unmet.filter(|it| stage.holds(it.0).is_err());
        let unmet: Vec<_> = unmet.collect();
        let Some((goal, claim)) = unmet.iter().cycle().nth(place) else {
            return files;
        };
        let texts = stage.texts();
        let editable = texts
            .iter()
            .filter(|it| lesson.editable.contains(&it.1.name));
        let editable: Vec<_> = editable.map(|it| it.0).collect();
        let tutor = Tutor::new(texts, &options, stage.analysis(), &claims, &editable);
        let hints = tutor.hints(claim);
        let strengths: Vec<Strength> = hints.iter().map(|it| it.strength).collect();
        assert_eq!(strengths, Strength::ALL, "for `{goal}`: {hints:?}");
        let edits = hints.last().map(|it| it.edits.clone()).unwrap_or_default();
        let after = edited(texts, &edits);
        files = after
            .iter()
            .map(|it| (it.1.name.clone(), it.1.text.clone()))
            .collect();
    }
    panic!("{most} hints do not lead to the goals: {files:#?}");
}

fn stage(files: &BTreeMap<String, String>) -> Stage {
    Stage::new(files.iter().map(|it| (it.0.as_str(), it.1.as_str())))
}

/// What hints write meets the goals, connects what the solution connects and nothing
/// else, and is not the way that a lesson warns of.
#[rstest]
fn hints_lead_where_the_lesson_does(
    #[files("../../lessons/*/lesson.toml")] manifest: PathBuf,
    #[values(0, 1, 2, 3, 4)] place: usize,
) {
    let lesson = lesson(&manifest);
    let files = led_by_hints(&lesson, place);
    let (led, solved) = (stage(&files), lesson.when_solved());
    let effect = Effect::between(solved.analysis(), led.analysis()).expect("both are listed");
    let differs: Vec<String> = effect.lines().collect();
    assert_eq!(differs, Vec::<String>::new(), "{files:#?}");
    for name in &lesson.editable {
        let text = files.get(name).expect("it is still there");
        assert!(!text.contains("NotIn"), "{text}");
    }
}

/// What a lesson warns of, written into its solution in place of what it teaches.
#[rstest]
#[case::all_but_one(
    "01-nothing-isolates",
    "matchLabels: { app: orders }\n      ports:\n        - port: 5432\n",
    "matchExpressions: [{ key: app, operator: NotIn, values: [web] }]\n"
)]
#[case::every_port("01-nothing-isolates", "      ports:\n        - port: 5432\n", "")]
#[case::whom_one_does_not_want(
    "03-labels",
    "key: tier, operator: In, values: [backend]",
    "key: app, operator: NotIn, values: [web, report]"
)]
#[case::some_partners(
    "09-ip-block",
    "cidr: 0.0.0.0/0\n            except:\n              - 169.254.169.254/32\n",
    "cidr: 203.0.113.0/24\n"
)]
#[case::no_hole_on_one_port(
    "09-ip-block",
    "            except:\n              - 169.254.169.254/32\n",
    "      ports: [{ port: 443 }]\n"
)]
#[case::joined_with_every_namespace(
    "11-reading-policies",
    "matchLabels: { app: backup }\n",
    "matchLabels: { app: backup }\n          namespaceSelector: {}\n"
)]
#[case::a_rule_for_each_call(
    "12-leaky-policies",
    "  podSelector: {}\n  policyTypes: [Ingress]",
    "  podSelector: {}\n  policyTypes: [Ingress, Egress]\n  egress: [{ to: [{ podSelector: {} }] }]"
)]
fn what_a_lesson_warns_of_misses_a_goal(
    #[case] id: &str,
    #[case] taught: &str,
    #[case] warned: &str,
) {
    let manifest = root().join("lessons").join(id).join("lesson.toml");
    let mut lesson = lesson(&manifest);
    let text = lesson
        .solution
        .get_mut("policies.yaml")
        .expect("it is solved there");
    let (before, after) = text.rsplit_once(taught).expect("this is taught");
    *text = [before, warned, after].concat();
    let stage = lesson.when_solved();
    assert_eq!(stage.errors(), Vec::<&str>::new(), "{id}");
    let missed = lesson.goals.iter().filter(|it| stage.holds(it).is_err());
    assert!(missed.count() > 0, "{id}: every goal holds");
}

#[test]
fn the_course_is_in_order_and_complete() {
    let course = course();
    assert!(course.len() >= AT_LEAST, "{} lessons", course.len());
    for (lesson, order) in course.iter().zip(1..) {
        assert_eq!(lesson.order, order, "{}", lesson.id);
        assert!(
            lesson.id.starts_with(&format!("{order:02}-")),
            "{} is number {order}",
            lesson.id
        );
    }
    let last = course.last().map(|it| it.id.as_str());
    assert_eq!(last, Some("12-leaky-policies"));
}

/// An entry of the examples' index, as far as a link needs it.
#[derive(Deserialize)]
struct Example {
    id: String,
}

#[test]
fn every_link_leads_somewhere() {
    let course = course();
    let lessons: BTreeSet<&str> = course.iter().map(|it| it.id.as_str()).collect();
    let index = fs::read_to_string(root().join("static/examples/index.yaml"));
    let examples: Vec<Example> =
        serde_yaml::from_str(&index.expect("there is an index")).expect("it is one");
    let examples: BTreeSet<&str> = examples.iter().map(|it| it.id.as_str()).collect();
    let mut links = 0;
    for lesson in &course {
        for target in lesson.proses().flat_map(Prose::targets) {
            let is_there = match target {
                Target::Lesson(id) => lessons.contains(id.as_str()) && *id != lesson.id,
                Target::Example(id) => examples.contains(id.as_str()),
            };
            assert!(is_there, "{}: {target:?}", lesson.id);
            links += 1;
        }
    }
    assert!(links > 0);
}

/// The smallest lesson, with some of its files otherwise.
#[track_caller]
fn refuses(changes: &[(&str, &str)], expected: &LessonFault) {
    let manifest = "title = \"T\"\nsummary = \"S\"\norder = 1\ngiven = []\n\
        editable = [\"a.yaml\"]\ngoals = [\"x/a -> x/b denied\"]\nsteps = [{ text = \"01.md\" }]\n";
    let whole = [
        ("lesson.toml", manifest),
        ("01.md", "Words."),
        ("start/a.yaml", ""),
    ];
    let files: BTreeMap<String, String> = whole
        .iter()
        .chain(changes)
        .map(|it| (it.0.to_owned(), it.1.to_owned()))
        .collect();
    assert_eq!(Lesson::read("01-t", &files).as_ref(), Err(expected));
}

#[test]
fn what_is_no_lesson() {
    let prose = |what: &str| LessonFault::Prose {
        file: "01.md".to_owned(),
        what: what.to_owned(),
    };
    refuses(
        &[("02.md", "Lost.")],
        &LessonFault::Unnamed("02.md".to_owned()),
    );
    refuses(
        &[("solution/b.yaml", "")],
        &LessonFault::NotEditable("b.yaml".to_owned()),
    );
    refuses(
        &[("01.md", "[a](start \"x/a - x/b\")")],
        &prose("`x/a - x/b` is no statement"),
    );
    refuses(
        &[("01.md", "[Five](start \"4 connections\")")],
        &prose("`Five` does not say 4"),
    );
    refuses(
        &[("01.md", "[a](start \"4 wishes\")")],
        &prose("`wishes` cannot be counted"),
    );
}

const TWO_PODS: &str = "
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: x, labels: { app: a } }
spec: { containers: [{ name: c }] }
---
apiVersion: v1
kind: Pod
metadata: { name: b, namespace: x, labels: { app: b } }
spec: { containers: [{ name: c }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: b, namespace: x }
spec:
  podSelector: { matchLabels: { app: b } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: a } } }], ports: [{ port: 80 }] }]
";

#[track_caller]
fn proves(fact: &str, expected: Result<(), &str>) {
    let prose = Prose::read(&format!("[no one two 3 words](start \"{fact}\")"));
    let prose = prose.unwrap_or_else(|it| panic!("{it}"));
    let stage = Stage::new([("x", TWO_PODS)]);
    let quote = prose.quotes().next().expect("there is a quote");
    let proof = quote.prove(&stage, &stage);
    assert_eq!(proof.as_ref().map_err(String::as_str).copied(), expected);
}

#[test]
fn what_is_true_and_what_is_not() {
    proves("x/a -> x/b:80 allowed", Ok(()));
    proves(
        "x/a -> x/b:81 allowed",
        Err("`x/a -> x/b:81 allowed` is false: x/a -> x/b is Denied"),
    );
    proves("x/a -> x/b:80 admitted by x/b ingress[0].from[0]", Ok(()));
    proves(
        "x/a -> x/b:80 admitted by x/b ingress[0].from[1]",
        Err("`x/a -> x/b:80` is admitted by [\"ingress[0].from[0]\"]"),
    );
    proves(
        "x/a -> x/b:80 admitted by x/c ingress[0]",
        Err("there is no policy x/c"),
    );
    proves("203.0.113.5 -> x/b:80 refused by x/b ingress", Ok(()));
    proves(
        "203.0.113.5 -> x/b:80 refused by x/b egress",
        Err("`203.0.113.5 -> x/b:80` is not refused there"),
    );
    proves("2 connections", Ok(()));
    proves("1 connections", Err("there are 2, not 1"));
    proves("1 policies", Ok(()));
    proves("1 policies isolating x/b ingress", Ok(()));
    proves("0 policies isolating x/b egress", Ok(()));
    proves("1 workloads selected by x/b", Ok(()));
    proves("1 sources of x/b:80", Ok(()));
    proves("0 sources of x/b:81", Ok(()));
}
