use std::ops::Range;

/// What a piece of a line of YAML is, for its colour. A guess by the line alone;
/// what the text means is the engine's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A key with its colon, a dash, brackets.
    Key,
    /// A value.
    Value,
    /// A comment.
    Comment,
}

/// The pieces of one line, in order and without gaps.
pub fn tokens(line: &str) -> Vec<(Range<usize>, Token)> {
    let comment = comment_start(line);
    let code = &line[..comment];
    let mut pieces = Vec::new();
    let key = key_end(code);
    push(&mut pieces, 0..key, Token::Key);
    push(&mut pieces, key..comment, Token::Value);
    push(&mut pieces, comment..line.len(), Token::Comment);
    pieces
}

fn push(pieces: &mut Vec<(Range<usize>, Token)>, range: Range<usize>, token: Token) {
    if !range.is_empty() {
        pieces.push((range, token));
    }
}

/// Where the comment begins: a `#` outside quotes, at the start or after a
/// space; the line's end if there is none.
fn comment_start(line: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if before == ' ' => return at,
            (None, '"' | '\'') if before != '\\' && !before.is_ascii_alphanumeric() => {
                quote = Some(c);
            }
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        before = c;
    }
    line.len()
}

/// Where indentation, dashes and key end: behind the first colon that ends a
/// key, or behind the dashes.
fn key_end(code: &str) -> usize {
    let dashes = code.len() - code.trim_start_matches([' ', '-']).len();
    let rest = &code[dashes..];
    if rest.starts_with(['{', '[']) {
        return dashes;
    }
    let colon = rest
        .char_indices()
        .find(|&(at, c)| c == ':' && matches!(rest.as_bytes().get(at + 1), None | Some(b' ')));
    colon.map_or(dashes, |(at, _)| dashes + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let pieces: Vec<&str> = tokens(line)
            .into_iter()
            .map(|(range, _)| &line[range])
            .collect();
        assert_eq!(pieces, expected);
    }

    #[test]
    fn key_value_and_comment_are_told_apart() {
        check(
            "  app: web # the front",
            &["  app:", " web ", "# the front"],
        );
        check("# all of it", &["# all of it"]);
        check("spec:", &["spec:"]);
    }

    #[test]
    fn a_dash_belongs_to_the_key() {
        check("    - podSelector:", &["    - podSelector:"]);
        check("  - Ingress", &["  - ", "Ingress"]);
    }

    #[test]
    fn a_colon_or_a_hash_inside_a_value_is_nothing_special() {
        check("image: example/web:1", &["image:", " example/web:1"]);
        check("note: \"a # b\"", &["note:", " \"a # b\""]);
        check("url: a#b", &["url:", " a#b"]);
    }

    #[test]
    fn flow_style_is_left_whole() {
        check("- {app: web}", &["- ", "{app: web}"]);
    }
}
