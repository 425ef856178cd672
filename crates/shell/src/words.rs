//! A line as a shell takes it apart.

use crate::fault::Fault;

/// The words of a line, without the quotes around them.
///
/// # Errors
///
/// A quote without an end, and what a shell would do beyond running one command.
pub(crate) fn words(line: &str) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = line.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next() {
                        Some(end) if end == it => break,
                        Some('\\') if it == '"' => word.extend(rest.next()),
                        Some(inside) => word.push(inside),
                        None => return Err(open_quote(it)),
                    }
                }
            }
            '\\' => word.get_or_insert_default().extend(rest.next()),
            '#' if word.is_none() => break,
            '|' | ';' | '&' | '>' | '<' | '`' => return Err(not_simulated(it)),
            '$' if rest.peek() == Some(&'(') => return Err(not_simulated(it)),
            it if it.is_whitespace() => words.extend(word.take()),
            it => word.get_or_insert_default().push(it),
        }
    }
    words.extend(word);
    Ok(words)
}

fn open_quote(quote: char) -> Fault {
    Fault {
        status: 2,
        ..Fault::plain(format!("the quote {quote} has no end"))
    }
}

fn not_simulated(sign: char) -> Fault {
    Fault {
        status: 2,
        ..Fault::plain(format!(
            "{sign} means something to a shell that is not simulated here: write one command"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        assert_eq!(words(line).as_deref(), Ok(&*owned(expected)), "{line}");
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn blanks_part_words_and_quotes_join_them() {
        check("", &[]);
        check("  get   pods ", &["get", "pods"]);
        check("sh -c 'curl -m 2 db'", &["sh", "-c", "curl -m 2 db"]);
        check(r#"a"b c"d "" x"#, &["ab cd", "", "x"]);
        check(
            r#"say \"it\" "a\"b" 'a\b'"#,
            &["say", "\"it\"", "a\"b", "a\\b"],
        );
        check("get pods # all of them", &["get", "pods"]);
        check("a#b", &["a#b"]);
    }

    #[test]
    fn what_is_not_simulated_is_said() {
        for line in ["a | b", "a; b", "a && b", "a > f", "a < f", "$(a)", "`a`"] {
            let fault = words(line).expect_err(line);
            assert_eq!(fault.status, 2, "{line}");
        }
        for line in ["'a", "\"a", "a 'b c"] {
            let fault = words(line).expect_err(line);
            assert!(fault.text.contains("no end"), "{line}: {}", fault.text);
        }
    }
}
