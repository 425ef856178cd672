//! Whole sessions, as somebody would see them: `tests/sessions/`.
//!
//! A line that begins with `$ ` is entered, and what follows is the answer: what is printed
//! as it is, what is complained about behind `! `, what the simulation adds behind `~ `, the
//! exit status behind `= `, lines of the texts that go and come behind `- ` and `+ `, and
//! where the editor goes behind `> `. What one command changes, the next one sees.
//! `UPDATE_EXPECT=1` writes the answers anew, to be read before they are believed.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod prepared;

use std::path::{Path, PathBuf};
use std::{env, fs};

use netpol_engine::edit::edited;
use netpol_engine::text::Sources;
use netpol_shell::{History, Output, Stream};

use prepared::Prepared;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The texts that a session begins with: the files that its first line names.
fn texts(script: &str) -> Sources {
    let first = script.lines().next().unwrap_or_default();
    let names = first
        .strip_prefix("texts:")
        .expect("the first line names texts");
    let read = |name: &str| {
        let path = here().join("texts").join(name);
        let file = Path::new(name).file_name().and_then(|it| it.to_str());
        let text = fs::read_to_string(path).expect("the text is there");
        (file.expect("it has a name").to_owned(), text)
    };
    names.split_whitespace().map(read).collect()
}

/// The session with the answers that are given.
fn played(script: &str) -> String {
    let mut sources = texts(script);
    let mut history = History::default();
    let mut told = String::new();
    for line in script.lines() {
        let is_comment = line.starts_with("# ") || line.starts_with("texts:");
        if is_comment {
            told.extend([line, "\n"]);
        }
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        history.push(command);
        let output = Prepared::new(sources.clone())
            .session(history.lines())
            .run(command);
        let after = edited(&sources, &output.edits);
        told.extend(["\n$ ", command, "\n"]);
        tell(&output, &sources, &after, &mut told);
        sources = after;
    }
    told
}

fn tell(output: &Output, before: &Sources, after: &Sources, told: &mut String) {
    if output.clears {
        told.push_str("(cleared)\n");
    }
    for line in &output.lines {
        let sign = match line.stream {
            Stream::Out => "",
            Stream::Err => "! ",
            Stream::Note => "~ ",
        };
        told.extend([sign, &line.text, "\n"]);
    }
    for ((_, before), (_, after)) in before.iter().zip(after.iter()) {
        tell_changes(&before.text, &after.text, told);
    }
    if let Some(span) = output.opens {
        let number = before.lines(span.source).line(span.start);
        let name = &before[span.source].name;
        told.extend(["> ", name, " line ", &number.to_string(), "\n"]);
    }
    if output.status != 0 {
        told.extend(["= ", &output.status.to_string(), "\n"]);
    }
}

/// The lines that differ, between those at the beginning and at the end that do not.
fn tell_changes(before: &str, after: &str, told: &mut String) {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    while let (Some(a), Some(b)) = (old.last(), new.last())
        && a == b
    {
        old.pop();
        new.pop();
    }
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    for line in old.iter().skip(same) {
        told.extend(["- ", line, "\n"]);
    }
    for line in new.iter().skip(same) {
        told.extend(["+ ", line, "\n"]);
    }
}

#[test]
fn every_session_is_as_it_is_written() {
    let mut paths: Vec<PathBuf> = fs::read_dir(here().join("sessions"))
        .expect("there are sessions")
        .map(|it| it.expect("it can be read").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 8, "sessions are missing: {paths:?}");
    let mut wrong = Vec::new();
    for path in paths {
        let script = fs::read_to_string(&path).expect("it is a text");
        let told = played(&script);
        if told == script {
            continue;
        }
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &told).expect("it can be written");
        } else {
            let differs = told.lines().zip(script.lines()).find(|(a, b)| a != b);
            wrong.push(format!("{}: {differs:?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
