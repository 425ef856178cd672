/// The user's text must not steer who shows it: tabs become blanks, and other
/// control characters their pictures.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '\t' => clean.push_str("    "),
            it if it.is_control() => clean.push('\u{fffd}'),
            it => clean.push(it),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(clean("a\tb\u{1b}[31m\n"), "a    b\u{fffd}[31m\u{fffd}");
        assert_eq!(clean("shop/wéb 日"), "shop/wéb 日");
    }
}
