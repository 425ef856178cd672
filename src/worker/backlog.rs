use std::mem;

/// What is asked of somebody who can do one thing at a time, where only the
/// latest question matters: one is being answered, the last one asked since
/// waits, and those between are never asked.
///
/// Whoever answers may give up when there is a newer question. Of two in a row at
/// most one is given up, or somebody who types fast would never see an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Backlog<T> {
    /// Nothing is being answered.
    #[default]
    Idle,
    /// Something is.
    Busy {
        /// What comes next.
        next: Option<T>,
        /// Whether it must not be given up, or was asked to be already.
        is_settled: bool,
    },
}

/// What to do about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer<T> {
    /// Send it.
    Send(T),
    /// It waits; tell those who are busy that there is something newer.
    Hurry,
    /// It waits.
    Wait,
}

impl<T> Backlog<T> {
    /// Asks something.
    #[must_use]
    pub fn offer(&mut self, question: T) -> Offer<T> {
        match self {
            Self::Idle => {
                *self = Self::Busy {
                    next: None,
                    is_settled: false,
                };
                Offer::Send(question)
            }
            Self::Busy { next, is_settled } => {
                *next = Some(question);
                if mem::replace(is_settled, true) {
                    Offer::Wait
                } else {
                    Offer::Hurry
                }
            }
        }
    }

    /// An answer came. Returns what is to be sent next.
    #[must_use]
    pub fn finish(&mut self) -> Option<T> {
        self.next(false)
    }

    /// What was asked is given up. Returns what is to be sent next, and is to be
    /// answered whatever comes.
    #[must_use]
    pub fn give_up(&mut self) -> Option<T> {
        self.next(true)
    }

    fn next(&mut self, is_settled: bool) -> Option<T> {
        let Self::Busy { next, .. } = mem::take(self) else {
            return None;
        };
        if next.is_some() {
            *self = Self::Busy {
                next: None,
                is_settled,
            };
        }
        next
    }

    /// Whether something is being answered.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks the questions of each round, then lets one answer come; says what
    /// was sent.
    #[track_caller]
    fn check(rounds: &[&[u32]], expected: &[u32]) {
        let mut backlog = Backlog::default();
        let mut sent = Vec::new();
        for questions in rounds {
            for question in *questions {
                if let Offer::Send(it) = backlog.offer(*question) {
                    sent.push(it);
                }
            }
            sent.extend(backlog.finish());
        }
        assert_eq!(sent, expected, "{rounds:?}");
    }

    #[test]
    fn the_first_is_sent_at_once_and_of_the_rest_only_the_latest() {
        check(&[&[1]], &[1]);
        check(&[&[1, 2]], &[1, 2]);
        check(&[&[1, 2, 3, 4]], &[1, 4]);
        check(&[&[1, 2, 3], &[4, 5], &[]], &[1, 3, 5]);
    }

    #[test]
    fn after_the_last_answer_nothing_waits() {
        check(&[&[1], &[], &[2]], &[1, 2]);
        check(&[&[], &[]], &[]);
    }

    #[test]
    fn who_is_busy_hears_once_that_there_is_something_newer() {
        let mut backlog = Backlog::default();
        assert_eq!(backlog.offer(1), Offer::Send(1));
        assert_eq!(backlog.offer(2), Offer::Hurry);
        assert_eq!(backlog.offer(3), Offer::Wait);
        assert_eq!(backlog.give_up(), Some(3));
    }

    #[test]
    fn of_two_in_a_row_one_is_answered() {
        let mut backlog = Backlog::default();
        assert_eq!(backlog.offer(1), Offer::Send(1));
        assert_eq!(backlog.offer(2), Offer::Hurry);
        assert_eq!(backlog.give_up(), Some(2));
        assert_eq!(backlog.offer(3), Offer::Wait, "1 was given up");
        assert_eq!(backlog.finish(), Some(3));
        assert_eq!(backlog.offer(4), Offer::Hurry, "2 was answered");
    }
}
