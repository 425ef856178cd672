/// The lines that were entered, and which of them is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    lines: Vec<String>,
    /// How far back from the end.
    back: usize,
    /// What was written before somebody looked back.
    draft: String,
}

impl History {
    /// How many lines are kept.
    pub const MOST: usize = 100;

    /// Adds a line, unless it is blank or the same as the last; whoever looked back is at
    /// the end again.
    pub fn push(&mut self, line: &str) {
        let line = line.trim();
        self.back = 0;
        self.draft.clear();
        if line.is_empty() || self.lines.last().is_some_and(|it| it == line) {
            return;
        }
        self.lines.push(line.to_owned());
        let excess = self.lines.len().saturating_sub(Self::MOST);
        self.lines.drain(..excess);
    }

    /// The line before the one that is looked at; `written` is kept for the way back.
    pub fn older(&mut self, written: &str) -> Option<&str> {
        if self.back >= self.lines.len() {
            return None;
        }
        if self.back == 0 {
            written.clone_into(&mut self.draft);
        }
        self.back += 1;
        self.shown()
    }

    /// The line behind it, in the end what was written before.
    pub fn newer(&mut self) -> Option<&str> {
        self.back = self.back.checked_sub(1)?;
        self.shown()
    }

    fn shown(&self) -> Option<&str> {
        match self.back {
            0 => Some(&self.draft),
            back => {
                let at = self.lines.len().checked_sub(back)?;
                self.lines.get(at).map(String::as_str)
            }
        }
    }

    /// All of them, the oldest first.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn one_goes_back_and_forth_and_loses_nothing() {
        let mut history = History::default();
        assert_eq!(history.older("x"), None);
        for line in ["a", "b", "b", "  ", "c"] {
            history.push(line);
        }
        assert_eq!(history.lines(), ["a", "b", "c"]);
        assert_eq!(history.newer(), None);
        assert_eq!(history.older("half"), Some("c"));
        assert_eq!(history.older("c"), Some("b"));
        assert_eq!(history.older("b"), Some("a"));
        assert_eq!(history.older("a"), None);
        assert_eq!(history.newer(), Some("b"));
        assert_eq!(history.newer(), Some("c"));
        assert_eq!(history.newer(), Some("half"));
        assert_eq!(history.newer(), None);
    }

    #[test]
    fn the_oldest_lines_go() {
        let mut history = History::default();
        for line in 0..2 * History::MOST {
            history.push(&line.to_string());
        }
        assert_eq!(history.lines().len(), History::MOST);
        assert_eq!(history.lines().last().map(String::as_str), Some("199"));
    }
}
