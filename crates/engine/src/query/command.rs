use std::fmt;

use super::{PortQuestion, split_port};
use crate::model::Protocol;

/// A question in the form of the command that people would test it with:
/// `kubectl exec -n qa-test deploy/frontend -- curl db-svc:3306`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Who runs it, as an endpoint is written; `None` where the command does not
    /// say.
    pub source: Option<String>,
    /// Who is to be reached, as an endpoint is written.
    pub destination: String,
    /// On which port.
    pub port: PortQuestion,
}

/// A program that connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// `curl`.
    Curl,
    /// `wget`.
    Wget,
    /// `nc`, also by its longer names.
    Netcat,
    /// `telnet`.
    Telnet,
}

/// A program with what it is told to connect to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which program.
    pub program: Program,
    /// Who is to be reached, as an endpoint is written.
    pub destination: String,
    /// On which port.
    pub port: PortQuestion,
}

/// Why a command asks nothing that policies could answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandFault {
    /// It does not name anybody to reach.
    NoDestination,
    /// It names no port, and its program has none of its own.
    NoPort,
    /// What stands for the port is no port.
    NotAPort,
    /// It sends ICMP, for which policies are not defined (SEMANTICS.md Q-17).
    Ping,
    /// `kubectl exec` runs nothing that connects.
    NothingToRun,
}

impl fmt::Display for CommandFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoDestination => "the command does not say whom to reach",
            Self::NoPort => "the command does not say on which port",
            Self::NotAPort => "the port in the command is no number from 1 to 65535",
            Self::Ping => "ping sends ICMP, which network policies do not define",
            Self::NothingToRun => {
                "write behind `--` what connects: curl, wget, nc or telnet with a name and a port"
            }
        })
    }
}

impl std::error::Error for CommandFault {}

impl Command {
    /// Reads a command line; `None` for a text that is none.
    ///
    /// # Errors
    ///
    /// A command that asks nothing policies could answer.
    pub fn read(text: &str) -> Option<Result<Self, CommandFault>> {
        let text = text.trim().trim_start_matches(['$', '#']).trim_start();
        let words: Vec<&str> = text.split_whitespace().map(unquoted).collect();
        let (first, rest) = words.split_first()?;
        match *first {
            "kubectl" | "k" | "oc" => exec(rest),
            _ => Call::read(&words).map(|found| Ok(Self::from(None, found?))),
        }
    }

    fn from(source: Option<String>, call: Call) -> Self {
        Self {
            source,
            destination: call.destination,
            port: call.port,
        }
    }
}

/// `exec -it -n qa-test deploy/frontend -c web -- curl db-svc:3306`.
fn exec(words: &[&str]) -> Option<Result<Command, CommandFault>> {
    let verb = words.iter().position(|it| *it == "exec")?;
    let dashes = words.iter().position(|it| *it == "--");
    let own = words.get(..dashes.unwrap_or(words.len()))?;
    let (mut namespace, mut object) = (None, None);
    let mut rest = own.iter().enumerate();
    while let Some((at, word)) = rest.next() {
        if at == verb {
            continue;
        }
        match word.split_once('=') {
            Some(("-n" | "--namespace", name)) => namespace = Some(name),
            Some((flag, _)) if flag.starts_with('-') => {}
            _ if matches!(*word, "-n" | "--namespace") => namespace = rest.next().map(|it| *it.1),
            _ if takes_value(word) => {
                rest.next();
            }
            _ if word.starts_with("-n") && !word.starts_with("--") => namespace = word.get(2..),
            _ if word.starts_with('-') => {}
            _ => object = object.or(Some(*word)),
        }
    }
    let run = dashes
        .and_then(|it| words.get(it + 1..))
        .unwrap_or_default();
    let source = object.map(|it| format!("{}/{it}", namespace.unwrap_or("default")));
    Some(match Call::read(run) {
        Some(found) => found.map(|it| Command::from(source, it)),
        None => Err(CommandFault::NothingToRun),
    })
}

/// kubectl's flags that are followed by a value of no interest here.
fn takes_value(word: &str) -> bool {
    matches!(
        word,
        "-c" | "--container" | "--context" | "--kubeconfig" | "--cluster" | "--user"
    )
}

impl Call {
    /// Reads a program with its arguments; `None` for one that is not known.
    ///
    /// # Errors
    ///
    /// A call that asks nothing policies could answer.
    pub fn read(words: &[&str]) -> Option<Result<Self, CommandFault>> {
        let (program, rest) = words.split_first()?;
        let (program, found) = match program.rsplit('/').next()? {
            // A shell runs what it is given in quotes.
            "sh" | "bash" | "ash" => return Self::read(rest.split_first()?.1),
            "timeout" => return Self::read(rest.get(1..)?),
            "curl" => (Program::Curl, of_url(&arguments(rest, URL_FLAGS))),
            "wget" => (Program::Wget, of_url(&arguments(rest, URL_FLAGS))),
            "nc" | "ncat" | "netcat" => {
                let is_udp = rest.iter().any(|it| is_short_flag(it, 'u'));
                let arguments = arguments(rest, &["-w", "-p", "-s", "-i"]);
                (Program::Netcat, of_pair(&arguments, is_udp))
            }
            "telnet" => (Program::Telnet, of_pair(&arguments(rest, &["-l"]), false)),
            "ping" | "ping6" | "traceroute" => return Some(Err(CommandFault::Ping)),
            _ => return None,
        };
        Some(found.map(|(destination, port)| Self {
            program,
            destination,
            port,
        }))
    }
}

/// The flags of `curl` and `wget` that are followed by a value.
const URL_FLAGS: &[&str] = &["-o", "-O", "-m", "-X", "-H", "-d", "-T", "-t", "-w"];

fn is_short_flag(word: &str, letter: char) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains(letter)
}

/// The words that are no flags and no values of those in `valued`.
fn arguments<'a>(words: &[&'a str], valued: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        // `-O -` and `-qO- URL` both write somewhere else.
        if takes_next(word, valued) {
            words.next();
        } else if !word.starts_with('-') && !["&&", "|", ";", "2>&1"].contains(word) {
            found.push(*word);
        }
    }
    found
}

/// Whether the next word is the value of this flag, or of the last in a bundle: `-w`, `-zvw`.
fn takes_next(word: &str, valued: &[&str]) -> bool {
    let is_valued = |letter: char| {
        let mut all = valued.iter();
        all.any(|it| {
            it.strip_prefix('-')
                .is_some_and(|it| it.chars().eq([letter]))
        })
    };
    let letters = word.strip_prefix('-').unwrap_or_default();
    letters
        .find(is_valued)
        .is_some_and(|at| at + 1 == letters.len())
}

/// `http://db-svc:3306/path`, `db-svc:3306`.
fn of_url(arguments: &[&str]) -> Result<(String, PortQuestion), CommandFault> {
    let looks_like_host =
        |it: &&&str| it.contains([':', '.', '/']) || !it.chars().all(|it| it.is_ascii_digit());
    let url = arguments.iter().find(looks_like_host);
    let url = url.ok_or(CommandFault::NoDestination)?;
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let otherwise = match scheme {
        "https" => 443,
        "ftp" => 21,
        "telnet" => 23,
        _ => 80,
    };
    let (host, port) = split_port(host);
    if host.is_empty() {
        return Err(CommandFault::NoDestination);
    }
    Ok((host.to_owned(), one(port, Protocol::Tcp, Some(otherwise))?))
}

/// `db-svc 3306`, or `db-svc:3306`.
fn of_pair(arguments: &[&str], is_udp: bool) -> Result<(String, PortQuestion), CommandFault> {
    let protocol = if is_udp { Protocol::Udp } else { Protocol::Tcp };
    let (host, port) = match arguments {
        [] => return Err(CommandFault::NoDestination),
        [only] => split_port(only),
        [host, port, ..] => (*host, Some(*port)),
    };
    Ok((host.to_owned(), one(port, protocol, None)?))
}

fn one(
    port: Option<&str>,
    protocol: Protocol,
    otherwise: Option<u16>,
) -> Result<PortQuestion, CommandFault> {
    let number = match port {
        Some(text) => PortQuestion::number(text).map_err(|_| CommandFault::NotAPort)?,
        None => otherwise.ok_or(CommandFault::NoPort)?,
    };
    Ok(PortQuestion::One(protocol, number))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let told = match Command::read(text) {
            None => "no command".to_owned(),
            Some(Err(fault)) => fault.to_string(),
            Some(Ok(it)) => {
                let source = it.source.unwrap_or_default();
                format!("{source} -> {} {}", it.destination, it.port)
            }
        };
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn kubectl_exec_names_the_source() {
        let asked = "qa-test/deploy/frontend -> db-svc 3306/TCP";
        check(
            "kubectl exec -n qa-test deploy/frontend -- curl db-svc:3306",
            asked,
        );
        check(
            "$ kubectl -n qa-test exec -it deploy/frontend -- nc -zv db-svc 3306",
            asked,
        );
        check(
            "kubectl exec --namespace=qa-test deploy/frontend -c web -- telnet db-svc 3306",
            asked,
        );
        check(
            "k exec -nqa-test deploy/frontend -it -- timeout 3 nc -w 1 db-svc 3306",
            asked,
        );
        check(
            "kubectl exec web-0 -- sh -c 'curl -m 2 -s http://api.shop:8080/health'",
            "default/web-0 -> api.shop 8080/TCP",
        );
    }

    #[test]
    fn programs_have_their_own_ways_to_say_host_and_port() {
        check("curl http://api-svc", " -> api-svc 80/TCP");
        check(
            "curl -k https://user@api-svc/path?q=1",
            " -> api-svc 443/TCP",
        );
        check(
            "curl --connect-timeout 2 api-svc:8080",
            " -> api-svc 8080/TCP",
        );
        check(
            "wget -qO- --timeout=2 http://api-svc.shop:80",
            " -> api-svc.shop 80/TCP",
        );
        check("wget -O - api-svc", " -> api-svc 80/TCP");
        check(
            "nc -vzu kube-dns.kube-system 53",
            " -> kube-dns.kube-system 53/UDP",
        );
        check("telnet 203.0.113.5 25", " -> 203.0.113.5 25/TCP");
        check(
            "curl http://[2001:db8::5]:8080/",
            " -> [2001:db8::5] 8080/TCP",
        );
        check("/usr/bin/nc db 5432", " -> db 5432/TCP");
        for line in [
            "nc -zvw 2 db 5432",
            "nc -zvw2 db 5432",
            "nc -w 2 -zv db 5432",
            "curl -so /dev/null db:5432",
            "curl -fsSm 2 db:5432",
            "wget -qT 2 -O- db:5432",
            "wget -qO- db:5432",
        ] {
            check(line, " -> db 5432/TCP");
        }
    }

    #[test]
    fn what_policies_cannot_answer_is_said() {
        check(
            "ping db-svc",
            "ping sends ICMP, which network policies do not define",
        );
        check("nc -z db-svc", "the command does not say on which port");
        check(
            "nc db-svc 99999",
            "the port in the command is no number from 1 to 65535",
        );
        check("curl", "the command does not say whom to reach");
        check(
            "kubectl exec web -- ls",
            "write behind `--` what connects: curl, wget, nc or telnet with a name and a port",
        );
    }

    #[test]
    fn other_texts_are_no_commands() {
        for text in [
            "",
            "shop/web",
            "db-svc:3306",
            "kubectl get pods -A",
            "curling",
            "$",
        ] {
            check(text, "no command");
        }
    }
}
