//! Where the texts of the page stand: in one place for the program and one for the
//! editor; a script that has to do without either begins with its own.

use crate::source::{self, Source};

/// Where the program's texts are.
const PROGRAM: &str = "src/words/";
/// Where those of the editor are.
const EDITOR: &str = "editor/words.js";
/// What a script that stands alone calls its own.
const OWN_WORDS: &str = "const WORDS = {";
/// Attributes that are read out or shown, as they are written before a text.
const SPOKEN: &[&str] = &["aria-label=", "placeholder=", "title=", "alt=", "label="];
/// Names of keys, which look like words.
const KEYS: &[&str] = &["Delete", "End", "Enter", "Escape", "Home", "Tab"];
/// What the page and its service worker say to each other.
const MESSAGES: &[&str] = &["take over", "which version"];

/// Every text for people that stands elsewhere.
pub(crate) fn strays(file: &Source) -> Vec<String> {
    let path = file.path.as_str();
    let others = without_own_words(&file.text);
    let found = if path.starts_with("src/") && file.is_rust() && !path.starts_with(PROGRAM) {
        in_rust(&file.text)
    } else if path.starts_with("editor/") && file.ends_with(".js") && path != EDITOR {
        in_script(&file.text)
    } else if path.starts_with("static/") && file.ends_with(".js") {
        in_script(&others)
    } else {
        Vec::new()
    };
    let fault = |it: &str| format!("\"{it}\" is a text for people: it belongs to the words");
    found.into_iter().map(fault).collect()
}

fn in_rust(text: &str) -> Vec<&str> {
    let spoken = |before: &str| SPOKEN.iter().any(|it| before.ends_with(it));
    source::literals(text)
        .into_iter()
        .filter(|(before, literal)| {
            let before = before.trim_end();
            let is_named = before.ends_with("reason =") || before.ends_with("class=");
            let is_shown = spoken(before) || is_child(before);
            !is_named && (is_text(literal) || is_shown && literal.contains(char::is_alphabetic))
        })
        .map(|(_, literal)| literal)
        .collect()
}

/// Whether what follows stands between tags: `<b>{ "…" }`.
fn is_child(before: &str) -> bool {
    let tag = before.strip_suffix('{').map(str::trim_end);
    tag.is_some_and(|it| it.ends_with('>') && !it.ends_with("=>") && !it.ends_with("->"))
}

/// Strings of a script, line by line; a text over several lines is a manifest.
/// What an error says is for those who look into the console.
fn in_script(text: &str) -> Vec<&str> {
    let is_comment = |line: &str| ["//", "/*", "*"].iter().any(|it| line.starts_with(it));
    let is_error = |line: &str| line.contains("new Error(");
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|it| !is_comment(it) && !is_error(it));
    let quoted = lines.flat_map(|line| {
        ['"', '`']
            .into_iter()
            .flat_map(move |quote| line.split(quote).skip(1).step_by(2))
    });
    let is_selector = |it: &str| it.contains('[');
    let is_message = |it: &str| MESSAGES.contains(&it);
    quoted
        .filter(|it| has_two_words(it) && !is_selector(it) && !is_message(it))
        .collect()
}

fn without_own_words(text: &str) -> String {
    let Some((before, rest)) = text.split_once(OWN_WORDS) else {
        return text.to_owned();
    };
    let after = rest.split_once("\n};").map_or("", |it| it.1);
    [before, after].concat()
}

fn is_text(literal: &str) -> bool {
    let spoken = |it: &&str| {
        let attribute = [it, "\""].concat();
        let after = literal.split(&attribute).nth(1);
        after.is_some_and(|it| it.starts_with(char::is_alphabetic))
    };
    let shown = outside_tags(literal);
    has_two_words(&shown) || is_title(&shown) || SPOKEN.iter().any(spoken)
}

/// A single word with a capital: what a button says.
fn is_title(text: &str) -> bool {
    let text = text.trim();
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    let is_capital = first.chars().all(char::is_uppercase) && !first.is_empty();
    is_capital && !rest.is_empty() && rest.chars().all(char::is_lowercase) && !KEYS.contains(&text)
}

/// Two words side by side. What is filled in is none.
fn has_two_words(text: &str) -> bool {
    let filled: String = text
        .split(['{', '}'])
        .step_by(2)
        .collect::<Vec<_>>()
        .join("0");
    let words: Vec<bool> = filled.split_whitespace().map(is_word).collect();
    words.windows(2).any(|it| it == [true, true])
}

fn is_word(text: &str) -> bool {
    let text = text.trim_matches(['.', ',', ':', ';', '!', '?', '…', '(']);
    text.chars().count() > 1 && text.chars().all(char::is_alphabetic)
}

/// What of markup is shown; both ends may be cut off within a tag.
fn outside_tags(text: &str) -> String {
    let starts_inside = match (text.find('>'), text.find('<')) {
        (Some(close), Some(open)) => close < open,
        _ => false,
    };
    let mut shown = String::new();
    let mut inside = starts_inside;
    for character in text.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                shown.push(' ');
            }
            _ if inside => {}
            _ => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[track_caller]
    fn finds(path: &str, text: &str, stray: &str) {
        let fault = format!("\"{stray}\" is a text for people: it belongs to the words");
        check(strays, path, text, &[&fault]);
    }

    #[track_caller]
    fn passes(path: &str, text: &str) {
        check(strays, path, text, &[]);
    }

    #[test]
    fn sentences_are_found() {
        finds("src/a.rs", r#"say("It is late.")"#, "It is late.");
        finds(
            "src/a.rs",
            r#"format!("{count} now denied")"#,
            "{count} now denied",
        );
        finds("src/a.rs", r#"r = r"so it is""#, "so it is");
        finds("src/a.rs", r#"<b>{ "open" }</b>"#, "open");
        finds("src/a.rs", r#"Self::A => "Close","#, "Close");
        finds("src/a.rs", r#"<i placeholder="find">"#, "find");
        finds(
            "src/a.rs",
            r##"A = r#"<b class="x">so it is</b>"#"##,
            r#"<b class="x">so it is</b>"#,
        );
        finds(
            "src/a.rs",
            r##"A = r#"<b aria-label="Legend">"#"##,
            r#"<b aria-label="Legend">"#,
        );
        finds(
            "editor/a.js",
            "e.title = `${n} now denied`;",
            "${n} now denied",
        );
        finds("static/a.js", r#"e.title = "Try again";"#, "Try again");
    }

    #[test]
    fn what_people_do_not_read_is_left_alone() {
        passes("src/a.rs", "// It is late.");
        passes("src/a.rs", r#"<b class="a__b c">"#);
        passes("src/a.rs", r#"#[expect(x, reason = "it is late")]"#);
        passes("src/a.rs", r##"A = r#"<b class="a b c">"#"##);
        passes("src/a.rs", r##"A = r#"" data-kind="a b"><i>"#"##);
        passes("src/a.rs", r#"<path d="M1 2L3 4" />"#);
        passes("src/a.rs", r#""Escape" => close(),"#);
        passes("src/a.rs", r#"find("[data-open] textarea")"#);
        passes("src/a.rs", r#"<b>{ "×" }</b>"#);
        passes("src/words/a.rs", r#"say("It is late.")"#);
        passes("crates/engine/src/a.rs", r#"say("It is late.")"#);
        passes("editor/words.js", r#"e.title = "Try again";"#);
        passes("editor/a.js", r#"throw new Error("it is late");"#);
        passes("editor/a.js", r#"it.closest("input, select, [open]");"#);
        passes("static/a.js", r#"worker.postMessage("take over");"#);
        passes("editor/a.js", "// It is \"so late\" now.");
        passes(
            "static/a.js",
            "const WORDS = {\n  a: \"Try again\",\n};\ncall(WORDS.a);",
        );
    }
}
