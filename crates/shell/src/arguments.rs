use crate::fault::Fault;
use crate::flag::Flag;

/// The commands that are simulated.
pub(crate) const VERBS: [&str; 7] = [
    "apply", "delete", "describe", "edit", "exec", "get", "label",
];

/// A command line of kubectl, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Arguments {
    /// What to do: `get`.
    pub(crate) verb: String,
    /// What stands behind it and is no flag.
    pub(crate) words: Vec<String>,
    /// The flags with their values, in order.
    flags: Vec<(Flag, String)>,
    /// What stands behind `--`.
    pub(crate) program: Vec<String>,
}

impl Arguments {
    /// Takes the words behind `kubectl` apart.
    ///
    /// # Errors
    ///
    /// A flag that the command does not have, or one without its value.
    pub(crate) fn read(words: &[String]) -> Result<Self, Fault> {
        let dashes = words.iter().position(|it| it == "--");
        let own = words.get(..dashes.unwrap_or(words.len()));
        let program = dashes.and_then(|it| words.get(it + 1..));
        let mut arguments = Self {
            program: program.unwrap_or_default().to_vec(),
            ..Self::default()
        };
        let mut rest = own.unwrap_or_default().iter();
        while let Some(word) = rest.next() {
            if let Some(long) = word.strip_prefix("--") {
                arguments.add_long(word, long, &mut rest)?;
            } else if let Some(letters) = word.strip_prefix('-').filter(|it| !it.is_empty()) {
                arguments.add_short(word, letters, &mut rest)?;
            } else if arguments.verb.is_empty() {
                arguments.verb.clone_from(word);
                let is_known = VERBS.contains(&word.as_str()) || word == "help";
                if !is_known {
                    // It may take flags of its own.
                    break;
                }
            } else {
                arguments.words.push(word.clone());
            }
        }
        arguments.check()
    }

    fn add_long<'w>(
        &mut self,
        word: &str,
        long: &str,
        rest: &mut impl Iterator<Item = &'w String>,
    ) -> Result<(), Fault> {
        let (name, given) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (long, None),
        };
        let flag = Flag::from_long(name);
        let flag = flag.ok_or_else(|| Fault::error(format!("unknown flag: --{name}")))?;
        let value = match given {
            Some(value) => value.to_owned(),
            None if flag.takes_value() => rest
                .next()
                .cloned()
                .ok_or_else(|| Fault::error(format!("flag needs an argument: {word}")))?,
            None => "true".to_owned(),
        };
        self.flags.push((flag, value));
        Ok(())
    }

    /// `-it`, `-nshop`, `-n=shop`, `-n shop`.
    fn add_short<'w>(
        &mut self,
        word: &str,
        letters: &str,
        rest: &mut impl Iterator<Item = &'w String>,
    ) -> Result<(), Fault> {
        for (at, letter) in letters.char_indices() {
            let flag = Flag::from_short(letter).ok_or_else(|| {
                Fault::error(format!("unknown shorthand flag: '{letter}' in {word}"))
            })?;
            if !flag.takes_value() {
                self.flags.push((flag, "true".to_owned()));
                continue;
            }
            let behind = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            let value = match behind.strip_prefix('=').unwrap_or(behind) {
                "" => rest.next().cloned().ok_or_else(|| {
                    Fault::error(format!("flag needs an argument: '{letter}' in {word}"))
                })?,
                value => value.to_owned(),
            };
            self.flags.push((flag, value));
            break;
        }
        Ok(())
    }

    /// Whether the command takes all of its flags.
    fn check(self) -> Result<Self, Fault> {
        let takes = Flag::of_verb(&self.verb);
        let is_taken = |it: &Flag| takes.contains(it) || Flag::COMMON.contains(it);
        let odd = self.flags.iter().find(|it| !is_taken(&it.0));
        match odd {
            Some((flag, _)) if !self.verb.is_empty() => {
                Err(Fault::error(format!("unknown flag: {}", flag.long())))
            }
            _ => Ok(self),
        }
    }

    /// The last value of a flag.
    pub(crate) fn value(&self, flag: Flag) -> Option<&str> {
        let mut given = self.flags.iter().rev().filter(|it| it.0 == flag);
        given.next().map(|it| it.1.as_str())
    }

    /// Whether a flag without value is set.
    pub(crate) fn has(&self, flag: Flag) -> bool {
        self.value(flag).is_some_and(|it| it != "false")
    }

    /// The namespace that is meant; `None` for all of them.
    pub(crate) fn namespace(&self) -> Option<&str> {
        let named = self.value(Flag::Namespace).unwrap_or("default");
        (!self.has(Flag::AllNamespaces)).then_some(named)
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use crate::flag::Flag;
    use crate::words::words;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let words = words(line).expect("it is a line");
        let told = match Arguments::read(&words) {
            Ok(it) => format!(
                "{} {:?} in {:?} runs {:?}",
                it.verb,
                it.words,
                it.namespace(),
                it.program
            ),
            Err(fault) => fault.text,
        };
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn flags_stand_anywhere_and_in_every_form() {
        let pods = r#"get ["pods"] in Some("shop") runs []"#;
        for line in [
            "get pods -n shop",
            "-n shop get pods",
            "get -nshop pods",
            "get pods --namespace=shop",
            "--namespace shop get pods --show-labels",
            "get pods -n=shop -o wide",
        ] {
            check(line, pods);
        }
        check("get pods -A", r#"get ["pods"] in None runs []"#);
        check(
            "exec -it -n shop web-1 -c main -- curl -m 2 db",
            r#"exec ["web-1"] in Some("shop") runs ["curl", "-m", "2", "db"]"#,
        );
    }

    #[test]
    fn flags_that_a_command_does_not_have_are_said() {
        check("get pods --frob", "error: unknown flag: --frob");
        check("get pods -x", "error: unknown shorthand flag: 'x' in -x");
        check("get pods -n", "error: flag needs an argument: 'n' in -n");
        check(
            "get pods --namespace",
            "error: flag needs an argument: --namespace",
        );
        check("get pods --overwrite", "error: unknown flag: --overwrite");
        check(
            "run tmp --image=busybox",
            r#"run [] in Some("default") runs []"#,
        );
    }

    #[test]
    fn of_a_flag_that_is_given_twice_the_last_counts() {
        let words = words("get pods -n a -n b --show-labels=false").expect("it is a line");
        let arguments = Arguments::read(&words).expect("it has these flags");
        assert_eq!(arguments.namespace(), Some("b"));
        assert!(!arguments.has(Flag::ShowLabels));
    }
}
