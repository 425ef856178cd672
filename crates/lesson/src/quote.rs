use serde::{Deserialize, Serialize};

use crate::{Stage, Statement};

/// When something is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// Before the reader has changed anything.
    #[default]
    Start,
    /// When the lesson is solved.
    Solution,
}

/// Words of a text that state a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// When they are true.
    pub moment: Moment,
    /// What they say.
    pub statement: Statement,
}

/// Numbers as they are written in a sentence.
const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// What says zero besides.
const NOTHING: [&str; 3] = ["nothing", "nobody", "none"];

impl Quote {
    /// Reads what stands behind the words: a moment and a statement, such as
    /// `start "shop/web -> shop/db:3306 denied"`.
    ///
    /// # Errors
    ///
    /// A moment that is none, a statement that cannot be read, or words that do not
    /// have the number that is stated.
    pub(crate) fn read(words: String, moment: &str, statement: &str) -> Result<Self, String> {
        let moment = match moment {
            "start" => Moment::Start,
            "solution" => Moment::Solution,
            _ => {
                return Err(format!(
                    "`{moment}` is none of `start`, `solution`, `lesson:…`, `example:…`"
                ));
            }
        };
        let statement = Statement::read(statement)?;
        if let Statement::Count { number, .. } = statement
            && !says(&words, number)
        {
            return Err(format!("`{words}` does not say {number}"));
        }
        Ok(Self {
            words,
            moment,
            statement,
        })
    }

    /// Holds it against the start or the solution, whichever it speaks of.
    ///
    /// # Errors
    ///
    /// What is true instead.
    pub fn prove(&self, start: &Stage, solution: &Stage) -> Result<(), String> {
        let stage = match self.moment {
            Moment::Start => start,
            Moment::Solution => solution,
        };
        self.statement.prove(stage)
    }
}

/// Whether words have a number, as digits or as a word.
fn says(words: &str, number: usize) -> bool {
    let words = words.to_lowercase();
    let mut each = words.split(|it: char| !it.is_alphanumeric());
    let is_nothing = |it: &str| number == 0 && NOTHING.contains(&it);
    each.any(|it| it.parse() == Ok(number) || NUMBERS.get(number) == Some(&it) || is_nothing(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_the_number_that_is_stated() {
        let read = |words: &str, moment, fact| Quote::read(words.to_owned(), moment, fact);
        assert!(read("Four wires", "start", "4 connections").is_ok());
        assert!(read("12 wires", "start", "12 connections").is_ok());
        assert!(read("no wire", "solution", "0 connections").is_ok());
        assert!(read("Fourteen wires", "start", "4 connections").is_err());
        assert!(read("Four wires", "later", "4 connections").is_err());
    }
}
