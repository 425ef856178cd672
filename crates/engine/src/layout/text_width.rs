//! How wide text is, from a table.
//!
//! Nobody asks a font: the engine has none, and a browser's answer would move
//! the picture from one machine to the next. The table errs to the wide side.

use super::measure::times;

/// The advance of every character of the 11 px monospaced face.
pub(super) const MONO: f64 = 6.65;

/// The width of a text in the semibold 13 px face.
pub(super) fn sans(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// The width of a text in the monospaced 11 px face.
pub(super) fn mono(text: &str) -> f64 {
    MONO * times(text.chars().count())
}

/// How many characters of `text` fit into `width`: all of them, or as many as
/// leave room for an ellipsis, which counts as one.
pub(super) fn sans_that_fit(text: &str, width: f64) -> usize {
    that_fit(text, width, advance)
}

/// The same in the monospaced face.
pub(super) fn mono_that_fit(text: &str, width: f64) -> usize {
    that_fit(text, width, |_| MONO)
}

fn that_fit(text: &str, width: f64, advance: impl Fn(char) -> f64) -> usize {
    let total: f64 = text.chars().map(&advance).sum();
    if total <= width {
        return text.chars().count();
    }
    let mut end = advance('…');
    let fitting = text.chars().take_while(|&it| {
        end += advance(it);
        end <= width
    });
    fitting.count() + 1
}

/// The advance of a character in pixels, as in the bold `DejaVu Sans`, which is the
/// widest of the usual faces and stands in where there is no semibold one.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | ' ' => 4.5,
        '.' | ',' | ':' | '|' | '!' | '-' | '/' => 5.4,
        'f' => 5.7,
        't' => 6.2,
        'r' | '(' | ')' | '[' | ']' => 6.4,
        'c' | 's' | 'z' => 7.8,
        'a' | 'e' | 'k' | 'o' | 'v' | 'x' | 'y' => 8.8,
        '0'..='9' => 9.1,
        'm' | 'w' | 'M' | '@' | '%' | '…' => 13.5,
        'W' => 14.4,
        'A'..='Z' => 10.9,
        ' '..='~' => 9.3,
        _ => 13.5,
    }
}
