//! Words that somebody looks for in a list.

/// What somebody typed to find something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sought(Vec<String>);

impl Sought {
    /// The words of a text.
    pub(crate) fn new(words: &str) -> Self {
        let words = words.split_whitespace();
        Self(words.map(str::to_lowercase).collect())
    }

    /// Whether every word is in one of these texts, in whatever case.
    pub(crate) fn is_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|it| it.to_lowercase()).collect();
        self.0
            .iter()
            .all(|it| texts.iter().any(|text| text.contains(it)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: bool) {
        let texts = ["AND versus OR", "One dash decides."];
        assert_eq!(Sought::new(words).is_in(&texts), expected, "{words}");
    }

    #[test]
    fn every_word_is_somewhere_in_whatever_case() {
        check("", true);
        check("and VERSUS", true);
        check("dash versus", true);
        check("dash twins", false);
    }
}
