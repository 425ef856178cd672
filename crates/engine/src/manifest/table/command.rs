use super::word::Word;

/// What ends a prompt.
const PROMPT_ENDS: [char; 8] = ['$', '%', '#', '>', '❯', '➜', '»', 'λ'];

/// Options of kubectl whose value is a word of its own.
const WITH_VALUE: &[&str] = &[
    "-n",
    "--namespace",
    "-L",
    "--label-columns",
    "-o",
    "--output",
    "-l",
    "--selector",
    "--field-selector",
    "--sort-by",
    "--context",
    "--cluster",
    "--user",
    "--kubeconfig",
    "--chunk-size",
    "-s",
    "--server",
];

/// A line on which somebody asked for a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Command<'t> {
    /// What is listed, where it is one thing.
    pub(super) resource: Option<Word<'t>>,
    /// The one namespace that is listed.
    pub(super) namespace: Option<Word<'t>>,
    /// The labels that have columns of their own.
    pub(super) label_keys: Vec<Word<'t>>,
}

impl<'t> Command<'t> {
    /// Reads `kubectl get …`, with or without a prompt before it.
    pub(super) fn read(line: Word<'t>) -> Option<Self> {
        let words: Vec<Word<'t>> = line.pieces(1).into_iter().map(|it| it.1).collect();
        let tool = words.iter().position(|it| is_kubectl(it.text))?;
        let (before, behind) = words.split_at_checked(tool)?;
        let next = behind.get(1)?.text;
        let is_typed = before.is_empty() || ends_with_prompt(before);
        let gets =
            next == "get" || next.starts_with('-') && behind.iter().any(|it| it.text == "get");
        (is_typed && gets).then(|| Self::with_options(behind))
    }

    fn with_options(words: &[Word<'t>]) -> Self {
        let mut command = Self::default();
        let mut is_everywhere = false;
        let mut gets = false;
        let mut words = words.iter().skip(1);
        while let Some(word) = words.next() {
            if matches!(word.text, "|" | ">" | ";" | "&&" | "||") {
                break;
            }
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name.text, Some(value)),
                None if WITH_VALUE.contains(&word.text) => (word.text, words.next().copied()),
                None => match word.text.get(..2) {
                    Some(it @ ("-n" | "-L")) => (it, Some(word.part(2, word.text.len()))),
                    _ => (word.text, None),
                },
            };
            match (name, value) {
                ("-n" | "--namespace", _) => command.namespace = value,
                ("-L" | "--label-columns", Some(keys)) => command.label_keys.extend(keys.list()),
                ("-A" | "--all-namespaces", _) => is_everywhere = true,
                ("get", _) => gets = true,
                _ if gets && !name.starts_with('-') && command.resource.is_none() => {
                    command.resource = Some(*word);
                }
                _ => {}
            }
        }
        if is_everywhere {
            command.namespace = None;
        }
        command
    }
}

fn is_kubectl(word: &str) -> bool {
    matches!(word, "kubectl" | "k" | "oc" | "kubecolor" | "kubectl.exe")
        || word.ends_with("/kubectl")
}

/// Whether these words before a command are a prompt, and not YAML with a
/// comment behind it.
fn ends_with_prompt(words: &[Word<'_>]) -> bool {
    let [first, ..] = words else {
        return false;
    };
    let last = words.last().map_or("", |it| it.text);
    let is_comment = last == "#" && words.len() > 1;
    let is_yaml = first.text.ends_with(':') || first.text == "-" || is_comment;
    !is_yaml && (last.ends_with(PROMPT_ENDS) || first.text.starts_with(['➜', '❯']))
}

/// Whether the line is a prompt, with or without another command behind it:
/// `$ clear`, `me@host:~$`, `PS C:\> cls`. YAML cannot begin a line so.
pub(super) fn is_prompt(line: Word<'_>) -> bool {
    let words = line.pieces(1);
    let mut words = words.iter().map(|it| it.1.text);
    match words.next() {
        Some("$" | "❯" | "➜") => true,
        Some("PS") => words.any(|it| it.contains(":\\") && it.contains('>')),
        Some(it) if it.starts_with('[') => words
            .next()
            .is_some_and(|it| it.ends_with("]$") || it.ends_with("]#")),
        Some(it) => it.contains('@') && it.ends_with(['$', '#', '%', '>']),
        None => false,
    }
}

/// Whether kubectl printed this line in place of a table.
pub(super) fn is_empty_answer(line: Word<'_>) -> bool {
    line.text.starts_with("No resources found")
}
