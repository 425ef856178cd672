use netpol_engine::Analysis;
use serde::{Deserialize, Serialize};

use crate::arguments::{Arguments, VERBS};
use crate::files::quoted;
use crate::flag::Flag;
use crate::item::items;
use crate::named::resource;
use crate::resource::Resource;
use crate::selector_words::{GENERATED, pairs};
use crate::session::Session;

/// What could stand in place of the last word of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Completion {
    /// Where that word begins, in bytes.
    pub start: usize,
    /// What could stand there, in order, each once.
    pub candidates: Vec<String>,
}

impl Completion {
    /// What all candidates begin with.
    pub fn common(&self) -> &str {
        let Some((first, rest)) = self.candidates.split_first() else {
            return "";
        };
        let mut length = first.len();
        for it in rest {
            let same = first.bytes().zip(it.bytes()).take_while(|(a, b)| a == b);
            length = length.min(same.count());
        }
        while !first.is_char_boundary(length) {
            length -= 1;
        }
        first.get(..length).unwrap_or_default()
    }

    /// The line with the part that is certain; a blank behind the only candidate.
    pub fn completed(&self, before: &str) -> String {
        let kept = before.get(..self.start).unwrap_or(before);
        let is_open = |it: &String| it.ends_with(['/', '=', ':']);
        let end = match self.candidates.as_slice() {
            [only] if !is_open(only) => " ",
            _ => "",
        };
        [kept, self.common(), end].concat()
    }
}

const COMMANDS: [&str; 4] = ["clear", "help", "history", "kubectl"];
const PROGRAMS: [&str; 6] = ["curl", "nc", "nslookup", "ping", "telnet", "wget"];
const FORMS: [&str; 3] = ["name", "wide", "yaml"];

pub(crate) fn complete(session: &Session<'_>, before: &str) -> Completion {
    if before.len() > Session::LONGEST_LINE {
        return Completion::default();
    }
    let start = before
        .char_indices()
        .rfind(|it| it.1.is_whitespace())
        .map_or(0, |(at, it)| at + it.len_utf8());
    let (done, word) = before.split_at_checked(start).unwrap_or((before, ""));
    let done: Vec<String> = done.split_whitespace().map(str::to_owned).collect();
    let (skipped, candidates) = candidates(session, &done, word);
    let word = word.get(skipped..).unwrap_or_default();
    let mut candidates: Vec<String> = candidates
        .into_iter()
        .filter(|it| it.starts_with(word))
        .collect();
    candidates.sort();
    candidates.dedup();
    Completion {
        start: start + skipped,
        candidates,
    }
}

/// How much of the word is settled, and what could stand in place of the rest.
fn candidates(session: &Session<'_>, done: &[String], word: &str) -> (usize, Vec<String>) {
    let of = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    let Some((program, rest)) = done.split_first() else {
        return (0, of(&COMMANDS));
    };
    if program != "kubectl" && program != "k" {
        return (0, Vec::new());
    }
    if let Some(last) = rest.last()
        && let Some(found) = values(session, rest, last)
    {
        return (0, found);
    }
    let Ok(arguments) = Arguments::read(rest) else {
        return (0, Vec::new());
    };
    if rest.iter().any(|it| it == "--") {
        return (0, run(session.analysis, &arguments));
    }
    if word.starts_with('-') {
        return (0, flags(&arguments));
    }
    match arguments.verb.as_str() {
        "" => (0, of(&VERBS)),
        "exec" => (0, clients(session.analysis, &arguments)),
        "apply" => (0, of(&["-f"])),
        verb if VERBS.contains(&verb) => objects(session.analysis, &arguments, word),
        _ => (0, Vec::new()),
    }
}

/// What could stand behind a flag that takes a value.
fn values(session: &Session<'_>, done: &[String], last: &str) -> Option<Vec<String>> {
    if done.iter().any(|it| it == "--") {
        return None;
    }
    let flag = if let Some(name) = last.strip_prefix("--") {
        Flag::from_long(name)?
    } else {
        let letters = last.strip_prefix('-')?;
        Flag::from_short(letters.chars().next_back()?)?
    };
    if !flag.takes_value() {
        return None;
    }
    let analysis = session.analysis;
    Some(match flag {
        Flag::Namespace => names(analysis, Resource::Namespaces, None),
        Flag::Output => FORMS.map(str::to_owned).to_vec(),
        Flag::Filename => {
            let files = session.sources.iter();
            files.map(|it| quoted(&it.1.name)).collect()
        }
        Flag::Selector => {
            let pods = items(analysis, Resource::Pods);
            let pairs = pods.iter().flat_map(|it| pairs(&it.labels));
            pairs.filter(|it| !it.ends_with(GENERATED)).collect()
        }
        _ => Vec::new(),
    })
}

fn flags(arguments: &Arguments) -> Vec<String> {
    let own = Flag::of_verb(&arguments.verb).iter();
    let all = own.chain(&Flag::COMMON);
    let shown = all.filter(|it| !matches!(it, Flag::Idle(_)));
    let words = shown.flat_map(|it| it.short().into_iter().chain([it.long()]));
    let dashes = (arguments.verb == "exec").then(|| "--".to_owned());
    words.chain(dashes).collect()
}

/// Names of a kind, of one namespace or of all.
fn names(analysis: &Analysis, kind: Resource, namespace: Option<&str>) -> Vec<String> {
    let all = items(analysis, kind).into_iter();
    let is_here = |it: &str| !kind.is_namespaced() || namespace.is_none_or(|name| name == it);
    let found = all.filter(|it| is_here(it.namespace));
    found.map(|it| it.name.to_owned()).collect()
}

/// A kind, then names of it; `pods,s` and `pod/w` are gone on with.
fn objects(analysis: &Analysis, arguments: &Arguments, word: &str) -> (usize, Vec<String>) {
    let namespace = arguments.namespace();
    let comma = word.rfind(',').map_or(0, |it| it + 1);
    let last = word.get(comma..).unwrap_or_default();
    if let Some((kind, _)) = last.split_once('/') {
        let kind_of = resource(kind);
        let names = kind_of.map(|it| names(analysis, it, namespace));
        let names = names.unwrap_or_default().into_iter();
        return (comma, names.map(|it| format!("{kind}/{it}")).collect());
    }
    let Some(kinds) = arguments.words.first() else {
        let all = Resource::ALL.into_iter();
        return (comma, all.map(|it| it.plural().to_owned()).collect());
    };
    let is_named = |it: &Resource| {
        kinds
            .split(',')
            .any(|word| resource(word).as_ref() == Ok(it))
    };
    let kinds = Resource::ALL.into_iter().filter(is_named);
    let known = kinds.flat_map(|it| names(analysis, it, namespace));
    let is_new = |it: &String| !arguments.words.contains(it);
    (0, known.filter(is_new).collect())
}

/// Who can run a program; then what separates it.
fn clients(analysis: &Analysis, arguments: &Arguments) -> Vec<String> {
    if !arguments.words.is_empty() {
        return vec!["--".to_owned()];
    }
    let namespace = arguments.namespace();
    let mut found = names(analysis, Resource::Pods, namespace);
    for kind in Resource::ALL {
        let Resource::Workloads(_) = kind else {
            continue;
        };
        let short = kind.short().first().copied();
        let word = short.map_or_else(|| kind.singular(), str::to_owned);
        let names = names(analysis, kind, namespace).into_iter();
        found.extend(names.map(|it| format!("{word}/{it}")));
    }
    found
}

/// A program, then whom it can connect to.
fn run(analysis: &Analysis, arguments: &Arguments) -> Vec<String> {
    let Some(program) = arguments.program.first() else {
        return PROGRAMS.map(str::to_owned).to_vec();
    };
    let names_port = matches!(program.as_str(), "curl" | "wget");
    let cluster = analysis.cluster();
    let mut found = Vec::new();
    for (_, service) in cluster.services() {
        let namespace = &cluster[service.namespace].name;
        let name = if Some(namespace.as_str()) == arguments.namespace() {
            service.name.clone()
        } else {
            format!("{}.{namespace}", service.name)
        };
        let ports = service.backing().map_or(&[][..], |it| &it.ports);
        if names_port && !ports.is_empty() {
            found.extend(ports.iter().map(|it| format!("{name}:{}", it.number)));
        } else {
            found.push(name);
        }
    }
    found
}
