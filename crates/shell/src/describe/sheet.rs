/// How many blanks stand at least behind a title.
const BETWEEN: usize = 2;

/// Titles with what is told below each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet(Vec<Row>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// Aligned with its neighbours.
    Pair(String, String),
    /// As it is.
    Line(String),
}

impl Sheet {
    pub(super) fn pair(&mut self, title: &str, told: impl AsRef<str>) {
        let told = told.as_ref().to_owned();
        self.0.push(Row::Pair(title.to_owned(), told));
    }

    pub(super) fn line(&mut self, text: impl Into<String>) {
        self.0.push(Row::Line(text.into()));
    }

    /// The text: titles that follow each other are as wide as the widest of them.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut width = 0;
        for (at, row) in self.0.iter().enumerate() {
            match row {
                Row::Line(line) => {
                    width = 0;
                    text.extend([line, "\n"]);
                }
                Row::Pair(title, told) => {
                    if width == 0 {
                        width = self.width_from(at);
                    }
                    let missing = width.saturating_sub(title.chars().count());
                    text.push_str(title);
                    text.extend(std::iter::repeat_n(' ', missing));
                    text.extend([told, "\n"]);
                }
            }
        }
        text
    }

    fn width_from(&self, at: usize) -> usize {
        let titles = self.0.iter().skip(at).map_while(|it| match it {
            Row::Pair(title, _) => Some(title.chars().count()),
            Row::Line(_) => None,
        });
        titles.max().unwrap_or_default() + BETWEEN
    }
}
