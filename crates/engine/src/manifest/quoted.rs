//! Text of the user inside a message.

/// The text in quotes, as the API server writes it: quotes and backslashes are
/// escaped, and so is what could not be seen.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character.is_control() => {
                quoted.push_str("\\u");
                let code = u32::from(character);
                let digits = [12, 8, 4, 0].map(|shift| code >> shift & 15);
                quoted.extend(digits.iter().filter_map(|it| char::from_digit(*it, 16)));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn what_could_be_mistaken_is_escaped() {
        check("", r#""""#);
        check("web é 中", r#""web é 中""#);
        check(r#"a"b\c"#, r#""a\"b\\c""#);
        check("a\nb\tc\rd", r#""a\nb\tc\rd""#);
        check("\u{1}\u{85}", r#""\u0001\u0085""#);
    }
}
